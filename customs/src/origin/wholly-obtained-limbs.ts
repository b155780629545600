/** The limbs of the list of goods wholly obtained or produced. @source ATIGA art. 27 */
export const LIMBS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'] as const
export type Limb = (typeof LIMBS)[number]

/** What shows that a good was obtained so. The agreement names no papers: these are what an officer would ask for. */
export const EVIDENCE = [
  'farm-record',
  'birth-and-raising-record',
  'animal-product-record',
  'catch-or-gathering-record',
  'mining-licence',
  'vessel-registry',
  'flag-certificate',
  'right-to-exploit',
  'factory-ship-record',
  'collection-record',
  'production-record',
] as const
export type Evidence = (typeof EVIDENCE)[number]

/** What each limb needs: all of one list. `j` and `i` are shown by where the waste came from. */
const LIMB_EVIDENCE: Readonly<Record<Limb, readonly (readonly Evidence[])[]>> = {
  a: [['farm-record']],
  b: [['birth-and-raising-record']],
  c: [['animal-product-record']],
  d: [['catch-or-gathering-record']],
  e: [['mining-licence']],
  f: [['catch-or-gathering-record', 'vessel-registry', 'flag-certificate', 'right-to-exploit']],
  g: [['catch-or-gathering-record', 'vessel-registry', 'flag-certificate']],
  h: [['factory-ship-record', 'vessel-registry', 'flag-certificate']],
  i: [['collection-record']],
  j: [['production-record'], ['collection-record']],
  k: [['production-record']],
}

/** Limbs by which goods are of the state where the vessel is registered, whose flag it flies. */
const VESSEL_LIMBS: readonly Limb[] = ['f', 'g', 'h']

/**
 * What must be shown of a good by a limb: all of one list. The "other products" of limb `f` are minerals, which no vessel catches: chapters 25 to 27 need
 * the licence and the right to exploit the waters.
 *
 * @source ATIGA art. 27(f), footnotes 4 and 5
 */
export function evidenceOf(limb: Limb, code: string): readonly (readonly Evidence[])[] {
  return isSeabedMineral(limb, code) ? [['mining-licence', 'right-to-exploit']] : LIMB_EVIDENCE[limb]
}

export function needsVessel(limb: Limb, code: string): boolean {
  return VESSEL_LIMBS.includes(limb) && !isSeabedMineral(limb, code)
}

function isSeabedMineral(limb: Limb, code: string): boolean {
  return limb === 'f' && /^2[567]/.test(code)
}
