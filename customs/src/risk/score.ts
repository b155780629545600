import type { Reason } from '../targeting/index.ts'

/** What a trained model says of a consignment: how likely something is wrong with its likeliest goods item, and why. For officers alone. */
export interface ConsignmentScore {
  /** The version of the model. */
  readonly model: number
  /** To four decimals. */
  readonly probability: number
  /** The goods item's place in the document. */
  readonly item: number
  /** What raised it most; empty where it is low. */
  readonly reasons: readonly Reason[]
}

/** The score as a screening keeps it, with the charges it puts at stake. */
export interface ScreenedScore extends ConsignmentScore {
  /** Probability by charges, in the state's currency; absent where these are not known. */
  readonly expectedRevenue?: string
}
