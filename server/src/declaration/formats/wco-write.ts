import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Prefixes, XmlElement } from '../../platform/xml/index.ts'
import { type Draft, getAt, isDraft } from './draft-fields.ts'
import { type Extension, readExtension } from './wco-extension.ts'
import { leafValueIn, readLeaf, writeLeaf } from './wco-leaf.ts'
import { type Fixed, type Group, joinField, joinPath, type Leaf, type List, type Part, segment, writeRecordEntry } from './wco-mapping.ts'

/** An element being written: extensions find their place in it before it becomes text. */
interface Node {
  readonly namespace: string
  readonly name: string
  attributes: XmlElement['attributes']
  nodes: (Node | string)[]
  /** The row it was written by, by its place in the table: where a sibling made later belongs. */
  readonly rank: number
  readonly parts: readonly Part[]
}

const STAND_IN = -1
const EXTENSION = Number.POSITIVE_INFINITY

interface At {
  readonly root: Draft
  readonly namespace: string
  readonly prefixes: Prefixes
  readonly field: string
  readonly path: string
  readonly index: number
  /** Fuller forms of what the rows write, by path; and where each written element stands. */
  readonly fuller: ReadonlyMap<string, readonly XmlElement[]>
  readonly byPath: Map<string, Node>
  readonly issues: Issue[]
}

/**
 * Writes an object as the element a table describes, its extensions back in their places.
 *
 * Refused where an extension is no well-formed fragment. An extension whose surroundings the document no longer has (the container it
 * belonged to was amended away) goes with them.
 */
export function writeParts(
  name: string,
  parts: readonly Part[],
  draft: Draft,
  extensions: readonly Extension[],
  options: { readonly root: Draft; readonly namespace: string; readonly prefixes: Prefixes; readonly path: string },
): Result<XmlElement> {
  const issues: Issue[] = []
  const node = writeObject({ name, parts, rank: 0 }, draft, extensions, { ...options, index: 0, field: '', issues })
  return issues.length > 0 ? stop(...issues) : ok(node)
}

/** An element with extensions of its own: the declaration, and each goods item. */
function writeObject(
  { name, parts, rank }: Pick<Node, 'name' | 'parts' | 'rank'>,
  draft: Draft,
  extensions: readonly Extension[],
  options: Omit<At, 'fuller' | 'byPath'>,
): Node {
  const read = extensions.map(extension => ({ extension, element: readFragment(extension, options) }))
  const fuller = new Map<string, XmlElement[]>()
  for (const { extension, element } of read) {
    if (extension.replaces === true) fuller.set(extension.path, [...(fuller.get(extension.path) ?? []), element])
  }
  const at: At = { ...options, fuller, byPath: new Map() }
  const node: Node = { namespace: at.namespace, name, attributes: [], nodes: [], rank, parts }
  at.byPath.set(at.path, node)
  node.nodes = [...writeChildren(parts, draft, at).nodes]
  const added = read.filter(({ extension }) => extension.replaces !== true)
  const anchors = new Map<string, Node>()
  for (const { extension, element } of added) place(extension, element, at, anchors)
  return node
}

function readFragment(extension: Extension, { prefixes, issues, field }: Omit<At, 'fuller' | 'byPath'>): XmlElement {
  const asText = { namespace: '', name: '', attributes: [], nodes: [extension.xml] }
  if (!isElement(extension)) return asText
  const read = readExtension(extension, prefixes)
  if (read.ok) return read.value
  issues.push(error('format.extension-malformed', joinField(field, 'extensions'), { path: extension.path }))
  return asText
}

interface Written {
  readonly nodes: readonly Node[]
  /** Whether anything in it says something: running numbers and fixed codes alone do not. */
  readonly says: boolean
}

function writeChildren(parts: readonly Part[], draft: Draft, at: At): Written {
  const written = parts.map((part, rank) => writePart(part, rank, draft, at))
  for (const [rank, part] of parts.entries()) {
    const entries = written[rank]?.nodes ?? []
    if (part.kind === 'list' && entries.length > 0) standIn(parts, written, rank, entries, at)
  }
  return { nodes: written.flatMap(each => each.nodes), says: written.some(each => each.says) }
}

/** Keeps an entry of a list from being read as the single element of the same name that comes before it: an empty one stands in its place. */
function standIn(parts: readonly Part[], written: Written[], listRank: number, entries: readonly Node[], at: At): void {
  for (const [rank, part] of parts.entries()) {
    if (part.kind !== 'group' || rank >= listRank || part.name !== entries[0]?.name || written[rank]?.nodes.length !== 0) continue
    const empty: Node = { namespace: at.namespace, name: part.name, attributes: [], nodes: [], rank: STAND_IN, parts: [] }
    const match = part.match ?? (() => true)
    if (match(empty) && entries.some(entry => match(entry))) written[rank] = { nodes: [empty], says: false }
  }
}

function writePart(part: Part, rank: number, draft: Draft, at: At): Written {
  switch (part.kind) {
    case 'leaf':
      return writeLeafPart(part, rank, draft, at)
    case 'fixed':
      return { nodes: [writeFixed(part, rank, at)], says: false }
    case 'group':
      return writeGroup(part, rank, draft, at)
    case 'list':
      return writeList(part, rank, draft, at)
  }
}

