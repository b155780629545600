import {
  at,
  type Currency,
  compare,
  decimal,
  error,
  hint,
  type Issue,
  majorToMinor,
  ONE,
  ok,
  over,
  type Rational,
  type Result,
  stop,
  times,
} from '../kernel/index.ts'
import { STATE_FACTS } from '../reference/index.ts'
import { type ChosenRate, findLine } from '../tariff/index.ts'
import { ATTRIBUTES, isAttribute } from './attributes.ts'
import { forChannels } from './channels.ts'
import { type DutyItem, isDeclared, type Lack, quantitiesIn, quantityIn } from './item.ts'
import type { Condition, DutyLayer } from './law.ts'
import type { Candidate, LawOfDay, ReadyLayer, ReadyRate } from './law-of-day.ts'
import type { QuotaRow } from './quota-law.ts'
import { type Rated, rateOf, type ScheduleCell, type Sources } from './rate-of-charge.ts'

/** One charge of one item: which row of law, at which rate, on which quantities. Nothing is missing any more. */
export interface ResolvedCharge {
  readonly layer: DutyLayer
  readonly ready: ReadyRate
  readonly cell?: ScheduleCell
  /** The quota whose rate it is. */
  readonly quota?: QuotaRow
  readonly quantities: ReadonlyMap<string, Rational>
  /** The retail value in minor units, where the charge is on it. */
  readonly retailValue?: Rational
  /** What the item declares for this charge in minor units, where the charge is on that. */
  readonly declaredAmount?: Rational
  /** The share of the base that is charged, where it is not the whole. */
  readonly baseFactor?: Rational
}

export interface ResolvedItem {
  readonly item: DutyItem
  readonly charges: readonly ResolvedCharge[]
  readonly pending?: ChosenRate['pending']
  readonly issues: readonly Issue[]
}

/**
 * Finds every charge of an item on the day, or everything that stands in the way: each attribute and quantity that some charge needs and the
 * item lacks, each charge that has no row on the day, each rate that is not on file. All at once, so that it is mended once.
 */
export function resolveItem(item: DutyItem, lawOfDay: LawOfDay, sources: Sources): Result<ResolvedItem> {
  const issues: Issue[] = []
  const charges: ResolvedCharge[] = []
  const notices: Issue[] = []
  const lacks: Lack[] = []
  let pending: ChosenRate['pending']

  for (const candidate of lawOfDay.listCandidates(item.code)) {
    if (!concerns(candidate, item)) continue
    const picked = pickLayer(candidate, item, lawOfDay, sources)
    if ('lacks' in picked) {
      lacks.push(...picked.lacks)
      continue
    }
    if ('issue' in picked) {
      issues.push(picked.issue)
      continue
    }
    const { layer } = picked
    if (isSilent(layer.row)) continue
    const { uncharged } = item
    if (uncharged?.taxes.includes(layer.row.kind)) {
      notices.push(hint('duty.never-in-free-circulation', '', { kind: layer.row.kind, lawRow: uncharged.id }))
      continue
    }
    lacks.push(...listLacks(layer, item))
    const rated = rateOf(layer, item, lawOfDay, sources)
    if (!rated.ok) {
      issues.push(...rated.issues)
      continue
    }
    notices.push(...rated.value.issues)
    pending ??= rated.value.pending
    lacks.push(...lackOfUnits(rated.value.ready.units, item))
    charges.push(resolved(layer, rated.value, item, lawOfDay))
  }
  const looked =
    charges.some(charge => charge.cell !== undefined || charge.quota !== undefined) ||
    issues.some(issue => issue.code.startsWith('tariff.'))
  if (!looked) issues.push(...checkCode(item.code, lawOfDay, sources))
  issues.push(...sayLacks(lacks, lawOfDay))
  if (issues.length > 0) return stop(...[...issues, ...notices].map(issue => at(item.path, issue)))
  return ok({ item, charges, ...(pending === undefined ? {} : { pending }), issues: notices.map(issue => at(item.path, issue)) })
}

/**
 * Where no rate was read from the schedule, a code still has to be one: a line of the national schedule where that is on file, and else of the
 * state's number of digits. A sample schedule has a few lines only and proves no code wrong.
 */
