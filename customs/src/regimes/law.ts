import { z } from 'zod'
import { type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'
import { REGIME_KINDS, type RegimeKind } from './regime.ts'

/** How a state offers a regime. */
export interface RegimeRow extends LawRow {
  readonly regime: RegimeKind
  /** The types of declaration it is entered and left with. */
  readonly types: readonly string[]
  /** The longest goods may stand in it; without end where absent. */
  readonly termMonthsMax?: number | undefined
  /** The longest in all, prolonged; as long as customs grants where absent. */
  readonly prolongedMonthsMax?: number | undefined
  /** How much of what is suspended is secured, in per cent. */
  readonly securityPercent: string
  /** Purposes for which goods are admitted. */
  readonly purposes?: readonly string[] | undefined
  /** Whether an ATA carnet stands in for authorisation and security. */
  readonly carnet?: boolean | undefined
}

const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, 'a percentage')
  .refine(value => Number(value) <= 100, 'at most 100')

/** Which regimes a state offers, and on what terms. @source RKC Specific Annexes D, F, G; ATIGA art. 60 and 63 */
export const REGIMES_OFFERED = lawKind<RegimeRow>(
  'regime',
  lawRowSchema.extend({
    regime: z.enum(REGIME_KINDS),
    types: z.array(z.string().min(1)).min(1),
    termMonthsMax: z.number().int().positive().optional(),
    prolongedMonthsMax: z.number().int().positive().optional(),
    securityPercent: percent,
    purposes: z.array(z.string().min(1)).min(1).optional(),
    carnet: z.boolean().optional(),
  }),
  row => row.regime,
)

/** What is given back of the duty on imported materials that leave in a product. */
export interface DrawbackRow extends LawRow {
  /** The kinds of charge that are given back. */
  readonly charges: readonly string[]
  /** The share that stays with the state, in per cent. */
  readonly withheldPercent: string
  /** Months from the release of the import within which the product is exported; without end where absent. */
  readonly monthsMax?: number | undefined
}

const drawbackSchema = lawRowSchema.extend({
  charges: z.array(z.string().min(1)).min(1),
  withheldPercent: percent,
  monthsMax: z.number().int().positive().optional(),
})

/** A state without a row gives nothing back by drawback, and says so by name. @source RKC Specific Annex F ch. 3 */
export const DRAWBACKS = lawKind<DrawbackRow>('drawback', drawbackSchema, () => '')

/** What is given back of the import duty on goods that leave as they came. */
export interface ReExportDrawbackRow extends DrawbackRow {
  /** At most this of one export stays with the state, in its currency; as much as the share comes to where absent. */
  readonly withheldMax?: string | undefined
  /** Months from the release of the export within which it is claimed; without end where absent. */
  readonly claimMonthsMax?: number | undefined
}

/** A state without a row gives nothing back on goods that leave as they came, and says so by name. @source RKC Specific Annex F ch. 3 */
export const RE_EXPORT_DRAWBACKS = lawKind<ReExportDrawbackRow>(
  're-export-drawback',
  drawbackSchema.extend({
    withheldMax: z
      .string()
      .regex(/^\d{1,15}(\.\d{1,3})?$/, 'an amount')
      .optional(),
    claimMonthsMax: z.number().int().positive().optional(),
  }),
  () => '',
)

/** What goods that are admitted temporarily without total relief are charged while they are here. */
export interface PartialReliefRow extends LawRow {
  /** The share of the charges for each month or part of one, in per cent. */
  readonly percentPerMonth: string
  /** Purposes for which goods are so admitted; any where absent. */
  readonly purposes?: readonly string[] | undefined
}

/** No state has a row yet: partial relief is refused by name. @source RKC Specific Annex G (partial conditional relief); Istanbul Convention Annex E */
export const PARTIAL_RELIEFS = lawKind<PartialReliefRow>(
  'partial-relief',
  lawRowSchema.extend({ percentPerMonth: percent, purposes: z.array(z.string().min(1)).min(1).optional() }),
  () => '',
)

/** The kinds of law this module reads. */
export const REGIMES_LAW = [REGIMES_OFFERED, DRAWBACKS, RE_EXPORT_DRAWBACKS, PARTIAL_RELIEFS] as const
