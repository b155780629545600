import type { Decision } from './decision.ts'
import { type ActRecord, perform, type Standing } from './declaration/index.ts'
import { type Day, type Issue, ok, type Result } from './kernel/index.ts'
import { decideRelease, type ReleaseDecision, type ReleaseFacts } from './release/index.ts'

/** Where a declaration stands after some acts, with the acts in order: releases are the last of them where nothing stands in their way. */
export interface Progress {
  readonly standing: Standing
  readonly records: readonly ActRecord[]
  readonly release: ReleaseDecision
  readonly released: readonly Released[]
}

/**
 * Goes on with the journey: does acts to a declaration, then releases it where nothing is missing any more, or names what is. Of several
 * consignments each is released by itself.
 *
 * Refused at the first act that is not permitted where the declaration stands; nothing is done then.
 */
export function proceed(standing: Standing, records: readonly ActRecord[], open: OpenEnds): Result<Progress> {
  let reached = standing
  for (const record of records) {
    const next = perform(reached, record)
    if (!next.ok) return next
    reached = next.value
  }
  const done: ActRecord[] = [...records]
  const released: Released[] = []
  for (const id of reached.consignments?.map(each => each.id) ?? [undefined]) {
    const decided = releaseOf(reached, open, id)
    const record: ActRecord = id === undefined ? { act: 'release' } : { act: 'release', consignment: id, releasedOn: open.today }
    const next = decided.release ? perform(reached, record) : undefined
    if (!decided.release || next?.ok !== true) continue
    reached = next.value
    done.push(record)
    released.push({ ...(id === undefined ? {} : { consignment: id }), conditions: decided.conditions })
  }
  return ok({ standing: reached, records: done, release: releaseOf(reached, open), released })
}

/** What release reads besides the standing: what is owed and not paid, what is not secured, in major units, and the decision that stands. */
export interface OpenEnds {
  readonly unpaid: ReleaseFacts['unpaid']
  readonly unsecured: ReleaseFacts['unsecured']
  /** Where it is about several: the same for each, by its transport document. */
  readonly unpaidFor?: Readonly<Record<string, ReleaseFacts['unpaid']>>
  readonly decision: Decision
  readonly today: Day
}

/** What was released, of several consignments which, and what the release leaves open. */
export interface Released {
  readonly consignment?: string
  readonly conditions: readonly Issue[]
}

/** Whether a declaration that stands there, or one of its consignments, may be released today, or what is missing. */
export function releaseOf(
  standing: Standing,
  { unpaid, unpaidFor, unsecured, decision, today }: OpenEnds,
  consignment?: string,
): ReleaseDecision {
  const { rateDay, items } = decision.assessment
  const hasRatesOfDay = rateDay.basis !== 'release' || rateDay.day === today
  const part = consignment === undefined ? undefined : decision.consignments?.find(each => each.id === consignment)
  const ofPart = items.filter(({ sequence }) => part === undefined || part.items.includes(sequence))
  const isPending = ({ pending }: (typeof items)[number]) => pending !== undefined && pending.reason !== 'tariff.preference-denied'
  const pendingClaims = ofPart.filter(isPending).map(item => item.sequence)
  const { requested, value, held, controls, hasArrived } = standing
  const asked = {
    ...(requested === undefined ? {} : { requested }),
    ...(value === undefined ? {} : { value }),
    ...(held === undefined ? {} : { held }),
  }
  const facts = { ...asked, unsecured, hasRatesOfDay, pendingClaims }
  if (consignment === undefined) return decideRelease({ ...facts, controls, hasArrived, unpaid })
  return decideRelease({
    ...facts,
    controls: controls.filter(each => each.consignment === undefined || each.consignment === consignment),
    hasArrived: standing.consignments?.some(each => each.id === consignment && each.hasArrived) === true,
    unpaid: unpaidFor?.[consignment] ?? [],
  })
}
