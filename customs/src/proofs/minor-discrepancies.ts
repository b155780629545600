/** One row of the matrix: what is no reason to refuse a proof, and what this node compares of it, where it can. */
export interface MinorDiscrepancy {
  readonly row: number
  readonly about: string
  /** What is noticed of it in data; nothing where only paper shows it. */
  readonly noticed: readonly string[]
}

/**
 * The matrix of minor discrepancies: as long as the origin is not in doubt and the document is about these goods, none of them refuses a proof. Signatures, ticks,
 * paper and ink are seen on paper alone; what a declaration and an electronic proof both say is compared.
 *
 * @source SC-AROO, matrix of minor discrepancy issues, 36th meeting, 21 to 23 June 2021; ATIGA Annex 8, rule 16.1
 */
export const MINOR_DISCREPANCIES: readonly MinorDiscrepancy[] = [
  { row: 1, about: 'spelling and typing', noticed: ['issuedOn', 'issuingCountry', 'originCriterion', 'exporter', 'consignee'] },
  { row: 2, about: 'ticks: their size, how they are made, a cross instead', noticed: [] },
  { row: 3, about: 'a signature slightly unlike its specimen', noticed: [] },
  { row: 4, about: 'other units of measurement than in the supporting documents', noticed: ['units'] },
  { row: 5, about: 'the size of the sheet', noticed: [] },
  { row: 6, about: 'the colour of the ink, black or blue', noticed: [] },
  { row: 7, about: 'a description slightly unlike the supporting documents', noticed: ['description'] },
  { row: 8, about: 'a description slightly unlike the register of certified exporters, its key words kept', noticed: ['description'] },
]
