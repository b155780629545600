import { BATCH_LINES_MAX, BATCH_STATUSES, DISPOSAL_WAYS, WITHDRAWAL_GROUNDS } from '@lintas/customs/rights'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** Goods left to the state, and batches in which the state disposes of what is its own. */
const ofBatch = z.object({ id: z.string().regex(/^\d{1,18}$/, 'the number of a batch') })
const words = z.string().trim().min(3).max(1_000)
const amountText = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/, 'an amount such as 1200.50')
const HANDLING = ['ordinary', 'hazardous', 'rights', 'food'] as const

const lineWish = z.strictObject({
  /** A declaration that was abandoned or forfeited, or the number of a transport document that nobody declared. */
  mrn: z.string().min(1).max(35).optional(),
  transportDocument: z.string().min(1).max(70).optional(),
  /** The manifest of the transport document, where several have one of that number. */
  manifest: z.string().min(1).max(35).optional(),
  description: words,
  handling: z.enum(HANDLING).default('ordinary'),
})

export const disposalBatchSchema = z
  .object({
    id: z.string(),
    way: z.enum(DISPOSAL_WAYS),
    office: z.string(),
    status: z.enum(BATCH_STATUSES),
    listedOn: calendarDay.optional(),
    /** The first day on which it may be approved. */
    approvableFrom: calendarDay.optional(),
    /** How many officers have approved it, of two. */
    approvals: z.number().int(),
    lines: z.array(
      z.object({
        number: z.number().int(),
        mrn: z.string().optional(),
        /** Its manifest and its number. */
        transportDocument: z.string().optional(),
        description: z.string(),
        handling: z.enum(HANDLING),
        objection: z.string().optional(),
        /** It is in the batch no more; `declared`: nothing was left of its goods when two had approved. */
        withdrawn: z
          .object({ ground: z.enum([...WITHDRAWAL_GROUNDS, 'declared']), words: z.string().optional(), on: calendarDay })
          .optional(),
      }),
    ),
    certificate: z
      .object({
        disposedOn: calendarDay,
        place: z.string(),
        method: z.string(),
        witness: z.string(),
        costs: z.string(),
        proceeds: z.string(),
        /** Proceeds less costs, in the state's currency. */
        net: z.string(),
        currency: z.string(),
      })
      .optional(),
  })
  .meta({ id: 'DisposalBatch' })
export type DisposalBatchAnswer = z.output<typeof disposalBatchSchema>

export const disposalWish = z.strictObject({
  way: z.enum(DISPOSAL_WAYS),
  lines: z.array(lineWish).min(1).max(BATCH_LINES_MAX),
})
export type DisposalWish = z.output<typeof disposalWish>
export const certificateWish = z.strictObject({
  place: words,
  method: words,
  /** Who saw it, beside the officers. */
  witness: words,
  costs: amountText,
  proceeds: amountText,
})
export type CertificateWish = z.output<typeof certificateWish>

export const abandonGoods = {
  summary: 'Leave goods that are not released to the state, in writing (If-Match); what they were charged is taken back',
  params: z.object({ mrn: z.string().min(1).max(35) }),
  body: z.strictObject({ waiver: z.string().trim().min(10).max(4_000) }),
  response: { 200: z.object({ mrn: z.string(), status: z.string(), revision: z.number().int() }) },
}
export const openBatch = { summary: 'Open a batch of goods to be disposed of', body: disposalWish, response: { 201: disposalBatchSchema } }
export const listBatches = { summary: 'Batches, the newest first', querystring: pageQuery, response: { 200: pageOf(disposalBatchSchema) } }
export const readBatch = { summary: 'A batch with its lines', params: ofBatch, response: { 200: disposalBatchSchema } }
export const publishBatch = {
  summary: 'Put a batch on the public list; it may be objected to, and approved after seven days',
  params: ofBatch,
  response: { 200: disposalBatchSchema },
}
export const listedBatches = {
  summary: 'Goods on the public list: what is to be disposed of, how, and until when anybody may object. Names nobody',
  response: { 200: z.object({ items: z.array(disposalBatchSchema.omit({ approvals: true })) }) },
}
export const objectToLine = {
  summary: 'Note somebody’s objection to a line, or, without words, that it is lifted',
  params: ofBatch.extend({ number: z.string().regex(/^\d{1,4}$/, 'the number of a line') }),
  body: z.strictObject({ objection: words.optional() }),
  response: { 200: disposalBatchSchema },
}
export const withdrawLine = {
  summary:
    'Take a line out of a batch before it is carried out: its goods may be declared again; without a line left the batch is withdrawn',
  params: ofBatch.extend({ number: z.string().regex(/^\d{1,4}$/, 'the number of a line') }),
  body: z.strictObject({ ground: z.enum(WITHDRAWAL_GROUNDS), words }),
  response: { 200: disposalBatchSchema },
}
export const approveBatch = {
  summary: 'Approve a batch, as one of two officers',
  params: ofBatch,
  response: { 200: disposalBatchSchema },
}
export const certifyBatch = {
  summary: 'Certify that a batch was disposed of: where, how, who saw it, costs and proceeds',
  params: ofBatch,
  body: certificateWish,
  response: { 200: disposalBatchSchema },
}
export const readCertificate = {
  summary: 'The certificate of a batch, as PDF',
  params: ofBatch,
  response: { 200: z.any().describe('A PDF.') },
}
