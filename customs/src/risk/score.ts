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
  /** The duty on that item by the tariff of the day, in the state's currency; absent where the tariff has no rate that is a share of the value. */
  readonly duty?: string
}

/** The score as a screening keeps it, with the charges it puts at stake. */
export interface ScreenedScore extends ConsignmentScore {
  /** Probability by charges, in the state's currency; by the duty on the item alone where the charges are not known, and absent where neither is. */
  readonly expectedRevenue?: string
  readonly expectedOf?: 'duty'
}
