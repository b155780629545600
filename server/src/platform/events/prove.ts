import type { State } from '@lintas/customs/reference'
import type { Reader } from '../node.ts'
import { entryOf, eventText } from './event-text.ts'
import { type FindSubtree, inclusionPath, leafHash, nodeHash } from './merkle.ts'
import { hex, KEPT_LEVELS } from './seal.ts'
import { findLastSeal, findPlaced, listLeaves, listTreeNodes } from './store.ts'

/** All that shows one event to be in a node's log, to whoever knows the node's public keys and nothing else. Hashes in hex. */
export interface EventProof {
  readonly event: {
    readonly id: string
    readonly salt: string
    /** Canonical JSON; its `facts` say what happened, `payload` is the digest of what may be erased. */
    readonly text: string
  }
  readonly position: number
  /** From the leaf upwards. */
  readonly path: readonly string[]
  /** A signed checkpoint over the tree the path leads into: a compact JWS. */
  readonly checkpoint: string
}

/** The proof of one event under the last checkpoint; undefined when there is no such event, or it is not sealed yet. */
export async function proveEvent(db: Reader, state: State, eventId: string): Promise<EventProof | undefined> {
  const seal = await findLastSeal(db)
  const event = await findPlaced(db, eventId)
  if (seal === undefined || event === undefined || event.fields === null) return undefined
  if (event.position === null || event.position >= seal.size) return undefined

  const { position, fields } = event
  const path = await pathTo(db, position, seal.size)
  return {
    event: { id: event.id, salt: hex(event.salt), text: eventText(state, fields) },
    position,
    path: path.map(hex),
    checkpoint: seal.signature,
  }
}

/** Finds out which subtrees the path needs, reads what they are made of, and makes the path. */
async function pathTo(db: Reader, position: number, size: number): Promise<readonly Uint8Array[]> {
  const needed = new Set<string>()
  inclusionPath(position, size, (level, index) => {
    needed.add(blockOf(level, index).join('/'))
    return NOTHING
  })
  const known = new Map<string, Uint8Array>()
  for (const block of needed) {
    const [level = 0, index = 0] = block.split('/').map(Number)
    await readBlock(db, level, index, size, known)
  }
  return inclusionPath(position, size, findIn(known))
}

const NOTHING = new Uint8Array()
const BLOCK = 2 ** KEPT_LEVELS

/** The 256 nodes of a kept level (0 are the leaves) that a subtree is made of or lies in. */
function blockOf(level: number, index: number): readonly [level: number, index: number] {
  const kept = level - (level % KEPT_LEVELS)
  return [kept, Math.floor((index * 2 ** (level - kept)) / BLOCK)]
}

/** Reads one block of a kept level and adds every whole subtree in it. */
async function readBlock(db: Reader, level: number, index: number, size: number, known: Map<string, Uint8Array>): Promise<void> {
  const from = index * BLOCK
  const to = Math.min(from + BLOCK, Math.floor(size / 2 ** level))
  const hashes =
    level === 0
      ? (await listLeaves(db, from, to)).map(({ id, leaf }) => leafHash(entryOf(id, leaf)))
      : (await listTreeNodes(db, level, from, to)).map(node => node.hash)
  let row = hashes
  for (let up = 0; row.length > 0; up += 1) {
    for (const [nth, hash] of row.entries()) known.set(`${level + up}/${from / 2 ** up + nth}`, hash)
    row = Array.from({ length: Math.floor(row.length / 2) }, (_, nth) => nodeHash(row[2 * nth] ?? NOTHING, row[2 * nth + 1] ?? NOTHING))
  }
}

function findIn(known: ReadonlyMap<string, Uint8Array>): FindSubtree {
  return (level, index) => {
    const hash = known.get(`${level}/${index}`)
    if (hash === undefined) throw new Error(`the tree has no node ${index} at level ${level}; verify the log`)
    return hash
  }
}
