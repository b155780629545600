import { z } from 'zod'
import type { Day } from '../kernel/index.ts'
import { type LawBook, type LawKind, type LawRow, lawKind, lawRowSchema, type State, stateSchema } from '../reference/index.ts'

const days = z.number().int().min(0)

const procedureSchema = lawRowSchema.extend({
  agreement: z.string().regex(/^[a-z]{2,10}$/),
  /** The edition of the operational certification procedures: `2010`, `2020`, `2021`. Of two states, the earlier edition holds. */
  edition: z.string().regex(/^\d{4}$/),
  /** Days after the declared shipment in which a proof is not yet retroactive (rule 10). */
  graceDays: days,
  /** Months from the shipment within which one may be issued retroactively (rule 10.2). */
  retroactiveMonths: days,
  /** Months from the original's issue within which a certified true copy may be (rule 12). */
  copyMonths: days,
  /** How many originals a back-to-back proof may rest on; as many as it names where absent (rule 11). */
  originalsMax: z.number().int().positive().optional(),
  /** States whose exports and imports are shown an FOB price where the criterion is a value content (rule 25, note 10). */
  fobStates: z.array(stateSchema),
  /** Goods worth no more need no proof (rule 15). */
  waiver: z.strictObject({ amount: z.string().regex(/^\d+(\.\d+)?$/), currency: z.string().regex(/^[A-Z]{3}$/) }),
  /** Calendar days of the verification of a proof (rules 13, 18, 19, 30). */
  verification: z.strictObject({
    replyDays: days,
    checkDays: days,
    consentDays: days,
    visitDays: days,
    commentDays: days,
    finalDays: days,
    visitWholeDays: days,
    denialDays: days,
  }),
})
export type CertificationProcedure = z.output<typeof procedureSchema>

/** The operational certification procedures that a state applies under an agreement. */
export const CERTIFICATION_PROCEDURES = lawKind('certification-procedure', procedureSchema, row => row.agreement)

const proofUseSchema = lawRowSchema.extend({
  agreement: z.string().regex(/^[a-z]{2,10}$/),
  /** Whether several declarations may use one proof, each for a part of its quantity. */
  severalDeclarations: z.boolean(),
  /** What goods are charged whose code differs from the proof's, until that is settled (rule 16.2): MFN where absent. */
  codeDiffers: z.enum(['mfn', 'higher-preferential']).optional(),
})
export type ProofUseRow = z.output<typeof proofUseSchema>

/** How a state lets proofs be used at import, where the agreement leaves it to the state. */
export const PROOF_USES = lawKind('proof-use', proofUseSchema, row => row.agreement)

const lateProofSchema = lawRowSchema.extend({
  agreement: z.string().regex(/^[a-z]{2,10}$/),
  /** Months from registration within which a proof may be presented that was not there. */
  months: z.number().int().positive(),
  /** Whether the goods are released meanwhile at the rate claimed, the difference secured. */
  onSecurity: z.boolean(),
  /** Whether preference may be claimed, and what was paid without it given back, after release. */
  afterRelease: z.boolean(),
})
export type LateProofRow = z.output<typeof lateProofSchema>

/** Until when a state takes a proof that comes after the goods; the agreement leaves it to the state. */
export const LATE_PROOFS = lawKind('late-proof', lateProofSchema, row => row.agreement)

export const PROOFS_LAW: readonly LawKind<LawRow>[] = [CERTIFICATION_PROCEDURES, PROOF_USES, LATE_PROOFS]

/** The procedures between two states on a day: of two editions the earlier, since whoever has not changed over cannot be held to the later. */
export function findProcedure(
  law: LawBook,
  agreement: string,
  [one, other]: readonly [State, State],
  day: Day,
): CertificationProcedure | undefined {
  const of = (state: State) => law.on(CERTIFICATION_PROCEDURES, state, day).find(row => row.agreement === agreement)
  const [left, right] = [of(one), of(other)]
  if (left === undefined || right === undefined) return undefined
  return left.edition <= right.edition ? left : right
}

export function findProofUse(law: LawBook, agreement: string, state: State, day: Day): ProofUseRow | undefined {
  return law.on(PROOF_USES, state, day).find(row => row.agreement === agreement)
}
