/** What the number of a means of transport is. @source Commission Implementing Regulation (EU) 2021/235 annex B, title II, 19 05 017 */
export const IMO = '10'
export const FLIGHT = '40'

export type MeansKind = '10' | '11' | '20' | '21' | '30' | '31' | '40' | '41' | '80' | '81'

/** The kinds of number that go with a mode of UN/ECE Recommendation 19. Mail and fixed installations have no means of their own. */
const KINDS_OF_MODE: ReadonlyMap<string, readonly MeansKind[]> = new Map<string, readonly MeansKind[]>([
  ['1', [IMO, '11']],
  ['2', ['20', '21']],
  ['3', ['30', '31']],
  ['4', [FLIGHT, '41']],
  ['8', ['80', '81']],
])

/** The kinds of number whose form is judged. */
const FORMED = [IMO, FLIGHT] as const

/** V46: the kinds of number a means of this mode may have; undefined where it has none of its own. */
export function meansKindsOf(mode: string): readonly MeansKind[] | undefined {
  return KINDS_OF_MODE.get(mode)
}

/** V45: of the kinds of number a means of this mode may have, those with a form of their own. */
export function formedKindsOf(mode: string): readonly (typeof FORMED)[number][] {
  return FORMED.filter(kind => meansKindsOf(mode)?.includes(kind))
}

/** V15: imports by sea or air come on a bill of lading or an air waybill. */
export function needsTransportDocument(mode: string): boolean {
  return mode === '1' || mode === '4'
}
