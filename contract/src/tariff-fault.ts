import { FAULT_ACTS, FAULT_FIELDS, FAULT_STANDINGS } from '@lintas/customs/tariff'
import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'

/** Text of people, on one line or more: no character that shows nothing. */
const words = z
  .string()
  .trim()
  .min(3)
  .max(1_000)
  .regex(/^[^\p{Cc}\p{Co}\p{Cs}]*(?:\r?\n[^\p{Cc}\p{Co}\p{Cs}]*)*$/u, 'words, without control characters')
const code = z.string().regex(/^\d{2,12}$/, 'the digits of a commodity code')
const column = z.string().regex(/^[a-z][a-z_]{0,39}$/, 'a column of the schedule, such as mfn or atiga')

/** A fault in the tariff data, as everybody sees it. What whoever told it wrote is not shown. */
export const tariffFaultSchema = z.object({
  /** `VN-F-17` */
  number: z.string(),
  /** Told by somebody, or found in the file of a version. */
  foundBy: z.enum(['report', 'file']),
  standing: z.enum(FAULT_STANDINGS),
  code: z.string().optional(),
  field: z.enum(FAULT_FIELDS),
  column: z.string().optional(),
  /** The version of the schedule it was found in. */
  version: z.string().optional(),
  /** What is wrong: in customs' own words, or what the file has; absent until somebody has looked. */
  what: z.string().optional(),
  knownSince: z.iso.date(),
  decidedOn: z.iso.date().optional(),
  mendedOn: z.iso.date().optional(),
  /** The version that put it right. */
  mendedIn: z.string().optional(),
})
export type TariffFault = z.output<typeof tariffFaultSchema>

/** The same for customs: with the words of whoever told it, and what may be done. */
export const tariffReportSchema = tariffFaultSchema.extend({ report: z.string().optional(), acts: z.array(z.enum(FAULT_ACTS)) })
export type TariffReport = z.output<typeof tariffReportSchema>

const asked = z.object({ standing: z.enum(FAULT_STANDINGS).optional(), code: code.optional().describe('Its first digits') })

export const reportTariffFault = {
  summary: 'Tell what is wrong with the tariff data. Name nobody: what you write is for customs, and a number is all you are given',
  body: z.strictObject({ code: code.optional(), field: z.enum(FAULT_FIELDS), column: column.optional(), text: words }),
  response: { 201: tariffFaultSchema },
}
export const listTariffFaults = {
  summary: 'Known faults of the tariff data, the newest first',
  querystring: pageQuery.extend(asked.shape),
  response: { 200: pageOf(tariffFaultSchema) },
}
export const exportTariffFaults = { summary: 'The same as CSV', querystring: asked, produces: ['text/csv'], response: { 200: z.string() } }
export const listTariffReports = {
  summary: 'The same with what was told and what may be done, for customs',
  querystring: pageQuery.extend(asked.shape),
  response: { 200: pageOf(tariffReportSchema) },
}
export const decideTariffFault = {
  summary: 'Confirm a fault, say that it is mended, or that it is none: in words for everybody',
  params: z.object({ number: z.string().regex(/^[A-Z]{2}-F-\d{1,12}$/) }),
  body: z.strictObject({ act: z.enum(FAULT_ACTS), words, version: z.string().max(40).optional() }),
  response: { 200: tariffReportSchema },
}