function checkCode(code: string, { state }: LawOfDay, { schedule, otherSchedules, correlations }: Sources): readonly Issue[] {
  if (schedule !== undefined && schedule.version.sample !== true) {
    const line = findLine(schedule, code, otherSchedules, correlations)
    return line.ok ? [] : line.issues.filter(issue => issue.severity === 'error')
  }
  const digits = STATE_FACTS[state].tariffDigits
  return code.length < digits ? [error('duty.code-too-short', 'commodityCode', { code, digits, state })] : []
}

/** A row that says nothing is charged makes no line on the bill, except for the duty and the tax that everybody looks for. */
function isSilent(row: DutyLayer): boolean {
  return row.rate.from === 'law' && row.rate.rate.kind === 'none' && row.kind !== 'customs-duty' && row.kind !== 'vat'
}

type Picked = { readonly layer: ReadyLayer } | { readonly lacks: readonly Lack[] } | { readonly issue: Issue }

/** The row of a measure whose conditions the item meets. */
function pickLayer(
  { measure, layers: every, isForAll }: Candidate,
  item: DutyItem,
  { state, day, currency }: LawOfDay,
  { channels = [] }: Sources,
): Picked {
  const ofOrigin = isForAll
    ? every
    : forOrigin(
        forDeclared(
          forChannels(every, channels, ({ row }) => row),
          item,
        ),
        item,
      )
  if (!isForAll && ofOrigin.some(({ row }) => row.producers !== undefined) && item.producer === undefined)
    return { lacks: [{ producerUnder: measure }] }
  const layers = isForAll ? every : forProducer(ofOrigin, item)
  const missing = new Set<string>()
  for (const layer of layers) {
    let meets = true
    for (const { condition, value } of layer.conditions) {
      const declared = readCondition(condition.attribute, item, currency)
      if (declared === undefined) missing.add(condition.attribute)
      if (declared === undefined || !holds(condition, declared, value)) meets = false
    }
    if (meets) return { layer }
  }
  if (missing.size === 0) return { issue: error('law.no-row', 'commodityCode', { kind: 'duty-layer', state, day, what: measure }) }
  const conditional = [...missing].map(attribute => ({ attribute, unit: unitOfAttribute(attribute) }))
  const [first = [], ...others] = layers.map(layer => listLacks(layer, item))
  const common = first.filter(lack => others.every(other => other.some(each => isSame(each, lack))))
  return { lacks: [...conditional, ...common] }
}

/** Whether a measure is about goods of this origin, and of what they declare, at all. Goods of no declared origin may be of any. */
function concerns({ origins, onlyWhenDeclared }: Candidate, item: DutyItem): boolean {
  if (onlyWhenDeclared !== undefined && ![...onlyWhenDeclared].some(name => isDeclared(item, name))) return false
  return origins === undefined || item.originCountry === undefined || origins.has(item.originCountry)
}

/** The rows for what the goods declare; where there are none, those for all goods. */
function forDeclared(layers: readonly ReadyLayer[], item: DutyItem): readonly ReadyLayer[] {
  if (layers.every(({ row }) => row.whenDeclared === undefined)) return layers
  const named = layers.filter(({ row }) => row.whenDeclared !== undefined && isDeclared(item, row.whenDeclared))
  return named.length > 0 ? named : layers.filter(({ row }) => row.whenDeclared === undefined)
}

/** The rows for the origin of the goods; where there are none, those for every origin. */
function forOrigin(layers: readonly ReadyLayer[], { originCountry = '' }: DutyItem): readonly ReadyLayer[] {
  if (layers.every(({ row }) => row.origins === undefined)) return layers
  const named = layers.filter(({ row }) => row.origins?.includes(originCountry) === true)
  return named.length > 0 ? named : layers.filter(({ row }) => row.origins === undefined)
}

/** The row that names the producer; where none does, the one for all others. */
function forProducer(layers: readonly ReadyLayer[], { producer = '' }: DutyItem): readonly ReadyLayer[] {
  if (layers.every(({ row }) => row.producers === undefined)) return layers
  const named = layers.filter(({ row }) => row.producers?.includes(producer) === true)
  return named.length > 0 ? named : layers.filter(({ row }) => row.producers === undefined)
}

