/** What an adjustment does to the price. */
export type AdjustmentEffect = 'adds' | 'deducts'

interface AdjustmentWords {
  readonly effect: AdjustmentEffect
  readonly name: string
}

/**
 * The additions and deductions of the transaction value, by the codes that declarations in the WCO Data Model carry them with.
 *
 * @source WTO Customs Valuation Agreement art. 8 (additions) and Note to art. 1, para. 3 (what is not part of the value); codes: UCC Data
 * Annex B, data element 4/9
 */
const ADJUSTMENTS: Readonly<Record<string, AdjustmentWords>> = {
  AB: { effect: 'adds', name: 'commissions and brokerage, except buying commissions' },
  AD: { effect: 'adds', name: 'containers and packing' },
  AE: { effect: 'adds', name: 'materials, components and parts supplied by the buyer' },
  AF: { effect: 'adds', name: 'tools, dies and moulds supplied by the buyer' },
  AG: { effect: 'adds', name: 'materials consumed in production supplied by the buyer' },
  AH: { effect: 'adds', name: 'engineering, development, artwork, design and plans made abroad' },
  AI: { effect: 'adds', name: 'royalties and licence fees' },
  AJ: { effect: 'adds', name: 'proceeds of resale, disposal or use that go to the seller' },
  AK: { effect: 'adds', name: 'transport, loading and handling, and insurance to the place of import' },
  AL: { effect: 'adds', name: 'indirect payments and other payments' },
  AN: { effect: 'adds', name: 'additions by a decision of customs' },
  BA: { effect: 'deducts', name: 'transport after arrival at the place of import' },
  BB: { effect: 'deducts', name: 'construction, assembly, maintenance or technical help after import' },
  BC: { effect: 'deducts', name: 'duties and taxes of the importing state' },
  BD: { effect: 'deducts', name: 'interest' },
  BE: { effect: 'deducts', name: 'rights to reproduce the goods in the importing state' },
  BF: { effect: 'deducts', name: 'buying commissions' },
  BG: { effect: 'deducts', name: 'deductions by a decision of customs' },
}

export function findAdjustment(code: string): AdjustmentWords | undefined {
  return Object.hasOwn(ADJUSTMENTS, code) ? ADJUSTMENTS[code] : undefined
}
