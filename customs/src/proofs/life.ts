/** Where a proof stands with the authority that issues it. */
export const PROOF_STATUSES = [
  'applied',
  'queried',
  'refused',
  'under-review',
  'withdrawn',
  'issued',
  'sent',
  'received',
  'used-partly',
  'used',
  'denied',
  'cancelled',
  'replaced',
] as const
export type ProofStatus = (typeof PROOF_STATUSES)[number]

export const PROOF_ACTS = [
  'answer',
  'ask-review',
  'cancel',
  'clarify',
  'copy',
  'deny',
  'issue',
  'query',
  'receive',
  'refuse',
  'replace',
  'send',
  'uphold',
  'use',
  'withdraw',
] as const
export type ProofAct = (typeof PROOF_ACTS)[number]

/**
 * What may be done to a proof where it stands. One that was issued can be cancelled until it is used up; one that was refused is looked at again
 * where its applicant asks, by somebody else; one the importing state denied is clarified by its issuer and taken up again.
 *
 * @source ATIGA Annex 8, rules 5, 10, 12, 13, 29, 30; art. 69
 */
const PERMITTED: Readonly<Record<ProofStatus, readonly ProofAct[]>> = {
  applied: ['issue', 'query', 'refuse', 'withdraw'],
  queried: ['answer', 'refuse', 'withdraw'],
  refused: ['ask-review'],
  'under-review': ['issue', 'uphold'],
  withdrawn: [],
  issued: ['send', 'cancel', 'copy', 'replace'],
  sent: ['receive', 'cancel', 'copy', 'replace'],
  received: ['use', 'deny', 'cancel', 'copy', 'replace'],
  'used-partly': ['use', 'deny', 'cancel', 'copy'],
  used: ['use', 'deny', 'copy'],
  denied: ['clarify', 'use', 'cancel'],
  cancelled: [],
  replaced: [],
}

export function permittedActs(status: ProofStatus): readonly ProofAct[] {
  return PERMITTED[status]
}

export function isPermitted(status: ProofStatus, act: ProofAct): boolean {
  return PERMITTED[status].includes(act)
}

/** Whether goods may still be drawn of a proof that stands so. */
export function isUsable(status: ProofStatus): boolean {
  return ['issued', 'sent', 'received', 'used-partly'].includes(status)
}
