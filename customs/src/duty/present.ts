import { type Currency, formatMajor, fraction, minorDigitsOf, money, type Rational, tenTo, toExact } from '../kernel/index.ts'
import type { RateDay, Regime, Rounding } from '../reference/index.ts'
import type { Assessment, Charge, ItemBill } from './bill.ts'
import type { ValueAdded } from './item.ts'
import type { ChargeKind } from './law.ts'
import type { LawOfDay } from './law-of-day.ts'
import type { QuotaRow } from './quota-law.ts'
import type { Line, WorkedCharge } from './work.ts'

/** Writes worked-out lines as a bill: plain data, every figure with what it came from. */
export function presentBill(lines: readonly Line[], rateDay: RateDay, lawOfDay: LawOfDay, regime: Regime, lawVersion: string): Assessment {
  const { currency } = lawOfDay
  const totals = new Map<ChargeKind, bigint>()
  for (const { resolved, relief, payable } of lines.flatMap(line => line.charges.filter(isCharged))) {
    const { kind } = resolved.layer
    totals.set(kind, (totals.get(kind) ?? 0n) + (relief === undefined ? payable : 0n))
  }
  const schedule = lines.flatMap(line => line.charges).find(charge => charge.resolved.cell !== undefined)?.resolved.cell?.schedule.version
  const { day, basis, lawRow, provisional } = rateDay
  return {
    state: lawOfDay.state,
    regime,
    currency,
    rateDay: { day, basis, lawRow, provisional },
    lawVersion,
    ...(schedule === undefined ? {} : { schedule: schedule.id }),
    items: lines.map(line => presentItem(line, lawOfDay)),
    totals: lawOfDay.stages.flatMap(({ kind }) => {
      const total = totals.get(kind)
      return total === undefined ? [] : [{ kind, amount: formatMajor(money(total, currency)) }]
    }),
    total: formatMajor(money(sumOf([...totals.values()]), currency)),
    assumed: listAssumed(lines, lawOfDay),
  }
}

function presentItem(line: Line, lawOfDay: LawOfDay): ItemBill {
  const { item, pending } = line.resolved
  const charges = line.charges.filter(isCharged)
  const landedCost = line.charges.filter(charge => charge.resolved.layer.kind === 'landed-cost')
  const atSale = line.charges.filter(charge => charge.resolved.layer.kind === 'tax-at-sale')
  const payable = charges.map(charge => (charge.relief === undefined ? charge.payable : 0n))
  return {
    sequence: item.sequence,
    code: item.code,
    customsValue: amountText(item.customsValue, lawOfDay.currency),
    charges: charges.map(charge => presentCharge(charge, lawOfDay, item.valueAdded)),
    ...(landedCost.length === 0 ? {} : { landedCost: landedCost.map(charge => presentCharge(charge, lawOfDay)) }),
    ...(atSale.length === 0 ? {} : { atSale: atSale.map(charge => presentCharge(charge, lawOfDay)) }),
    total: formatMajor(money(sumOf(payable), lawOfDay.currency)),
    ...(pending === undefined ? {} : { pending }),
  }
}

/** What is landed cost counts in the bases of charges and is none itself; what is collected at the sale is charged there. */
function isCharged({ resolved }: WorkedCharge): boolean {
  return resolved.layer.kind !== 'landed-cost' && resolved.layer.kind !== 'tax-at-sale'
}

