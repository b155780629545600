import { invert } from './inverse.ts'
import { type Neighbours, openNeighbours } from './neighbours.ts'

/** What all examples say of codes together: ridge regression over the likeness of their words, for each code and for what it stands below. */
export interface Ridge {
  /** The codes, subheadings, headings and chapters of the examples. */
  readonly codes: readonly string[]
  /** The examples, each by a number of its words and code. */
  readonly examples: readonly number[]
  /** How much each example says for each code, code by code: the root of its share of the largest, in 127ths. */
  readonly shares: Int8Array
  readonly largest: number
}

interface Described {
  readonly description: string
  readonly code: string
}

/** What is said for a code, a subheading, a heading or a chapter by a description: about 1 for what is surely right. */
export interface Says {
  of(code: string): number
}

/** What is said for a code that no example has. */
const NOTHING = -0.05
/** Holds back what few examples say. */
const RIDGE = 0.2
const FINEST = 127
const TENTHS = 10

export interface LearnedRidge {
  readonly ridge: Ridge
  /** What is said for the codes by an example, as if the tenth of examples that it is in were not known. */
  without(place: number): Says
}

/** Learns from examples; `tenths` says in which tenth each is. The work grows with the cube of their number. */
export function learnRidge(examples: readonly Described[], tenths: readonly number[]): LearnedRidge {
  const many = examples.length
  const { compare } = openNeighbours(
    examples.map(each => each.description),
    'words',
  )
  const inverse = new Float64Array(many * many)
  for (const [place, { description }] of examples.entries()) {
    inverse.set(compare(description).subarray(0, place + 1), place * many)
    inverse[place * many + place] = 1 + RIDGE
  }
  invert(inverse, many)
  const members = membersOf(examples)
  const codes = [...members.keys()].sort()
  const columns = new Map(codes.map(code => [code, columnOf(inverse, many, members.get(code) ?? [])]))
  const places = Array.from({ length: TENTHS }, (_, tenth) => tenths.flatMap((its, place) => (its === tenth ? [place] : [])))
  const blocks = places.map(its => inverseOfBlock(inverse, many, its))
  return {
    ridge: { codes, examples: examples.map(numberOf), ...rounded([...columns.values()], many) },
    without(place) {
      const tenth = tenths[place] ?? 0
      const [its, block] = [places[tenth] ?? [], blocks[tenth] ?? new Float64Array()]
      const start = its.indexOf(place) * its.length
      return {
        of(code) {
          const column = columns.get(code)
          if (column === undefined || members.get(code)?.every(each => tenths[each] === tenth) !== false) return NOTHING
          let sum = members.get(code)?.includes(place) === true ? 1 : 0
          for (const [at, other] of its.entries()) sum -= (block[start + at] as number) * (column[other] as number)
          return sum
        },
      }
    },
  }
}

/** Opens what was learned for whoever still has the examples; those that were taken back since say nothing. */
export function openRidge({ codes, examples, shares, largest }: Ridge, known: readonly Described[], words: Neighbours) {
  const places = new Map<number, number[]>()
  for (const [place, each] of known.entries()) places.set(numberOf(each), [...(places.get(numberOf(each)) ?? []), place])
  const kept = examples.map(each => places.get(each)?.shift() ?? -1)
  const isAll = kept.length === known.length && kept.every((each, place) => each === place)
  const { compare } = isAll
    ? words
    : openNeighbours(
        kept.map(place => known[place]?.description ?? ''),
        'words',
      )
  const columnOfCode = new Map(codes.map((code, column) => [code, column]))
  const amounts = Float32Array.from({ length: 2 * FINEST + 1 }, (_, at) => Math.sign(at - FINEST) * ((at - FINEST) / FINEST) ** 2 * largest)
  return {
    look(description: string): Says {
      const likeness = compare(description)
      const said = new Map<string, number>()
      return {
        of(code) {
          const column = columnOfCode.get(code)
          if (column === undefined) return NOTHING
          const before = said.get(code)
          if (before !== undefined) return before
          let sum = 0
          const start = column * examples.length
          for (let place = 0; place < examples.length; place++)
            sum += (likeness[place] as number) * (amounts[(shares[start + place] as number) + FINEST] as number)
          said.set(code, sum)
          return sum
        },
      }
    },
  }
}

/** Which examples there are of each code and of what it stands below. */
function membersOf(examples: readonly Described[]): ReadonlyMap<string, readonly number[]> {
  const members = new Map<string, number[]>()
  for (const [place, { code }] of examples.entries())
    for (const key of new Set([code, code.slice(0, 6), code.slice(0, 4), code.slice(0, 2)])) {
      const its = members.get(key)
      if (its === undefined) members.set(key, [place])
      else its.push(place)
    }
  return members
}

function columnOf(inverse: Float64Array, many: number, members: readonly number[]): Float32Array {
  const column = new Float64Array(many)
  for (const place of members)
    for (let at = 0; at < many; at++) column[at] = (column[at] as number) + (inverse[place * many + at] as number)
  return Float32Array.from(column)
}

function inverseOfBlock(inverse: Float64Array, many: number, places: readonly number[]): Float64Array {
  const block = new Float64Array(places.length ** 2)
  for (const [row, place] of places.entries())
    for (const [column, other] of places.entries()) block[row * places.length + column] = inverse[place * many + other] as number
  invert(block, places.length)
  return block
}

function rounded(columns: readonly Float32Array[], many: number): Pick<Ridge, 'shares' | 'largest'> {
  const largest = columns.reduce((most, column) => column.reduce((so, each) => Math.max(so, Math.abs(each)), most), 0)
  const shares = new Int8Array(columns.length * many)
  for (const [place, column] of columns.entries())
    for (let at = 0; at < many; at++) {
      const value = column[at] as number
      shares[place * many + at] = Math.sign(value) * Math.round(FINEST * Math.sqrt(Math.abs(value) / largest))
    }
  return { shares, largest }
}

/** A number that hardly two examples share (FNV-1a). */
function numberOf({ description, code }: Described): number {
  let number = 2_166_136_261
  for (const unit of `${code} ${description}`) number = Math.imul(number ^ (unit.codePointAt(0) ?? 0), 16_777_619)
  return number >>> 0
}
