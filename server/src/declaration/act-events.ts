import type { ActRecord } from '@lintas/customs/declaration'
import type { RecordedEvent } from '../platform/events/index.ts'
import type { Caller, NewEvent } from '../platform/node.ts'

/** Who did an act: an account, and in what capacity. */
export interface Doer {
  readonly by: string
  readonly as: 'declarant' | 'carrier' | 'customs' | 'system'
}

const SYSTEM: Doer = { by: 'system', as: 'system' }

/** What customs does of itself, whoever's act it follows. */
const OF_ITSELF: ReadonlySet<ActRecord['act']> = new Set(['assess', 'screen', 'release'])

export function doerOf({ accountId, role }: Pick<Caller, 'accountId' | 'role'>): Doer {
  if (role === 'carrier') return { by: accountId, as: 'carrier' }
  return { by: accountId, as: role === 'trader' || role === 'broker' ? 'declarant' : 'customs' }
}

/** Who did an act of which only the account is known: `system`, or somebody of customs. */
export function doerBehind(accountId: string): Doer {
  return accountId === SYSTEM.by ? SYSTEM : { by: accountId, as: 'customs' }
}

/** More that an event says of an act, by act: digests, amounts, numbers; or, in a payload, somebody's words. */
export type ActFacts = { readonly [act in ActRecord['act']]?: Readonly<Record<string, unknown>> }

/**
 * The events of acts done to a declaration, in order. Each holds its record whole, so that the standing folds from the events alone.
 *
 * Of risk they say the lane and the controls and nothing else: whoever may see the declaration may read them.
 */
export function eventsOf(
  mrn: string,
  records: readonly ActRecord[],
  doer: Doer,
  facts: ActFacts = {},
  payload: ActFacts = {},
): readonly NewEvent[] {
  return records.map(record => {
    const { act, ...rest } = record
    const { by, as } = OF_ITSELF.has(act) ? SYSTEM : doer
    const words = payload[act]
    const event = { subject: 'declaration', subjectId: mrn, act, by, facts: { ...rest, ...facts[act], as } }
    return words === undefined ? event : { ...event, payload: words }
  })
}

/** The act an event of a declaration tells of, as the fold takes it. */
export function recordOf({ act, facts }: Pick<RecordedEvent, 'act' | 'facts'>): ActRecord {
  return { ...facts, act } as ActRecord // written by `eventsOf`, which put the record into the facts
}
