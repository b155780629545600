/**
 * A declaration is the list of acts done to it; its status is a fold over them (`status.ts`).
 *
 * This one table says which act is permitted in which status. Server and web both read it, so that a button and a refusal cannot disagree.
 * Who may do an act is the other half, in `ACT_ROLES`. Acts of the trader's rights stand here from the start; those in `NOT_YET` are answered
 * "not yet" by name until their subject is built.
 *
 * @source RKC General Annex ch. 3 and 10; ATIGA art. 60, 69; WTO TFA art. 4
 */
export const STATUSES = [
  'draft',
  'registered',
  'under-control',
  'payment-due',
  'awaiting-arrival',
  'released',
  'release-refused',
  'seized',
  'forfeited',
  'abandoned',
  'disposed',
  'cancelled',
  'discarded',
] as const
export type Status = (typeof STATUSES)[number]

/** What becomes of a declaration that left something for later, wherever it stands until then. */
const COMPLETING = ['supplement', 'finalise', 'remind-completion', 'fall-overdue'] as const

/** What the declarant may do about an adverse decision, and who decides on it, wherever the declaration stands. */
const CONTESTING = ['request-review', 'decide-review', 'appeal', 'decide-appeal'] as const

/** What customs may find against goods that are not released, and what the declarant may do meanwhile. */
const FINDING = [
  'deny-preference',
  'reclassify',
  'hold',
  'lift-hold',
  'seize',
  'abandon',
  'secure-under-review',
  'secure-preference',
  'suspend-preference',
  'settle-preference',
  'tell-denied-proof',
  'tell-proof-visit',
] as const

export const ACTS = {
  draft: ['edit', 'lodge', 'discard'],
  registered: [
    ...CONTESTING,
    ...FINDING,
    'assess',
    'screen',
    'override',
    'amend',
    'cancel',
    'arrive',
    'release',
    'question-value',
    'answer-value',
    'settle-value',
    ...COMPLETING,
  ],
  'under-control': [
    ...CONTESTING,
    ...FINDING,
    ...COMPLETING,
    'record-control',
    'question-value',
    'answer-value',
    'release-on-security',
    'settle-value',
    'request-documents',
    'answer-request',
    'accept-answer',
    'refuse-answer',
    'withdraw-request',
    'override',
    'amend',
    'cancel',
    'pay',
    'defer',
    'secure',
    'arrive',
    'refuse-release',
    'assess',
    'screen',
    'pay-under-protest',
  ],
  'payment-due': [
    ...CONTESTING,
    ...FINDING,
    ...COMPLETING,
    'question-value',
    'answer-value',
    'settle-value',
    'request-documents',
    'pay',
    'override',
    'defer',
    'secure',
    'amend',
    'cancel',
    'arrive',
    'assess',
    'screen',
    'pay-under-protest',
  ],
  'awaiting-arrival': [
    ...CONTESTING,
    ...FINDING,
    ...COMPLETING,
    'question-value',
    'answer-value',
    'settle-value',
    'request-documents',
    'arrive',
    'override',
    'amend',
    'cancel',
    'assess',
    'screen',
  ],
  released: [
    ...CONTESTING,
    'pay-under-protest',
    ...COMPLETING,
    'declare-period',
    'answer-value',
    'settle-value',
    'adjust-price',
    'settle-preference',
    'tell-denied-proof',
    'tell-proof-visit',
    'pay',
    'defer',
    'correct',
    'claim-refund',
    'assess-additionally',
    'audit',
  ],
  'release-refused': [...CONTESTING, 'seize', 'abandon'],
  seized: [...CONTESTING, 'forfeit'],
  forfeited: [...CONTESTING, 'claim-refund', 'dispose'],
  abandoned: [...CONTESTING, 'claim-refund', 'dispose'],
  disposed: [...CONTESTING, 'claim-refund'],
  cancelled: [...CONTESTING, 'claim-refund'],
  discarded: [],
} as const satisfies Record<Status, readonly string[]>

export type Act = (typeof ACTS)[Status][number]

/** Acts whose subject a later issue builds: offered by name, refused with `declaration.act-not-yet`. */
export const NOT_YET: ReadonlySet<Act> = new Set<Act>(['audit'])

export type Actor = 'declarant' | 'officer' | 'supervisor' | 'carrier' | 'system'

/** Who may do an act. `declarant` is the trader or the broker with the trader's mandate. */
export const ACT_ROLES: Readonly<Record<Act, readonly Actor[]>> = {
  edit: ['declarant'],
  lodge: ['declarant'],
  discard: ['declarant'],
  amend: ['declarant'],
  cancel: ['declarant', 'supervisor'],
  assess: ['system'],
  screen: ['system'],
  'record-control': ['officer', 'supervisor'],
  'request-documents': ['officer', 'supervisor'],
  'answer-request': ['declarant'],
  'accept-answer': ['officer', 'supervisor'],
  'refuse-answer': ['officer', 'supervisor'],
  'withdraw-request': ['officer', 'supervisor'],
  override: ['officer', 'supervisor'],
  'refuse-release': ['supervisor'],
  pay: ['declarant', 'system'],
  defer: ['declarant', 'system'],
  secure: ['declarant', 'system'],
  arrive: ['carrier', 'declarant', 'officer', 'system'],
  release: ['system', 'officer'],
  seize: ['supervisor'],
  forfeit: ['supervisor'],
  dispose: ['officer', 'supervisor'],
  abandon: ['declarant'],
  'pay-under-protest': ['declarant'],
  'release-on-security': ['declarant'],
  'question-value': ['officer', 'supervisor'],
  'answer-value': ['declarant'],
  'settle-value': ['officer', 'supervisor'],
  'adjust-price': ['declarant'],
  supplement: ['declarant'],
  finalise: ['declarant'],
  'declare-period': ['system'],
  'remind-completion': ['system'],
  'fall-overdue': ['system'],
  'deny-preference': ['officer', 'supervisor'],
  reclassify: ['officer', 'supervisor'],
  hold: ['officer', 'supervisor'],
  'lift-hold': ['officer', 'supervisor'],
  'request-review': ['declarant'],
  'decide-review': ['officer', 'supervisor'],
  appeal: ['declarant'],
  'decide-appeal': ['supervisor'],
  'secure-under-review': ['declarant'],
  'secure-preference': ['declarant'],
  'suspend-preference': ['officer', 'supervisor', 'system'],
  'settle-preference': ['officer', 'supervisor', 'system'],
  'tell-denied-proof': ['system'],
  'tell-proof-visit': ['system'],
  'claim-refund': ['declarant', 'system'],
  correct: ['declarant'],
  'assess-additionally': ['officer', 'supervisor'],
  audit: ['officer', 'supervisor'],
}

export function isPermitted(act: Act, status: Status): boolean {
  return (ACTS[status] as readonly Act[]).includes(act)
}

/** The acts a status allows to one kind of actor: what a screen offers as buttons. */
export function listActs(status: Status, actor: Actor): readonly Act[] {
  return (ACTS[status] as readonly Act[]).filter(act => ACT_ROLES[act].includes(actor))
}
