import { z } from 'zod'
import { type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'

/** Within what time of its lodging a declaration of a lane is to be released: what customs promises, and is measured by. */
export interface ServiceTarget extends LawRow {
  readonly lane: 'green' | 'blue' | 'yellow' | 'red'
  readonly withinSeconds: number
}

/** @source RKC General Annex std. 3.33 and 9.2; WTO TFA art. 7.6 (average release times); the rows name what they rest on */
export const SERVICE_TARGETS = lawKind<ServiceTarget>(
  'service-target',
  lawRowSchema.extend({ lane: z.enum(['green', 'blue', 'yellow', 'red']), withinSeconds: z.number().int().positive() }),
  row => row.lane,
)
