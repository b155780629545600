import type { AmountText } from '../declaration/index.ts'
import { compare, decimal, error, HUNDRED, minus, over, plus, type Rational, times, toExact, warning, ZERO } from '../kernel/index.ts'
import { type Desk, note, take } from './desk.ts'
import { includes } from './incoterms.ts'
import { DEEMED_CHARGES, type DeemedChargeRow } from './law.ts'
import type { WorksheetStep } from './worksheet.ts'

/** Freight or insurance of one item: what it costs, and whether the price already pays for it. */
export interface Carriage {
  readonly charge: 'freight' | 'insurance'
  /** In local currency; zero where it is not known. */
  readonly cost: Rational
  readonly included: boolean
  /** Absent where it is not known. */
  readonly step?: WorksheetStep
}

/** Reads freight or insurance as given; where the price does not hold it and nobody gave it, takes what the state's law deems it to be. */
export function readCarriage(
  desk: Desk,
  charge: Carriage['charge'],
  given: AmountText | undefined,
  on: { readonly price: Rational; readonly freight: Rational },
): Carriage {
  const included = desk.incoterm !== undefined && includes(desk.incoterm, charge === 'freight' ? 'main-carriage' : 'insurance')
  const unknown = { charge, cost: ZERO, included }
  if (given !== undefined) {
    const taken = take(desk, given, charge, { part: charge, effect: 'adds' })
    return taken === undefined ? unknown : { ...unknown, cost: taken.local, step: taken.step }
  }
  if (included || desk.basis === 'FOB') return unknown

  const row = findDeemed(desk, charge)
  if (row === undefined) {
    note(desk, error(`valuation.${charge}-missing`, charge, { incoterm: desk.incoterm ?? '', basis: desk.basis, state: desk.state }))
    return unknown
  }
  desk.lawRows.add(row.id)
  note(desk, warning(`valuation.${charge}-deemed`, charge, { percent: row.percent, lawRow: row.id }))
  const base = row.of === 'price' ? on.price : plus(on.price, on.freight)
  const cost = over(times(base, decimal(row.percent)), HUNDRED)
  const law = { row: row.id, legalRef: row.legalRef, confidence: row.confidence, percent: row.percent }
  return { ...unknown, cost, step: { part: charge, effect: 'adds', amount: toExact(cost), law } }
}

/** From the adjusted price to the state's basis: adds what the price lacks on the way in, takes off what it holds too much on the way out. */
export function toBasis(desk: Desk, adjusted: Rational, parts: readonly Carriage[], steps: WorksheetStep[]): Rational {
  return parts.reduce((value, { charge, cost, included, step }) => {
    if (step === undefined) {
      if (desk.basis === 'FOB' && included) {
        note(desk, error(`valuation.${charge}-missing`, charge, { incoterm: desk.incoterm ?? '', basis: desk.basis, state: desk.state }))
      }
      return value
    }
    if (desk.basis === 'CIF' && included) {
      if (compare(cost, ZERO) > 0) note(desk, warning(`valuation.${charge}-counted-already`, charge, { incoterm: desk.incoterm ?? '' }))
      return value
    }
    if (desk.basis === 'FOB' && !included) return value
    const effect = desk.basis === 'CIF' ? 'adds' : 'deducts'
    steps.push({ ...step, effect })
    return effect === 'adds' ? plus(value, cost) : minus(value, cost)
  }, adjusted)
}

/** The value on a basis, for thresholds that measure there; undefined where a part of it is not known. */
export function measureOn(basis: 'CIF' | 'FOB', adjusted: Rational, parts: readonly Carriage[]): Rational | undefined {
  if (parts.some(part => part.step === undefined && part.included === (basis === 'FOB'))) return undefined
  return parts.reduce((value, { cost, included }) => {
    if (basis === 'CIF') return included ? value : plus(value, cost)
    return included ? minus(value, cost) : value
  }, adjusted)
}

function findDeemed(desk: Desk, charge: Carriage['charge']): DeemedChargeRow | undefined {
  const mode = desk.document.borderTransport?.mode
  const from = desk.document.exportCountry
  const cargo = desk.document.goodsItems.some(item => item.dangerousGoods.length > 0) ? 'dangerous' : 'general'
  const covers = (list: readonly string[] | undefined, value: string | undefined) =>
    list === undefined || (value !== undefined && list.includes(value))
  return desk.law
    .on(DEEMED_CHARGES, desk.state, desk.days.registeredOn)
    .find(
      row =>
        row.charge === charge &&
        covers(row.transportModes, mode) &&
        covers(row.exportCountries, from) &&
        (row.exceptExportCountries === undefined || (from !== undefined && !row.exceptExportCountries.includes(from))) &&
        (row.cargo === undefined || row.cargo === cargo),
    )
}
