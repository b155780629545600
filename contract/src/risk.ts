import { CONTROLS, controlReportSchema, LANES, OUTCOMES, profileDraftSchema, STRATA } from '@lintas/customs/risk'
import { z } from 'zod'
import { diffSchema } from './diff.ts'
import { calendarDay, ordinal, pageOf, pageQuery } from './page.ts'
import { problemIssueSchema } from './problem.ts'
import { screenedScoreSchema } from './risk-model.ts'

/** The officers' side of risk. Nothing of it is ever part of an answer to a trader. */
const mrn = z.string().min(1).max(35)
const instant = z.iso.datetime()
const day = calendarDay
const ofDeclaration = z.object({ mrn })

/** What the queue shows of a consignment without opening it. */
export const caseSummarySchema = z.object({
  trader: z.string(),
  traderId: z.string(),
  goods: z.string(),
  items: z.number().int(),
  value: z.object({ amount: z.string(), currency: z.string() }).optional(),
  reason: z.string(),
  /** The kind of goods that cannot wait, served first on a standing authorisation. */
  timeSensitive: z.string().optional(),
})
export type CaseSummary = z.output<typeof caseSummarySchema>

export const caseSchema = z.object({
  mrn,
  office: z.string(),
  lane: z.enum(LANES),
  rank: z.number().int(),
  openedAt: instant,
  closedAt: instant.optional(),
  /** The account that has taken the case, and the name by which colleagues know it. */
  assignedTo: z.string().optional(),
  assignedName: z.string().optional(),
  summary: caseSummarySchema,
})
export type Case = z.output<typeof caseSchema>

export const hitSchema = z.object({
  source: z.enum(['profile', 'profile-failed', 'random', 'scripted', 'manifest']),
  profile: z.string(),
  version: z.number().int(),
  reason: z.string().optional(),
  instructions: z.string().optional(),
  problem: z.string().optional(),
  paths: z.array(z.string()),
  controls: z.array(z.enum(CONTROLS)),
  mitigated: z.boolean(),
  capped: z.boolean(),
})

export const controlSchema = z.object({
  id: z.string(),
  control: z.enum(CONTROLS),
  /** Of several consignments the one it is about, by transport document. */
  consignment: z.string().optional(),
  documentVersion: z.number().int(),
  hits: z.array(z.string()),
  askedAt: instant,
  outcome: z.enum(OUTCOMES).optional(),
  /** An officer waived it, with a reason: nobody answers it any more. */
  waived: z.literal(true).optional(),
  report: controlReportSchema.optional(),
  reportedBy: z.string().optional(),
  reportedAt: instant.optional(),
})
export type CaseControl = z.output<typeof controlSchema>

export const screeningSchema = z.object({
  decision: z.number().int(),
  screenedOn: day,
  lane: z.enum(LANES),
  hits: z.array(hitSchema),
  /** The lot as far as it may be known before the day is over. */
  lot: z.object({ day, stratum: z.enum(STRATA), rate: z.string(), drawn: z.boolean() }).optional(),
  /** What the model in use said; absent where none was. */
  score: screenedScoreSchema.optional(),
})

const figures = z.object({ inspected: z.number().int(), found: z.number().int() })

export const caseDetailSchema = caseSchema.extend({
  screenings: z.array(screeningSchema),
  controls: z.array(controlSchema),
  /** What looks unusual and asks for nothing: of the newest decision, and of other declarations as they stand now. */
  hints: z.array(problemIssueSchema),
  /** What inspections of those who declared it came to, as of now; absent where there was none. */
  inspections: z.object({ importer: figures.optional(), declarant: figures.optional() }),
})
export type CaseDetail = z.output<typeof caseDetailSchema>

export const profileStatusSchema = z.enum(['proposed', 'approved', 'retired'])
const draftSchema = profileDraftSchema.extend({ validFrom: day, validTo: day })
export const storedProfileSchema = draftSchema.extend({
  state: z.string(),
  version: z.number().int(),
  status: profileStatusSchema,
  proposedBy: z.string(),
  approvedBy: z.string().optional(),
  /** The state whose offer it was made of, and why that withdrew it. */
  offeredBy: z.object({ state: z.string(), id: z.string(), withdrawn: z.string().optional() }).optional(),
})
export type StoredProfile = z.output<typeof storedProfileSchema>

export const listCases = {
  summary: 'The queue of an office: goods that cannot wait first, then highest risk, then longest waiting',
  querystring: pageQuery.extend({
    /** The own office where it is left out; another only for a supervisor. */
    office: z.string().min(1).max(17).optional(),
    lane: z.enum(LANES).optional(),
    state: z.enum(['open', 'closed']).default('open'),
    assigned: z.enum(['me', 'nobody', 'anybody']).default('anybody'),
    /** Words in the number, the trader or the goods. */
    search: z.string().trim().min(1).max(70).optional(),
  }),
  response: { 200: pageOf(caseSchema) },
}
export const countCases = {
  summary: 'How many cases wait in the queue of an office: all, taken by the caller, taken by nobody, and by lane',
  querystring: z.object({ office: z.string().min(1).max(17).optional() }),
  response: {
    200: z.object({
      open: z.number().int(),
      mine: z.number().int(),
      nobody: z.number().int(),
      lanes: z.record(z.enum(LANES), z.number().int()),
    }),
  },
}
export const readCase = {
  summary: 'Why a consignment is in the queue, and its controls',
  params: ofDeclaration,
  response: { 200: caseDetailSchema },
}
export const takeCase = { summary: 'Take a case, so that all see who works on it', params: ofDeclaration, response: { 200: caseSchema } }
export const releaseCase = { summary: 'Give a case back to the queue', params: ofDeclaration, response: { 200: caseSchema } }
export const recordControl = {
  summary: 'Record what a control found',
  params: z.object({ mrn, id: z.string().min(1).max(60) }),
  body: controlReportSchema,
  response: { 200: controlSchema.extend({ status: z.string() }) },
}

const ofVersion = z.object({ id: z.string().min(1).max(60), version: ordinal })
export const listProfiles = {
  summary: 'Risk profiles, every version',
  querystring: pageQuery.extend({ status: profileStatusSchema.optional() }),
  response: { 200: pageOf(storedProfileSchema) },
}
export const proposeProfile = {
  summary: 'Propose a profile, or the next version of one',
  body: draftSchema,
  response: { 201: storedProfileSchema },
}
/** What a version changes, `against` the version before it that runs; all it says where none does. Days are fields too: a profile may differ in them alone. */
export const profileDiffSchema = diffSchema.extend({ against: z.number().int().optional() })
export type ProfileDiff = z.output<typeof profileDiffSchema>

export const readProfileDiff = {
  summary: 'What a version of a profile changes in the one that runs, field by field in words',
  params: ofVersion,
  response: { 200: profileDiffSchema },
}
export const approveProfile = {
  summary: 'Let a proposed profile run; by another than its proposer',
  params: ofVersion,
  response: { 200: storedProfileSchema },
}
export const retireProfile = { summary: 'End a profile before its time', params: ofVersion, response: { 200: storedProfileSchema } }

export const readRandomControl = {
  summary: "The commitment to a day's secret, and the secret once the day is over",
  params: z.object({ day }),
  response: { 200: z.object({ day, commitment: z.string(), committedAt: instant, secret: z.string().optional() }) },
}
