import type { AmountText, DeclarationDocument, GoodsItem, ValuationWorksheet } from '../declaration/index.ts'
import type { Issue } from '../kernel/index.ts'
import {
  compare,
  decimal,
  error,
  exact,
  formatMajor,
  hasErrors,
  isNegative,
  majorToMinor,
  minus,
  money,
  plus,
  type Rational,
  type Result,
  stop,
  sum,
  toExact,
  warning,
  ZERO,
} from '../kernel/index.ts'
import { findRateDay, isLoaded, notLoaded, prepareRounding, ROUNDINGS, requireRow, roundAmount, STATE_FACTS } from '../reference/index.ts'
import { findAdjustment } from './adjustments.ts'
import { measureOn, readCarriage, toBasis } from './carriage.ts'
import { type Desk, note, type Taken, take, type ValuationFacts } from './desk.ts'
import { VALUATION_BASES } from './law.ts'
import { rateRegimeOf, regimeOf } from './regime.ts'
import { spread, weighItems } from './spread.ts'
import { readTerms } from './terms.ts'
import { workOut } from './work-out.ts'
import type { ItemValue, Valuation, WorkedOut, WorksheetStep } from './worksheet.ts'
import { decideZoneSale } from './zone-sale.ts'

/** A valuation and what it wants to have said beside it: warnings and hints. */
export interface Valued {
  readonly valuation: Valuation
  readonly issues: readonly Issue[]
}

/**
 * Finds the customs value of every goods item of a declaration: the price paid or payable, brought from the trade term to the basis of the
 * state (CIF for imports, FOB for exports), with additions and deductions, in the state's currency.
 *
 * Freight, insurance and adjustments of the whole consignment are spread over the items so that the parts sum to the whole. What the price does
 * not pay for and nobody gave is asked for, or deemed where the state's law says how; it is never taken for nothing. Under a method other than
 * the first the worksheet is worked out; where none was given the declared customs value is taken, and its working is for an officer to ask for.
 *
 * @source WTO Customs Valuation Agreement art. 1, 8, 9; ATIGA art. 57
 */
export function valueDeclaration(document: DeclarationDocument, facts: ValuationFacts): Result<Valued> {
  const opened = openDesk(document, facts)
  if (!opened.ok) return opened
  const desk = opened.value
  const items = valueItems(desk)
  if (hasErrors(desk.issues)) return { ok: false, issues: desk.issues }

  const { state, currency } = desk
  const total = majorToMinor(sum(items.map(item => decimal(item.amount))), currency).num
  const valuation: Valuation = {
    state,
    regime: regimeOf(document.type),
    basis: desk.basis,
    ...(desk.incoterm === undefined ? {} : { incoterm: desk.incoterm }),
    currency,
    exchangeRateDay: desk.rateDay,
    items,
    total: formatMajor(money(total, currency)),
    lawRows: [...desk.lawRows].sort(),
  }
  return { ok: true, value: { valuation, issues: desk.issues } }
}

function openDesk(document: DeclarationDocument, facts: ValuationFacts): Result<Desk> {
  const { state, law, days } = facts
  const regime = regimeOf(document.type)
  const direction = regime === 'export' ? 'export' : 'import'
  const basis = requireRow(law, VALUATION_BASES, state, days.registeredOn, direction, row => row.direction === direction)
  const rounding = requireRow(law, ROUNDINGS, state, days.registeredOn, 'customs-value', row => row.of === 'customs-value')
  const rateDay = findRateDay(law, state, rateRegimeOf(document.type), 'exchange-rates', days)
  const terms = readTerms(document)
  const zone = decideZoneSale(document, facts)
  if (!basis.ok || !rounding.ok || !rateDay.ok || !terms.ok || !zone.ok) {
    if (!isLoaded(law, VALUATION_BASES, state)) return stop(notLoaded(VALUATION_BASES.name, state))
    return { ok: false, issues: [basis, rounding, rateDay, terms, zone].flatMap(each => (each.ok ? [] : each.issues)) }
  }
  const { currency } = STATE_FACTS[state]
  return {
    ok: true,
    value: {
      ...facts,
      document,
      basis: basis.value.basis,
      incoterm: terms.value.incoterm,
      currency,
      rounding: prepareRounding(rounding.value, currency),
      rateDay: rateDay.value.day,
      zoneSale: zone.value,
      issues: [...terms.value.issues, ...rateDay.value.issues, ...(zone.value === undefined ? [] : [zone.value.notice])],
      noted: new Set(),
      lawRows: new Set([basis.value.id, rounding.value.id, rateDay.value.lawRow, ...(zone.value === undefined ? [] : [zone.value.row.id])]),
    },
  }
}

