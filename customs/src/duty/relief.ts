import {
  compare,
  decimal,
  error,
  hint,
  type Issue,
  majorToMinor,
  ok,
  plus,
  type Rational,
  type Result,
  stop,
  ZERO,
} from '../kernel/index.ts'
import { type ExchangeRates, toLocalCurrency } from '../reference/index.ts'
import { type DutyItem, isDeclared } from './item.ts'
import type { Channel, ChargeKind, ThresholdRow, ThresholdTest } from './law.ts'
import { covers, type LawOfDay } from './law-of-day.ts'

/** What deciding on a relief reads besides the items. */
export interface ReliefFacts {
  /** How the goods arrive; undefined where the declaration does not say. */
  readonly channels?: readonly Channel[] | undefined
  readonly rates?: ExchangeRates | undefined
  /** What else the consignee receives that day is worth, in the state's currency, on the basis its law tests; undefined where nobody looked. */
  readonly sameDayValue?: string | undefined
}

/** One item and what the charges of one kind come to on it, in minor units. */
export interface Charged {
  readonly item: DutyItem
  readonly payable: bigint
}

/** The row that relieves each item of one kind of charge; undefined where none does. */
export interface Reliefs {
  readonly rows: readonly (ThresholdRow | undefined)[]
  readonly issues: readonly Issue[]
}

/**
 * Decides which items of a consignment are too small to be charged one kind of charge. Every tax has its own thresholds, and every test its own
 * basis and unit: one value never serves for all of them.
 *
 * A relief that exists but has no row on the day refuses goods that arrive the way it is for: neither charging nor sparing them is known to be right.
 *
 * @source WTO TFA art. 7.8; WCO Immediate Release Guidelines; domain notes §6.1
 */
export function decideReliefs(kind: ChargeKind, charged: readonly Charged[], lawOfDay: LawOfDay, facts: ReliefFacts): Result<Reliefs> {
  const known = lawOfDay.reliefs.get(kind)
  if (known === undefined) return NO_RELIEF
  const { inForce: rows } = known
  const silent = known.silent.filter(row => arrives(row, facts) !== 'otherwise')

  const issues = silent.flatMap(row => (arrives(row, facts) === 'so' ? [noRow(row, lawOfDay)] : []))
  const relieved: (ThresholdRow | undefined)[] = charged.map(() => undefined)
  for (const row of rows) {
    const arrival = arrives(row, facts)
    if (arrival === 'otherwise' || row.tests.length === 0) continue
    const passed = passTests(row, charged, lawOfDay, facts)
    if (!passed.ok) {
      if (arrival === 'so') issues.push(...passed.issues)
      continue
    }
    for (const [index, passes] of passed.value.entries()) {
      if (passes && arrival === 'so') relieved[index] ??= row
    }
    if (arrival === 'so') issues.push(...sayTogether(kind, row, passed.value, charged, lawOfDay, facts))
    if (arrival === 'unknown' && passed.value.includes(true)) issues.push(dependsOnChannel(kind, row))
  }
  return issues.some(issue => issue.severity === 'error') ? stop(...issues) : ok({ rows: relieved, issues })
}

const NO_RELIEF: Result<Reliefs> = ok({ rows: [], issues: [] })

function arrives(row: ThresholdRow, { channels }: ReliefFacts): 'so' | 'otherwise' | 'unknown' {
  if (row.channels === undefined) return 'so'
  if (channels === undefined) return 'unknown'
  return row.channels.some(channel => channels.includes(channel)) ? 'so' : 'otherwise'
}

function noRow({ measure }: ThresholdRow, { state, day }: LawOfDay): Issue {
  return error('law.no-row', '', { kind: 'threshold', state, day, what: measure })
}

/**
 * Where consignments of a day count together: that a small one is charged for the company it keeps, or that it was looked at alone because
 * nobody said what else there is.
 */
function sayTogether(
  kind: ChargeKind,
  row: ThresholdRow,
  passed: readonly boolean[],
  charged: readonly Charged[],
  lawOfDay: LawOfDay,
  facts: ReliefFacts,
): readonly Issue[] {
  if (row.countsTogether === undefined) return []
  const { sameDayValue, ...rest } = facts
  if (sameDayValue === undefined) return passed.includes(true) ? [hint('duty.relief-judged-alone', '', { kind, lawRow: row.id })] : []
  const alone = passTests(row, charged, lawOfDay, rest)
  const isSplit = alone.ok && alone.value.some((passes, index) => passes && passed[index] !== true)
  return isSplit ? [hint('duty.relief-split', '', { kind, lawRow: row.id, sameDayValue, currency: lawOfDay.currency })] : []
}

function dependsOnChannel(kind: ChargeKind, row: ThresholdRow): Issue {
  return hint('duty.relief-depends-on-channel', 'borderTransport.mode', { kind, channels: (row.channels ?? []).join(', '), lawRow: row.id })
}

/** For each item, whether one of the row's tests holds. Items outside its scope never pass, but count in what a consignment is worth. */
function passTests(row: ThresholdRow, charged: readonly Charged[], lawOfDay: LawOfDay, facts: ReliefFacts): Result<readonly boolean[]> {
  const others = row.countsTogether === undefined ? undefined : facts.sameDayValue
  const tests = row.tests.map(test => passTest(test, charged, others, lawOfDay, facts))
  const undecided = tests.flatMap(test => (test.ok ? [] : test.issues))
  const passed = charged.map(
    ({ item }, index) => covers(row, item.code) >= 0 && isMeant(row, item) && tests.some(test => test.ok && test.value[index] === true),
  )
  return undecided.length > 0 && passed.includes(false) ? stop(...undecided) : ok(passed)
}

function isMeant({ whenDeclared }: ThresholdRow, item: DutyItem): boolean {
  return whenDeclared === undefined || isDeclared(item, whenDeclared)
}

function passTest(
  test: ThresholdTest,
  charged: readonly Charged[],
  others: string | undefined,
  { state, day, currency }: LawOfDay,
  facts: ReliefFacts,
): Result<readonly boolean[]> {
  const limit = toLocalCurrency(decimal(test.limit), test.currency, state, day, facts.rates ?? { find: () => undefined }, '')
  if (!limit.ok) return limit
  const limitMinor = majorToMinor(limit.value.amount, currency)
  const amounts = charged.map(each => measure(test.basis, each))
  const known = amounts.flatMap(amount => amount ?? [])
  if (known.length < amounts.length) return stop(error('duty.relief-undecided', '', { basis: test.basis }))

  const passes = (amount: Rational) => (test.comparison === '<=' ? compare(amount, limitMinor) <= 0 : compare(amount, limitMinor) < 0)
  if (test.unit === 'ITEM') return ok(known.map(passes))
  const whole = passes(known.reduce(plus, others === undefined ? ZERO : majorToMinor(decimal(others), currency)))
  return ok(known.map(() => whole))
}

function measure(basis: ThresholdTest['basis'], { item, payable }: Charged): Rational | undefined {
  switch (basis) {
    case 'CUSTOMS_VALUE':
      return item.customsValue
    case 'CIF':
      return item.cif
    case 'FOB':
      return item.fob
    case 'SALE_PRICE':
      return item.price
    case 'CHARGE_PAYABLE':
      return { num: payable, den: 1n }
  }
}
