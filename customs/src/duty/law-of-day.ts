import { type Currency, type Day, decimal, ok, over, type Rational, type Result, stop } from '../kernel/index.ts'
import {
  isLoaded,
  type LawBook,
  notLoaded,
  prepareRounding,
  ROUNDINGS,
  type Rounding,
  requireRow,
  STATE_FACTS,
  type State,
} from '../reference/index.ts'
import type { DutyRate } from '../tariff/index.ts'
import { prepareBrackets } from './brackets.ts'
import {
  type ChargeKind,
  COMPLETE_SHEETS,
  CONSIGNMENT_LIMITS,
  type Condition,
  type ConsignmentLimit,
  DUTY_LAYERS,
  type DutyLayer,
  THRESHOLDS,
  type ThresholdRow,
} from './law.ts'
import { type ChargeRate, grossUp, prepareRate, type RateWords, unitsOf, wordsOfRate } from './rate.ts'

/** One row of a charge, made ready for goods items. */
export interface ReadyLayer {
  readonly row: DutyLayer
  readonly conditions: readonly { readonly condition: Condition; readonly value: Rational }[]
  /** Present where the rate is written in the law itself. */
  readonly written?: ReadyRate
  /** The share of the base that is charged, where it is not the whole. */
  readonly baseFactor?: Rational
}

/** A rate with the words a bill prints for it. */
export interface ReadyRate {
  /** What is charged; grossed up where the law says so. */
  readonly rate: ChargeRate
  readonly words: RateWords
  readonly units: readonly string[]
  /** The one unit it charges by, where it charges by nothing else: what is charged is then the quantity, and no amount. */
  readonly byUnit?: string
  readonly grossedUpTo?: Rational
}

/** The rows of one measure that may apply to a commodity; empty where the measure covers the commodity on other days only. */
export interface Candidate {
  readonly measure: string
  /** The origins it is about on any day; every origin where absent. */
  readonly origins?: ReadonlySet<string>
  /** Whether it is, on any day, only for goods that declare something. */
  readonly onlyWhenDeclared?: ReadonlySet<string>
  readonly layers: readonly ReadyLayer[]
  /** Whether its rows are for goods of every origin, producer and way of arrival, whatever they declare. */
  readonly isForAll: boolean
}

/** All charges of one kind, in their order. */
export interface Stage {
  readonly kind: ChargeKind
  readonly measures: readonly string[]
}

/** The reliefs from one kind of charge. */
export interface ReliefRows {
  readonly inForce: readonly ThresholdRow[]
  /** One row of each that exists on other days and has none on this one. */
  readonly silent: readonly ThresholdRow[]
}

/** Everything a state charges on a day, made ready once. */
export interface LawOfDay {
  readonly state: State
  readonly day: Day
  readonly currency: Currency
  readonly rounding: Rounding
  /** How the sum of the customs duty on a consignment is rounded, where the state's law does so. */
  readonly dutyTotalRounding?: Rounding
  readonly stages: readonly Stage[]
  /** What may relieve goods of each kind of charge; kinds that nothing relieves are left out. */
  readonly reliefs: ReadonlyMap<ChargeKind, ReliefRows>
  readonly limits: readonly ConsignmentLimit[]
  /** Whether later bases take the customs value rounded or exact. */
  readonly valueInBases: 'rounded' | 'exact'
  listCandidates(code: string): readonly Candidate[]
  isComplete(code: string): boolean
}

const known = new WeakMap<LawBook, Map<string, Result<LawOfDay>>>()

/** The charges of a state on a day, in one direction of trade; worked out once for each book of law. */
export function lawOfDay(law: LawBook, state: State, day: Day, direction: 'import' | 'export'): Result<LawOfDay> {
  const days = known.get(law) ?? new Map<string, Result<LawOfDay>>()
  known.set(law, days)
  const key = `${state} ${day} ${direction}`
  const ready = days.get(key)
  if (ready !== undefined) return ready
  if (days.size > 1_000) days.clear()
  const opened = openLawOfDay(law, state, day, direction)
  days.set(key, opened)
  return opened
}

