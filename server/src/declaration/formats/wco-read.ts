import { error, type Issue, warning } from '@lintas/customs/kernel'
import { childElements, isHollow, type Prefixes, textOf, type XmlElement } from '../../platform/xml/index.ts'
import { type Draft, getAt, listAt, objectAt, setAt } from './draft-fields.ts'
import { fits, maxItemsOf, requiredOf } from './field-limits.ts'
import { type Place, type Problem, problem } from './problem.ts'
import { type Extension, writeExtension } from './wco-extension.ts'
import { isFuller, readLeaf, writeLeaf } from './wco-leaf.ts'
import {
  type Fixed,
  type Group,
  joinField,
  joinPath,
  type Leaf,
  type List,
  type Part,
  segment,
  splitRecordEntry,
  unindexed,
  writeRecordEntry,
} from './wco-mapping.ts'

/** Where reading puts what is no field: problems, extensions, and the lines that fields were found at. */
export interface Sink {
  readonly problems: Problem[]
  readonly extensions: Extension[]
  readonly places: Map<string, Place>
}

/** Where the reader stands. */
export interface At {
  /** The whole declaration, for the few fields that belong to it wherever they stand. */
  readonly root: Draft
  readonly prefixes: Prefixes
  /** The field of the document: `goodsItems[0].packages[1]`. */
  readonly field: string
  /** The element, as extensions name it: `Packaging[2]`. */
  readonly path: string
  /** The place in the list around. */
  readonly index: number
}

/** `found` a field; `fixed`: what will be written anyway; `nothing` to keep; `unknown`: no row's, and to be kept whole. */
type Outcome = 'found' | 'fixed' | 'nothing' | 'unknown'

export function emptySink(): Sink {
  return { problems: [], extensions: [], places: new Map() }
}

/**
 * Fills an object from the children of an element, row by row of the table. What no row takes goes to the extensions; what a row takes but
 * cannot read goes there too, with a problem. Answers whether any field was found.
 */
export function readParts(element: XmlElement, parts: readonly Part[], into: Draft, at: At, sink: Sink): boolean {
  keepStray(element, at, sink)
  const taken = new Set<Part>()
  const standIns = new Map<string, Part>()
  const counts = new Map<string, number>()
  let after: string | undefined
  let found = false
  for (const child of childElements(element)) {
    const open = parts.filter(part => part.kind === 'list' || !taken.has(part))
    const standIn = standIns.get(child.name)
    const behind = standIn === undefined ? undefined : readBehindStandIn(child, element, parts, into, at, sink)
    const { part, outcome } = behind ?? readByFirstPart(child, element, open, into, at, sink)
    if (outcome === 'unknown') keep(child, at, after, sink)
    if (outcome === 'nothing' && part?.kind === 'group') standIns.set(child.name, part)
    if (outcome !== 'found' && outcome !== 'fixed') continue
    if (part !== undefined) taken.add(part)
    if (behind !== undefined && standIn !== undefined) taken.add(standIn)
    const count = (counts.get(child.name) ?? 0) + 1
    counts.set(child.name, count)
    after = `${child.name}[${count}]`
    found ||= outcome === 'found'
  }
  return found
}

interface Taken {
  readonly part?: Part
  readonly outcome: Outcome
}

function readByFirstPart(child: XmlElement, parent: XmlElement, parts: readonly Part[], into: Draft, at: At, sink: Sink): Taken {
  const part = parts.find(each => takes(each, child, parent))
  if (part === undefined) return { outcome: isHollow(child) && parts.some(each => each.name === child.name) ? 'nothing' : 'unknown' }
  return { part, outcome: readPart(child, part, into, at, sink) }
}

/** After an empty element that may stand in for a single one, an element of the same name is an entry of the list, if it can be one. */
function readBehindStandIn(
  child: XmlElement,
  parent: XmlElement,
  parts: readonly Part[],
  into: Draft,
  at: At,
  sink: Sink,
): Taken | undefined {
  const part = parts.find(each => each.kind === 'list' && takes(each, child, parent))
  if (part === undefined) return undefined
  const own = emptySink()
  const outcome = readPart(child, part, into, at, own)
  if (outcome !== 'found') return undefined
  adopt(sink, own)
  return { part, outcome }
}

