/** The parts of the journey a price may pay for, in the order the goods take them. */
export const STAGES = ['export-carriage', 'loading', 'main-carriage', 'insurance', 'import-carriage', 'import-duties'] as const
export type Stage = (typeof STAGES)[number]

const TO_BOARD = ['export-carriage', 'loading'] as const
const TO_ARRIVAL = [...TO_BOARD, 'main-carriage'] as const

/**
 * What the price pays for under each term, to the place customs values goods at.
 *
 * FCA and FAS leave the loading to the buyer. The D terms put carriage, and the risk that insurance would cover, on the seller: their price
 * holds both as far as the named place; DDP holds the import's duties as well.
 *
 * @source ICC Incoterms 2020
 */
const INCLUDED = {
  EXW: [],
  FCA: ['export-carriage'],
  FAS: ['export-carriage'],
  FOB: TO_BOARD,
  CFR: TO_ARRIVAL,
  CPT: TO_ARRIVAL,
  CIF: [...TO_ARRIVAL, 'insurance'],
  CIP: [...TO_ARRIVAL, 'insurance'],
  DAP: [...TO_ARRIVAL, 'insurance', 'import-carriage'],
  DPU: [...TO_ARRIVAL, 'insurance', 'import-carriage'],
  DDP: [...TO_ARRIVAL, 'insurance', 'import-carriage', 'import-duties'],
} as const satisfies Record<string, readonly Stage[]>

export type Incoterm = keyof typeof INCLUDED
export const INCOTERMS = Object.keys(INCLUDED) as readonly Incoterm[]

/** Terms of earlier editions that contracts still use, and the term of 2020 that holds the same. @source ICC Incoterms 2000, 2010 */
const SUPERSEDED: Readonly<Record<string, Incoterm>> = { DAT: 'DPU', DAF: 'DAP', DES: 'DAP', DEQ: 'DPU', DDU: 'DAP' }

export function parseIncoterm(text: string): Incoterm | undefined {
  return INCOTERMS.find(term => term === text)
}

/** The present term for one of an earlier edition. */
export function findSuccessor(text: string): Incoterm | undefined {
  return SUPERSEDED[text]
}

/** Whether the price under a term already pays for a stage. */
export function includes(term: Incoterm, stage: Stage): boolean {
  return (INCLUDED[term] as readonly Stage[]).includes(stage)
}
