import type { State } from '@lintas/customs/reference'
import { entryOf, eventText, saltedHash } from './event-text.ts'
import { EMPTY, type Frontier, grow, leafHash, rootOf } from './merkle.ts'
import { doubtOf, hex, isKept, type Log, type SealDoubt, SealRefused, sealEvents } from './seal.ts'
import {
  countEvents,
  findLastSeal,
  findStray,
  type LoggedEvent,
  listErased,
  listPending,
  listPlaced,
  listSeals,
  listTreeNodes,
  type SealRow,
  type TreeNode,
} from './store.ts'

export interface Verification {
  readonly state: State
  readonly events: number
  /** Events under a signed checkpoint; the others are the unsealed tail, of transactions that were still running. */
  readonly sealed: number
  readonly ok: boolean
  readonly firstBad: Bad | null
}

/** Where the log first fails: the event, or the event whose place it would be. */
interface Bad {
  readonly id: string
  readonly reason: Reason
}

type Reason =
  | 'event-changed'
  | 'event-missing'
  | 'event-without-place'
  | 'place-missing'
  | 'place-not-sealed'
  | 'payload-changed'
  | 'payload-missing'
  | 'payload-not-of-event'
  | 'tree-changed'
  | 'checkpoint-chain'
  | 'checkpoint-root'
  | SealDoubt

const CHUNK = 2_048

/**
 * Seals what can be sealed, then proves the whole log anew: every event's leaf from its row, every payload that was not erased from its digest,
 * the order without gaps, the tree at every checkpoint, and every signature.
 *
 * Whoever owns the database and the node's keys can still write a false history from the start, or cut off its end: that is for other nodes
 * to notice, which keep checkpoints of this one.
 */
export async function verifyLog(log: Log): Promise<Verification> {
  await sealEvents(log).catch(cause => {
    if (!(cause instanceof SealRefused)) throw cause // what it refused to seal on is found again below, with its place
  })
  const last = await findLastSeal(log.db)
  const sealed = last?.size ?? 0
  const firstBad = (await checkSealed(log, sealed)) ?? (await checkPending(log)) ?? (await checkStray(log))
  return { state: log.state, events: await countEvents(log.db), sealed, ok: firstBad === undefined, firstBad: firstBad ?? null }
}

/** The tree as far as it was proved, and the checkpoint it was last compared with. */
interface Proved {
  readonly tree: Frontier
  readonly seal: Pick<SealRow, 'size' | 'root'>
}

async function checkSealed(log: Log, sealed: number): Promise<Bad | undefined> {
  let proved: Proved = { tree: EMPTY, seal: { size: 0, root: rootOf(EMPTY) } }
  for (let from = 0; from < sealed; from += CHUNK) {
    const next = await checkChunk(log, proved, Math.min(from + CHUNK, sealed))
    if ('reason' in next) return next
    proved = next
  }
  return undefined
}

async function checkChunk(log: Log, proved: Proved, to: number): Promise<Proved | Bad> {
  const from = proved.tree.size
  const events = await listPlaced(log.db, from, to)
  const seals = new Map((await listSeals(log.db, from, to)).map(seal => [seal.size, seal]))
  const erased = await listErased(
    log.db,
    events.filter(isStripped).map(event => event.id),
  )
  const nodes: TreeNode[] = []
  let { tree, seal: lastSeal } = proved
  let before = '0'

  for (let position = from; position < to; position += 1) {
    const event = events[position - from]
    if (event === undefined || event.position !== position) return await misplaced(log, event?.id ?? before)
    const reason = doubtOfEvent(log.state, event, erased)
    if (reason !== undefined) return { id: event.id, reason }
    tree = grow(tree, leafHash(entryOf(event.id, event.leaf)), (level, index, hash) => {
      if (isKept(level)) nodes.push({ level, index, hash })
    })
    const seal = seals.get(tree.size)
    if (seal !== undefined) {
      const doubt = await doubtOfSeal(log, seal, lastSeal, tree)
      if (doubt !== undefined) return { id: event.id, reason: doubt }
      lastSeal = seal
    }
    before = event.id
  }
  return (await areKept(log, nodes)) ? { tree, seal: lastSeal } : { id: before, reason: 'tree-changed' }
}

/** An event without a place, or far beyond its own, is the one that is missing where a place is empty; else the nearest known is named. */
async function misplaced(log: Log, nearest: string): Promise<Bad> {
  const { unplaced, unsealed } = await findStray(log.db)
  return { id: unplaced ?? unsealed ?? nearest, reason: 'place-missing' }
}

function isStripped(event: LoggedEvent): boolean {
  return event.fields !== null && event.fields.payloadDigest !== null && event.payload === null
}

function doubtOfEvent(state: State, event: LoggedEvent, erased: ReadonlySet<string>): Reason | undefined {
  if (event.fields === null) return 'event-missing'
  if (!saltedHash(event.salt, eventText(state, event.fields)).equals(event.leaf)) return 'event-changed'
  const { payloadDigest } = event.fields
  if (event.payload === null || event.payloadSalt === null)
    return payloadDigest === null || erased.has(event.id) ? undefined : 'payload-missing'
  if (payloadDigest === null) return 'payload-not-of-event'
  return saltedHash(event.payloadSalt, event.payload).equals(payloadDigest) ? undefined : 'payload-changed'
}

async function doubtOfSeal(log: Log, seal: SealRow, before: Proved['seal'], tree: Frontier): Promise<Reason | undefined> {
  const doubt = await doubtOf(log.state, await log.keys.published(), seal)
  if (doubt !== undefined) return doubt
  if (seal.previousSize !== before.size || hex(seal.previousRoot) !== hex(before.root)) return 'checkpoint-chain'
  return hex(rootOf(tree)) === hex(seal.root) ? undefined : 'checkpoint-root'
}

async function areKept(log: Log, nodes: readonly TreeNode[]): Promise<boolean> {
  for (const level of new Set(nodes.map(node => node.level))) {
    const grown = nodes.filter(node => node.level === level)
    const [first, last] = [grown[0]?.index ?? 0, grown.at(-1)?.index ?? 0]
    const kept = await listTreeNodes(log.db, level, first, last + 1)
    const same = grown.every((node, nth) => kept[nth]?.index === node.index && hex(kept[nth].hash) === hex(node.hash))
    if (!same) return false
  }
  return true
}

async function checkPending(log: Log): Promise<Bad | undefined> {
  for (let after = '0'; ; ) {
    const events = await listPending(log.db, after, CHUNK)
    const last = events.at(-1)
    if (last === undefined) return undefined
    const erased = await listErased(
      log.db,
      events.filter(isStripped).map(event => event.id),
    )
    for (const event of events) {
      const reason = doubtOfEvent(log.state, event, erased)
      if (reason !== undefined) return { id: event.id, reason }
    }
    after = last.id
  }
}

async function checkStray(log: Log): Promise<Bad | undefined> {
  const { unplaced, unsealed, payload } = await findStray(log.db)
  if (unplaced !== null) return { id: unplaced, reason: 'event-without-place' }
  if (unsealed !== null) return { id: unsealed, reason: 'place-not-sealed' }
  return payload === null ? undefined : { id: payload, reason: 'payload-not-of-event' }
}
