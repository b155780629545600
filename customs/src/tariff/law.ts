import { z } from 'zod'
import type { Day } from '../kernel/index.ts'
import { daySchema, type LawBook, type LawKind, type LawRow, lawKind, lawRowSchema, type State } from '../reference/index.ts'
import { isAgreement } from './agreements.ts'

const partySchema = z.strictObject({
  /** ISO 3166 code, or a group's code that a proof under this agreement may name as origin (`EU`). */
  origin: z.string().regex(/^[A-Z]{2}$/),
  /** The first day the state gives this party the agreement's rates, where that is later than the row's. */
  from: daySchema.optional(),
  /** The first day it no longer does. */
  to: daySchema.optional(),
})

const agreementSchema = lawRowSchema.extend({
  agreement: z.string().refine(isAgreement, 'an agreement this project knows'),
  parties: z.array(partySchema).min(1),
})

/** That a state applies an agreement to goods of some origins from a day on. */
export type AgreementRow = z.output<typeof agreementSchema>
export const AGREEMENT_ROWS = lawKind('agreement', agreementSchema, row => row.agreement)

const ordinarySchema = lawRowSchema.extend({
  /** Origins without most-favoured-nation treatment. */
  origins: z.array(z.string().regex(/^[A-Z]{2}$/)),
  /** The ordinary rate as a share of MFN, where the law gives one for lines whose own is not on file and whose MFN is above zero. */
  percentOfMfn: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional(),
})

/** Who pays the ordinary rate, and what it is where the schedule does not say. */
export const ORDINARY_ORIGINS = lawKind('ordinary-rate', ordinarySchema, () => '')

/** That a small schedule of this project stands in for a state's own until one is loaded: `schedule-sample.csv` beside the row. */
export const SAMPLE_SCHEDULES = lawKind('sample-schedule', lawRowSchema, () => '')

export const TARIFF_LAW: readonly LawKind<LawRow>[] = [AGREEMENT_ROWS, ORDINARY_ORIGINS, SAMPLE_SCHEDULES]

/** The row under which a state applies an agreement on a day. */
export function findAgreement(law: LawBook, state: State, agreement: string, day: Day): AgreementRow | undefined {
  return law.on(AGREEMENT_ROWS, state, day).find(row => row.agreement === agreement)
}

export function isPartyOn(row: AgreementRow, origin: string, day: Day): boolean {
  return row.parties.some(
    party => party.origin === origin && (party.from === undefined || party.from <= day) && (party.to === undefined || day < party.to),
  )
}
