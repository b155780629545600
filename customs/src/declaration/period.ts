import { addDays, addMonths, type Day, day, error, type Issue, parseDay } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { principalPath, type TrustFacts, tierOf } from '../trust/index.ts'
import { findOtherRateDay } from './check-consignments.ts'
import { type DeclarationDocument, type DeclarationInput, declarationSchema } from './document.ts'
import { PERIODIC_DECLARATIONS, type PeriodicDeclarationRow } from './law.ts'
import { checkRemoved, type GoodsRemoval, type RemovedGoods, sumRemovals } from './removal.ts'
import type { StateContext } from './rule.ts'

/** The calendar month whose removals are declared together: its first and its last day. */
export interface DeclarationPeriod {
  readonly from: Day
  readonly to: Day
}

/** What a node knows of the removals a periodic declaration is about; absent where nobody looked. */
export interface RemovalFacts {
  readonly removed?: RemovedGoods | undefined
}

/** The calendar month of a day. */
export function monthOf(date: Day): DeclarationPeriod {
  const from = day(`${date.slice(0, 7)}-01`)
  return { from, to: addDays(addMonths(from, 1), -1) }
}

/** The row of law under which goods of a type are taken away and declared by the month; undefined where none is on file. */
export function findPeriodicRow(law: LawBook, state: State, type: string, on: Day): PeriodicDeclarationRow | undefined {
  return law.on(PERIODIC_DECLARATIONS, state, on).find(row => row.types.includes(type))
}

/** The last day to declare the removals of a day's month. */
export function declareBy(removedOn: Day, { daysToDeclare }: Pick<PeriodicDeclarationRow, 'daysToDeclare'>): Day {
  return addDays(monthOf(removedOn).to, daysToDeclare)
}

/**
 * V01: goods leave before they are declared only for who is trusted with it, at their price, and where the law ties its rates to the registration: a sum of
 * goods has one day and no worksheet.
 *
 * @source RKC General Annex std. 3.32 (special procedures for authorised persons); domain notes §4.3
 */
export function checkRemoval({ document, state, day: on, law, authority }: StateContext & TrustFacts): readonly Issue[] {
  const { type = '', mode } = document
  const row = mode === 'REMOVAL' || mode === 'PERIODIC' ? findPeriodicRow(law, state, type, on) : undefined
  if (row === undefined) return []
  const other = findOtherRateDay({ document, state, day: on, law })
  const rateDay = other === undefined ? [] : [error('declaration.period-rate-day', 'mode', { state, basis: other.basis })]
  if (mode !== 'REMOVAL') return rateDay
  const principal = document[principalPath(type)]?.id
  const tier = principal === undefined || authority === undefined ? undefined : tierOf(authority.tiers ?? [], principal, authority.on)
  const { tierMin } = row
  return [
    ...rateDay,
    ...(tier === undefined || tier >= tierMin ? [] : [error('declaration.removal-tier', `${principalPath(type)}.id`, { tier, tierMin })]),
    ...document.goodsItems.flatMap(({ valuationMethod = '1', valuationWorksheet }, index) =>
      valuationMethod === '1' && valuationWorksheet === undefined
        ? []
        : [error('declaration.removal-method', `goodsItems[${index}].valuationMethod`, { method: valuationMethod })],
    ),
  ]
}

/** V01: a periodic declaration names one calendar month that is over, and declares what was removed in it and was not declared yet. */
export function checkPeriod({ document, day: lodgedOn, removed }: StateContext & RemovalFacts): readonly Issue[] {
  if (document.mode !== 'PERIODIC') return []
  const named = checkMonth(document, lodgedOn)
  if (named.length > 0 || removed === undefined) return named
  const { from = '', to = '' } = document.period ?? {}
  if (removed.removals.length === 0)
    return [error('declaration.period-nothing-removed', 'period', { from, to, office: document.office ?? '' })]
  return checkRemoved(document, removed)
}

function checkMonth({ period }: DeclarationDocument, lodgedOn: Day): readonly Issue[] {
  const missing = (['from', 'to'] as const).filter(field => period?.[field] === undefined)
  if (missing.length > 0) return missing.map(name => error('declaration.field-missing', `period.${name}`, { field: `period.${name}` }))
  const [from, to] = [parseDay(period?.from ?? ''), parseDay(period?.to ?? '')]
  const month = from === undefined ? undefined : monthOf(from)
  if (month === undefined || month.from !== from || month.to !== to)
    return [error('declaration.period-not-a-month', 'period', { from: period?.from ?? '', to: period?.to ?? '' })]
  return to < lodgedOn ? [] : [error('declaration.period-not-over', 'period.to', { to, day: lodgedOn })]
}

/** Said once of a whole declaration, and carried over where every removal says the same. */
const CARRIED = ['declarant', 'importer', 'exporter', 'consignor', 'consignee', 'buyer', 'seller', 'guarantees'] as const

/** The declaration of a period ready-made from its removals, all on the same terms (`termsOf`): nobody types it again. */
export function writePeriod(removals: readonly GoodsRemoval[], period: DeclarationPeriod, localReference: string): DeclarationDocument {
  const [first] = removals
  if (first === undefined) throw new Error('given no removals, needs at least one')
  const { document } = first
  const { type, office, destinationCountry, borderTransport, tradeTerms, apportionBy, freightPaymentMethod } = document
  const { goodsItems, costs } = sumRemovals(removals)
  const costOf = (name: string) => costs.filter(({ cost }) => cost === name).map(({ amount, currency }) => ({ amount, currency }))[0]
  const same = CARRIED.filter(name => removals.every(each => JSON.stringify(each.document[name]) === JSON.stringify(document[name])))
  const written: DeclarationInput = {
    localReference,
    type,
    mode: 'PERIODIC',
    period,
    office,
    ...Object.fromEntries(same.map(name => [name, document[name]])),
    importer: document.importer,
    destinationCountry,
    ...(borderTransport?.mode === undefined ? {} : { borderTransport: { mode: borderTransport.mode } }),
    tradeTerms,
    apportionBy,
    freightPaymentMethod,
    freight: costOf('freight'),
    insurance: costOf('insurance'),
    adjustments: costs
      .filter(({ cost }) => cost !== 'freight' && cost !== 'insurance')
      .map(({ cost, amount, currency }) => ({ code: cost, amount: { amount, currency } })),
    goodsItems: [...goodsItems],
  }
  return declarationSchema.parse(JSON.parse(JSON.stringify(written)))
}
