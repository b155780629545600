import { ruleSheetHeadSchema } from '@lintas/customs/origin'
import { CONFIDENCE } from '@lintas/customs/reference'
import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'

/** Sheets of product-specific rules that are loaded into a node: by one person, activated by another. */
const words = z.string().trim().min(10).max(2_000)
const sheetPath = z.object({ id: z.string().regex(/^[1-9]\d{0,17}$/, 'the number of a loaded sheet') })
const coverage = z.enum(['whole', 'some', 'none'])

export const loadedSheetSchema = z
  .object({
    id: z.string(),
    /** The name of the sheet. */
    sheet: z.string(),
    agreement: z.string(),
    hsVersion: z.string(),
    validFrom: z.string().optional(),
    validTo: z.string().optional(),
    legalRef: z.string(),
    source: z.string(),
    confidence: z.enum(CONFIDENCE),
    rows: z.number().int(),
    /** `current`: rules are read from it. `replaced`: from another that was activated under its name. */
    status: z.enum(['loaded', 'refused', 'current', 'replaced', 'withdrawn']),
    reason: z.string(),
    loadedBy: z.string(),
    decidedBy: z.string().optional(),
    refusal: z.string().optional(),
    withdrawal: z.string().optional(),
  })
  .meta({ id: 'LoadedRuleSheet' })
export type LoadedRuleSheet = z.output<typeof loadedSheetSchema>

export const loadedSheetDetailSchema = loadedSheetSchema.extend({
  /** Chapters of which something else would be on file if it counted as it is, on its first day. */
  changes: z.array(
    z.object({ chapter: z.string(), before: coverage, after: coverage, rowsBefore: z.number().int(), rowsAfter: z.number().int() }),
  ),
})
export type LoadedRuleSheetDetail = z.output<typeof loadedSheetDetailSchema>

export const loadRuleSheet = {
  summary:
    'Load a sheet of product rules: its head, and its rows as CSV (code, ex, rule, ref). Every row that does not read is told; another person activates it',
  body: z.strictObject({ head: ruleSheetHeadSchema, rows: z.string().min(1).max(8_000_000), reason: words }),
  response: { 201: loadedSheetDetailSchema },
}
export const listRuleSheets = {
  summary: 'Sheets that were loaded, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(loadedSheetSchema) },
}
export const readRuleSheet = {
  summary: 'A loaded sheet, with what it changes of what is on file',
  params: sheetPath,
  response: { 200: loadedSheetDetailSchema },
}
export const printRuleSheet = {
  summary: 'The rows of a loaded sheet as they were sent (CSV)',
  params: sheetPath,
  response: { 200: z.string() },
}
export const decideRuleSheet = {
  summary: 'Activate a loaded sheet, in place of an earlier one of its name, or refuse it; by another than who loaded it',
  params: sheetPath,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('activated') }),
    z.strictObject({ decision: z.literal('refused'), reason: words }),
  ]),
  response: { 200: loadedSheetSchema },
}
export const withdrawRuleSheet = {
  summary:
    'Withdraw a sheet that was found wrong, at once: no rule is read from it any more, and what rested on it alone is provisional again',
  params: sheetPath,
  body: z.strictObject({ reason: words }),
  response: { 200: loadedSheetSchema },
}
