import { originDeclarationSchema } from '@lintas/customs/origin'
import { STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'
import { problemIssueSchema } from './problem.ts'

/** Origin declarations that certified exporters make out themselves, and what anyone may ask of a proof. */
const number = z.string().regex(/^[A-Z]{2}-OD-[A-Za-z0-9_-]{22}$/, 'a number as the declaration has it, such as VN-OD-…')
const byNumber = z.object({ number })

export const madeOriginDeclarationSchema = z
  .object({
    /** By which anyone can check it. */
    number,
    trader: z.string(),
    status: z.enum(['valid', 'revoked']),
    declaration: originDeclarationSchema,
    /** As it is put on the document that carries it. */
    text: z.string(),
    /** Where anyone can check it; the picture is the same address. */
    checkAt: z.url(),
    madeAt: z.iso.datetime(),
    reason: z.string().optional(),
    /** What is worth knowing of it. */
    issues: z.array(problemIssueSchema).readonly(),
    /** The states whose nodes know it, and those that know that it was revoked. */
    knownTo: z.array(z.enum(STATES)).readonly(),
    revocationKnownTo: z.array(z.enum(STATES)).readonly(),
    /** What importing states told is used of it, by its products in order. */
    uses: z
      .array(
        z.object({
          state: z.enum(STATES),
          status: z.enum(['received', 'used-partly', 'used', 'denied', 'returned', 'cancelled', 'replaced']),
          items: z.array(z.object({ item: z.number(), used: z.string() })).readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'MadeOriginDeclaration' })
export type MadeOriginDeclaration = z.output<typeof madeOriginDeclarationSchema>

export const makeOriginDeclaration = {
  summary:
    'Make an origin declaration out as a certified exporter of this state: looked up in the register, answered as the text of the invoice',
  body: originDeclarationSchema,
  response: { 201: madeOriginDeclarationSchema },
}
export const listOriginDeclarations = {
  summary: 'Origin declarations that were made out here by the traders one acts for, the newest first; customs sees all',
  querystring: pageQuery,
  response: {
    200: pageOf(madeOriginDeclarationSchema.omit({ text: true, issues: true, knownTo: true, revocationKnownTo: true, uses: true })),
  },
}
export const readMadeDeclaration = {
  summary: 'One origin declaration that was made out here, with its text, the states that know it and what they told is used of it',
  params: byNumber,
  response: { 200: madeOriginDeclarationSchema },
}
export const drawOriginDeclaration = {
  summary: 'The address at which a declaration is checked, as a picture to print beside it (SVG)',
  params: byNumber,
  response: { 200: z.string() },
}
export const revokeOriginDeclaration = {
  summary: 'Revoke an origin declaration: every other state is told, nothing is drawn of it from then on, and whoever checks it is told so',
  params: byNumber,
  body: z.strictObject({ reason: z.string().trim().min(10).max(2_000) }),
  response: { 200: madeOriginDeclarationSchema },
}
export const readOriginDeclarationText = {
  summary: 'Read an origin declaration from the text of an invoice; customs is told besides what the look-ups find',
  response: {
    200: z.object({
      declaration: originDeclarationSchema,
      issues: z.array(problemIssueSchema).readonly(),
      /** Of each product whether exporter, signatory and product are in the register on the day; for customs alone. */
      honoured: z.array(z.boolean()).optional(),
    }),
  },
}
export type ReadOriginDeclaration = z.output<(typeof readOriginDeclarationText.response)[200]>

export const PROOF_ANSWERS = ['valid', 'used', 'revoked', 'denied', 'returned', 'expired', 'not-yet-received', 'unknown'] as const
export const proofCheckSchema = z
  .object({
    number: z.string(),
    answer: z.enum(PROOF_ANSWERS),
    /** The answer as a sentence, in the reader's language. */
    message: z.string(),
    state: z.enum(STATES),
    kind: z.enum(['origin-declaration', 'form-d']).optional(),
    issuedOn: calendarDay.optional(),
  })
  .meta({ id: 'ProofCheck' })
export type ProofCheck = z.output<typeof proofCheckSchema>

export const checkProof = {
  summary: 'Whether a proof of origin holds, by the number on it: for anyone; nothing of its goods or parties is told',
  querystring: z.object({ number: z.string().trim().min(1).max(70) }),
  response: { 200: proofCheckSchema },
}
