import { at, hint, type Issue, ok, type Rational, type Result, stop } from '../kernel/index.ts'
import { findRateDay, type ProcedureDays, type RateRegime, type Regime, type State } from '../reference/index.ts'
import type { Assessment } from './bill.ts'
import { checkLimits } from './consignment-limit.ts'
import type { DutyItem } from './item.ts'
import { type LawOfDay, lawOfDay, type Stage } from './law-of-day.ts'
import { listUnfitRates } from './outward.ts'
import { presentBill } from './present.ts'
import type { Sources } from './rate-of-charge.ts'
import { decideReliefs, type ReliefFacts } from './relief.ts'
import { resolveItem } from './resolve.ts'
import { roundTotal } from './total-rounding.ts'
import { consignmentValueOf, keep, type Line, lineOf, workOut } from './work.ts'

/** What must be known to assess goods items, beside the items. */
export interface DutyFacts extends Sources, ReliefFacts {
  readonly state: State
  readonly regime: Regime
  /** Whose day of rates applies, where that is not the regime's own: goods out of a warehouse or a zone. */
  readonly rateRegime?: RateRegime
  readonly days: ProcedureDays
}

/** An assessment and what it wants to have said beside it: warnings and hints. */
export interface Assessed {
  readonly assessment: Assessment
  readonly issues: readonly Issue[]
}

/**
 * Assesses the duties and taxes on the items of one consignment, charge by charge in the order the state's law gives them.
 *
 * Everything is exact until a charge becomes payable; then it is rounded, once, as the state's law names. Thresholds are judged for the
 * consignment as a whole, for every tax apart. Whatever is missing (an attribute, a quantity, a rate, a row of law on the day) refuses the
 * whole, by name and all at once: a bill that lacks a charge is no bill.
 *
 * @source RKC General Annex ch. 4; domain notes §2.1
 */
export function assessItems(items: readonly DutyItem[], facts: DutyFacts): Result<Assessed> {
  const { law, state, regime, days } = facts
  const rateDay = findRateDay(law, state, facts.rateRegime ?? regime, 'charges', days)
  if (!rateDay.ok) return rateDay
  const opened = lawOfDay(law, state, rateDay.value.day, regime === 'export' ? 'export' : 'import')
  if (!opened.ok) return opened

  const beyond = checkLimits(items, opened.value.limits, facts.channels ?? [])
  const resolved = items.map(item => resolveItem(item, opened.value, facts))
  const missing = [...beyond, ...resolved.flatMap(each => (each.ok ? listUnfitRates(each.value) : each.issues))]
  if (missing.length > 0) return stop(...missing)
  const lines = resolved.flatMap(each => (each.ok ? [lineOf(each.value)] : []))

  const issues: Issue[] = [...rateDay.value.issues, ...lines.flatMap(line => line.resolved.issues)]
  const consignmentValue = consignmentValueOf(lines, opened.value)
  const kinds = new Set(lines.flatMap(line => line.resolved.charges.map(charge => charge.layer.kind)))
  for (const stage of opened.value.stages) {
    if (!kinds.has(stage.kind)) continue
    const charged = chargeStage(stage, lines, consignmentValue, opened.value, facts)
    if (!charged.ok) return stop(...charged.issues, ...issues)
    issues.push(...charged.value)
  }
  const assessment = presentBill(lines, rateDay.value, opened.value, regime, law.version)
  return ok({ assessment, issues: [...issues, ...reservations(lines, assessment, opened.value)] })
}

/** Assesses one goods item as a consignment of its own. */
export function assessItem(item: DutyItem, facts: DutyFacts): Result<Assessed> {
  return assessItems([item], facts)
}

/** Works out one kind of charge on every item, then lets the thresholds of that kind say which items are spared. */
function chargeStage(
  { kind }: Stage,
  lines: readonly Line[],
  consignmentValue: Rational,
  ofDay: LawOfDay,
  facts: DutyFacts,
): Result<readonly Issue[]> {
  const worked = lines.map(line => workOut(kind, line, consignmentValue, ofDay))
  const charged = lines.map((line, index) => ({
    item: line.resolved.item,
    payable: (worked[index] ?? []).reduce((sum, charge) => sum + charge.payable, 0n),
  }))
  const reliefs = decideReliefs(kind, charged, ofDay, facts)
  if (!reliefs.ok) return reliefs

  const issues = [...reliefs.value.issues]
  const relieved = lines.map(({ resolved: { item } }, index) =>
    item.exemption?.taxes.includes(kind) === true ? item.exemption : reliefs.value.rows[index],
  )
  const { dutyTotalRounding } = ofDay
  const borne = worked.map((each, index) => (relieved[index] === undefined ? each : []))
  const rounded = kind === 'customs-duty' && dutyTotalRounding !== undefined ? roundTotal(borne, dutyTotalRounding) : borne
  for (const [index, line] of lines.entries()) {
    const relief = relieved[index]
    keep(kind, (relief === undefined ? rounded[index] : worked[index]) ?? [], relief, line, ofDay)
    if (relief !== undefined) {
      const { path, exemption } = line.resolved.item
      const code = relief === exemption ? 'duty.exempted' : 'duty.relieved'
      issues.push(at(path, hint(code, '', { kind, lawRow: relief.id })))
    }
  }
  return ok(issues)
}

/** What whoever reads the bill should know of its ground: sheets that are not complete, rows that are general knowledge, sample schedules. */
function reservations(lines: readonly Line[], { assumed, state }: Assessment, ofDay: LawOfDay): readonly Issue[] {
  const issues = lines.flatMap(({ resolved: { item } }) =>
    ofDay.isComplete(item.code) ? [] : [at(item.path, hint('duty.sheet-incomplete', 'commodityCode', { state, code: item.code }))],
  )
  const versions = lines.flatMap(line => line.charges.flatMap(charge => charge.resolved.cell?.schedule.version ?? []))
  const rows = assumed.filter(id => !versions.some(version => version.id === id && version.sample === true))
  if (rows.length > 0) issues.push(hint('duty.rests-on-assumed-law', '', { rows: rows.join(', ') }))
  return issues
}
