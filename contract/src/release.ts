import { CONFIDENCE, STATES } from '@lintas/customs/reference'
import { ADVERSE_KINDS } from '@lintas/customs/rights'
import { z } from 'zod'
import { calendarDay } from './page.ts'
import { problemIssueSchema } from './problem.ts'

/** The release note, its public check, and adverse decisions. */
const mrn = z.string().min(1).max(35)
const day = calendarDay
const instant = z.iso.datetime()
const ofDeclaration = z.object({ mrn })

/** What the holder of the goods reads: no amounts, no parties, no lane. */
export const releaseNoteSchema = z
  .object({
    mrn,
    version: z.number().int(),
    state: z.enum(STATES),
    releasedOn: day,
    consignment: z.string().optional(),
    localReference: z.string().optional(),
    office: z.string().optional(),
    goodsLocation: z.string().optional(),
    packages: z.number().int().optional(),
    grossMassKg: z.string().optional(),
    transportDocuments: z.array(z.string()).readonly(),
    containers: z.array(z.object({ id: z.string(), seals: z.array(z.string()).readonly() })).readonly(),
    items: z
      .array(z.object({ sequence: z.number().int(), commodityCode: z.string().optional(), description: z.string().optional() }))
      .readonly(),
    conditions: z.array(problemIssueSchema).readonly(),
  })
  .meta({ id: 'ReleaseNote' })

/** Of a declaration about several consignments: which one's note. */
const whichNote = z.object({ consignment: z.string().min(1).max(70).optional() })

export const readReleaseNote = {
  summary: 'The release note, with the address that proves it and its QR code as SVG',
  params: ofDeclaration,
  querystring: whichNote,
  response: { 200: z.object({ note: releaseNoteSchema, releasedAt: instant, verifyAt: z.string(), qrSvg: z.string() }) },
}
export const printReleaseNote = {
  summary: 'The release note as a page to print',
  params: ofDeclaration,
  querystring: whichNote,
  response: { 200: z.string() },
}
/** What anyone who scans the code is told: enough to compare with the goods, nothing about the trader. */
export const verifyReleaseNote = {
  summary: 'Whether a release note is true, by the code on it',
  params: z.object({ code: z.string().min(10).max(60) }),
  response: {
    200: z.object({
      mrn,
      state: z.enum(STATES),
      releasedOn: day,
      consignment: z.string().optional(),
      office: z.string().optional(),
      packages: z.number().int().optional(),
      containers: z.array(z.string()).readonly(),
    }),
  },
}

export const reasonSchema = z.strictObject({ text: z.string().trim().min(10).max(4_000), legalBasis: z.string().trim().min(3).max(500) })
export const noticeSchema = z.object({
  /** The number of the adverse decision, under which it is questioned. */
  number: z.string(),
  kind: z.enum(ADVERSE_KINDS),
  noticeOn: day,
  reasons: z.array(reasonSchema).readonly(),
  remedies: z
    .array(
      z.object({
        remedy: z.enum(['review', 'appeal']),
        legalRef: z.string(),
        authority: z.string().optional(),
        until: day.optional(),
        confidence: z.enum(CONFIDENCE),
      }),
    )
    .readonly(),
  issues: z.array(problemIssueSchema).readonly(),
})
export const refuseRelease = {
  summary: 'Refuse to release, in writing, with reasons and legal basis (If-Match)',
  params: ofDeclaration,
  body: z.strictObject({ reasons: z.array(reasonSchema).min(1).max(20) }),
  response: { 200: noticeSchema },
}
export const listNotices = {
  summary: 'Adverse decisions on a declaration, with the time to ask for review and to appeal',
  params: ofDeclaration,
  response: { 200: z.object({ items: z.array(noticeSchema) }) },
}
