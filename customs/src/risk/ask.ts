import type { Expression } from './expression.ts'
import type { Features } from './features.ts'

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
  const whole = expression.asks === 'consignment'
  const held: string[] = []
  const failed: string[] = []
  let problem: string | undefined
  for (const [index, item] of (whole ? [undefined] : features.items).entries()) {
    const path = whole ? '' : `goodsItems[${index}]`
    try {
      if (expression.holds(features, item) && held.length < PATHS_MAX) held.push(path)
    } catch (thrown) {
      problem ??= thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)
      if (failed.length < PATHS_MAX) failed.push(path)
    }
  }
  return { held, failed, ...(problem === undefined ? {} : { problem }) }
}
