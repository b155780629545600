import type { NotificationType } from '@lintas/contract'

/** What an event of a declaration is told as, and which of its facts go with it. */
interface Told {
  readonly type: NotificationType
  readonly facts: readonly string[]
}

type Facts = Readonly<Record<string, unknown>>

/**
 * Which acts are told to the declarant, the one place that says so. An act that is not here is not told; a fact that is not named does not
 * leave: nothing of risk does but the lane and what is asked, which the declaration shows its declarant anyway.
 */
const TOLD: Readonly<Record<string, (facts: Facts) => Told>> = {
  lodge: () => ({ type: 'declaration.registered', facts: ['version', 'isPreArrival'] }),
  amend: () => ({ type: 'declaration.amended', facts: ['version'] }),
  assess: ({ isDue }) => ({
    type: isDue === true ? 'declaration.payment-due' : 'declaration.assessed',
    facts: ['decision', 'total', 'currency'],
  }),
  screen: () => ({ type: 'declaration.decided', facts: ['decision', 'lane', 'controls'] }),
  'request-documents': () => ({ type: 'declaration.documents-requested', facts: ['request', 'documents', 'types', 'dueOn'] }),
  'accept-answer': () => ({ type: 'declaration.documents-accepted', facts: ['documents'] }),
  'refuse-answer': () => ({ type: 'declaration.documents-refused', facts: ['documents', 'dueOn'] }),
  'withdraw-request': () => ({ type: 'declaration.documents-request-withdrawn', facts: ['documents'] }),
  'record-control': () => ({ type: 'declaration.control-recorded', facts: ['kind', 'outcome'] }),
  pay: () => ({ type: 'declaration.paid', facts: ['isSettled'] }),
  defer: () => ({ type: 'declaration.payment-deferred', facts: [] }),
  secure: () => ({ type: 'declaration.secured', facts: [] }),
  arrive: () => ({ type: 'declaration.arrived', facts: ['arrivedOn', 'place', 'consignment'] }),
  release: () => ({ type: 'declaration.released', facts: ['consignment', 'releasedOn'] }),
  'refuse-release': () => ({ type: 'declaration.release-refused', facts: [] }),
  supplement: () => ({ type: 'declaration.completed', facts: ['version', 'decision', 'total', 'currency'] }),
  finalise: () => ({ type: 'declaration.completed', facts: ['version', 'decision', 'total', 'currency'] }),
  'remind-completion': () => ({ type: 'declaration.completion-reminder', facts: ['kind', 'dueOn', 'daysBefore'] }),
  'fall-overdue': () => ({ type: 'declaration.completion-overdue', facts: ['kind', 'dueOn'] }),
  'tell-denied-proof': () => ({ type: 'declaration.proof-denied', facts: ['proof', 'items'] }),
  'tell-proof-visit': () => ({ type: 'declaration.proof-visit', facts: ['proof', 'items'] }),
  cancel: () => ({ type: 'declaration.cancelled', facts: [] }),
}

/** What a declarant is told of an act done to a declaration; undefined where it is told nothing. */
export function notificationOf(act: string, facts: Facts): { readonly type: NotificationType; readonly facts: Facts } | undefined {
  if (!Object.hasOwn(TOLD, act)) return undefined
  const told = TOLD[act]?.(facts)
  if (told === undefined) return undefined
  return { type: told.type, facts: Object.fromEntries(told.facts.filter(name => name in facts).map(name => [name, facts[name]])) }
}
