import assert from 'node:assert/strict'
import { parseState, type State } from '@lintas/customs/reference'
import { casesOf, readVector, type VectorCase } from '../../../../customs/src/testing/vectors.ts'
import { type EventFields, entryOf, eventText, saltedHash } from '../events/event-text.ts'
import { EMPTY, type FindSubtree, type Frontier, grow, inclusionPath, leafHash, rootOf, rootOfPath } from '../events/merkle.ts'

/** An event with its salts, and every hash on its way to the leaf of the tree. */
interface EventCase {
  readonly given: {
    readonly state: State
    readonly id: string
    readonly salt: string
    readonly event: Omit<EventFields, 'payloadDigest'>
    readonly payload?: { readonly salt: string; readonly text: string }
  }
  readonly expected: {
    readonly text: string
    readonly payloadDigest: string | null
    readonly leaf: string
    readonly entry: string
    readonly leafHash: string
  }
}

/** A published tree: its entries, its root at every size and paths that prove entries. */
interface Tree {
  readonly about: string
  readonly source: string
  readonly entries: readonly string[]
  readonly roots: readonly string[]
  readonly proofs: readonly { readonly position: number; readonly size: number; readonly path: readonly string[] }[]
}

/** Every case of `vectors/merkle`. */
export function listMerkleCases(): readonly VectorCase[] {
  const file = 'rfc6962.json'
  const tree = readVector<Tree>(`merkle/${file}`)
  const { about, source, entries, roots, proofs } = tree
  const place = { kind: 'merkle', file, about, state: undefined, source }
  return [
    ...casesOf<EventCase>('merkle', 'event.json', ({ given }) => parseState(given.state), replayEvent),
    ...roots.map((root, size) => ({
      ...place,
      name: `the root of ${size} entries`,
      replay: () => assert.equal(hex(rootOf(plant(entries.slice(0, size).map(bytes)).tree)), root),
    })),
    ...proofs.map(proof => ({
      ...place,
      name: `entry ${proof.position} in the tree of ${proof.size}`,
      replay: () => replayProof(tree, proof),
    })),
  ]
}

function replayEvent({ given: { state, id, salt, event, payload }, expected }: EventCase): void {
  const payloadDigest = payload === undefined ? null : saltedHash(bytes(payload.salt), payload.text)
  const text = eventText(state, { ...event, payloadDigest })
  const leaf = saltedHash(bytes(salt), text)
  const entry = entryOf(id, leaf)
  const found = {
    text,
    payloadDigest: payloadDigest === null ? null : hex(payloadDigest),
    leaf: hex(leaf),
    entry: hex(entry),
    leafHash: hex(leafHash(entry)),
  }
  assert.deepEqual(found, expected)
}

function replayProof({ entries, roots }: Tree, { position, size, path }: Tree['proofs'][number]): void {
  const { find } = plant(entries.slice(0, size).map(bytes))
  assert.deepEqual(inclusionPath(position, size, find).map(hex), path)
  const root = rootOfPath(leafHash(bytes(entries[position] ?? '')), position, size, path.map(bytes))
  assert.equal(root && hex(root), roots[size])
}

/** A tree grown leaf by leaf, with every whole subtree of it. */
export function plant(given: readonly Uint8Array[]): { tree: Frontier; find: FindSubtree } {
  const nodes = new Map<string, Uint8Array>()
  let tree = EMPTY
  for (const entry of given) tree = grow(tree, leafHash(entry), (level, index, hash) => nodes.set(`${level}/${index}`, hash))
  const find: FindSubtree = (level, index) => {
    const hash = nodes.get(`${level}/${index}`)
    if (hash === undefined) throw new Error(`no node ${level}/${index}`)
    return hash
  }
  return { tree, find }
}

export function bytes(text: string): Buffer {
  return Buffer.from(text, 'hex')
}

export function hex(hash: Uint8Array): string {
  return Buffer.from(hash).toString('hex')
}
