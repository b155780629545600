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
  'returned',
  'cancelled',
  'replaced',
] as const
export type ProofStatus = (typeof PROOF_STATUSES)[number]

export const PROOF_ACTS = [
  'answer',
  'ask-copy',
  'ask-review',
  'cancel',
  'clarify',
  'comment',
  'consent-visit',
  'copy',
  'deny',
  'deny-drawn',
  'deny-goods',
  'determine',
  'fall-late',
  'finalise',
  'hold-visit',
  'issue',
  'note-receipt',
  'notified',
  'notify-visit',
  'postpone-visit',
  'query',
  'receive',
  'refer',
  'refuse',
  'refuse-copy',
  'refuse-visit',
  'reinstate',
  'replace',
  'reply-check',
  'request-check',
  'return',
  'send',
  'take-back',
  'uphold',
  'use',
  'withdraw',
] as const
export type ProofAct = (typeof PROOF_ACTS)[number]

/** A copy of a paper that was lost; `copy.ts` says which of these it is the turn of. */
const COPYING = ['ask-copy', 'copy', 'refuse-copy'] as const

/** What its issuer says while the proof is verified; `verification.ts` says which of these it is the turn of. */
const ANSWERING = ['reply-check', 'note-receipt', 'consent-visit', 'refuse-visit', 'postpone-visit', 'comment'] as const

/** What the importing state says meanwhile. */
const VERIFYING = ['request-check', 'notify-visit', 'hold-visit', 'determine', 'finalise', 'deny-goods'] as const

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
  issued: ['send', 'cancel', 'replace', ...COPYING],
  sent: ['receive', 'cancel', 'replace', ...COPYING],
  received: ['use', 'deny', 'cancel', 'replace', ...ANSWERING, ...COPYING],
  'used-partly': ['use', 'deny', 'cancel', ...ANSWERING, ...COPYING],
  used: ['use', 'deny', ...ANSWERING, ...COPYING],
  denied: ['clarify', 'reinstate', 'use', 'cancel', ...ANSWERING],
  returned: ['take-back', 'clarify', 'use', 'cancel', 'replace', ...ANSWERING],
  cancelled: [],
  replaced: [],
}

/**
 * What the state may do that a proof was issued for: have it checked by its issuer, visit who made the goods, determine, deny preference on it, take it up again once it was
 * clarified, refer what stays in dispute. One it denied, or of which nothing was used, it hands back to its issuer.
 *
 * @source ATIGA Annex 8, rules 13, 18, 19, 30; ATIGA art. 67, 89
 */
const IMPORTING: { readonly [status in ProofStatus]?: readonly ProofAct[] } = {
  received: ['deny', 'return', ...VERIFYING],
  'used-partly': ['deny', ...VERIFYING],
  used: ['deny', ...VERIFYING],
  denied: ['return', 'deny-drawn', 'reinstate', 'refer', ...VERIFYING],
  returned: ['deny-drawn', 'reinstate', 'refer', ...VERIFYING],
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

/** Whether a paper is on its way back to its issuer, who says once that it has it. */
export function awaitsPaper(type: 'form-d' | 'e-form-d', done: readonly string[]): boolean {
  return type === 'form-d' && done.lastIndexOf('return') > done.lastIndexOf('take-back')
}
