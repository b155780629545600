import { type Channel, DUTY_LAYERS, isForGoods, isOfParty, QUOTAS, type QuotaLeft, type QuotaRow, THRESHOLDS } from '../duty/index.ts'
import {
  type Currency,
  compare,
  type Day,
  decimal,
  error,
  formatMajor,
  HUNDRED,
  type Issue,
  isZero,
  majorToMinor,
  money,
  over,
  parseCurrency,
  type Result,
  roundHalfUp,
  times,
  toDecimal,
} from '../kernel/index.ts'
import { PROOF_FORMS } from '../origin/index.ts'
import { type ExchangeRate, ratePerUnit } from '../reference/index.ts'
import { AGREEMENT_ROWS, isPartyOn, ORDINARY_ORIGINS, type TariffLine } from '../tariff/index.ts'
import { asAsked, type CostFacts, declareFacts } from './facts.ts'
import type { CostBill, CostOption, ProofPaper, Requirement } from './option.ts'
import { type CostBooks, type Supposed, type Supposition, supposeDeclared } from './suppose.ts'

/** How goods are treated: what is claimed for them, and which ways of arrival are supposed where nobody said. */
interface Treatment {
  readonly agreement?: string
  readonly channel?: Channel
  readonly quota?: { readonly row: QuotaRow; readonly left: QuotaLeft }
}

interface Tried extends Treatment {
  readonly supposed: Result<Supposed>
}

/**
 * Lists every way in which goods of a line may be brought into a state on a day: without a claim, under each agreement in force with their origin, within each quota (claimed
 * under its agreement, where it is of one), and,
 * where nobody said how they arrive, by each way of arrival that law charges or spares otherwise. The cheapest that can be had stands first.
 *
 * Goods that leave are charged in one way.
 *
 * Each is assessed as a declaration is. What is missing for one is named there, and is never taken for nothing; an agreement that leaves the line out
 * is no option. What a state charges by quantity is asked for by its unit, and only then.
 */
export function listOptions(
  facts: CostFacts,
  code: string,
  line: TariffLine | undefined,
  day: Day,
  books: CostBooks,
  rates?: Supposition['rates'],
): readonly CostOption[] {
  const tryOut = (treatment: Treatment): Tried => {
    const channel = treatment.channel ?? facts.channel
    const document = declareFacts(
      { ...facts, ...(channel === undefined ? {} : { channel }) },
      code,
      treatment.agreement,
      treatment.quota?.row.orderNumber,
    )
    const { sameDayValue } = facts
    const proofs = treatment.agreement === undefined ? ('none' as const) : ('assumed' as const)
    return {
      ...treatment,
      supposed: supposeDeclared(document, { ...(rates && { rates }), sameDayValue, proofs, quota: treatment.quota?.left }, day, books),
    }
  }
  if (facts.direction === 'export') return [optionOf([tryOut({})], facts, day, books)]
  const agreements = listAgreements(facts, line, day, books)
  const tried = [undefined, ...agreements].flatMap(agreement => {
    const treatment: Treatment = agreement === undefined ? {} : { agreement }
    const plain = tryOut(treatment)
    if (facts.channel !== undefined) return [[plain]]
    const ways = channelsOf(books).map(channel => tryOut({ ...treatment, channel }))
    return [[plain], ...alike(ways.filter(way => isWorthTelling(way, plain)))]
  })
  const within = listQuotas(facts, code, day, books).map(quota => {
    const { agreement } = quota.row
    return [tryOut(agreement === undefined ? { quota } : { agreement, quota })]
  })
  const options = [...tried, ...within.filter(([way]) => way !== undefined && isGain(way))].map(group => optionOf(group, facts, day, books))
  return options.toSorted(byCost)
}

/** The agreements whose rate goods of this origin may claim on the day; those that leave the line out are none. */
function listAgreements(
  { originCountry }: CostFacts,
  line: TariffLine | undefined,
  day: Day,
  { law, state }: CostBooks,
): readonly string[] {
  if (originCountry === undefined) return []
  const inForce = law.on(AGREEMENT_ROWS, state, day).filter(row => isPartyOn(row, originCountry, day))
  return inForce.map(row => row.agreement).filter(agreement => line?.rates[agreement]?.kind !== 'excluded')
}

