import { type Day, daysBetween, error, type Issue, parseDay } from '../kernel/index.ts'
import { RATE_DAYS } from '../reference/index.ts'
import { principalPath, type TrustFacts, tierOf } from '../trust/index.ts'
import { listConsignments } from './consignments.ts'
import type { DeclarationDocument } from './document.ts'
import { SEVERAL_CONSIGNMENTS } from './law.ts'
import type { RuleContext, StateContext } from './rule.ts'

/** V15: of several consignments each has its paper and its goods, and every goods item says on which it came. */
export function checkConsignmentsNamed({ document }: RuleContext): readonly Issue[] {
  const consignments = listConsignments(document)
  if (consignments === undefined) return []
  const ids = consignments.map(each => each.id)
  const named = document.goodsItems.flatMap(({ transportDocument: id }, place) => {
    const path = `goodsItems[${place}].transportDocument`
    if (id === undefined) return [error('declaration.consignment-not-named', path)]
    return ids.includes(id) ? [] : [error('declaration.consignment-not-listed', path, { consignment: id })]
  })
  const listed = consignments.flatMap(({ id, places }, place) => {
    const path = `transportDocuments[${place}].id`
    if (ids.indexOf(id) < place) return [error('declaration.consignment-repeated', path, { consignment: id })]
    return places.length > 0 ? [] : [error('declaration.consignment-empty', path, { consignment: id })]
  })
  const arrivals = Object.keys(document.arrivals ?? {}).filter(id => !ids.includes(id))
  return [...named, ...listed, ...arrivals.map(id => error('declaration.consignment-not-listed', 'arrivals', { consignment: id }))]
}

/**
 * V15: one declaration is about several consignments where the state offers it, for goods under one procedure that come within few days, to
 * somebody who is trusted with it. Importer and office are the declaration's, and so the same.
 */
export function checkConsignmentsTogether({ document, state, day, law, authority }: StateContext & TrustFacts): readonly Issue[] {
  const consignments = listConsignments(document)
  if (consignments === undefined) return []
  const { type = '' } = document
  const row = law.on(SEVERAL_CONSIGNMENTS, state, day).find(each => each.types.includes(type))
  if (row === undefined) return [error('declaration.consignments-not-offered', 'transportDocuments', { state, type, day })]

  const principal = document[principalPath(type)]?.id
  const tier = principal === undefined || authority === undefined ? undefined : tierOf(authority.tiers ?? [], principal, authority.on)
  const days = daysApart(document)
  return [
    ...(tier === undefined || tier >= row.tierMin
      ? []
      : [error('declaration.consignments-tier', 'transportDocuments', { tier, tierMin: row.tierMin })]),
    ...(days > row.arrivalDaysMax ? [error('declaration.consignments-apart', 'arrivals', { days, daysMax: row.arrivalDaysMax })] : []),
    ...otherProcedures(document),
    ...rateDayOf({ document, state, day, law }),
  ]
}

/** Days between the first arrival and the last; what has no day of its own comes on that of the declaration. */
function daysApart(document: DeclarationDocument): number {
  const all = (listConsignments(document) ?? []).map(({ arrivalOn }) => parseDay(arrivalOn ?? document.arrivalOn ?? ''))
  const days: readonly Day[] = all.filter(each => each !== undefined).sort()
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? 0 : daysBetween(first, last)
}

function otherProcedures({ goodsItems }: DeclarationDocument): readonly Issue[] {
  const first = goodsItems[0]?.procedure?.current
  return goodsItems.flatMap(({ procedure }, place) =>
    procedure?.current === first ? [] : [error('declaration.consignments-procedure', `goodsItems[${place}].procedure.current`)],
  )
}

/** Where the law ties its rates to the arrival or the release, each consignment would have rates of its own: one declaration has one day. */
function rateDayOf({ document, state, day, law }: Pick<StateContext, 'document' | 'state' | 'day' | 'law'>): readonly Issue[] {
  const other = findOtherRateDay({ document, state, day, law })
  return other === undefined ? [] : [error('declaration.consignments-rate-day', 'transportDocuments', { state, basis: other.basis })]
}

/** The row that ties rates of this procedure to another day than that of registration, where the law has one. */
export function findOtherRateDay({ document, state, day, law }: Pick<StateContext, 'document' | 'state' | 'day' | 'law'>) {
  const regime = document.type?.startsWith('EX') === true ? 'export' : 'home-use'
  return law.on(RATE_DAYS, state, day).find(row => row.regime === regime && row.basis !== 'registration')
}
