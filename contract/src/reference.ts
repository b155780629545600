import { parseCurrency } from '@lintas/customs/kernel'
import { daySchema, STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'

/** One customs exchange rate as customs publishes it: units of the state's own currency for `unit` of the foreign one. */
export const exchangeRateInputSchema = z.strictObject({
  currency: z.string().refine(text => parseCurrency(text) !== undefined, 'a currency of ISO 4217, such as USD'),
  unit: z.union([z.literal(1), z.literal(100)]).default(1),
  rate: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,12})?$/, 'a decimal such as 35.1234')
    .refine(text => /[1-9]/.test(text), 'a rate above zero'),
  validFrom: daySchema,
  /** The first day it no longer holds; until the next rate begins where absent. */
  validTo: daySchema.optional(),
  source: z.string().trim().min(1).max(500).optional(),
})
export type ExchangeRateInput = z.output<typeof exchangeRateInputSchema>

export const exchangeRateSchema = z.object({
  state: z.enum(STATES),
  currency: z.string(),
  unit: z.number().int(),
  rate: z.string(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional(),
  source: z.string(),
  loadedAt: z.iso.datetime(),
})
export type ExchangeRateAnswer = z.output<typeof exchangeRateSchema>

/** A list of rates as JSON: `{ "rates": [{ "currency": "USD", "rate": "35.1234", "validFrom": "2026-02-01" }] }`. */
export const exchangeRatesDocument = z.strictObject({ rates: z.array(exchangeRateInputSchema).min(1).max(10_000) })

export const loadExchangeRates = {
  summary: 'Publish customs exchange rates, as JSON or as CSV with the columns currency, unit, rate, valid_from, valid_to, source',
  consumes: ['application/json', 'text/csv'],
  querystring: z.object({
    /** Where they were published, for rates that do not say so themselves. */
    source: z.string().trim().min(1).max(500).default('not stated'),
  }),
  response: { 201: z.object({ published: z.number().int(), known: z.number().int() }) },
}

export const listExchangeRates = {
  summary: 'Customs exchange rates, by currency and the newest first; those in force on a day where one is named',
  querystring: pageQuery.extend({ currency: z.string().length(3).optional(), on: daySchema.optional() }),
  response: { 200: pageOf(exchangeRateSchema) },
}
