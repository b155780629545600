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
  'reinstate',
  'replace',
  'reply-check',
  'request-check',
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
const ISSUING: Readonly<Record<ProofStatus, readonly ProofAct[]>> = {
  applied: ['issue', 'query', 'refuse', 'withdraw'],
  queried: ['answer', 'refuse', 'withdraw'],
  refused: ['ask-review'],
  'under-review': ['issue', 'uphold'],
  withdrawn: [],
  issued: ['send', 'cancel', 'copy', 'replace'],
  sent: ['receive', 'cancel', 'copy', 'replace'],
  received: ['use', 'deny', 'cancel', 'copy', 'replace', 'reply-check'],
  'used-partly': ['use', 'deny', 'cancel', 'copy', 'reply-check'],
  used: ['use', 'deny', 'copy', 'reply-check'],
  denied: ['clarify', 'reply-check', 'reinstate', 'use', 'cancel'],
  cancelled: [],
  replaced: [],
}

/**
 * What the state may do that a proof was issued for: have it checked by its issuer, deny preference on it, take it up again once it was clarified.
 *
 * @source ATIGA Annex 8, rules 13, 18, 30
 */
const IMPORTING: { readonly [status in ProofStatus]?: readonly ProofAct[] } = {
  received: ['request-check', 'deny'],
  'used-partly': ['request-check', 'deny'],
  used: ['request-check', 'deny'],
  denied: ['request-check', 'reinstate'],
}

export type ProofSide = 'issuing' | 'importing'

export function permittedActs(status: ProofStatus, side: ProofSide = 'issuing'): readonly ProofAct[] {
  return side === 'issuing' ? ISSUING[status] : (IMPORTING[status] ?? [])
}

export function isPermitted(status: ProofStatus, act: ProofAct, side: ProofSide = 'issuing'): boolean {
  return permittedActs(status, side).includes(act)
}

/** Whether goods may still be drawn of a proof that stands so. */
export function isUsable(status: ProofStatus): boolean {
  return ['issued', 'sent', 'received', 'used-partly'].includes(status)
}
