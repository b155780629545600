import { CONTROLS, LIST_CONTROLS } from '@lintas/customs/risk'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** What an office does with its day. For customs alone. */
const count = z.number().int()
/** A share to three decimals. */
const share = z.string()
const amount = z.string()
const ofOffice = z.object({ office: z.string().min(1).max(17).optional() })
const office = z.object({ office: z.string().min(1).max(17) })

const capacitySchema = z.object({
  office: z.string(),
  validFrom: calendarDay,
  inspections: count,
  exploration: share,
  /** What the day is ranked by: 0 by how likely something is found, 1 by the revenue expected, between them probability × revenue to this power. */
  revenueWeight: share,
  setBy: z.string(),
  setAt: z.iso.datetime(),
})
export type OfficeCapacity = z.output<typeof capacitySchema>

const shareUpTo = (most: number, example: string) =>
  z
    .string()
    .regex(/^(0(\.\d{1,3})?|1(\.0{1,3})?)$/, `a share such as ${example}`)
    .refine(text => Number(text) <= most, `at most ${most}`)
export const setCapacity = {
  summary: 'Say how many inspections an office can do a day, from today on, which share of them explores, and what the day is ranked by',
  params: office,
  body: z.strictObject({
    inspections: count.min(0).max(10_000),
    exploration: shareUpTo(0.5, '0.05'),
    revenueWeight: shareUpTo(1, '0.25').default('0'),
  }),
  response: { 200: capacitySchema },
}
export const listCapacities = {
  summary: 'What was said of an office’s day, by whom and when, the newest first',
  params: office,
  querystring: pageQuery,
  response: { 200: pageOf(capacitySchema) },
}

const listedSchema = z.object({
  mrn: z.string(),
  why: z.enum(['lot', 'urgent', 'policy', 'exploration', 'later']),
  /** What is likely to be found: the model's word where one is in use, else by what its profiles found so far. */
  probability: share,
  /** The charges that stand or fall with it, in the state's currency. */
  revenue: amount,
  trader: z.string(),
  goods: z.string(),
  since: z.string(),
  hits: z.array(z.string()),
  /** Nothing stopped it: it is inspected where an officer takes it from the list. */
  isGreen: z.boolean(),
  /** What is asked of it is one step less. */
  isTrusted: z.boolean(),
})
export type ListedConsignment = z.output<typeof listedSchema>

const worklistSchema = capacitySchema.extend({
  currency: z.string(),
  /** Places of the day that are taken already. */
  done: count,
  cases: z.array(listedSchema),
  /** Released in the last seven days without a look, the likeliest by the office's policy: to be noted for a check after release. */
  released: z.array(listedSchema),
  /** What today would come to under each policy: how many inspections are likely to find something, and the revenue expected of them. */
  outlooks: z.array(
    z.object({
      policy: z.enum(['probability', 'mix', 'expected-revenue']),
      revenueWeight: share,
      inspections: count,
      found: z.string(),
      revenue: amount,
      isChosen: z.boolean(),
    }),
  ),
})
export type Worklist = z.output<typeof worklistSchema>
export const readWorklist = {
  summary: 'What an office inspects today: what the lot drew, then goods that cannot wait, then by policy and exploration; and what waits',
  querystring: ofOffice,
  response: { 200: worklistSchema },
}

export const takeFromList = {
  summary:
    'Take a consignment that nothing stopped from today’s list: it is asked for a control; released goods are noted for a check after release',
  params: z.object({ mrn: z.string().min(1).max(35) }),
  body: z.strictObject({ control: z.enum(LIST_CONTROLS) }),
  response: {
    201: z.discriminatedUnion('became', [
      z.object({
        mrn: z.string(),
        became: z.literal('control'),
        /** Of a trusted trader one step less than was wished. */
        control: z.enum(CONTROLS),
        override: z.uuid(),
        status: z.string(),
      }),
      z.object({ mrn: z.string(), became: z.literal('audit-candidate') }),
    ]),
  },
}
export type TakenFromWorklist = z.output<(typeof takeFromList)['response'][201]>

const auditCandidateSchema = z.object({
  mrn: z.string(),
  office: z.string(),
  trader: z.string(),
  goods: z.string(),
  probability: share,
  revenue: amount,
  releasedOn: calendarDay,
  notedBy: z.string(),
  notedAt: z.iso.datetime(),
})
export type AuditCandidate = z.output<typeof auditCandidateSchema>
export const listAuditCandidates = {
  summary: 'Released goods that officers noted for a check after release, the newest first',
  querystring: pageQuery.extend(ofOffice.shape),
  response: { 200: pageOf(auditCandidateSchema) },
}
export const exportAuditCandidates = {
  summary: 'Released goods noted for a check as CSV, the newest first, at most 10,000; no cell is a formula',
  produces: ['text/csv'],
  querystring: ofOffice,
  response: { 200: z.string() },
}