function isSame(a: Lack, b: Lack): boolean {
  if ('producerUnder' in a) return 'producerUnder' in b
  if ('quantity' in a) return 'quantity' in b && a.quantity === b.quantity
  return 'attribute' in b && a.attribute === b.attribute && a.unit === b.unit
}

/** What an item has under the name a condition asks: an attribute, or what it was sold for, in major units. */
function readCondition(name: string, item: DutyItem, currency: Currency): Rational | undefined {
  if (name !== 'salePrice') return item.attributes.get(name)
  return item.price === undefined ? undefined : over(item.price, majorToMinor(ONE, currency))
}

function holds({ is }: Condition, declared: Rational, value: Rational): boolean {
  const difference = compare(declared, value)
  switch (is) {
    case 'at-least':
      return difference >= 0
    case 'over':
      return difference > 0
    case 'at-most':
      return difference <= 0
    case 'under':
      return difference < 0
  }
}

/** What a row needs whatever its rate, and the item lacks. */
function listLacks({ row, written }: ReadyLayer, item: DutyItem): readonly Lack[] {
  const lacks: Lack[] = [...lackOfUnits(written?.units ?? [], item)]
  if (row.declared !== undefined && !item.attributes.has(row.declared)) lacks.push({ attribute: row.declared, unit: '/goods item' })
  if (row.retail !== undefined) {
    const { attribute, unit } = row.retail
    if (!item.attributes.has(attribute)) lacks.push({ attribute, unit: `/${row.retail.per === '1' ? '' : `${row.retail.per} `}${unit}` })
    lacks.push(...lackOfUnits([unit], item))
  }
  return lacks
}

function lackOfUnits(units: readonly string[], item: DutyItem): readonly Lack[] {
  return units.flatMap(unit => {
    const found = quantityIn(item, unit)
    return 'lacks' in found ? found.lacks : []
  })
}

/** Each lack once, attributes with the unit they are asked in. */
function sayLacks(lacks: readonly Lack[], { currency, state }: LawOfDay): readonly Issue[] {
  const said = new Map<string, Issue>()
  for (const lack of lacks) {
    if ('producerUnder' in lack) {
      said.set('', error('duty.producer-missing', 'additionalCodes', { measure: lack.producerUnder, state }))
    } else if ('quantity' in lack) {
      said.set(lack.quantity, error('duty.quantity-missing', 'quantities', { unit: lack.quantity }))
    } else if (!said.has(lack.attribute) || lack.unit.startsWith('/')) {
      const unit = lack.unit.startsWith('/') ? `${currency}${lack.unit}` : lack.unit
      said.set(lack.attribute, error('duty.attribute-missing', `attributes.${lack.attribute}`, { attribute: lack.attribute, unit }))
    }
  }
  return [...said.values()]
}

function unitOfAttribute(attribute: string): string {
  return isAttribute(attribute) ? ATTRIBUTES[attribute].unit : ''
}

function resolved(layer: ReadyLayer, { ready, cell, quota }: Rated, item: DutyItem, lawOfDay: LawOfDay): ResolvedCharge {
  const { retail, declared } = layer.row
  const amount = declared === undefined ? undefined : item.attributes.get(declared)
  const retailValue = retail === undefined ? undefined : retailValueOf(item, retail, lawOfDay)
  return {
    layer: layer.row,
    ready,
    quantities: quantitiesIn(item, ready.units),
    ...(cell === undefined ? {} : { cell }),
    ...(quota === undefined ? {} : { quota }),
    ...(retailValue === undefined ? {} : { retailValue }),
    ...(amount === undefined ? {} : { declaredAmount: majorToMinor(amount, lawOfDay.currency) }),
    ...(layer.baseFactor === undefined ? {} : { baseFactor: layer.baseFactor }),
  }
}

/** The declared price for `per` units times the quantity, in minor units; undefined where either is missing. */
function retailValueOf(item: DutyItem, retail: NonNullable<DutyLayer['retail']>, { currency }: LawOfDay): Rational | undefined {
  const price = item.attributes.get(retail.attribute)
  const quantity = quantityIn(item, retail.unit)
  if (price === undefined || !('value' in quantity)) return undefined
  return majorToMinor(over(times(price, quantity.value), decimal(retail.per)), currency)
}