function valueItems(desk: Desk): readonly ItemValue[] {
  const { goodsItems } = desk.document
  const starts = goodsItems.map((item, index) => startOf(desk, item, `goodsItems[${index}]`))
  const shares = spreadHeader(
    desk,
    starts.map(start => start?.local ?? ZERO),
  )
  return goodsItems.flatMap((item, index) => {
    const start = starts[index]
    const share = shares[index]
    if (start === undefined || share === undefined) return []
    return [start.step.part === 'price' ? valueByPrice(desk, item, index, start, share) : valueAsDeclared(desk, item, index, start)]
  })
}

/** Where the value of an item starts, and the worksheet it was found by. */
interface Start extends Taken {
  readonly workedOut?: WorkedOut
  readonly determined?: true
}

/**
 * What the item starts from: what customs determined; of goods sold out of a zone what they were worth on entry, where the law takes that; what its worksheet comes to; its price; under methods 2 to 6 without a worksheet, or where
 * no price was given, the customs value as declared.
 */
function startOf(desk: Desk, item: GoodsItem, path: string): Start | undefined {
  const supposed = desk.supposed?.find(each => each.sequence === item.sequence)
  if (supposed !== undefined) return take(desk, supposed.value, path, { part: 'declared-value', effect: 'adds' })
  const determined = desk.determined?.find(each => each.sequence === item.sequence)
  const entered = desk.zoneSale?.values.get(item.sequence)
  if (entered !== undefined && determined === undefined) return entered
  const worksheet = determined?.worksheet ?? item.valuationWorksheet
  if (worksheet !== undefined) return startFromWorksheet(desk, item, path, worksheet, determined !== undefined)
  const byPrice = (item.valuationMethod ?? '1') === '1'
  const adjusted = desk.adjustedPrices?.find(each => each.sequence === item.sequence)
  if (byPrice && adjusted !== undefined)
    return take(desk, adjusted.price, `${path}.invoiceAmount`, { part: 'price', effect: 'adds', code: 'adjusted' })
  if (byPrice && item.invoiceAmount !== undefined)
    return take(desk, item.invoiceAmount, `${path}.invoiceAmount`, { part: 'price', effect: 'adds' })
  if (item.customsValue !== undefined) {
    if (byPrice) note(desk, warning('valuation.declared-value-taken', `${path}.customsValue`))
    return take(desk, item.customsValue, `${path}.customsValue`, { part: 'declared-value', effect: 'adds' })
  }
  note(
    desk,
    byPrice
      ? error('valuation.price-missing', `${path}.invoiceAmount`)
      : error('valuation.method-needs-value', `${path}.customsValue`, { method: item.valuationMethod ?? '' }),
  )
  return undefined
}

function startFromWorksheet(
  desk: Desk,
  item: GoodsItem,
  path: string,
  worksheet: ValuationWorksheet,
  isDetermined: boolean,
): Start | undefined {
  const field = `${path}.valuationWorksheet`
  if (regimeOf(desk.document.type) === 'export') {
    note(desk, error('valuation.worksheet-for-export', field))
    return undefined
  }
  const worked = workOut(worksheet, desk, field)
  if (!worked.ok) {
    for (const issue of worked.issues) note(desk, issue)
    return undefined
  }
  const { method, amount } = worked.value
  const declared = item.valuationMethod ?? '1'
  if (!isDetermined && declared !== method) {
    note(desk, error('valuation.worksheet-method-differs', `${path}.valuationMethod`, { declared, found: method }))
  }
  const step = { part: 'method', effect: 'adds', code: method, amount } as const
  return { local: exact(amount), step, workedOut: worked.value, ...(isDetermined ? { determined: true } : {}) }
}

/** The share of one item in the charges of the whole consignment. */
interface HeaderShares {
  readonly freight: AmountText | undefined
  readonly insurance: AmountText | undefined
  readonly adjustments: readonly { readonly code: string; readonly amount: AmountText }[]
}