function presentCharge(
  { resolved, base, parts, exact, payable, relief, totalRounding }: WorkedCharge,
  { currency, rounding }: LawOfDay,
  valueAdded?: ValueAdded,
): Charge {
  const { layer, ready, cell, quota, quantities } = resolved
  const amount = formatMajor(money(payable, currency))
  return {
    kind: layer.kind,
    measure: layer.measure,
    name: layer.name,
    ...baseOf(base, resolved, currency),
    baseParts: parts.map(({ part, amount: share }) => ({ part, amount: amountText(share, currency) })),
    rate: ready.words.rate,
    rateUnit: ready.words.rateUnit,
    quantities: [...quantities].map(([unit, value]) => ({ value: toExact(value), unit })),
    ...(ready.grossedUpTo === undefined ? {} : { grossedUpTo: toExact(ready.grossedUpTo) }),
    exact: amountText(exact, currency),
    amount: relief === undefined ? amount : formatMajor(money(0n, currency)),
    rounding: rounding.words,
    ...(relief === undefined
      ? {}
      : { relief: { lawRow: relief.id, legalRef: relief.legalRef, confidence: relief.confidence, otherwise: amount } }),
    ...sayValueAdded(valueAdded, layer.kind),
    ...(layer.baseFactor === undefined ? {} : { baseFactor: layer.baseFactor }),
    ...(totalRounding === undefined ? {} : { totalRounding: sayRounding(totalRounding) }),
    ...(quota === undefined ? {} : { quota: sayQuota(quota) }),
    legalRef: layer.legalRef,
    lawRow: layer.id,
    confidence: layer.confidence,
    source: layer.source,
    ...(cell === undefined
      ? {}
      : {
          schedule: {
            version: cell.schedule.version.id,
            row: cell.row,
            column: cell.column,
            confidence: cell.schedule.version.confidence,
          },
        }),
  }
}

function sayValueAdded(valueAdded: ValueAdded | undefined, kind: ChargeKind): Pick<Charge, 'valueAdded'> {
  if (valueAdded?.row.taxes.includes(kind) !== true) return {}
  const { id, legalRef, confidence } = valueAdded.row
  return { valueAdded: { lawRow: id, legalRef, confidence } }
}

function sayQuota({ orderNumber, id, legalRef, confidence, agreement }: QuotaRow): NonNullable<Charge['quota']> {
  return { orderNumber, lawRow: id, legalRef, confidence, ...(agreement === undefined ? {} : { agreement }) }
}

function sayRounding({ row, words }: Rounding): NonNullable<Charge['totalRounding']> {
  return { lawRow: row.id, legalRef: row.legalRef, confidence: row.confidence, words }
}

/** A rate by quantity alone is charged on the quantity; every other on an amount. */
function baseOf(base: Rational, { ready, quantities }: WorkedCharge['resolved'], currency: Currency): Pick<Charge, 'base' | 'baseUnit'> {
  const quantity = ready.byUnit === undefined ? undefined : quantities.get(ready.byUnit)
  return quantity === undefined || ready.byUnit === undefined
    ? { base: amountText(base, currency), baseUnit: currency }
    : { base: toExact(quantity), baseUnit: ready.byUnit }
}

/** An amount of minor units in major ones: with the digits of its currency where those can say it, else without loss. */
function amountText(minor: Rational, currency: Currency): string {
  if (minor.den === 1n) return formatMajor(money(minor.num, currency))
  return toExact(fraction(minor.num, minor.den * tenTo(minorDigitsOf(currency))))
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => a + b, 0n)
}

/** What the bill rests on that is general knowledge or a sample. */
function listAssumed(lines: readonly Line[], { rounding }: LawOfDay): readonly string[] {
  const assumed = new Set<string>()
  if (rounding.row.confidence === 'assumed') assumed.add(rounding.row.id)
  for (const { resolved } of lines) {
    const { valueAdded } = resolved.item
    if (valueAdded?.row.confidence === 'assumed') assumed.add(valueAdded.row.id)
  }
  for (const { resolved, relief, totalRounding } of lines.flatMap(line => line.charges)) {
    if (resolved.layer.confidence === 'assumed') assumed.add(resolved.layer.id)
    if (resolved.quota?.confidence === 'assumed') assumed.add(resolved.quota.id)
    if (relief?.confidence === 'assumed') assumed.add(relief.id)
    if (totalRounding?.row.confidence === 'assumed') assumed.add(totalRounding.row.id)
    const version = resolved.cell?.schedule.version
    if (version !== undefined && (version.sample === true || version.confidence === 'assumed')) assumed.add(version.id)
  }
  return [...assumed].sort()
}
