import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { entryOf, saltedHash } from './event-text.ts'
import type { PublicKeys } from './keys.ts'
import { leafHash, rootOfPath } from './merkle.ts'
import type { EventProof } from './prove.ts'
import { hex } from './seal.ts'

/**
 * Checks a proof with nothing but the node's published keys; answers the checkpoint it stands under, or undefined where it proves nothing.
 *
 * That the checkpoint is one the world has seen, and not one made for this reader, is for whoever keeps checkpoints to say.
 */
export async function verifyProof(proof: EventProof, keys: PublicKeys): Promise<Checkpoint | undefined> {
  const checkpoint = await readCheckpoint(keys, proof.checkpoint)
  if (checkpoint === undefined) return undefined
  const leaf = saltedHash(Buffer.from(proof.event.salt, 'hex'), proof.event.text)
  const path = proof.path.map(hash => Buffer.from(hash, 'hex'))
  const root = rootOfPath(leafHash(entryOf(proof.event.id, leaf)), proof.position, checkpoint.size, path)
  return root !== undefined && hex(root) === checkpoint.root ? checkpoint : undefined
}
