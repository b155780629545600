import { DIFFERENCE_KINDS, DIFFERENCE_OUTCOMES } from '@lintas/customs/cargo'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** Goods that landed or lie in storage otherwise than they should, until an officer has settled it. Masses are decimal strings in kilograms. */
const amountSchema = z.object({ packages: z.number().int(), grossMassKg: z.string() })
const mass = z.string().regex(/^\d{1,16}(\.\d{1,8})?$/, 'a mass in kilograms such as 1250.5')
const writtenAmount = z.strictObject({ packages: z.number().int().min(0).max(999_999_999).default(0), grossMassKg: mass.default('0') })
const words = z.string().trim().min(3).max(2_000)
const reference = z.string().trim().min(1).max(70)

const explanationDocument = z.strictObject({ type: z.string().trim().min(1).max(35), number: reference, issuedOn: calendarDay.optional() })

export const cargoDifferenceSchema = z
  .object({
    id: z.string(),
    manifest: z.string(),
    /** Of the transport document. */
    document: z.string(),
    number: z.string(),
    kind: z.enum(DIFFERENCE_KINDS),
    amount: amountSchema,
    /** What of it is not settled. */
    open: amountSchema,
    openedOn: calendarDay,
    /** The last day of explaining it; absent where the law of the state has none on file. */
    explainBy: calendarDay.optional(),
    law: z.string().optional(),
    /** Nobody explained it in time. */
    isLate: z.boolean(),
    explanations: z.array(z.object({ words: z.string(), documents: z.array(explanationDocument), at: z.iso.datetime() })),
    settlements: z.array(
      z.object({
        outcome: z.enum(DIFFERENCE_OUTCOMES),
        amount: amountSchema,
        mrn: z.string().optional(),
        reasons: z.array(z.object({ text: z.string(), legalBasis: z.string() })),
        on: calendarDay,
      }),
    ),
    settledOn: calendarDay.optional(),
    /** How it may be settled. */
    outcomes: z.array(z.enum(DIFFERENCE_OUTCOMES)),
  })
  .meta({ id: 'CargoDifference' })
export type CargoDifference = z.output<typeof cargoDifferenceSchema>

const ofDifference = z.object({ id: z.string().regex(/^\d{1,18}$/, 'the number of a difference') })
const filter = { manifest: reference.optional(), open: z.enum(['true', 'false']).optional() }

export const listCargoDifferences = {
  summary: 'Shortages, surpluses, damage and differences of stock, the oldest first: a carrier its own, an officer those of the office',
  querystring: pageQuery.extend(filter),
  response: { 200: pageOf(cargoDifferenceSchema) },
}
export const printCargoDifferences = {
  summary: 'Shortages, surpluses, damage and differences of stock as CSV',
  querystring: z.object(filter),
  response: { 200: z.string() },
}
export const readCargoDifference = {
  summary: 'One difference with its explanations and settlements',
  params: ofDifference,
  response: { 200: cargoDifferenceSchema },
}
export const explainCargoDifference = {
  summary: 'Explain a difference, in words and by documents, as long as it is not settled',
  params: ofDifference,
  body: z.strictObject({ words, documents: z.array(explanationDocument).max(20).default([]) }),
  response: { 200: cargoDifferenceSchema },
}
export type DifferenceExplanation = z.output<(typeof explainCargoDifference)['body']>
export const settleCargoDifference = {
  summary: 'Settle a difference or a part of it: explanation accepted, charged by a declaration, or found and corrected',
  params: ofDifference,
  body: z.strictObject({
    outcome: z.enum(DIFFERENCE_OUTCOMES),
    /** All that is open where it is left out. */
    amount: writtenAmount.optional(),
    /** The declaration that took the missing goods, where they are charged. */
    mrn: z.string().trim().min(1).max(35).optional(),
    reasons: z
      .array(z.strictObject({ text: words, legalBasis: z.string().trim().max(200).default('') }))
      .min(1)
      .max(10),
  }),
  response: { 200: cargoDifferenceSchema },
}
export type DifferenceSettlementBody = z.output<(typeof settleCargoDifference)['body']>
export const countCargoStock = {
  summary: 'Tell what was counted of transport documents in storage; what is missing or too much becomes a difference to settle',
  params: z.object({ number: z.string().min(1).max(35) }),
  body: z.strictObject({
    counted: z
      .array(z.strictObject({ number: reference, counted: writtenAmount }))
      .min(1)
      .max(5_000),
  }),
  response: { 201: z.object({ items: z.array(cargoDifferenceSchema) }) },
}
