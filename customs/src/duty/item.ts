import { convert, HUNDRED, isZero, over, type Rational, times } from '../kernel/index.ts'
import type { ProofStanding } from '../tariff/index.ts'
import type { EndUseReliefRow, ExemptionRow, OutwardReliefRow, ReExportReliefRow, ReImportReliefRow } from './law.ts'
import type { QuotaRow } from './quota-law.ts'

/** One goods item as duties and taxes see it: read and checked, amounts exact in minor units of the state's currency. */
export interface DutyItem {
  readonly sequence: number
  /** Where it stands in the declaration, for issues: `goodsItems[0]`. */
  readonly path: string
  readonly code: string
  readonly originCountry?: string | undefined
  /** The schedule claimed: an agreement, `mfn`, or nothing. */
  readonly claim?: string | undefined
  readonly proof?: ProofStanding | undefined
  /** The code on the proof, where the higher of the preferential rates of both codes is charged. */
  readonly certifiedCode?: string | undefined
  /** The customs value as it was rounded, and before. */
  readonly customsValue: Rational
  readonly exactValue: Rational
  /** The value on other bases, where known: only thresholds read it. */
  readonly price?: Rational | undefined
  readonly fob?: Rational | undefined
  readonly cif?: Rational | undefined
  /** By UN/ECE Recommendation 20 unit. */
  readonly quantities: ReadonlyMap<string, Rational>
  readonly attributes: ReadonlyMap<string, Rational>
  /** The code of who made or exported it, where remedies ask for that. */
  readonly producer?: string | undefined
  /** What is not charged on it, since it never was in free circulation. */
  readonly uncharged?: ReExportReliefRow | undefined
  /** The exemption it was found to have, or the relief of goods that come back. */
  readonly exemption?: ExemptionRow | ReImportReliefRow | OutwardReliefRow | EndUseReliefRow | undefined
  /** The quota it draws of: its customs duty is the one within it. */
  readonly quota?: QuotaRow | undefined
  /** Where some charges are on the value it gained abroad alone. */
  readonly valueAdded?: ValueAdded | undefined
}

/** Goods of an item that come back from processing or repair abroad: by which row they are charged, and what went out for them. */
export interface OutwardReturn {
  readonly row: OutwardReliefRow
  /** The value of the goods that went out and are in the item, in minor units of the state's currency. */
  readonly exportedValue: Rational
}

/** What the item is charged on, of the charges that a row names: the value it gained abroad. */
export interface ValueAdded extends OutwardReturn {
  readonly row: OutwardReliefRow & { readonly chargedOn: 'value-added' }
}

/** Whether an item says yes under an attribute that is yes or no. */
export function isDeclared({ attributes }: DutyItem, name: string): boolean {
  const declared = attributes.get(name)
  return declared !== undefined && !isZero(declared)
}

/** What an item lacks for a charge. */
export type Lack =
  | { readonly quantity: string }
  | { readonly producerUnder: string }
  | { readonly attribute: string; readonly unit: string }

/** The quantity of an item in a unit: as declared, converted, or for pure alcohol from the volume and its strength. */
export function quantityIn(item: DutyItem, unit: string): { readonly value: Rational } | { readonly lacks: readonly Lack[] } {
  const declared = findQuantity(item, unit)
  if (declared !== undefined) return { value: declared }
  if (unit !== 'LPA') return { lacks: [{ quantity: unit }] }

  const litres = findQuantity(item, 'LTR')
  const strength = item.attributes.get('alcoholStrength')
  if (litres !== undefined && strength !== undefined) return { value: over(times(litres, strength), HUNDRED) }
  return {
    lacks: [
      ...(litres === undefined ? [{ quantity: 'LTR' }] : []),
      ...(strength === undefined ? [{ attribute: 'alcoholStrength', unit: '% vol' }] : []),
    ],
  }
}

function findQuantity(item: DutyItem, unit: string): Rational | undefined {
  const declared = item.quantities.get(unit)
  if (declared !== undefined) return declared
  for (const [given, value] of item.quantities) {
    const converted = convert({ value, unit: given }, unit)
    if (converted !== undefined) return converted.value
  }
  return undefined
}

/** The quantities of an item in the units named; those it lacks are left out. */
export function quantitiesIn(item: DutyItem, units: readonly string[]): ReadonlyMap<string, Rational> {
  const found = new Map<string, Rational>()
  for (const unit of units) {
    const quantity = quantityIn(item, unit)
    if ('value' in quantity) found.set(unit, quantity.value)
  }
  return found
}
