import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { ParseOption, XmlCData, XmlDocument, XmlElement as XmlElementNode, XmlParseError, XmlText } from 'libxml2-wasm'

/** Where in a text, lines and columns counted from 1. */
interface Place {
  readonly line: number
  readonly column?: number
}

/** An element as it was read: names resolved to namespaces, references to characters, comments and instructions left behind. */
export interface XmlElement {
  readonly namespace: string
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly nodes: readonly (XmlElement | string)[]
  readonly line?: number
}

export interface XmlAttribute {
  readonly namespace: string
  readonly name: string
  readonly value: string
}

/** No network, no files, no entities of the sender's making; depth, text and name lengths within the library's normal limits. */
const OPTIONS =
  ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_BIG_LINES | ParseOption.XML_PARSE_IGNORE_ENC

/**
 * Parses a text as XML. Any document type declaration is refused before the parser sees it, and with it every entity it could define.
 *
 * @source W3C XML 1.0 (fifth edition), Namespaces in XML 1.0
 */
export function parseXml(text: string): Result<XmlElement, Issue & Place> {
  const doctype = findDoctype(text)
  if (doctype !== undefined) return stop({ ...error('format.xml-doctype', ''), ...doctype })
  try {
    const document = XmlDocument.fromString(text, { option: OPTIONS })
    try {
      return ok(copyElement(document.root))
    } finally {
      document.dispose()
    }
  } catch (failure) {
    if (!(failure instanceof XmlParseError)) throw failure
    const [detail] = failure.details
    const words = (detail?.message ?? failure.message).trim().split('\n', 1)[0] ?? ''
    const place = detail === undefined ? { line: 1 } : { line: detail.line, column: detail.col }
    return stop({ ...error('format.xml-malformed', '', { problem: words.slice(0, 200) }), ...place })
  }
}

export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.nodes.filter(node => typeof node !== 'string')
}

/** The element's own text, without surrounding white space. */
export function textOf(element: XmlElement): string {
  return element.nodes
    .filter(node => typeof node === 'string')
    .join('')
    .trim()
}

export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find(attribute => attribute.name === name && attribute.namespace === '')?.value
}

/** The first text that a child of that name has. */
export function childText(element: XmlElement, name: string): string | undefined {
  return childElements(element)
    .filter(child => child.name === name)
    .map(textOf)
    .find(text => text !== '')
}

/** Whether an element holds no text and no attribute, however deep. */
export function isHollow(element: XmlElement): boolean {
  return element.attributes.length === 0 && textOf(element) === '' && childElements(element).every(isHollow)
}

export function countElements(element: XmlElement): number {
  return childElements(element).reduce((count, child) => count + countElements(child), 1)
}

function copyElement(node: XmlElementNode): XmlElement {
  const nodes: (XmlElement | string)[] = []
  for (let child = node.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElementNode) nodes.push(copyElement(child))
    else if (child instanceof XmlText || child instanceof XmlCData) nodes.push(child.content)
  }
  return {
    namespace: node.namespaceUri,
    name: node.name,
    attributes: node.attrs.map(({ namespaceUri, name, value }) => ({ namespace: namespaceUri, name, value })),
    nodes,
    line: node.line,
  }
}

/**
 * Where a document type declaration begins. It can only stand in the prolog, so this walks over white space, comments and instructions;
 * whatever else it meets is the parser's to judge.
 */
function findDoctype(text: string): Place | undefined {
  let position = skipSpace(text, 0)
  for (;;) {
    if (text.startsWith('<!DOCTYPE', position)) return placeAt(text, position)
    const end = text.startsWith('<?', position) ? '?>' : text.startsWith('<!--', position) ? '-->' : undefined
    if (end === undefined) return undefined
    const found = text.indexOf(end, position)
    if (found < 0) return undefined
    position = skipSpace(text, found + end.length)
  }
}

function skipSpace(text: string, from: number): number {
  let to = from
  while (to < text.length && text.charCodeAt(to) <= 0x20) to += 1
  return to
}

function placeAt(text: string, position: number): Place {
  const before = text.slice(0, position)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: position - lineStart + 1 }
}
