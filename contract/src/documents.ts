import { DOCUMENT_TYPE_CODES, documentRequestSchema, NOTICES, REQUESTED_STATES } from '@lintas/customs/documents'
import { z } from 'zod'
import { ordinal } from './page.ts'

/** The documents of a declaration: those that were added to it, and those customs asks for. */
const mrn = z.string().min(1).max(35)
const instant = z.iso.datetime()
const day = z.iso.date()
const ofDeclaration = z.object({ mrn })
const words = z.string().trim().min(3).max(200)
const why = z.string().trim().min(3).max(2_000)

/** Of customs neither side ever reads a name here. */
export const SIDES = ['declarant', 'customs'] as const
export type Side = (typeof SIDES)[number]

export const supportingDocumentSchema = z
  .object({
    id: z.uuid(),
    mrn,
    /** What it is: a code of UN/EDIFACT 1001, or words. */
    type: z.string().optional(),
    words: z.string().optional(),
    name: z.string(),
    mediaType: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    addedBy: z.enum(SIDES),
    addedAt: instant,
  })
  .meta({ id: 'SupportingDocument' })
export type SupportingDocument = z.output<typeof supportingDocumentSchema>

export const addDocument = {
  summary: 'Add a document to a declaration: its bytes as the body, at most 10 MB; the same bytes again are the same document',
  description:
    'Its kind is found in its bytes, whatever the request says: PDF, PNG, JPEG, TIFF, XML, CSV, plain text, XLSX and DOCX without macros. Other kinds are refused.',
  consumes: ['application/octet-stream'],
  params: ofDeclaration,
  querystring: z.object({
    name: z.string().max(255).default(''),
    type: z.enum(DOCUMENT_TYPE_CODES).optional(),
    words: words.optional(),
  }),
  body: z.unknown().meta({ type: 'string', format: 'binary' }),
  response: { 200: supportingDocumentSchema, 201: supportingDocumentSchema },
}
export const listDocuments = {
  summary: 'The documents of a declaration, in the order they came, with the room that is left',
  params: ofDeclaration,
  response: { 200: z.object({ items: z.array(supportingDocumentSchema), bytesLeft: z.number().int() }) },
}
export const downloadDocument = {
  summary: 'A document as it was added; always a download, never a page',
  params: z.object({ mrn, id: z.uuid() }),
  produces: ['application/octet-stream'],
  response: { 200: z.unknown().meta({ type: 'string', format: 'binary' }) },
}

const answerSchema = z.object({
  /** The document that was brought, or why it cannot be had. */
  document: supportingDocumentSchema.pick({ id: true, name: true, mediaType: true, size: true }).optional(),
  cannotBeHad: z.string().optional(),
  answeredAt: instant,
  verdict: z.enum(['accepted', 'refused']).optional(),
  verdictReason: z.string().optional(),
  judgedAt: instant.optional(),
})

export const requestedDocumentSchema = z.object({
  /** `1.2` is the second document of the first request. */
  id: z.string(),
  type: z.string().optional(),
  words: z.string().optional(),
  /** The goods items it concerns; all where it is empty. */
  items: z.array(z.number().int()),
  state: z.enum(REQUESTED_STATES),
  /** From the first to the last. */
  answers: z.array(answerSchema),
})

export const storedRequestSchema = z
  .object({
    mrn,
    number: z.number().int(),
    reason: z.string(),
    /** The last day of the answer. */
    dueOn: day,
    /** The row of law the day comes from, where it does. */
    lawRow: z.string().optional(),
    overdue: z.boolean(),
    office: z.string(),
    askedAt: instant,
    /** What the declarant was told of the day. */
    notices: z.array(z.object({ notice: z.enum(NOTICES), dueOn: day, givenAt: instant })),
    documents: z.array(requestedDocumentSchema),
  })
  .meta({ id: 'DocumentRequest' })
export type StoredRequest = z.output<typeof storedRequestSchema>
export type RequestedDocument = z.output<typeof requestedDocumentSchema>

export const requestDocuments = {
  summary: 'Ask the declarant for documents; nothing is released before each is accepted or withdrawn',
  params: ofDeclaration,
  body: documentRequestSchema,
  response: { 201: storedRequestSchema },
}
export const listRequests = {
  summary: 'What customs asked for on a declaration, and how each document stands',
  params: ofDeclaration,
  response: { 200: z.object({ items: z.array(storedRequestSchema) }) },
}
const ofDocument = z.object({ mrn, request: ordinal, number: ordinal })
export const answerRequest = {
  summary: 'Answer for one requested document: a document of the declaration, or why it cannot be had',
  params: ofDocument,
  body: z.union([z.strictObject({ document: z.uuid() }), z.strictObject({ cannotBeHad: why })]),
  response: { 200: storedRequestSchema },
}
export const judgeAnswer = {
  summary: 'Accept an answer, or refuse it with a reason and perhaps a later day; the declarant then answers again',
  params: ofDocument,
  body: z.discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('accepted') }),
    z.strictObject({ verdict: z.literal('refused'), reason: why, dueOn: day.optional() }),
  ]),
  response: { 200: storedRequestSchema },
}
export const withdrawRequest = {
  summary: 'Ask for the documents of a request no longer: those that are not accepted',
  params: z.object({ mrn, request: ordinal }),
  response: { 200: storedRequestSchema },
}

/** One thing a declaration waits for from its declarant, or an unread word from customs. */
export const actionNeededSchema = z.object({
  kind: z.enum(['documents', 'payment', 'message', 'completion', 'removals']),
  mrn,
  localReference: z.string(),
  /** How many documents, or how many messages. */
  count: z.number().int(),
  /** The last day, where there is one. */
  dueOn: day.optional(),
  overdue: z.boolean(),
})
export type ActionNeeded = z.output<typeof actionNeededSchema>

export const listActionNeeded = {
  summary:
    'What waits for the declarant: documents to bring, amounts to pay, messages to read, declarations to complete; what is due first comes first',
  response: { 200: z.object({ items: z.array(actionNeededSchema) }) },
}
