import type { Calibration } from './calibration.ts'
import type { View } from './features.ts'
import { type Neighbours, openNeighbours } from './neighbours.ts'
import { openRidge, type Ridge, type Says } from './ridge.ts'
import type { Weights } from './weights.ts'

/** A description with the code it is known to have, and how much that is worth as evidence: 1 is a line that an officer checked. */
export interface Example {
  readonly description: string
  readonly code: string
  readonly worth: number
  /** That a ruling says so, with its number where it has one. */
  readonly ruling?: { readonly reference?: string }
}

/** What an administration's memory comes to: the examples, and what was learned from them. */
export interface Memory extends Weights {
  readonly examples: readonly Example[]
  /** What the examples say of codes together; absent likewise. */
  readonly ridge?: Ridge
  readonly calibration: Calibration
}

/** Whether enough examples were asked about to say what a figure is worth; where not, nothing that the memory says has a confidence. */
export function isTried({ calibration }: Pick<Memory, 'calibration'>): boolean {
  return calibration.steps.length > 0
}

/** A memory that is ready to be asked. */
export interface OpenMemory extends Memory {
  readonly neighbours: Readonly<Record<View, Neighbours>>
  /** Which examples are rulings. */
  readonly rulings: readonly number[]
  /** What the examples of a code, a subheading or a heading are worth together; without a tenth of them where one of that tenth is asked about. */
  timesRight(code: string, except?: number): number
  /** What the examples say together of a description. */
  readonly look?: (description: string) => Says
  /** The codes that were learned below a subheading. */
  listBelow(subheading: string): readonly string[]
}

export function openMemory(memory: Memory): OpenMemory {
  const worths = new Map<string, number>()
  const ofTenths = Array.from({ length: TENTHS }, () => new Map<string, number>())
  for (const [example, { code, worth }] of memory.examples.entries()) {
    for (const key of new Set([code, code.slice(0, 6), code.slice(0, 4)]))
      for (const sums of [worths, ofTenths[example % TENTHS] ?? worths]) sums.set(key, (sums.get(key) ?? 0) + worth)
  }
  const codes = new Set(memory.examples.map(({ code }) => code).filter(code => code.length > 6))
  const below = new Map<string, string[]>()
  for (const code of [...codes].sort()) below.set(code.slice(0, 6), [...(below.get(code.slice(0, 6)) ?? []), code])
  const descriptions = memory.examples.map(each => each.description)
  const open = (view: View) => openNeighbours(descriptions, view)
  const words = open('words')
  return {
    ...memory,
    ...(memory.ridge === undefined ? {} : { look: openRidge(memory.ridge, memory.examples, words).look }),
    neighbours: { words, head: open('head'), level: open('level'), letters: open('letters') },
    timesRight: (code, except) => (worths.get(code) ?? 0) - (except === undefined ? 0 : (ofTenths[except % TENTHS]?.get(code) ?? 0)),
    rulings: memory.examples.flatMap(({ ruling }, example) => (ruling === undefined ? [] : [example])),
    listBelow: subheading => below.get(subheading) ?? [],
  }
}

/** Were one example alone left out of what is counted, its code's count would give the answer away. */
export const TENTHS = 10
