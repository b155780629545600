import type { Trees } from '../kernel/index.ts'

/** What weighs the clues; nothing where too few examples could be asked about. */
export interface Weights {
  /** How likely a candidate is right, by itself. */
  readonly trees?: Trees
  /** Which of the candidates is right, if one is; memories that were learned before had none. */
  readonly choice?: Trees
}
