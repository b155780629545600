import { z } from 'zod'
import { type LawKind, type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'

const proofFormSchema = lawRowSchema.extend({
  /** The agreement, as the schedule's column: `atiga`. */
  agreement: z.string().regex(/^[a-z]{2,10}$/),
  /** The proof, as a preference names it: `form-d`, `origin-declaration`. */
  type: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  validityMonths: z.number().int().positive(),
  /** What the proof must say for its form to be valid. */
  requires: z.array(z.enum(['id', 'issuedOn', 'issuingCountry', 'originCriterion'])),
  /** The exporter declares it itself: who is certified, who signs and for what is looked up in the register of the state that certified it. */
  selfCertified: z.boolean().default(false),
  /** Paper is taken only where the electronic way failed, and the reason is kept. */
  paperNeedsReason: z.boolean().default(false),
})
export type ProofForm = z.output<typeof proofFormSchema>

/** The proofs of origin a state takes under each agreement. */
export const PROOF_FORMS = lawKind('proof-form', proofFormSchema, row => `${row.agreement} ${row.type}`)

const contentMethodSchema = lawRowSchema.extend({
  agreement: z.string().regex(/^[a-z]{2,10}$/),
  method: z.enum(['direct', 'indirect']),
})

/** By which method goods of a state's exporters are valued; a state adheres to one and may change over on a day. @source ATIGA art. 29.3 */
export const CONTENT_METHODS = lawKind('content-method', contentMethodSchema, row => row.agreement)

export const ORIGIN_LAW: readonly LawKind<LawRow>[] = [PROOF_FORMS, CONTENT_METHODS]
