import { z } from 'zod'
import { type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'
import { DIFFERENCE_KINDS, type DifferenceKind } from './difference.ts'

/** From which day the time in temporary storage counts. */
export const STORAGE_STARTS = ['arrival', 'discharge', 'storage'] as const
export type StorageStart = (typeof STORAGE_STARTS)[number]

/** How long goods may wait in temporary storage, and what follows. */
export interface StoragePeriodRow extends LawRow {
  /** Calendar days from the day after the one it counts from. */
  readonly days: number
  readonly from: StorageStart
  /** `unclaimed`: what nobody has declared by then is unclaimed. `charge`: storage is charged from then on; nothing becomes unclaimed by it. */
  readonly consequence: 'unclaimed' | 'charge'
  /** UN/ECE Recommendation 19; for every mode where it is absent. */
  readonly transportMode?: string | undefined
}

/** @source RKC Specific Annex A ch. 2, std. 12 (time limit); the rows name the national law. A state without a row has no day of becoming unclaimed. */
export const STORAGE_PERIODS = lawKind<StoragePeriodRow>(
  'temporary-storage-period',
  lawRowSchema.extend({
    days: z.number().int().positive(),
    from: z.enum(STORAGE_STARTS),
    consequence: z.enum(['unclaimed', 'charge']),
    transportMode: z.enum(['1', '2', '3', '4']).optional(),
  }),
  row => `${row.consequence} ${row.transportMode ?? ''}`,
)

/** How far the mass of goods carried loose may differ from what was announced without being a difference. */
export interface BulkToleranceRow extends LawRow {
  readonly cargo: 'bulk' | 'tank'
  /** Per cent of the announced mass, either way. */
  readonly percent: string
}

/** No state has a row yet: every difference of bulk is then one. */
export const BULK_TOLERANCES = lawKind<BulkToleranceRow>(
  'bulk-tolerance',
  lawRowSchema.extend({ cargo: z.enum(['bulk', 'tank']), percent: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/, 'a percentage such as 0.5') }),
  row => row.cargo,
)

/** How long before something a manifest is filed. */
export interface AdvanceCargoTimeRow extends LawRow {
  readonly transportMode: '1' | '2' | '3' | '4' | '8'
  /** Goods in containers, or goods that are in none; all where it is absent. */
  readonly cargo?: 'containers' | 'loose' | undefined
  readonly hours: number
  readonly before: 'loading' | 'arrival'
}

/** @source WCO SAFE Framework of Standards, pillar 1, standard 6; domain notes §4.4 */
export const ADVANCE_CARGO_TIMES = lawKind<AdvanceCargoTimeRow>(
  'advance-cargo-time',
  lawRowSchema.extend({
    transportMode: z.enum(['1', '2', '3', '4', '8']),
    cargo: z.enum(['containers', 'loose']).optional(),
    hours: z.number().int().min(1).max(240),
    before: z.enum(['loading', 'arrival']),
  }),
  row => `${row.transportMode} ${row.cargo ?? ''}`,
)

/** By when whoever answers for goods explains that they are other than they should be. */
export interface DifferencePeriodRow extends LawRow {
  /** Calendar days from the day after the one on which it was reported. */
  readonly days: number
  /** For every kind where it is absent. */
  readonly difference?: DifferenceKind | undefined
}

/** No state has a row yet: an explanation is then not late on any day. @source RKC Specific Annex A ch. 1 and 2 (the national law names the period) */
export const DIFFERENCE_PERIODS = lawKind<DifferencePeriodRow>(
  'cargo-difference-period',
  lawRowSchema.extend({ days: z.number().int().positive().max(3_650), difference: z.enum(DIFFERENCE_KINDS).optional() }),
  row => row.difference ?? '',
)

/** How long unclaimed goods wait for somebody before they are taken for abandoned and may be disposed of. */
export interface AbandonmentPeriodRow extends LawRow {
  /** Calendar days from the day after the one on which they became unclaimed. */
  readonly days: number
}

/** No state has a row yet: unclaimed goods then pass to disposal on no day, and only by an officer's decision. @source RKC General Annex std. 3.45 (the national law names the period) */
export const ABANDONMENT_PERIODS = lawKind<AbandonmentPeriodRow>(
  'unclaimed-abandonment-period',
  lawRowSchema.extend({ days: z.number().int().positive().max(3_650) }),
  () => '',
)

/** The kinds of law this module reads. */
export const CARGO_LAW = [STORAGE_PERIODS, BULK_TOLERANCES, ADVANCE_CARGO_TIMES, DIFFERENCE_PERIODS, ABANDONMENT_PERIODS]
