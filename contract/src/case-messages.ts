import { z } from 'zod'
import { SIDES, supportingDocumentSchema } from './documents.ts'
import { pageOf, pageQuery } from './page.ts'

/** What the declarant's side and customs write to each other about one declaration. */
const mrn = z.string().min(1).max(35)
const instant = z.iso.datetime()
const ofDeclaration = z.object({ mrn })

export const caseMessageSchema = z
  .object({
    number: z.number().int(),
    from: z.enum(SIDES),
    /** Whom it is from: of customs the office and the role; of the declarant's side the trader id. A name is told to colleagues of customs alone. */
    office: z.string().optional(),
    role: z.string(),
    traderId: z.string().optional(),
    name: z.string().optional(),
    sentAt: instant,
    /** Absent once it was erased. */
    text: z.string().optional(),
    documents: z.array(supportingDocumentSchema.pick({ id: true, name: true, mediaType: true, size: true })),
  })
  .meta({ id: 'CaseMessage' })
export type CaseMessage = z.output<typeof caseMessageSchema>

/** How far each side has read: the number of the last message it has seen, 0 for none. */
export const readUpToSchema = z.object({ declarant: z.number().int(), customs: z.number().int() })
export type ReadUpTo = z.output<typeof readUpToSchema>

export const listMessages = {
  summary: 'The messages about a declaration, the newest first, and how far each side has read',
  params: ofDeclaration,
  querystring: pageQuery,
  response: { 200: pageOf(caseMessageSchema).extend({ readUpTo: readUpToSchema, unread: z.number().int() }) },
}
export const sendMessage = {
  summary: 'Write to the other side about a declaration',
  params: ofDeclaration,
  body: z.strictObject({
    text: z.string().trim().min(1).max(4_000),
    /** Documents of the declaration to point to. */
    documents: z.array(z.uuid()).max(10).default([]),
  }),
  response: { 201: caseMessageSchema },
}
export const readMessages = {
  summary: 'Say how far the own side has read',
  params: ofDeclaration,
  body: z.strictObject({ upTo: z.number().int().min(1).max(2_147_483_647) }),
  response: { 200: z.object({ readUpTo: readUpToSchema }) },
}
