import { hash } from 'node:crypto'

/**
 * The Merkle tree of the log, without a database: hashing, growing by one leaf, the path that proves a leaf, and its check.
 *
 * A subtree of 2^level leaves that is whole never changes again; it is named by its level and its index from the left.
 *
 * @source RFC 6962 and RFC 9162, section 2.1
 */
export interface Frontier {
  readonly size: number
  /** The whole subtrees the tree is made of, the largest first: all that is needed to go on growing it. */
  readonly peaks: readonly Uint8Array[]
}

/** Hears of each subtree that became whole. */
export type Grown = (level: number, index: number, hash: Uint8Array) => void

export const EMPTY: Frontier = { size: 0, peaks: [] }

/** A leaf and an inner node begin differently, so that neither can be passed off as the other. */
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(LEAF, entry)
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right)
}

export function grow(frontier: Frontier, leaf: Uint8Array, grown: Grown = () => undefined): Frontier {
  const peaks = [...frontier.peaks]
  let node = leaf
  for (let level = 0, index = frontier.size; ; level += 1, index = (index - 1) / 2) {
    grown(level, index, node)
    const left = index % 2 === 1 ? peaks.pop() : undefined
    if (left === undefined) break
    node = nodeHash(left, node)
  }
  peaks.push(node)
  return { size: frontier.size + 1, peaks }
}

/** The hash that stands for all leaves; of no leaves the hash of nothing. */
export function rootOf({ peaks }: Frontier): Uint8Array {
  const last = peaks.at(-1)
  if (last === undefined) return sha256()
  return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}

/** Whether a frontier has as many subtrees as its size is made of powers of two. */
export function isWhole({ size, peaks }: Frontier): boolean {
  let powers = 0
  for (let rest = size; rest > 0; rest = half(rest)) powers += rest % 2
  return peaks.length === powers
}

/** Finds the hash of a whole subtree. */
export type FindSubtree = (level: number, index: number) => Uint8Array

/** The hashes that, with a leaf's, make the root of the tree of `size` leaves, from the leaf upwards. */
export function inclusionPath(position: number, size: number, find: FindSubtree): Uint8Array[] {
  if (position < 0 || position >= size) throw new Error(`given position ${position}, needs one below ${size}`)
  return pathIn(position, 0, size, find)
}

function pathIn(position: number, start: number, size: number, find: FindSubtree): Uint8Array[] {
  if (size === 1) return []
  const left = leftSize(size)
  return position < start + left
    ? [...pathIn(position, start, left, find), hashOf(start + left, size - left, find)]
    : [...pathIn(position, start + left, size - left, find), hashOf(start, left, find)]
}

function hashOf(start: number, size: number, find: FindSubtree): Uint8Array {
  const left = leftSize(size)
  if (size === 1 || size === 2 * left) return find(levelOf(size), start / size)
  return nodeHash(hashOf(start, left, find), hashOf(start + left, size - left, find))
}

/** The largest power of two below `size`: what lies left of the root. */
function leftSize(size: number): number {
  let left = 1
  while (2 * left < size) left *= 2
  return left
}

function levelOf(wholeSize: number): number {
  let level = 0
  for (let size = wholeSize; size > 1; size /= 2) level += 1
  return level
}

/**
 * The root that a leaf and its path lead to; undefined when the path has not the length of one. Whoever asks compares it with a root they trust.
 *
 * @source RFC 9162 section 2.1.3.2
 */
export function rootOfPath(leaf: Uint8Array, position: number, size: number, path: readonly Uint8Array[]): Uint8Array | undefined {
  if (!Number.isSafeInteger(position) || !Number.isSafeInteger(size) || position < 0 || position >= size) return undefined
  let node = leaf
  let index = position
  let last = size - 1
  for (const sibling of path) {
    if (last === 0) return undefined
    if (index % 2 === 1 || index === last) {
      node = nodeHash(sibling, node)
      while (index % 2 === 0 && index !== 0) {
        index = half(index)
        last = half(last)
      }
    } else {
      node = nodeHash(node, sibling)
    }
    index = half(index)
    last = half(last)
  }
  return last === 0 ? node : undefined
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return hash('sha256', Buffer.concat(parts), 'buffer')
}
