import { z } from 'zod'
import { amendDeclaration, declarationAnswerSchema } from './declaration.ts'
import { calendarDay } from './page.ts'
import { problemIssueSchema } from './problem.ts'
import { reasonSchema } from './release.ts'
import { findingOnGoods } from './rights.ts'

/** What is found after release: the declarant is heard before customs charges more, or corrects the declaration of his own accord. */
const ofDeclaration = z.object({ mrn: z.string().min(1).max(35) })
const ofHearing = ofDeclaration.extend({ id: z.string().regex(/^\d{1,18}$/, 'the number of a hearing') })
const words = z.string().trim().min(10).max(4_000)
const instant = z.string()

export const hearingSchema = z
  .object({
    id: z.string(),
    mrn: z.string(),
    finding: findingOnGoods,
    hearUntil: calendarDay,
    openedAt: instant,
    answer: z.object({ words: z.string(), at: instant }).optional(),
    outcome: z.enum(['assessed', 'dropped']).optional(),
    /** The adverse decisions it led to: the additional assessment, a penalty. */
    decisions: z.array(z.string()),
    /** What this caller may do now. */
    acts: z.array(z.enum(['answer', 'decide'])),
  })
  .meta({ id: 'Hearing' })
export type HearingAnswer = z.output<typeof hearingSchema>

export const hearingWish = z.strictObject({ finding: findingOnGoods, hearUntil: calendarDay.optional() })
export type HearingWish = z.output<typeof hearingWish>
export const hearingDecision = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('dropped') }),
  z.strictObject({
    outcome: z.literal('assessed'),
    reasons: z.array(reasonSchema).min(1).max(20),
    /** The breach whose penalty the law on file names, where one is charged. */
    breach: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)*$/)
      .max(60)
      .optional(),
  }),
])
export type HearingDecision = z.output<typeof hearingDecision>

export const openHearing = {
  summary: 'Say what customs found after release and means to charge; the declarant is heard first',
  params: ofDeclaration,
  body: hearingWish,
  response: { 201: hearingSchema },
}
export const listHearings = {
  summary: 'What customs found after release of a declaration, and what became of it',
  params: ofDeclaration,
  response: { 200: z.object({ items: z.array(hearingSchema) }) },
}
export const answerHearing = {
  summary: 'Be heard: say what speaks against it',
  params: ofHearing,
  body: z.strictObject({ words }),
  response: { 200: hearingSchema },
}
export const decideHearing = {
  summary: 'Charge what was found, with a penalty where the law on file has one, or drop it; each charge is an adverse decision',
  params: ofHearing,
  body: hearingDecision,
  response: { 200: hearingSchema },
}
export const correctDeclaration = {
  ...amendDeclaration,
  summary: 'Correct a released declaration: the whole document (If-Match); before customs has found anything its penalty is reduced by law',
  response: {
    200: z.object({
      declaration: declarationAnswerSchema.pick({ mrn: true, status: true, version: true, payable: true, revision: true }),
      /** Whether customs had found nothing yet. */
      voluntary: z.boolean(),
      /** The adverse decision of the penalty, where the law on file has one. */
      penalty: z.string().optional(),
      issues: z.array(problemIssueSchema),
    }),
  },
}
export type CorrectionAnswer = z.output<(typeof correctDeclaration)['response'][200]>
