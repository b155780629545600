import { z } from 'zod'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** What a node signs of its log; hashes in hex, `at` in UTC to the microsecond. */
const checkpointSchema = z.object({
  state: z.string().length(2),
  size: z.int().positive(),
  root: hash,
  previousSize: z.int().nonnegative(),
  previousRoot: hash,
  at: z.string(),
})

/** The last checkpoint of a node's log, for whoever keeps them. The signature is a compact JWS over the checkpoint. */
export const readCheckpoint = {
  summary: 'The last signed checkpoint of the log',
  response: { 200: z.object({ checkpoint: checkpointSchema, signature: z.string() }) },
}

const proofSchema = z.object({
  event: z.object({ id: z.string(), salt: z.string(), text: z.string() }),
  position: z.int().nonnegative(),
  path: z.array(hash).readonly(),
  checkpoint: z.string(),
})

/** The proof that one event is in the log: verifies offline with the node's published keys. */
export const proveEvent = {
  summary: 'The proof that one event is in the log',
  params: z.object({ eventId: z.string().regex(/^[1-9]\d{0,17}$/) }),
  response: { 200: proofSchema },
}

const verificationSchema = z.object({
  state: z.string(),
  events: z.int(),
  sealed: z.int(),
  ok: z.boolean(),
  firstBad: z.object({ id: z.string(), reason: z.string() }).nullable(),
})

/** From now on a new key signs the log; the former ones stay published, since what they signed is still to be checked. */
export const rotateLogKey = {
  summary: 'Begin to sign the log with a new key',
  response: { 201: z.object({ kid: z.string(), keys: z.int() }) },
}

/** Seals the log and proves all of it anew. */
export const verifyLog = { summary: 'Verification of the whole log', response: { 200: verificationSchema } }

export type Verification = z.output<typeof verificationSchema>