function spreadHeader(desk: Desk, prices: readonly Rational[]): readonly HeaderShares[] {
  const { goodsItems, freight, insurance, adjustments, apportionBy } = desk.document
  if (goodsItems.length === 0) return []
  const weights = weighItems(goodsItems, prices, apportionBy ?? 'value')
  if (!weights.ok) {
    for (const issue of weights.issues) note(desk, issue)
    return []
  }
  const share = (amount: AmountText | undefined) => (amount === undefined ? undefined : spread(amount, goodsItems, weights.value))
  const freights = share(freight)
  const insurances = share(insurance)
  const others = adjustments.map(({ code, amount }) => ({ code, parts: share(amount) }))
  return goodsItems.map((_, index) => ({
    freight: freights?.[index],
    insurance: insurances?.[index],
    adjustments: others.flatMap(({ code, parts }) => {
      const amount = parts?.[index]
      return amount === undefined ? [] : [{ code, amount }]
    }),
  }))
}

function valueByPrice(desk: Desk, item: GoodsItem, index: number, price: Taken, share: HeaderShares): ItemValue {
  const steps = [price.step]
  const own = item.adjustments.flatMap(({ code, amount }, place) =>
    amount === undefined ? [] : [{ code, amount, path: `goodsItems[${index}].adjustments[${place}]` }],
  )
  const adjusted = adjust(desk, price.local, [...share.adjustments.map(each => ({ ...each, path: 'adjustments' })), ...own], steps)
  const freight = readCarriage(desk, 'freight', share.freight, { price: price.local, freight: ZERO })
  const insurance = readCarriage(desk, 'insurance', share.insurance, { price: price.local, freight: freight.cost })
  const parts = [freight, insurance]
  const found = toBasis(desk, adjusted, parts, steps)
  const fob = measureOn('FOB', adjusted, parts)
  const cif = measureOn('CIF', adjusted, parts)
  return {
    ...itemValue(desk, item, index, found, price.local, steps),
    ...(fob === undefined ? {} : { fob: toExact(fob) }),
    ...(cif === undefined ? {} : { cif: toExact(cif) }),
  }
}

function valueAsDeclared(desk: Desk, item: GoodsItem, index: number, start: Start): ItemValue {
  const { workedOut, determined } = start
  const value = {
    ...itemValue(desk, item, index, start.local, start.local, [start.step]),
    ...(workedOut === undefined ? {} : { worksheet: workedOut }),
    ...(determined === undefined ? {} : { determined }),
  }
  return desk.basis === 'CIF' ? { ...value, cif: value.exact } : { ...value, fob: value.exact }
}

function itemValue(
  desk: Desk,
  item: GoodsItem,
  index: number,
  value: Rational,
  price: Rational,
  steps: readonly WorksheetStep[],
): ItemValue {
  const minor = roundAmount(majorToMinor(value, desk.currency), desk.rounding)
  compareDeclared(desk, item, index, minor)
  return {
    sequence: item.sequence,
    amount: formatMajor(money(minor, desk.currency)),
    currency: desk.currency,
    exact: toExact(value),
    rounding: desk.rounding.words,
    price: toExact(price),
    steps,
  }
}

/** Notes a value below zero, which no price can have, and a declared customs value that is not the one found, to the unit of rounding. */
function compareDeclared(desk: Desk, item: GoodsItem, index: number, found: bigint): void {
  const path = `goodsItems[${index}].customsValue`
  const words = formatMajor(money(found, desk.currency))
  if (found < 0n) note(desk, error('valuation.value-not-positive', path, { amount: words, currency: desk.currency }))
  const declared = item.customsValue
  if (declared === undefined || declared.currency !== desk.currency) return
  const difference = minus(majorToMinor(decimal(declared.amount), desk.currency), { num: found, den: 1n })
  const size = isNegative(difference) ? minus(ZERO, difference) : difference
  if (compare(size, { num: desk.rounding.unitMinor, den: 1n }) > 0) {
    note(desk, warning('valuation.value-differs', path, { declared: declared.amount, found: words, currency: desk.currency }))
  }
}

/** The price with its additions and without its deductions; a code nobody knows is refused, since it could be either. */
function adjust(
  desk: Desk,
  price: Rational,
  adjustments: readonly { readonly code: string; readonly amount: AmountText; readonly path: string }[],
  steps: WorksheetStep[],
): Rational {
  return adjustments.reduce((value, { code, amount, path }) => {
    const words = findAdjustment(code)
    if (words === undefined) {
      note(desk, error('valuation.adjustment-unknown', `${path}.code`, { code }))
      return value
    }
    const part = words.effect === 'adds' ? 'addition' : 'deduction'
    const taken = take(desk, amount, `${path}.amount`, { part, effect: words.effect, code })
    if (taken === undefined) return value
    steps.push(taken.step)
    return words.effect === 'adds' ? plus(value, taken.local) : minus(value, taken.local)
  }, price)
}
