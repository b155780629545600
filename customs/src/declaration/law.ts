import { z } from 'zod'
import { type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'
import { MODES, type Mode } from './types.ts'

/** A way of lodging that a state offers beyond the ordinary one, for some types of declaration. */
export interface DeclarationModeRow extends LawRow {
  readonly mode: Mode
  readonly types: readonly string[]
}

/** Which ways of lodging a state offers. The ordinary one, and before arrival, are offered everywhere. @source RKC General Annex std. 3.13, 3.14, 3.32 */
export const DECLARATION_MODES = lawKind<DeclarationModeRow>(
  'declaration-mode',
  lawRowSchema.extend({
    mode: z.enum(MODES),
    types: z.array(z.string().min(1)).min(1),
  }),
  row => row.mode,
)

/** When one declaration may be about several consignments. */
export interface SeveralConsignmentsRow extends LawRow {
  readonly types: readonly string[]
  /** Days from the arrival of the first to that of the last. */
  readonly arrivalDaysMax: number
  /** The tier of trust the principal needs. */
  readonly tierMin: number
}

/** @source domain notes §4.3 (multi-consignment) */
export const SEVERAL_CONSIGNMENTS = lawKind<SeveralConsignmentsRow>(
  'several-consignments',
  lawRowSchema.extend({
    types: z.array(z.string().min(1)).min(1),
    arrivalDaysMax: z.number().int().nonnegative(),
    tierMin: z.number().int().min(1).max(4),
  }),
  () => '',
)

/** A time counted from registration. */
export interface CompletionPeriodRow extends LawRow {
  readonly days: number
  /** Whether only working days count. */
  readonly workingDays: boolean
}

const periodSchema = lawRowSchema.extend({ days: z.number().int().positive(), workingDays: z.boolean() })

/** How long after a simplified declaration its supplement may come. @source RKC General Annex std. 3.13, 3.14; domain notes §4.3 (10 days) */
export const SUPPLEMENT_PERIODS = lawKind<CompletionPeriodRow>('supplement-period', periodSchema, () => '')

/** The longest a declaration may stay provisional. Where no row is on file, its declarant names the day. */
export const PROVISIONAL_PERIODS = lawKind<CompletionPeriodRow>('provisional-period', periodSchema, () => '')

/** Who may take goods away and declare those of a calendar month together, and by when. */
export interface PeriodicDeclarationRow extends LawRow {
  readonly types: readonly string[]
  /** The tier of trust the principal needs. */
  readonly tierMin: number
  /** Days from the end of the month to the last day to declare it. */
  readonly daysToDeclare: number
}

/** @source RKC General Annex std. 3.32 (special procedures for authorised persons); domain notes §4.3 */
export const PERIODIC_DECLARATIONS = lawKind<PeriodicDeclarationRow>(
  'periodic-declaration',
  lawRowSchema.extend({
    types: z.array(z.string().min(1)).min(1),
    tierMin: z.number().int().min(1).max(4),
    daysToDeclare: z.number().int().positive(),
  }),
  () => '',
)

/** The kinds of law this module reads. */
export const DECLARATION_LAW = [DECLARATION_MODES, SEVERAL_CONSIGNMENTS, SUPPLEMENT_PERIODS, PROVISIONAL_PERIODS, PERIODIC_DECLARATIONS]