/** The quotas of the day that are for goods of a code and origin, as far as it is known what is left of them. */
function listQuotas(
  { originCountry }: CostFacts,
  code: string,
  day: Day,
  { law, state, quotasLeft = [] }: CostBooks,
): readonly NonNullable<Treatment['quota']>[] {
  return law.on(QUOTAS, state, day).flatMap(row => {
    const left = quotasLeft.find(each => each.lawRow === row.id)
    return left === undefined || !isForGoods(row, code, originCountry) || !isOfParty(row, originCountry, law, day) ? [] : [{ row, left }]
  })
}

/** A quota whose rate is no lower is no way of its own. */
function isGain({ supposed }: Tried): boolean {
  return !supposed.ok || !supposed.value.issues.some(issue => issue.code === 'duty.quota-no-gain')
}

/** What keeps goods from drawing: the quota has too little left, or the goods are not told in its unit. */
function listUndrawn({ quota, supposed }: Tried): readonly Issue[] {
  if (quota === undefined || !supposed.ok || supposed.value.draws.length > 0) return []
  return supposed.value.issues.flatMap((issue): readonly Issue[] =>
    issue.code === 'duty.quota-amount-missing'
      ? [error('duty.quantity-missing', 'quantities', { unit: quota.row.volume.unit })]
      : issue.code.startsWith('duty.quota-')
        ? [{ ...issue, severity: 'error' }]
        : [],
  )
}

/** The ways of arrival that any charge or relief of the state is written for, on whatever day: where no row holds today, that is told too. */
function channelsOf({ law, state }: CostBooks): readonly Channel[] {
  const rows = [...law.rows(DUTY_LAYERS), ...law.rows(THRESHOLDS)].filter(row => row.state === state)
  return [...new Set(rows.flatMap(row => row.channels ?? []))].sort()
}

/** A way of arrival is an option of its own where goods are charged otherwise by it; or, once, where what they are charged by it is not known. */
function isWorthTelling({ agreement, supposed }: Tried, plain: Tried): boolean {
  if (!plain.supposed.ok) return supposed.ok
  if (!supposed.ok) return agreement === undefined
  return chargesIn(supposed.value) !== chargesIn(plain.supposed.value)
}

/** Ways of arrival by which goods are charged the same, together. */
function alike(ways: readonly Tried[]): readonly (readonly Tried[])[] {
  const groups = new Map<string, Tried[]>()
  for (const way of ways) {
    const key = way.supposed.ok
      ? chargesIn(way.supposed.value)
      : JSON.stringify(way.supposed.issues.map(issue => [issue.code, issue.params]))
    groups.set(key, [...(groups.get(key) ?? []), way])
  }
  return [...groups.values()]
}

function chargesIn({ assessment }: Supposed): string {
  const [bill] = assessment.items
  return JSON.stringify([
    bill?.customsValue,
    bill?.charges.map(({ measure, amount, lawRow, relief }) => [measure, amount, lawRow, relief?.lawRow]),
  ])
}

function optionOf(group: readonly Tried[], facts: CostFacts, day: Day, books: CostBooks): CostOption {
  const [first] = group as readonly [Tried]
  const { agreement, quota, supposed } = first
  const channels = group.flatMap(each => each.channel ?? [])
  const proofs = agreement === undefined ? [] : listProofs(agreement, day, books)
  const requires: Requirement[] = [
    ...(agreement === undefined ? [] : [{ kind: 'proof-of-origin' as const, agreement, forms: proofs }]),
    ...(quota === undefined ? [] : [requireQuota(quota)]),
    ...(channels.length === 0 ? [] : [{ kind: 'arrival' as const, channels }]),
  ]
  const unproven =
    agreement !== undefined && proofs.length === 0
      ? [error('origin.proof-forms-not-on-file', 'claim', { agreement: agreement.toUpperCase(), state: books.state, day })]
      : []
  const undrawn = listUndrawn(first)
  const issues = (supposed.ok ? supposed.value.issues : supposed.issues).map(asAsked)
  const treatment = agreement ?? treatmentOf(facts, day, books)
  return {
    id: [treatment, ...(quota === undefined ? [] : [quota.row.orderNumber]), ...channels].join('+'),
    treatment,
    requires,
    ...(supposed.ok && undrawn.length === 0 ? { bill: billOf(supposed.value, facts) } : {}),
    missing: [...issues.filter(issue => issue.severity === 'error'), ...unproven, ...undrawn.map(asAsked)],
    notices: issues.filter(issue => issue.severity !== 'error' && (undrawn.length === 0 || !issue.code.startsWith('duty.quota-'))),
  }
}