function takes(part: Part, child: XmlElement, parent: XmlElement): boolean {
  return part.name === child.name && child.namespace === parent.namespace && (part.kind === 'fixed' || (part.match?.(child) ?? true))
}

function readPart(element: XmlElement, part: Part, into: Draft, at: At, sink: Sink): Outcome {
  switch (part.kind) {
    case 'leaf':
      return readLeafInto(element, part, into, at, sink, joinPath(at.path, part.name))
    case 'fixed':
      return readFixed(element, part, at, sink)
    case 'group':
      return readGroup(element, part, into, at, sink)
    case 'list':
      return readEntry(element, part, into, at, sink)
  }
}

function readLeafInto(element: XmlElement, part: Leaf, into: Draft, at: At, sink: Sink, path: string): Outcome {
  const read = readLeaf(element, part, at.field)
  if (!read.ok) {
    tell(sink, element, ...read.issues)
    return 'unknown'
  }
  const values = read.value
  for (const [to, value] of values) {
    if (to.startsWith('/')) setAt(at.root, to.slice(1), value)
    else setAt(into, to, value)
  }
  if (values.size > 0) locate(sink, joinField(at.field, part.to), element)
  const ours = writeLeaf(part, element.namespace, to => values.get(to))
  if (isFuller(element, ours)) {
    if (values.size === 0) return 'unknown'
    sink.extensions.push({ path, replaces: true, xml: writeExtension(element, at.prefixes) })
  }
  return values.size > 0 ? 'found' : 'nothing'
}

function readFixed(element: XmlElement, part: Fixed, at: At, sink: Sink): Outcome {
  if (isHollow(element)) return 'nothing'
  const isOurs = textOf(element) === part.value(at.index) && element.attributes.length === 0 && childElements(element).length === 0
  if (!isOurs) sink.extensions.push({ path: joinPath(at.path, part.name), replaces: true, xml: writeExtension(element, at.prefixes) })
  return 'fixed'
}

function readGroup(element: XmlElement, part: Group, into: Draft, at: At, sink: Sink): Outcome {
  const inner = { ...at, field: joinField(at.field, part.to), path: joinPath(at.path, segment(part)) }
  const own = emptySink()
  const draft: Draft = {}
  const found = readParts(element, part.parts, draft, inner, own)
  keepAttributes(element, inner, own)
  if (!found) {
    for (const each of own.problems) sink.problems.push(each)
    return isHollow(element) ? 'nothing' : 'unknown'
  }
  const target = part.to === '' || Object.keys(draft).length === 0 ? into : objectAt(into, part.to)
  for (const [name, value] of Object.entries(draft)) merge(target, name, value)
  if (part.to !== '') locate(sink, inner.field, element)
  adopt(sink, own)
  return 'found'
}

/** Two elements may fill one object: a party's name in one place, its AEO code in another. */
function merge(target: Draft, name: string, value: unknown): void {
  const present = target[name]
  if (isObject(present) && isObject(value)) for (const [inner, each] of Object.entries(value)) merge(present, inner, each)
  else target[name] = value
}

