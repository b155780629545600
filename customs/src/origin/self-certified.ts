import { type Day, type Issue, warning } from '../kernel/index.ts'
import type { State } from '../reference/index.ts'
import { type ExporterEntry, exporterStandingOn, holdsOn, nameKey } from './certified-exporter.ts'

/** What of a register entry the look-ups need; the specimens and the address are for people. */
export interface ExporterFacts extends Pick<ExporterEntry, 'code' | 'validFrom' | 'validTo' | 'interruptions'> {
  readonly state: string
  readonly products: readonly Pick<ExporterEntry['products'][number], 'code' | 'validFrom' | 'validTo'>[]
  readonly signatories: readonly Pick<ExporterEntry['signatories'][number], 'name' | 'validFrom' | 'validTo'>[]
}

/** What is known of the certified exporters that a declaration's proofs name. Plain JSON: it is kept with the decision. */
export interface SelfCertifiedGiven {
  /** The states whose register is on file here. */
  readonly registers: readonly State[]
  readonly exporters: readonly ExporterFacts[]
}

/** One origin declaration as it is to be looked up. */
export interface LookedUp {
  /** The state that certified the exporter. */
  readonly country: string
  readonly authorisation: string
  readonly signatory: string
  /** The product's code: as it is registered, or longer. */
  readonly code: string
  /** The day the origin declaration was made out. */
  readonly on: Day
}

/**
 * Looks an origin declaration up: its exporter is certified on the day, its signatory may sign, its product is covered. All that fails is told; one is
 * enough for the declaration not to be honoured.
 *
 * A product is compared by its six digits of the Harmonized System: what follows may be read otherwise by the importing state, which is no ground to refuse.
 *
 * @source ATIGA Annex 8, rules 2.6 and 16.2
 */
export function lookUp({ country, authorisation, signatory, code, on }: LookedUp, given: SelfCertifiedGiven): readonly Issue[] {
  if (!given.registers.some(each => each === country)) return [warning('origin.exporters-not-on-file', 'issuingCountry', { country })]
  const exporter = given.exporters.find(each => each.state === country && each.code === authorisation)
  if (exporter === undefined) return [warning('origin.exporter-unknown', 'authorisation', { authorisation, country })]
  const standing = exporterStandingOn(exporter, on)
  const signs = exporter.signatories.some(each => nameKey(each.name) === nameKey(signatory) && holdsOn(each, on))
  const covers = exporter.products.some(each => each.code.slice(0, HS) === code.slice(0, HS) && holdsOn(each, on))
  return [
    ...(standing === 'in-force' ? [] : [warning(NOT_IN_FORCE[standing], 'authorisation', { authorisation, day: on })]),
    ...(signs ? [] : [warning('origin.signatory-unknown', 'signatory', { signatory, authorisation, day: on })]),
    ...(covers ? [] : [warning('origin.product-not-registered', 'id', { code, authorisation, day: on })]),
  ]
}

/** Digits of the Harmonized System. */
const HS = 6

const NOT_IN_FORCE = {
  'not-yet': 'origin.exporter-not-yet',
  ended: 'origin.exporter-ended',
  suspended: 'origin.exporter-suspended',
  withdrawn: 'origin.exporter-withdrawn',
} as const