function requireQuota({ row, left }: NonNullable<Treatment['quota']>): Requirement {
  const { name, volume, legalRef, confidence } = row
  return { kind: 'quota', ...left, name, unit: volume.unit, legalRef, confidence }
}

function listProofs(agreement: string, day: Day, { law, state }: CostBooks): readonly ProofPaper[] {
  const rows = law.on(PROOF_FORMS, state, day).filter(form => form.agreement === agreement)
  return rows.map(({ type, name, validityMonths, id, legalRef, confidence }) => ({
    type,
    name,
    validityMonths,
    lawRow: id,
    legalRef,
    confidence,
  }))
}

/** How goods are treated for which nothing is claimed. */
function treatmentOf(facts: CostFacts, day: Day, books: CostBooks): string {
  if (facts.direction === 'export') return 'export'
  return isOrdinary(facts, day, books) ? 'ordinary' : 'mfn'
}

function isOrdinary({ originCountry }: CostFacts, day: Day, { law, state }: CostBooks): boolean {
  const [ordinary] = law.on(ORDINARY_ORIGINS, state, day)
  return originCountry !== undefined && ordinary?.origins.includes(originCountry) === true
}

function billOf({ valuation, assessment, exchangeRates }: Supposed, { value: price }: CostFacts): CostBill {
  const [value, bill] = [valuation.items[0], assessment.items[0]]
  if (value === undefined || bill === undefined) throw new Error('given one item, needs its value and its bill')
  const { currency, total, rateDay, lawVersion, schedule, assumed } = assessment
  const worth = decimal(bill.customsValue)
  const converted = convertBack(total, price.currency, currency, exchangeRates)
  return {
    currency,
    customsValue: bill.customsValue,
    basis: valuation.basis,
    valueSteps: value.steps,
    charges: bill.charges,
    ...(bill.landedCost === undefined ? {} : { landedCost: bill.landedCost }),
    ...(bill.atSale === undefined ? {} : { atSale: bill.atSale }),
    total,
    ...(isZero(worth) ? {} : { share: toDecimal(over(times(decimal(total), HUNDRED), worth), 2) }),
    ...(converted === undefined ? {} : { converted }),
    rateDay,
    restsOn: { law: lawVersion, ...(schedule === undefined ? {} : { schedule }), exchangeRates },
    assumed,
  }
}

/** A sum in the currency of the price, by the rate the price was converted with; rounded half up. */
function convertBack(
  total: string,
  to: string,
  local: string,
  rates: readonly ExchangeRate[],
): { readonly amount: string; readonly currency: string } | undefined {
  const currency = parseCurrency(to)
  const rate = rates.find(each => each.currency === to)
  if (currency === undefined || to === local || rate === undefined) return undefined
  const minor = roundHalfUp(majorToMinor(over(decimal(total), ratePerUnit(rate)), currency as Currency))
  return { amount: formatMajor(money(minor, currency as Currency)), currency }
}

/** The cheapest that can be had first; of two that cost the same the one that requires less. */
function byCost(a: CostOption, b: CostOption): number {
  const [first, second] = [costOf(a), costOf(b)]
  if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined)
  return compare(first, second) || a.requires.length - b.requires.length
}

function costOf({ bill, missing }: CostOption) {
  return bill === undefined || missing.length > 0 ? undefined : decimal(bill.total)
}

/** The cheapest option that can be had; undefined where something is missing for each. */
export function cheapestOf(options: readonly CostOption[]): CostOption | undefined {
  return options.find(option => costOf(option) !== undefined)
}

/** What keeps every option from being had, each thing once. */
export function listGaps(options: readonly CostOption[]): readonly Issue[] {
  if (cheapestOf(options) !== undefined) return []
  const seen = new Map(options.flatMap(option => option.missing).map(issue => [JSON.stringify([issue.code, issue.params]), issue]))
  return [...seen.values()]
}
