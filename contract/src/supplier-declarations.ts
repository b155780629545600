import { SUPPLIER_STATUSES, suppliedProductSchema, supplierStatementSchema } from '@lintas/customs/origin'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** What suppliers declare of the origin of what they supply: for the producer who relies on it and, where it was asked, the supplier who makes it. Nobody else's. */
const trader = z.string().min(1).max(35)
const words = z.string().trim().min(1).max(2_000)
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 code such as VN')
const supplierSchema = z.strictObject({ name: z.string().trim().min(1).max(140), country })

const evidenceSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  addedAt: z.iso.datetime(),
})
export type SupplierEvidence = z.output<typeof evidenceSchema>

export const supplierDeclarationSchema = z
  .object({
    number: z.string(),
    /** Who relies on it. */
    producer: z.string(),
    supplier: supplierSchema.extend({ trader: trader.optional() }),
    /** Who answers for what it says. */
    madeBy: z.enum(['supplier', 'producer']),
    status: z.enum(SUPPLIER_STATUSES),
    /** What the producer asked about. */
    asked: z
      .object({ product: z.object({ article: z.string(), description: z.string(), code: z.string() }), words: z.string().optional() })
      .optional(),
    /** What is declared; absent until it is. */
    statement: z.record(z.string(), z.unknown()).optional(),
    replaces: z.string().optional(),
    /** The first and the last day it may be relied on; the last is absent of one delivery. */
    validFrom: calendarDay.optional(),
    /** The first day it may be no longer. */
    validTo: calendarDay.optional(),
    /** What the caller may do now. */
    acts: z.array(z.enum(['declare', 'decline', 'withdraw', 'replace', 'add-evidence'])).readonly(),
    openedAt: z.iso.datetime(),
  })
  .meta({ id: 'SupplierDeclaration' })
export type SupplierDeclaration = z.output<typeof supplierDeclarationSchema>

export const supplierDeclarationDetailSchema = supplierDeclarationSchema.extend({
  history: z
    .array(
      z.object({
        act: z.string(),
        side: z.enum(['supplier', 'producer']),
        at: z.iso.datetime(),
        /** The reason, or what was asked. */
        words: z.string().optional(),
      }),
    )
    .readonly(),
  evidence: z.array(evidenceSchema).readonly(),
  /** What of it is doubtful, though it was taken. */
  issues: z.array(z.object({ code: z.string(), path: z.string(), message: z.string() })).readonly(),
})
export type SupplierDeclarationDetail = z.output<typeof supplierDeclarationDetailSchema>

const ofDeclaration = z.object({ number: z.string().regex(/^[A-Z]{2}-SD-\d{4}-\d{7,15}$/, 'a number such as VN-SD-2026-0000012') })
const reason = z.strictObject({ reason: words })
const answer = { 200: supplierDeclarationDetailSchema }
const made = { 201: supplierDeclarationDetailSchema }

export const recordSupply = {
  summary: 'Record what a supplier declared of its product, on the own responsibility: its number can then be named in a bill of materials',
  body: z.strictObject({
    trader,
    supplier: supplierSchema.extend({ trader: trader.optional() }),
    statement: supplierStatementSchema,
  }),
  response: made,
}
export const askSupplier = {
  summary: 'Ask a supplier that has an account here to declare the origin of its product',
  body: z.strictObject({
    trader,
    supplier: supplierSchema.extend({ trader }),
    product: suppliedProductSchema,
    words: words.optional(),
  }),
  response: made,
}
export const listSupplierDeclarations = {
  summary: 'Declarations of suppliers to the traders one acts for, and those one was asked for; the newest first; customs sees all',
  querystring: pageQuery.extend({
    status: z.enum(SUPPLIER_STATUSES).optional(),
    /** Only those one relies on, or only those one was asked for. */
    side: z.enum(['producer', 'supplier']).optional(),
  }),
  response: { 200: pageOf(supplierDeclarationSchema) },
}
export const readSupplierDeclaration = {
  summary: 'One declaration with its history and its documents; another’s is not there',
  params: ofDeclaration,
  response: answer,
}
export const declareSupply = {
  summary: 'Make the declaration one was asked for',
  params: ofDeclaration,
  body: supplierStatementSchema,
  response: answer,
}
export const declineSupply = { summary: 'Decline to make it', params: ofDeclaration, body: reason, response: answer }
export const withdrawSupply = {
  summary: 'Withdraw a declaration, or what was asked: what rests on it is to be determined again, and its owners are told',
  params: ofDeclaration,
  body: reason,
  response: answer,
}
export const replaceSupply = {
  summary: 'Put another declaration in its place, under a number of its own',
  params: ofDeclaration,
  body: supplierStatementSchema,
  response: made,
}
export const addSupplyEvidence = {
  summary: 'Add a document that shows what it says: its bytes as the body, at most 10 MB; the same bytes again are the same document',
  consumes: ['application/octet-stream'],
  params: ofDeclaration,
  querystring: z.object({ name: z.string().max(255).default('') }),
  body: z.unknown().meta({ type: 'string', format: 'binary' }),
  response: { 200: evidenceSchema, 201: evidenceSchema },
}
export const downloadSupplyEvidence = {
  summary: 'A document as it was added; always a download, never a page',
  params: ofDeclaration.extend({ id: z.uuid() }),
  produces: ['application/octet-stream'],
  response: { 200: z.unknown().meta({ type: 'string', format: 'binary' }) },
}