function writeLeafPart(part: Leaf, rank: number, draft: Draft, at: At): Written {
  const fieldValue = leafValueIn(draft, at.root)
  const ours = writeLeaf(part, at.namespace, fieldValue)
  if (ours === undefined) return { nodes: [], says: false }
  const path = part.name === '' ? at.path : joinPath(at.path, part.name)
  const form = at.fuller.get(path)?.find(element => {
    const read = readLeaf(element, part, at.field)
    return read.ok && [part.to, ...part.attributes.map(({ to }) => to)].every(to => read.value.get(to) === fieldValue(to))
  })
  const node = nodeOf(form ?? ours, rank)
  at.byPath.set(path, node)
  return { nodes: [node], says: true }
}

function writeFixed(part: Fixed, rank: number, at: At): Node {
  const [form] = at.fuller.get(joinPath(at.path, part.name)) ?? []
  return nodeOf(form ?? { namespace: at.namespace, name: part.name, attributes: [], nodes: [part.value(at.index)] }, rank)
}

function writeGroup(part: Group, rank: number, draft: Draft, at: At): Written {
  const inner = part.to === '' ? draft : getAt(draft, part.to)
  const path = joinPath(at.path, segment(part))
  const children = writeChildren(part.parts, isDraft(inner) ? inner : {}, { ...at, field: joinField(at.field, part.to), path })
  if (!children.says) return { nodes: [], says: false }
  const node: Node = { namespace: at.namespace, name: part.name, attributes: [], nodes: [...children.nodes], rank, parts: part.parts }
  at.byPath.set(path, node)
  return { nodes: [node], says: true }
}

function writeList(part: List, rank: number, draft: Draft, at: At): Written {
  const value = getAt(draft, part.to)
  if (part.isRecord === true) {
    const record = isDraft(value) ? Object.entries(value) : []
    const nodes = record.map(([key, each]) => nodeOf(writeRecordEntry(part, at.namespace, key, String(each)), rank))
    return { nodes, says: nodes.length > 0 }
  }
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  const nodes = entries.map((entry, index) =>
    writeEntry(part, rank, entry, { ...at, field: `${joinField(at.field, part.to)}[${index}]`, index }),
  )
  return { nodes, says: nodes.length > 0 }
}

function writeEntry(part: List, rank: number, entry: unknown, at: At): Node {
  const path = joinPath(at.path, segment(part, at.index))
  const draft: Draft = isDraft(entry) ? entry : { '': entry }
  const [first] = part.parts
  if (first?.kind === 'leaf' && first.name === '') {
    const node = writeLeafPart(first, rank, draft, { ...at, path }).nodes[0]
    return { ...nodeOf(node ?? { namespace: at.namespace, name: '', attributes: [], nodes: [] }, rank), name: part.name }
  }
  if (part.keepsExtensions === true) {
    return writeObject({ name: part.name, parts: part.parts, rank }, draft, extensionsOf(draft), { ...at, path: '' })
  }
  const node: Node = { namespace: at.namespace, name: part.name, attributes: [], nodes: [], rank, parts: part.parts }
  at.byPath.set(path, node)
  node.nodes = [...writeChildren(part.parts, draft, { ...at, path }).nodes]
  return node
}

/** Puts one extension where it came from: into the element at its path's parent, after the sibling it followed. */
function place(extension: Extension, element: XmlElement, at: At, anchors: Map<string, Node>): void {
  const [parentPath, name] = splitPath(extension.path)
  const parent = at.byPath.get(parentPath)
  if (parent === undefined) return
  if (name.startsWith('@')) {
    const [, namespace = '', attribute = ''] = /^@(?:\{(.*)\})?([^{}]+)$/.exec(name) ?? []
    parent.attributes = [...parent.attributes, { namespace, name: attribute, value: extension.xml }]
    return
  }
  if (name === 'text()') {
    parent.nodes.push(extension.xml)
    return
  }
  const node = nodeOf(element, EXTENSION)
  const anchorKey = `${parentPath} ${extension.after ?? ''}`
  const anchor = anchors.get(anchorKey) ?? findSibling(parent, extension.after)
  const position = anchor === undefined ? (extension.after === undefined ? 0 : parent.nodes.length) : parent.nodes.indexOf(anchor) + 1
  parent.nodes.splice(position, 0, node)
  anchors.set(anchorKey, node)
}

/** `TypeCode[2]`: the second element of that name that says something the document holds. */
function findSibling(parent: Node, after: string | undefined): Node | undefined {
  const match = /^(.+)\[(\d+)\]$/.exec(after ?? '')
  if (match === null) return undefined
  const named = parent.nodes.filter(node => typeof node !== 'string').filter(node => node.name === match[1] && isOfRow(node))
  return named[Number(match[2]) - 1]
}

/** The path of the parent, and what is below it; an attribute's namespace may itself hold slashes. */
function splitPath(path: string): readonly [string, string] {
  const at = path.indexOf('@')
  const end = path.lastIndexOf('/', at < 0 ? path.length : at)
  return end < 0 ? ['', path] : [path.slice(0, end), path.slice(end + 1)]
}

function nodeOf(element: XmlElement, rank: number): Node {
  const nodes = element.nodes.map(node => (typeof node === 'string' ? node : nodeOf(node, 0)))
  return { namespace: element.namespace, name: element.name, attributes: element.attributes, nodes, rank, parts: [] }
}

function isOfRow(node: Node): boolean {
  return node.rank !== STAND_IN && node.rank !== EXTENSION
}

function isElement(extension: Extension): boolean {
  const [, name] = splitPath(extension.path)
  return !name.startsWith('@') && name !== 'text()'
}

/** The document's schema has seen to it that these are extensions. */
function extensionsOf(draft: Draft): readonly Extension[] {
  return Array.isArray(draft.extensions) ? draft.extensions : []
}
