import { isDeepStrictEqual } from 'node:util'
import type { State } from '@lintas/customs/reference'
import type { Clock, Database, Writer } from '../node.ts'
import { type Checkpoint, readCheckpoint, signCheckpoint } from './checkpoint.ts'
import { entryOf } from './event-text.ts'
import type { NodeKeys, PublicKeys } from './keys.ts'
import { EMPTY, type Frontier, grow, isWhole, leafHash, rootOf } from './merkle.ts'
import { countPlaced, findLastSeal, frontierOf, insertSeal, listSettled, lockSealing, type SealRow, type TreeNode } from './store.ts'

/** What sealing and verifying need of a node. */
export interface Log {
  readonly state: State
  readonly db: Database
  readonly clock: Clock
  readonly keys: NodeKeys
}

/** Events one checkpoint covers at most: what a transaction should still do quickly. */
const BATCH = 5_000
/** Every eighth level of the tree is kept. */
export const KEPT_LEVELS = 8

/** The log does not go on from its last checkpoint: somebody changed it. Nothing is sealed on top of that. */
export class SealRefused extends Error {}

/**
 * Gives every settled event its place in the order and signs the tree over them; answers how many events are sealed now.
 *
 * Goes on from the last checkpoint, whose signature it checks first, and hashes only what is new. One process does it at a time.
 */
export async function sealEvents(log: Log): Promise<number> {
  for (;;) {
    const { size, added } = await log.db.transaction(tx => sealBatch(log, tx))
    if (added < BATCH) return size
  }
}

async function sealBatch(log: Log, tx: Writer): Promise<{ size: number; added: number }> {
  await lockSealing(tx)
  const last = await lastFrontier(log, tx)
  const events = await listSettled(tx, BATCH)
  if (events.length === 0) return { size: last.size, added: 0 }

  const nodes: TreeNode[] = []
  const frontier = events.reduce(
    (tree, { id, leaf }) => grow(tree, leafHash(entryOf(id, leaf)), (level, index, hash) => keep(nodes, { level, index, hash })),
    last,
  )
  const seal = await sign(log, last, frontier)
  const ids = events.map(event => event.id)
  await insertSeal(tx, seal, ids, nodes)
  return { size: frontier.size, added: events.length }
}

function keep(nodes: TreeNode[], node: TreeNode): void {
  if (isKept(node.level)) nodes.push(node)
}

export function isKept(level: number): boolean {
  return level > 0 && level % KEPT_LEVELS === 0
}

async function lastFrontier(log: Log, tx: Writer): Promise<Frontier> {
  const last = await findLastSeal(tx)
  const placed = await countPlaced(tx)
  if (placed !== (last?.size ?? 0)) throw new SealRefused(`${placed} events have their place and ${last?.size ?? 0} are sealed`)
  if (last === undefined) return EMPTY
  const reason = await doubtOf(log.state, await log.keys.published(), last)
  if (reason !== undefined) throw new SealRefused(`the checkpoint at ${last.size} does not hold: ${reason}`)
  return frontierOf(last)
}

/** What is wrong with a checkpoint by itself, without looking at the events below it; undefined when nothing is. */
export async function doubtOf(state: State, keys: PublicKeys, seal: SealRow): Promise<SealDoubt | undefined> {
  const signed = await readCheckpoint(keys, seal.signature)
  if (signed === undefined) return 'checkpoint-signature'
  if (!isDeepStrictEqual(signed, checkpointOf(state, seal))) return 'checkpoint-changed'
  const frontier = frontierOf(seal)
  return isWhole(frontier) && hex(rootOf(frontier)) === signed.root ? undefined : 'checkpoint-frontier'
}

export type SealDoubt = 'checkpoint-signature' | 'checkpoint-changed' | 'checkpoint-frontier'

async function sign(log: Log, last: Frontier, frontier: Frontier): Promise<SealRow> {
  const unsigned = {
    size: frontier.size,
    previousSize: last.size,
    root: rootOf(frontier),
    previousRoot: rootOf(last),
    frontier: frontier.peaks,
    at: `${log.clock.now().toISOString().slice(0, -1)}000Z`,
  }
  return { ...unsigned, signature: await signCheckpoint(log.keys, checkpointOf(log.state, unsigned)) }
}

/** What a checkpoint's row says, in the order of its signed form. */
export function checkpointOf(state: State, seal: Omit<SealRow, 'signature'>): Checkpoint {
  return {
    state,
    size: seal.size,
    root: hex(seal.root),
    previousSize: seal.previousSize,
    previousRoot: hex(seal.previousRoot),
    at: seal.at,
  }
}

export function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}
