import { declarationSchema } from '@lintas/customs/declaration'
import { STATES } from '@lintas/customs/reference'
import { z } from 'zod'

/** One thing a file should mend, or know: with its place in the file where the file tells, lines and columns counted from 1. */
export const fileProblemSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'hint']),
  /** The field it is about: `goodsItems[2].commodityCode`; empty for the whole. */
  path: z.string(),
  message: z.string(),
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
})
export type FileProblem = z.output<typeof fileProblemSchema>

export const fileCheckSchema = z
  .object({
    format: z.enum(['wco-dec', 'lintas-json', 'csv', 'unknown']),
    /** The version of the WCO Data Model that the message names; null where it names none. */
    version: z.string().nullable(),
    /** How many goods items were read. */
    items: z.number().int(),
    problems: z.array(fileProblemSchema),
    summary: z.object({ errors: z.number().int(), warnings: z.number().int(), hints: z.number().int() }),
  })
  .meta({ id: 'FileCheck' })
export type FileCheck = z.output<typeof fileCheckSchema>

export const checkDeclaration = {
  summary:
    'Check a file before it is lodged: form, arithmetic and codes, and with scope=state the rules of this state today. Nothing is kept',
  consumes: ['application/octet-stream', 'application/xml', 'text/xml', 'application/json', 'text/csv', 'text/plain'],
  querystring: z.object({ scope: z.enum(['everywhere', 'state']).default('everywhere') }),
  response: { 200: fileCheckSchema },
}

export const readDeclarationFile = {
  summary: 'Read a file in any of the formats into our JSON, without judging it. Nothing is kept',
  consumes: checkDeclaration.consumes,
  response: {
    200: z.object({
      format: fileCheckSchema.shape.format,
      version: z.string().nullable(),
      /** Null where the file could not be understood; the problems then say why. */
      document: declarationSchema.nullable(),
      /** The member state whose customs it is for; null where it names none of the eleven. */
      state: z.enum(STATES).nullable(),
      problems: z.array(fileProblemSchema),
    }),
  },
}
export type FileReading = z.output<(typeof readDeclarationFile.response)[200]>