function openLawOfDay(law: LawBook, state: State, day: Day, direction: 'import' | 'export'): Result<LawOfDay> {
  if (!isLoaded(law, DUTY_LAYERS, state)) return stop(notLoaded(DUTY_LAYERS.name, state))
  const rounding = requireRow(law, ROUNDINGS, state, day, 'charge', row => row.of === 'charge')
  if (!rounding.ok) return rounding
  const value = requireRow(law, ROUNDINGS, state, day, 'customs-value', row => row.of === 'customs-value')
  if (!value.ok) return value
  const { currency } = STATE_FACTS[state]
  const dutyTotal = law.on(ROUNDINGS, state, day).find(row => row.of === 'customs-duty-total')

  const every = law.rows(DUTY_LAYERS).filter(row => row.state === state && row.direction === direction)
  const inForce = new Set(law.on(DUTY_LAYERS, state, day))
  const ready = new Map<DutyLayer, ReadyLayer>()
  for (const row of every) if (inForce.has(row)) ready.set(row, makeReady(row, currency))

  const sheets = law.on(COMPLETE_SHEETS, state, day)
  const measures = new Map<string, DutyLayer[]>()
  for (const row of every.toSorted((a, b) => a.order - b.order)) measures.set(row.measure, [...(measures.get(row.measure) ?? []), row])
  const complete = new Map<string, boolean>()
  const candidates = new Map<string, readonly Candidate[]>()
  return ok({
    state,
    day,
    currency,
    rounding: prepareRounding(rounding.value, currency),
    ...(dutyTotal === undefined ? {} : { dutyTotalRounding: prepareRounding(dutyTotal, currency) }),
    stages: listStages(every),
    reliefs: direction === 'import' ? listReliefs(law, state, day) : new Map(),
    limits: direction === 'import' ? law.on(CONSIGNMENT_LIMITS, state, day) : [],
    valueInBases: value.value.laterBases,
    isComplete: code => remember(complete, code, () => sheets.some(sheet => covers(sheet, code) >= 0)),
    listCandidates: code =>
      remember(candidates, code, () => [...measures].flatMap(([measure, rows]) => findCandidate(measure, code, rows, ready))),
  })
}

/** The rows of a measure with the longest beginning of a code, for each way of arrival and origin; a measure that covers the code on no day is no candidate at all. */
function findCandidate(measure: string, code: string, rows: readonly DutyLayer[], ready: ReadonlyMap<DutyLayer, ReadyLayer>): Candidate[] {
  const covering = rows.filter(row => covers(row, code) >= 0)
  if (covering.length === 0) return []
  const today = covering.flatMap(row => ready.get(row) ?? [])
  const longest = new Map<string, number>()
  for (const { row } of today) longest.set(waysOf(row), Math.max(covers(row, code), longest.get(waysOf(row)) ?? 0))
  const layers = today.filter(({ row }) => covers(row, code) === longest.get(waysOf(row)))
  const origins = covering.every(row => row.origins !== undefined) ? new Set(covering.flatMap(row => row.origins ?? [])) : undefined
  const declared = covering.every(row => row.whenDeclared !== undefined)
    ? new Set(covering.flatMap(row => row.whenDeclared ?? []))
    : undefined
  const isForAll = covering.every(row => SCOPES.every(scope => row[scope] === undefined))
  const candidate = { measure, layers, isForAll }
  if (isForAll) return [candidate]
  return [
    { ...candidate, ...(origins === undefined ? {} : { origins }), ...(declared === undefined ? {} : { onlyWhenDeclared: declared }) },
  ]
}

/** What may make a row one for some goods only. */
const SCOPES = ['channels', 'origins', 'producers', 'whenDeclared'] as const

/** The ways of arrival and the origins a row is for: rows for others are no rivals of it. */
function waysOf({ channels, origins, whenDeclared = '*' }: DutyLayer): string {
  return `${channels?.toSorted().join() ?? '*'} ${origins?.toSorted().join() ?? '*'} ${whenDeclared}`
}

/** Digits of the longest beginning by which a scope covers a code: 0 where it covers every code, negative where it does not cover this one. */
export function covers(
  scope: { readonly codes?: readonly string[] | undefined; readonly exceptCodes: readonly string[] },
  code: string,
): number {
  if (scope.exceptCodes.some(prefix => code.startsWith(prefix))) return -1
  if (scope.codes === undefined) return 0
  return scope.codes.reduce((longest, prefix) => (code.startsWith(prefix) ? Math.max(longest, prefix.length) : longest), -1)
}

