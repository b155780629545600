import { isState, type State } from '@lintas/customs/reference'
import { z } from 'zod'
import { type NodeKeys, type PublicKeys, readSigned } from './keys.ts'

const hexHash = z.string().regex(/^[0-9a-f]{64}$/)

/** What a node signs of its log: the root of the tree over the first `size` events, and what it had signed before. Hashes in hex. */
const checkpointSchema = z.strictObject({
  state: z.custom<State>(value => typeof value === 'string' && isState(value)),
  size: z.int().positive(),
  root: hexHash,
  previousSize: z.int().nonnegative(),
  previousRoot: hexHash,
  /** UTC to the microsecond. */
  at: z.string(),
})
export type Checkpoint = z.output<typeof checkpointSchema>

const TYPE = 'lintas-checkpoint'

export async function signCheckpoint(keys: NodeKeys, checkpoint: Checkpoint): Promise<string> {
  return await keys.sign(TYPE, checkpoint)
}

/** The checkpoint a signature is over; undefined where none of the keys signed one. */
export async function readCheckpoint(keys: PublicKeys, signature: string): Promise<Checkpoint | undefined> {
  const parsed = checkpointSchema.safeParse(await readSigned(keys, TYPE, signature))
  return parsed.success ? parsed.data : undefined
}