function isObject(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readEntry(element: XmlElement, part: List, into: Draft, at: At, sink: Sink): Outcome {
  if (part.isRecord === true) return readRecordEntry(element, part, into, at)
  const listField = joinField(at.field, part.to)
  const present = getAt(into, part.to)
  const index = Array.isArray(present) ? present.length : 0
  const max = maxItemsOf(unindexed(listField))
  if (index >= max) {
    if (!sink.problems.some(each => each.code === 'format.too-many' && each.path === listField)) {
      tell(sink, element, error('format.too-many', listField, { max }))
    }
    return 'nothing'
  }

  const field = `${listField}[${index}]`
  const path = part.keepsExtensions === true ? '' : joinPath(at.path, segment(part, index))
  const own = emptySink()
  const draft: Draft = {}
  const outcome = fillEntry(element, part, draft, { ...at, field, path, index }, own)
  const entry = part.isOfValues === true ? draft[''] : draft
  for (const each of own.problems) sink.problems.push(each)
  if (outcome !== 'found' || entry === undefined) return isHollow(element) ? 'nothing' : 'unknown'

  if (part.keepsExtensions === true && own.extensions.length > 0) draft.extensions = inOrder(own.extensions)
  else for (const each of own.extensions) sink.extensions.push(each)
  for (const [inner, place] of own.places) sink.places.set(inner, place)
  locate(sink, field, element)
  listAt(into, part.to).push(entry)
  return 'found'
}

/** An entry that lacks what makes it one (a container its number) is not taken; a goods item without its number gets its place in the list. */
function fillEntry(element: XmlElement, part: List, draft: Draft, at: At, sink: Sink): Outcome {
  const [first] = part.parts
  if (first?.kind === 'leaf' && first.name === '') return readLeafInto(element, first, draft, at, sink, at.path)
  readParts(element, part.parts, draft, at, sink)
  keepAttributes(element, at, sink)
  if (part.isOfValues === true) return 'found'
  const missing = requiredOf(unindexed(at.field)).filter(name => draft[name] === undefined)
  if (missing.length === 0) return 'found'
  if (isHollow(element) && missing.join() !== 'sequence') return 'nothing'
  tell(sink, element, error('format.part-missing', at.field, { element: element.name, part: missing.join(', ') }))
  if (missing.join() !== 'sequence') return 'unknown'
  draft.sequence = at.index + 1
  return 'found'
}

function readRecordEntry(element: XmlElement, part: List, into: Draft, at: At): Outcome {
  const texts = childElements(element).map(textOf)
  const record = objectAt(into, part.to)
  for (const text of texts) {
    const { key, value } = splitRecordEntry(text)
    if (
      !text.includes('=') ||
      Object.hasOwn(record, key) ||
      key.length > 35 ||
      !fits(`${unindexed(joinField(at.field, part.to))}.*`, value)
    )
      continue
    if (isFuller(element, writeRecordEntry(part, element.namespace, key, value))) continue
    objectAt(into, part.to)[key] = value
    return 'found'
  }
  return 'unknown'
}

/** Attributes no row names are kept like elements; hints at the schema are not the declaration's. */
export function keepAttributes(element: XmlElement, at: At, sink: Sink): void {
  for (const { namespace, name, value } of element.attributes) {
    if (namespace === SCHEMA_INSTANCE) continue
    sink.extensions.push({ path: joinPath(at.path, `@${namespace === '' ? '' : `{${namespace}}`}${name}`), xml: value })
  }
}

const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance'

function keepStray(element: XmlElement, at: At, sink: Sink): void {
  const text = textOf(element)
  if (text === '') return
  tell(sink, element, warning('format.text-stray', at.field, { element: element.name }))
  sink.extensions.push({ path: joinPath(at.path, 'text()'), xml: text })
}

function keep(element: XmlElement, at: At, after: string | undefined, sink: Sink): void {
  const path = joinPath(at.path, element.name)
  const xml = writeExtension(element, at.prefixes)
  sink.extensions.push(after === undefined ? { path, xml } : { path, after, xml })
}

/** An order that does not depend on how the source was ordered, so that what is written is read back the same. */
export function inOrder(extensions: readonly Extension[]): readonly Extension[] {
  const key = ({ path, after = '', replaces }: Extension) =>
    replaces === true ? `0 ${path}` : `1 ${path.slice(0, path.lastIndexOf('/') + 1)} ${after}`
  return extensions
    .map(each => ({ each, key: key(each) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ each }) => each)
}

function adopt(sink: Sink, own: Sink): void {
  for (const each of own.problems) sink.problems.push(each)
  for (const each of own.extensions) sink.extensions.push(each)
  for (const [field, place] of own.places) if (!sink.places.has(field)) sink.places.set(field, place)
}

function locate(sink: Sink, field: string, element: XmlElement): void {
  if (element.line !== undefined && !sink.places.has(field)) sink.places.set(field, { line: element.line })
}

function tell(sink: Sink, element: XmlElement, ...issues: readonly Issue[]): void {
  sink.problems.push(...issues.map(issue => problem(issue, element.line === undefined ? undefined : { line: element.line })))
}
