import type { Day } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { COMPLETE_MEASURES, MEASURES, type Measure, type MeasureDirection } from './law.ts'

/** Where and when measures are asked for. */
export interface MeasureContext {
  readonly law: LawBook
  readonly state: State
  readonly day: Day
}

/** Goods by their code, or the first digits of one. Where origin or destination is not said they may be any. */
export interface MeasureQuestion {
  readonly code: string
  readonly direction: MeasureDirection
  readonly origin?: string | undefined
  readonly destination?: string | undefined
}

/** A measure that concerns goods of a code: all of them, or some of those whose code begins so. */
export interface ConcernedBy {
  readonly measure: Measure
  readonly concerns: 'all' | 'some'
}

/**
 * What is on file of a state's measures for goods: all of them (`complete`), some (`some`), or nothing (`none`). Only where all are is the absence
 * of a measure an answer.
 */
export const MEASURES_KNOWN = ['complete', 'some', 'none'] as const
export type MeasuresKnown = (typeof MEASURES_KNOWN)[number]

/** Every measure that concerns or may concern goods, in the order of the law. */
export function findMeasures(context: MeasureContext, question: MeasureQuestion): readonly ConcernedBy[] {
  const { law, state, day } = context
  return law.on(MEASURES, state, day).flatMap(measure => {
    if (!isAbout(measure, question)) return []
    const concerns = extentOf(measure, question.code)
    return concerns === undefined ? [] : [{ measure, concerns }]
  })
}

/** The measures that a declared code lies in, whole: what a declaration is held to. One that is for some countries alone holds where the country is said. */
export function measuresOf(
  context: MeasureContext,
  { code, direction, origin = '', destination = '' }: MeasureQuestion,
): readonly Measure[] {
  const { law, state, day } = context
  const found = listUnder(indexOf(law.on(MEASURES, state, day)), code)
  return found.filter(each => isAbout(each, { code, direction, origin, destination }) && !begins(each.exceptCodes, code))
}

export function measuresKnown({ law, state, day }: MeasureContext, { code, direction }: MeasureQuestion): MeasuresKnown {
  const complete = law.on(COMPLETE_MEASURES, state, day).filter(row => row.direction === direction)
  if (complete.some(({ codes }) => codes === undefined || begins(codes, code))) return 'complete'
  return law.on(MEASURES, state, day).some(row => row.direction === direction) ? 'some' : 'none'
}

function isAbout({ direction, origins, destinations }: Measure, asked: MeasureQuestion): boolean {
  return (
    direction === asked.direction &&
    (origins === undefined || asked.origin === undefined || origins.includes(asked.origin)) &&
    (destinations === undefined || asked.destination === undefined || destinations.includes(asked.destination))
  )
}

function extentOf({ codes, exceptCodes }: Measure, code: string): ConcernedBy['concerns'] | undefined {
  if (begins(exceptCodes, code)) return undefined
  if (begins(codes, code)) return exceptCodes.some(each => each.startsWith(code)) ? 'some' : 'all'
  return codes.some(each => each.startsWith(code)) ? 'some' : undefined
}

function begins(prefixes: readonly string[], code: string): boolean {
  return prefixes.some(each => code.startsWith(each))
}

type ByBeginning = ReadonlyMap<string, readonly Measure[]>
const indexes = new WeakMap<readonly Measure[], ByBeginning>()

/** The rows of a day by the beginnings they name: a book answers the same list for a day, so that it is sorted once. */
function indexOf(rows: readonly Measure[]): ByBeginning {
  const known = indexes.get(rows)
  if (known !== undefined) return known
  const index = new Map<string, Measure[]>()
  for (const row of rows) for (const code of row.codes) index.set(code, [...(index.get(code) ?? []), row])
  indexes.set(rows, index)
  return index
}

/** Each row once, in the order of the shortest beginning. */
function listUnder(index: ByBeginning, code: string): readonly Measure[] {
  if (index.size === 0) return []
  const found = new Set<Measure>()
  for (let digits = 2; digits <= code.length; digits++) for (const row of index.get(code.slice(0, digits)) ?? []) found.add(row)
  return [...found]
}
