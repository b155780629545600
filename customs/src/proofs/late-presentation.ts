import { type Day, error, type Issue } from '../kernel/index.ts'

/** Why a proof is accepted after its last day. The first two must be, the third may be. */
export const LATE_GROUNDS = ['force-majeure', 'beyond-control', 'imported-in-time'] as const
export type LateGround = (typeof LATE_GROUNDS)[number]

export interface LatePresented {
  readonly ground: LateGround
  /** The last day of the proof; undefined where it was not presented late. */
  readonly validTo: Day | undefined
  /** The day the goods came, as far as it is known; that of registration where it is not said. */
  readonly importedOn: Day
}

/**
 * Everything that keeps an officer from accepting a proof that was presented after its last day. Whether the delay had a cause beyond the exporter's control is for the officer to
 * find, with reasons; that the goods were imported before the last day is looked up.
 *
 * @source ATIGA Annex 8, rule 14(b), 14(c)
 */
export function checkLatePresentation({ ground, validTo, importedOn }: LatePresented, item: number): readonly Issue[] {
  if (validTo === undefined) return [error('proofs.not-late', '', { item })]
  return ground === 'imported-in-time' && importedOn > validTo ? [error('proofs.imported-after', '', { item, importedOn, validTo })] : []
}
