import { type DeclarationDocument, declarationSchema } from '@lintas/customs/declaration'
import { error, type Result } from '@lintas/customs/kernel'
import { childElements, childText, countElements, parseXml, writeXml, type XmlElement } from '../../platform/xml/index.ts'
import { type Draft, listAt, objectAt } from './draft-fields.ts'
import { nearestPlace, type Place, problem, type Reading, refused } from './problem.ts'
import { DECLARATION_NAMESPACE, META_DATA_NAMESPACE, prefixesFor } from './wco-extension.ts'
import { type At, emptySink, inOrder, keepAttributes, readParts, type Sink } from './wco-read.ts'
import { DECLARATION, META_DATA } from './wco-table.ts'
import { writeParts } from './wco-write.ts'

/** Any version of the WCO's declaration message, and the customizations that keep its name. */
const DECLARATION_NAMESPACES = /^urn:wco:datamodel:[^:]+:DEC\b/i

/** How extensions of the envelope begin: outside the declaration, whose own paths begin at itself. */
const MESSAGE_PATH = '..'

/**
 * Reads a WCO declaration from XML, wherever in its envelope it stands: a `Declaration` is known by namespace and local name.
 *
 * Nothing is lost: what the document has no field for is kept in `extensions` and written back in its place.
 */
export function readWcoDec(text: string): Reading {
  const parsed = parseXml(text)
  if (!parsed.ok) return { ...refused(looksLikeWco(text) ? 'wco-dec' : 'unknown', ...parsed.issues), ...versionIn(text) }
  const found = findDeclarations(parsed.value)
  const [first, second] = found
  if (first === undefined) {
    const { name, namespace, line = 1 } = parsed.value
    return refused('unknown', problem(error('format.no-declaration', '', { element: name, namespace }), { line }))
  }
  const reading = readDeclaration(first)
  if (second === undefined) return reading
  const several = problem(error('format.several-declarations', '', { count: found.length }), placeOf(second.declaration))
  return { ...reading, problems: [several, ...reading.problems] }
}

/** The document as a WCO declaration, in the envelope it came in if it came in one. */
export function writeWcoDec(document: DeclarationDocument): Result<string> {
  const namespace = document.message?.namespace ?? DECLARATION_NAMESPACE
  const prefixes = prefixesFor(namespace)
  const root: Draft = { ...document }
  const extensions = document.extensions ?? []
  const ofMessage = extensions.filter(extension => extension.path.startsWith(MESSAGE_PATH))
  const ofDeclaration = extensions.filter(extension => !extension.path.startsWith(MESSAGE_PATH))
  const declaration = writeParts('Declaration', DECLARATION, root, ofDeclaration, { root, namespace, prefixes, path: '' })
  if (!declaration.ok) return declaration
  if (document.message === undefined) return writeXml(declaration.value, prefixes)

  const options = { root, namespace: META_DATA_NAMESPACE, prefixes, path: MESSAGE_PATH }
  const metaData = writeParts('MetaData', META_DATA, { ...document.message }, ofMessage, options)
  if (!metaData.ok) return metaData
  return writeXml({ ...metaData.value, nodes: [...metaData.value.nodes, declaration.value] }, prefixes)
}

/** What share of the elements of a message the document has fields for; comments and what is only kept do not count. */
export function modelledShare(text: string): { readonly elements: number; readonly modelled: number } {
  const parsed = parseXml(text)
  const [found] = parsed.ok ? findDeclarations(parsed.value) : []
  if (found === undefined) return { elements: 0, modelled: 0 }
  const { document } = readDeclaration(found)
  const kept = [...(document?.extensions ?? []), ...(document?.goodsItems ?? []).flatMap(item => item.extensions ?? [])]
  const fragments = kept.filter(({ replaces, xml }) => replaces !== true && xml.startsWith('<'))
  const elements = countElements(found.metaData ?? found.declaration)
  return { elements, modelled: elements - fragments.reduce((count, { xml }) => count + (xml.match(/<[^/]/g)?.length ?? 0), 0) }
}

interface Found {
  readonly declaration: XmlElement
  /** The `MetaData` it stands in directly, if any. */
  readonly metaData?: XmlElement
}

function findDeclarations(element: XmlElement, parent?: XmlElement): readonly Found[] {
  if (element.name === 'Declaration' && DECLARATION_NAMESPACES.test(element.namespace)) {
    return [parent?.name === 'MetaData' ? { declaration: element, metaData: parent } : { declaration: element }]
  }
  return childElements(element).flatMap(child => findDeclarations(child, element))
}

function readDeclaration({ declaration, metaData }: Found): Reading {
  const { namespace } = declaration
  const sink = emptySink()
  const root: Draft = {}
  const at = { root, prefixes: prefixesFor(namespace), field: '', path: '', index: 0 }
  readParts(declaration, DECLARATION, root, at, sink)
  keepAttributes(declaration, at, sink)
  sink.places.set('', placeOf(declaration))
  if (metaData !== undefined) readMessage(metaData, declaration, root, at, sink)
  if (namespace !== DECLARATION_NAMESPACE) objectAt(root, 'message').namespace = namespace
  if (sink.extensions.length > 0) root.extensions = inOrder(sink.extensions)

  const parsed = declarationSchema.safeParse(root)
  const misfits = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => error('declaration.malformed', path.join('.'), { problem: message }))
  const version = metaData === undefined ? undefined : childText(metaData, 'WCODataModelVersionCode')
  return {
    format: 'wco-dec',
    ...(version === undefined || version === '' ? {} : { version }),
    ...(parsed.success ? { document: parsed.data } : { items: listAt(root, 'goodsItems').length }),
    problems: [...sink.problems, ...misfits.map(issue => problem(issue, nearestPlace(sink.places, issue.path)))],
    places: sink.places,
  }
}

/** What the envelope says of the message's form. An envelope in another namespace than the WCO's is transport, and not kept. */
function readMessage(metaData: XmlElement, declaration: XmlElement, root: Draft, at: At, sink: Sink): void {
  const envelope = { ...metaData, nodes: metaData.nodes.filter(node => node !== declaration) }
  const inMessage = { ...at, field: 'message', path: MESSAGE_PATH }
  readParts(envelope, META_DATA, objectAt(root, 'message'), inMessage, sink)
  keepAttributes(envelope, inMessage, sink)
}

function placeOf(element: XmlElement): Place {
  return { line: element.line ?? 1 }
}

function looksLikeWco(text: string): boolean {
  return /urn:wco:datamodel:[^:"']+:DEC\b/i.test(text)
}

function versionIn(text: string): { readonly version?: string } {
  const version = /WCODataModelVersionCode>\s*([\w.]{1,17})\s*</.exec(text)?.[1]
  return version === undefined ? {} : { version }
}
