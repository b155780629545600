import type { State } from '../reference/index.ts'
import type { Position } from './positions.ts'

/** Whether states or offices of one still say different things. */
export const DIVERGENCE_STANDINGS = ['open', 'closed'] as const
export type DivergenceStanding = (typeof DIVERGENCE_STANDINGS)[number]

/** A position and whose it is. */
export interface HeldPosition extends Position {
  readonly state: State
}

/** Goods that are called the same and have different codes. */
export interface Divergence {
  readonly key: string
  readonly words: string
  /** All that is held of them, by code, then state. */
  readonly positions: readonly HeldPosition[]
}

/**
 * Finds the goods of which one state says something and of which another code is held, by itself or by another state. What others differ about among
 * themselves is theirs to keep.
 */
export function findDivergences(state: State, held: readonly HeldPosition[]): readonly Divergence[] {
  const byGoods = new Map<string, HeldPosition[]>()
  for (const position of held) {
    const known = byGoods.get(position.key)
    if (known === undefined) byGoods.set(position.key, [position])
    else known.push(position)
  }
  return [...byGoods].flatMap(([key, of]) => {
    const own = of.find(position => position.state === state)
    if (own === undefined || new Set(of.map(position => position.code)).size < 2) return []
    const positions = of.toSorted((a, b) => (`${a.code} ${a.state}` < `${b.code} ${b.state}` ? -1 : 1))
    return [{ key, words: own.words, positions }]
  })
}

/** Who holds which code: what has to change before a divergence that was closed is another one. */
export function sidesOf(positions: readonly Pick<HeldPosition, 'state' | 'code'>[]): string {
  return [...new Set(positions.map(({ state, code }) => `${state} ${code}`))].sort().join(', ')
}
