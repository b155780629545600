import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { XmlElement } from './read.ts'

/** Prefixes declared once at the root; the namespace under `''` is the default there. */
export type Prefixes = Readonly<Record<string, string>>

const INDENT = '  '

/** A whole document. Indented where an element holds elements only; text is written to the letter. */
export function writeXml(root: XmlElement, prefixes: Prefixes): Result<string> {
  const declarations = Object.entries(prefixes).map(
    ([prefix, uri]) => `${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(uri)}"`,
  )
  const scope = { byNamespace: new Map(Object.entries(prefixes).map(([prefix, uri]) => [uri, prefix])), inherited: prefixes[''] ?? '' }
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, scope, '', declarations)}\n`
  return isXmlText(xml) ? ok(xml) : stop(error('format.character-not-in-xml', ''))
}

/** One element as a fragment that is read back with the same prefixes in scope; on one line, white space between elements left out. */
export function writeFragment(fragment: XmlElement, prefixes: Prefixes): string {
  const scope = { byNamespace: new Map(Object.entries(prefixes).map(([prefix, uri]) => [uri, prefix])), inherited: prefixes[''] ?? '' }
  return element(fragment, scope, undefined, [])
}

/** Whether every character may stand in an XML 1.0 document: no control characters, no half of a surrogate pair. */
export function isXmlText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML forbids
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)
}

interface Scope {
  readonly byNamespace: ReadonlyMap<string, string>
  /** The default namespace where the element stands. */
  readonly inherited: string
}

function element(node: XmlElement, scope: Scope, indent: string | undefined, declarations: readonly string[]): string {
  const { name, declared, inside } = resolveName(node, scope)
  const attributes = [...declarations, ...declared, ...node.attributes.map((attribute, index) => writeAttribute(attribute, scope, index))]
  const open = `<${[name, ...attributes].join(' ')}`
  const holdsElements = node.nodes.some(each => typeof each !== 'string')
  const nodes = holdsElements ? node.nodes.filter(each => typeof each !== 'string' || each.trim() !== '') : node.nodes
  if (nodes.length === 0) return `${open}/>`

  const isMixed = nodes.some(each => typeof each === 'string')
  const inner = indent === undefined || isMixed ? undefined : indent + INDENT
  const written = nodes.map(each => (typeof each === 'string' ? escapeText(each) : element(each, inside, inner, [])))
  if (inner === undefined) return `${open}>${written.join('')}</${name}>`
  return `${open}>${written.map(each => `\n${inner}${each}`).join('')}\n${indent}</${name}>`
}

function resolveName({ namespace, name }: XmlElement, scope: Scope): { name: string; declared: readonly string[]; inside: Scope } {
  if (namespace === scope.inherited) return { name, declared: [], inside: scope }
  const prefix = scope.byNamespace.get(namespace)
  if (prefix !== undefined && prefix !== '') return { name: `${prefix}:${name}`, declared: [], inside: scope }
  return { name, declared: [`xmlns="${escapeAttribute(namespace)}"`], inside: { ...scope, inherited: namespace } }
}

function writeAttribute({ namespace, name, value }: XmlElement['attributes'][number], scope: Scope, index: number): string {
  const text = `="${escapeAttribute(value)}"`
  if (namespace === '') return name + text
  if (namespace === 'http://www.w3.org/XML/1998/namespace') return `xml:${name}${text}`
  const prefix = scope.byNamespace.get(namespace)
  if (prefix !== undefined && prefix !== '') return `${prefix}:${name}${text}`
  return `xmlns:a${index}="${escapeAttribute(namespace)}" a${index}:${name}${text}`
}

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, character => REFERENCES[character] ?? character)
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\r\n\t]/g, character => REFERENCES[character] ?? character)
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}
