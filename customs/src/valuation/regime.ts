import type { RateRegime, Regime } from '../reference/index.ts'

/** The regime whose law a type of declaration stands under: types that begin with `EX` are exports (domain notes §4.3), others go to home use. */
export function regimeOf(type: string | undefined): Regime {
  return type?.startsWith('EX') === true ? 'export' : 'home-use'
}

/** The regime whose day of rates a type of declaration takes: goods that leave a warehouse or a zone for home use have days of their own. */
export function rateRegimeOf(type: string | undefined): RateRegime {
  if (type === 'IM7-X') return 'warehouse-to-home'
  return type === 'IM8-X' ? 'zone-to-home' : regimeOf(type)
}
