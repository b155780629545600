import type { Expression } from './expression.ts'
import type { Features, ItemFeatures } from './features.ts'

/** As many goods items as an answer names. */
export const PATHS_MAX = 50

/** What a question says of one consignment: where it holds, and where it failed. Of the whole consignment there is one path, the empty one. */
export interface Answered {
  readonly held: readonly string[]
  readonly failed: readonly string[]
  /** What went wrong the first time. */
  readonly problem?: string
}

/** Asks one question of one consignment; one about each goods item is asked of each. */
export function ask(expression: Expression, features: Features): Answered {
  if (expression.asks === 'consignment') return askOf(expression, features, [undefined], () => '')
  return askOf(expression, features, features.items, index => `goodsItems[${index}]`)
}

function askOf(
  expression: Expression,
  features: Features,
  items: readonly (ItemFeatures | undefined)[],
  pathOf: (index: number) => string,
): Answered {
  const held: string[] = []
  const failed: string[] = []
  let problem: string | undefined
  for (let index = 0; index < items.length; index++) {
    try {
      if (expression.holds(features, items[index]) && held.length < PATHS_MAX) held.push(pathOf(index))
    } catch (thrown) {
      problem ??= thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)
      if (failed.length < PATHS_MAX) failed.push(pathOf(index))
    }
  }
  return { held, failed, ...(problem === undefined ? {} : { problem }) }
}
