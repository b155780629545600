import type { PastItem } from './past-item.ts'

/** What two items can have in common, one by one: declared codes, and masses, values and prices in bands. */
export const TRAITS = [
  'office',
  'procedure',
  'use',
  'payment',
  'mode',
  'declarant',
  'importer',
  'seller',
  'carrier',
  'commodity',
  'heading',
  'chapter',
  'departure',
  'origin',
  'originMark',
  'dutyRate',
  'rateKind',
  'mass',
  'value',
  'massBand',
  'valueBand',
  'priceBand',
] as const

export type Trait = (typeof TRAITS)[number]

/** Which items are counted together: those that have all these traits in common. What inspections found of them is evidence for the next one. */
export const EVIDENCE = [
  ['importer'],
  ['declarant'],
  ['seller'],
  ['carrier'],
  ['office'],
  ['commodity'],
  ['heading'],
  ['chapter'],
  ['origin'],
  ['departure'],
  ['dutyRate'],
  ['rateKind'],
  ['procedure'],
  ['payment'],
  ['mode'],
  ['massBand'],
  ['valueBand'],
  ['priceBand'],
  ['commodity', 'mass'],
  ['commodity', 'value'],
  ['mass', 'value'],
  ['importer', 'commodity'],
  ['declarant', 'commodity'],
  ['seller', 'commodity'],
  ['importer', 'declarant'],
  ['importer', 'seller'],
  ['commodity', 'origin'],
  ['commodity', 'departure'],
  ['commodity', 'dutyRate'],
  ['commodity', 'rateKind'],
  ['commodity', 'office'],
  ['commodity', 'massBand'],
  ['commodity', 'priceBand'],
  ['heading', 'origin'],
  ['heading', 'massBand'],
  ['chapter', 'mode'],
  ['departure', 'origin'],
  ['dutyRate', 'rateKind'],
] as const satisfies readonly (readonly Trait[])[]

/** The name of a kind of evidence, such as `importer+commodity`. */
export const EVIDENCE_NAMES: readonly string[] = EVIDENCE.map(traits => traits.join('+'))

/** Where goods that are the same to the kilogram or to the cent were inspected before, their outcome says more than anything else. */
export const LIKE: readonly number[] = [evidenceOf('commodity+mass'), evidenceOf('commodity+value')]

/** The place of a kind of evidence among all. */
export function evidenceOf(name: string): number {
  const place = EVIDENCE_NAMES.indexOf(name)
  if (place < 0) throw new Error(`given the evidence '${name}', needs one of ${EVIDENCE_NAMES.join(', ')}`)
  return place
}

/** The traits of an item, in the order of `TRAITS`. */
export function traitsOf(item: PastItem): readonly string[] {
  const { commodity, netMassKg, value, invoiced } = item
  const [mass, price] = [Math.log1p(netMassKg), Math.log1p(value)]
  return [
    item.office,
    item.procedure,
    item.use,
    item.payment,
    item.mode,
    item.declarant,
    item.importer,
    item.seller,
    item.carrier,
    commodity,
    commodity.slice(0, 4),
    commodity.slice(0, 2),
    item.departure,
    item.origin,
    item.originMark,
    String(item.dutyRate ?? ''),
    item.rateKind,
    String(netMassKg),
    invoiced ?? String(value),
    String(Math.round(mass * 2)),
    String(Math.round(price * 2)),
    String(Math.round(logPrice(item))),
  ]
}

/** The logarithm of the value of a kilogram. */
export function logPrice({ netMassKg, value }: Pick<PastItem, 'netMassKg' | 'value'>): number {
  return Math.log1p(value) - Math.log(netMassKg + 0.01)
}
