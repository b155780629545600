import { z } from 'zod'

/** One thing to mend or to know, with its sentence in the reader's language. */
export const problemIssueSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'hint']),
  /** The field it is about: `goodsItems[2].commodityCode`; empty for the whole. */
  path: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/**
 * What every refusal of the API looks like.
 *
 * @source RFC 9457, Problem Details for HTTP APIs
 */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  issues: z.array(problemIssueSchema),
})

export type ProblemDocument = z.output<typeof problemSchema>
