import type { Day } from '../kernel/index.ts'
import type { Confidence, State } from '../reference/index.ts'
import type { Schedule } from './schedule.ts'

/** What became of one code: `to` took its place, alone or with others. Equal where a code goes on and others took part of it. */
export interface CodePair {
  readonly from: string
  readonly to: string
}

/** A correlation table: what became of the codes of one version of the nomenclature in the next. */
export interface Correlation {
  /** `VN-C-2028-01-01-1`: state, first day, and a number for the day. */
  readonly id: string
  readonly state: State
  /** The first day on which the new codes hold. */
  readonly validFrom: Day
  readonly source: string
  readonly confidence: Confidence
  readonly pairs: readonly CodePair[]
}

/** How codes of two versions belong together: derived from the table, never stated in it. */
export const PAIR_KINDS = ['1:1', '1:n', 'n:1', 'n:m'] as const
export type PairKind = (typeof PAIR_KINDS)[number]

/** How many pairs of each kind a table has; all kinds are there. */
export function countKinds(pairs: readonly CodePair[]): Readonly<Record<PairKind, number>> {
  const counts: Record<PairKind, number> = { '1:1': 0, '1:n': 0, 'n:1': 0, 'n:m': 0 }
  for (const kind of kindsOf(pairs)) counts[kind] += 1
  return counts
}

/** The kind of each pair, in the order of the pairs. */
export function kindsOf(pairs: readonly CodePair[]): readonly PairKind[] {
  const { after, before } = indexOf(pairs)
  return pairs.map(({ from, to }) => {
    const isSplit = (after.get(from)?.length ?? 0) > 1
    const isMerged = (before.get(to)?.length ?? 0) > 1
    return isSplit ? (isMerged ? 'n:m' : '1:n') : isMerged ? 'n:1' : '1:1'
  })
}

/** What becomes of a code that somebody keeps, when a table takes effect. */
export type Rechecked =
  | { readonly kind: 'unchanged' }
  /** One code took its place. */
  | { readonly kind: 'moved'; readonly to: string }
  /** Several took its place, or goods of its longer beginning went elsewhere: whoever keeps it says which. */
  | { readonly kind: 'asked'; readonly successors: readonly string[] }

/**
 * Looks again at a code that is kept (a watched beginning, a piece of evidence) when a table takes effect.
 *
 * A code with one successor moves. One with several is asked about; so is one of more digits than the table tells of, and a beginning of which
 * part goes elsewhere. A beginning whose codes all stay below it is unchanged.
 */
export function recheckCode({ pairs }: Pick<Correlation, 'pairs'>, code: string): Rechecked {
  const exact = successorsIn(pairs, code)
  if (exact.length > 0) return exact.length > 1 ? asked(exact) : exact[0] === code ? UNCHANGED : { kind: 'moved', to: exact[0] ?? '' }
  const below = pairs.filter(pair => pair.from.startsWith(code))
  if (below.length > 0) return below.every(pair => pair.to.startsWith(code)) ? UNCHANGED : asked(below.map(pair => pair.to))
  const above = successorsIn(pairs, beginningIn(pairs, code))
  return above.length === 0 || above.every(each => code.startsWith(each)) ? UNCHANGED : asked(above)
}

const UNCHANGED: Rechecked = { kind: 'unchanged' }

function asked(successors: readonly string[]): Rechecked {
  return { kind: 'asked', successors: sorted(successors) }
}

/** A code that ended, and what took its place. */
export interface Replaced {
  /** The table that tells it first. */
  readonly correlation: Correlation
  /** The lines of the schedule that took its place; the codes as the tables give them where the schedule has none of them. */
  readonly successors: readonly string[]
}

/**
 * What took the place of a code, through as many tables as there are since; undefined where no table tells of it, or the code goes on beside others.
 *
 * @param correlations those in force on the day, the oldest first
 * @param match whether the table must name the very code, or may name its beginning: a subheading stands for the lines below it
 */
export function findReplaced(
  correlations: readonly Correlation[],
  code: string,
  schedule: Pick<Schedule, 'findLine' | 'listBelow'> | undefined,
  match: 'code' | 'beginning' = 'code',
): Replaced | undefined {
  const begin = ({ pairs }: Correlation) => {
    const begun = successorsIn(pairs, match === 'code' ? code : beginningIn(pairs, code))
    return begun.includes(code) ? [] : begun
  }
  const first = correlations.find(correlation => begin(correlation).length > 0)
  if (first === undefined) return undefined
  const codes = new Set(
    correlations.flatMap((correlation, place) => {
      const begun = begin(correlation)
      return begun.length === 0 ? [] : follow(correlations.slice(place + 1), begun)
    }),
  )
  const lines = [...codes].flatMap(each => linesOf(schedule, each))
  return { correlation: first, successors: sorted(lines.length > 0 ? lines : [...codes]) }
}

/** Where codes are after some later tables. */
function follow(correlations: readonly Correlation[], codes: readonly string[]): readonly string[] {
  return correlations.reduce<readonly string[]>(
    (now, { pairs }) =>
      now.flatMap(code => {
        const next = successorsIn(pairs, code)
        return next.length === 0 ? [code] : next
      }),
    codes,
  )
}

function linesOf(schedule: Pick<Schedule, 'findLine' | 'listBelow'> | undefined, code: string): readonly string[] {
  const line = schedule?.findLine(code)
  return line === undefined ? (schedule?.listBelow(code) ?? []).map(each => each.code) : [line.code]
}

/** What took the place of a code in one table: the very code, not its beginning. */
export function successorsIn(pairs: readonly CodePair[], code: string): readonly string[] {
  return sorted(indexOf(pairs).after.get(code) ?? [])
}

/** The codes whose place a code took in one table. */
export function predecessorsIn(pairs: readonly CodePair[], code: string): readonly string[] {
  return sorted(indexOf(pairs).before.get(code) ?? [])
}

/** The longest beginning of a code that a table tells of; the code itself where it tells of none. */
function beginningIn(pairs: readonly CodePair[], code: string): string {
  for (let digits = code.length; digits >= 6; digits--) {
    const beginning = code.slice(0, digits)
    if (indexOf(pairs).after.has(beginning)) return beginning
  }
  return code
}

interface PairIndex {
  readonly after: ReadonlyMap<string, readonly string[]>
  readonly before: ReadonlyMap<string, readonly string[]>
}

/** A table never changes: its pairs are put in order once. */
const indexes = new WeakMap<readonly CodePair[], PairIndex>()

function indexOf(pairs: readonly CodePair[]): PairIndex {
  const known = indexes.get(pairs)
  if (known !== undefined) return known
  const index = { after: group(pairs, 'from', 'to'), before: group(pairs, 'to', 'from') }
  indexes.set(pairs, index)
  return index
}

function group(pairs: readonly CodePair[], by: keyof CodePair, of: keyof CodePair): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const pair of pairs) {
    const known = groups.get(pair[by])
    if (known === undefined) groups.set(pair[by], [pair[of]])
    else known.push(pair[of])
  }
  return groups
}

function sorted(codes: readonly string[]): readonly string[] {
  return [...new Set(codes)].sort()
}
