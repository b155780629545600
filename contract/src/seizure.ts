import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'
import { reasonSchema } from './release.ts'
import { adverseDecisionSchema } from './rights.ts'

/** Seized goods and the chain of who answered for them. */
const instant = z.string()
const words = z.string().trim().min(2).max(140)
const numberText = z.string().regex(/^[A-Z]{2}-\d{4}-\d{6}$/, 'a decision number such as VN-2026-000001')
const ofSeizure = z.object({ number: numberText })
const reasons = z.array(reasonSchema).min(1).max(20)
const facts = z.string().trim().min(10).max(4_000).optional()

/** One link: who has the goods from now on, where, under which seal; signed by the account that gives and the one that takes. */
const handoverSchema = z.object({
  number: z.number().int(),
  holder: z.string(),
  place: z.string(),
  seal: z.string().optional(),
  packages: z.number().int().optional(),
  note: z.string().optional(),
  givenAt: instant,
  /** Told to customs alone. */
  givenBy: z.string().optional(),
  takenAt: instant.optional(),
  takenBy: z.string().optional(),
})

export const seizureSchema = z
  .object({
    /** The number of the adverse decision. */
    number: z.string(),
    mrn: z.string(),
    state: z.enum(['seized', 'restored', 'forfeited']),
    description: z.string(),
    items: z.array(z.number().int()).optional(),
    packages: z.number().int().optional(),
    chain: z.array(handoverSchema),
    /** What this caller may do now. */
    acts: z.array(z.enum(['hand-over', 'receive', 'forfeit'])),
  })
  .meta({ id: 'Seizure' })
export type SeizureAnswer = z.output<typeof seizureSchema>

export const seizureWish = z.strictObject({
  description: z.string().trim().min(5).max(500),
  items: z.array(z.number().int().min(0)).min(1).max(10_000).optional(),
  packages: z.number().int().min(0).max(1_000_000).optional(),
  place: words,
  seal: words.optional(),
  facts,
  reasons,
})
export type SeizureWish = z.output<typeof seizureWish>
export const handoverWish = z.strictObject({
  /** Who is to take them, in words: a person, a warehouse, a laboratory. */
  holder: words,
  place: words,
  seal: words.optional(),
  packages: z.number().int().min(0).max(1_000_000).optional(),
  note: z.string().trim().min(2).max(1_000).optional(),
})
export type HandoverWish = z.output<typeof handoverWish>
export const forfeitureWish = z.strictObject({ facts, reasons })
export type ForfeitureWish = z.output<typeof forfeitureWish>

export const seizeGoods = {
  summary: 'Seize goods that are not released, in writing, as a supervisor (If-Match); their chain of custody begins',
  params: z.object({ mrn: z.string().min(1).max(35) }),
  body: seizureWish,
  response: { 201: seizureSchema },
}
export const listSeizures = {
  summary: 'Seizures, the newest first: of the own goods, of the own office, or all of them for a supervisor',
  querystring: pageQuery,
  response: { 200: pageOf(seizureSchema) },
}
export const readSeizure = { summary: 'A seizure with its chain of custody', params: ofSeizure, response: { 200: seizureSchema } }
export const handOverSeized = {
  summary: 'Offer seized goods to another, who has to take them: as the account that holds them',
  params: ofSeizure,
  body: handoverWish,
  response: { 200: seizureSchema },
}
export const receiveSeized = {
  summary: 'Take what was offered; a declarant takes restored goods back',
  params: ofSeizure,
  response: { 200: seizureSchema },
}
export const forfeitSeized = {
  summary: 'Forfeit seized goods to the state, once the seizure can no longer be questioned, as another supervisor',
  params: ofSeizure,
  body: forfeitureWish,
  response: { 201: adverseDecisionSchema },
}