/** What was found for a code before, else what is found now; the codes of a day are many, but not without end. */
function remember<T>(known: Map<string, T>, code: string, find: () => T): T {
  const before = known.get(code)
  if (before !== undefined) return before
  if (known.size > 20_000) known.clear()
  const found = find()
  known.set(code, found)
  return found
}

function listReliefs(law: LawBook, state: State, day: Day): ReadonlyMap<ChargeKind, ReliefRows> {
  const inForce = law.on(THRESHOLDS, state, day)
  const silent = listSilent(law, state, inForce)
  const kinds = new Set([...inForce, ...silent].flatMap(row => row.taxes))
  const of = (kind: ChargeKind, rows: readonly ThresholdRow[]) => rows.filter(row => row.taxes.includes(kind))
  return new Map([...kinds].map(kind => [kind, { inForce: of(kind, inForce), silent: of(kind, silent) }]))
}

/** One row of each relief of a state that has none in force. */
function listSilent(law: LawBook, state: State, inForce: readonly ThresholdRow[]): readonly ThresholdRow[] {
  const silent = new Map<string, ThresholdRow>()
  for (const row of law.rows(THRESHOLDS)) {
    if (row.state === state && !inForce.some(each => each.measure === row.measure)) silent.set(row.measure, row)
  }
  return [...silent.values()]
}

/** Kinds in the order of their first layer. A base may hold what came before only, so the layers of one kind must stand together. */
function listStages(rows: readonly DutyLayer[]): readonly Stage[] {
  const stages: { kind: ChargeKind; measures: string[] }[] = []
  for (const row of rows.toSorted((a, b) => a.order - b.order)) {
    const last = stages.at(-1)
    if (last?.kind === row.kind) {
      if (!last.measures.includes(row.measure)) last.measures.push(row.measure)
      continue
    }
    if (stages.some(stage => stage.kind === row.kind))
      throw new Error(`given ${row.id} out of order, needs the layers of ${row.kind} together`)
    stages.push({ kind: row.kind, measures: [row.measure] })
  }
  return stages
}

function makeReady(row: DutyLayer, currency: Currency): ReadyLayer {
  const conditions = row.conditions.map(condition => ({ condition, value: decimal(condition.value) }))
  const plain = { row, conditions, ...(row.baseFactor === undefined ? {} : { baseFactor: readFactor(row.baseFactor) }) }
  if (row.rate.from === 'brackets') {
    const rate = { kind: 'brackets' as const, brackets: prepareBrackets(row.rate.brackets, currency) }
    return { ...plain, written: { rate, words: { rate: 'by bracket', rateUnit: currency }, units: [] } }
  }
  if (row.rate.from !== 'law' || row.rate.rate.kind === 'unknown') return plain
  const written = readyRate(row.rate.rate, currency, row.grossUp === undefined ? undefined : decimal(row.grossUp))
  if (!written.ok)
    throw new Error(`given ${row.id} with ${written.issues.map(issue => issue.code).join()}, needs a rate that can be charged`)
  return { ...plain, written: written.value }
}

function readFactor(text: string): Rational {
  const [share = '', whole = ''] = text.split('/')
  return over(decimal(share), decimal(whole))
}

/** Makes a rate ready with its words; `multiple` grosses it up. */
export function readyRate(rate: DutyRate, currency: Currency, multiple?: Rational): Result<ReadyRate> {
  const prepared = prepareRate(rate, currency)
  if (!prepared.ok) return prepared
  const [words, units] = [wordsOfRate(rate), unitsOf(prepared.value)]
  const [byUnit] = new Set(units).size === 1 && !words.rateUnit.includes('%') ? units : []
  const plain = { words, units, ...(byUnit === undefined ? {} : { byUnit }) }
  if (multiple === undefined) return ok({ rate: prepared.value, ...plain })
  const charged = grossUp(prepared.value, multiple)
  return ok({ rate: charged, ...plain, ...(charged.kind === 'ad-valorem' ? { grossedUpTo: charged.percent } : {}) })
}
