import type { XmlElement } from '../../platform/xml/index.ts'
import type { Form } from './wco-form.ts'

/**
 * One row of the table that says how the document and the WCO form correspond. Reading and writing both follow it, so they cannot disagree.
 *
 * `to` is a field of the object the surrounding rows fill (`tradeTerms.place`); a leading `/` means a field of the whole declaration.
 */
export type Part = Leaf | Fixed | Group | List

/** An element whose text, and perhaps attributes, are fields. */
export interface Leaf {
  readonly kind: 'leaf'
  readonly name: string
  readonly to: string
  readonly form: Form
  readonly attributes: readonly LeafAttribute[]
  readonly match?: Match
}

interface LeafAttribute {
  readonly name: string
  readonly to: string
  /** Without it the value means nothing: the currency of an amount. */
  readonly isNeeded: boolean
}

/** An element that says nothing the document does not already say: a running number, a code that makes its parent what it is. */
export interface Fixed {
  readonly kind: 'fixed'
  readonly name: string
  readonly value: (index: number) => string
}

/** One element that groups others; `to` is the object they fill, empty for the surrounding one. */
export interface Group {
  readonly kind: 'group'
  readonly name: string
  readonly to: string
  readonly parts: readonly Part[]
  /** Tells groups of one name apart in the paths of extensions. */
  readonly label?: string
  readonly match?: Match
}

/** An element that repeats: one entry of a list each. */
export interface List {
  readonly kind: 'list'
  readonly name: string
  readonly to: string
  readonly parts: readonly Part[]
  /** The entries are plain values: the leaf among its parts has an empty `to`. */
  readonly isOfValues?: boolean
  /** The list is a record: the leaf among its parts holds `key=value`. */
  readonly isRecord?: boolean
  /** The entry keeps its own extensions, with paths from itself. */
  readonly keepsExtensions?: boolean
  readonly match?: Match
}

type Match = (element: XmlElement) => boolean

export function leaf(name: string, to: string, form: Form, attributes: readonly LeafAttribute[] = []): Leaf {
  return { kind: 'leaf', name, to, form, attributes }
}

export function fixed(name: string, value: string): Fixed {
  return { kind: 'fixed', name, value: () => value }
}

/** The running number of an entry in its list. */
export function position(name: string): Fixed {
  return { kind: 'fixed', name, value: index => String(index + 1) }
}

export function group(name: string, to: string, parts: readonly Part[], options: Pick<Group, 'label' | 'match'> = {}): Group {
  return { kind: 'group', name, to, parts, ...options }
}

export function list(
  name: string,
  to: string,
  parts: readonly Part[],
  options: Pick<List, 'isOfValues' | 'isRecord' | 'keepsExtensions' | 'match'> = {},
): List {
  return { kind: 'list', name, to, parts, ...options }
}

/** How a part is called in the path of an extension: by its name, its label, or its place in the list. */
export function segment(part: Part, index = 0): string {
  if (part.kind === 'list') return `${part.name}[${index + 1}]`
  return part.kind === 'group' && part.label !== undefined ? `${part.name}[${part.label}]` : part.name
}

export function joinPath(outer: string, inner: string): string {
  return outer === '' ? inner : `${outer}/${inner}`
}

export function joinField(outer: string, inner: string): string {
  if (inner.startsWith('/')) return inner.slice(1)
  if (inner === '') return outer
  return outer === '' ? inner : `${outer}.${inner}`
}

/** A field without the places in lists along the way: `goodsItems[2].netMassKg` as `goodsItems.netMassKg`. */
export function unindexed(field: string): string {
  return field.replace(/\[\d+\]/g, '')
}

export function writeRecordEntry(part: List, namespace: string, key: string, value: string): XmlElement {
  const text = `${key.replace(/[%=]/g, encodeURIComponent)}=${value}`
  const nodes = part.parts.flatMap(each => {
    if (each.kind !== 'leaf' && each.kind !== 'fixed') return []
    return [{ namespace, name: each.name, attributes: [], nodes: [each.kind === 'fixed' ? each.value(0) : text] }]
  })
  return { namespace, name: part.name, attributes: [], nodes }
}

export function splitRecordEntry(text: string): { readonly key: string; readonly value: string } {
  const end = text.indexOf('=')
  return { key: text.slice(0, end).replace(/%3D/g, '=').replace(/%25/g, '%'), value: text.slice(end + 1) }
}
