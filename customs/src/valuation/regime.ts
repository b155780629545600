import type { Regime } from '../reference/index.ts'

/** The regime whose law a type of declaration stands under: types that begin with `EX` are exports (domain notes §4.3), others go to home use. */
export function regimeOf(type: string | undefined): Regime {
  return type?.startsWith('EX') === true ? 'export' : 'home-use'
}
