import { ok, type Result } from '@lintas/customs/kernel'
import { type Prefixes, parseXml, writeFragment, type XmlElement } from '../../platform/xml/index.ts'
import { DATA_TYPES_NAMESPACE } from './wco-form.ts'

/** A piece of the WCO form that the document has no field for, as the document keeps it. */
export interface Extension {
  readonly path: string
  readonly after?: string | undefined
  readonly replaces?: true | undefined
  readonly xml: string
}

export const DECLARATION_NAMESPACE = 'urn:wco:datamodel:WCO:DEC-DMS:2'
export const META_DATA_NAMESPACE = 'urn:wco:datamodel:WCO:DocumentMetaData-DMS:2'

/** The prefixes of a message whose `Declaration` is in a namespace. */
export function prefixesFor(namespace: string): Prefixes {
  return { '': namespace, md: META_DATA_NAMESPACE, ds: DATA_TYPES_NAMESPACE }
}

export function writeExtension(element: XmlElement, prefixes: Prefixes): string {
  return writeFragment(element, prefixes)
}

/** The element an extension holds; refused like any other malformed XML, since anyone may send one. */
export function readExtension(extension: Extension, prefixes: Prefixes): Result<XmlElement> {
  const declarations = Object.entries(prefixes).map(([prefix, uri]) => `${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${uri}"`)
  const parsed = parseXml(`<extension ${declarations.join(' ')}>${extension.xml}</extension>`)
  if (!parsed.ok) return parsed
  const [element] = parsed.value.nodes.filter(node => typeof node !== 'string')
  return ok(element ?? parsed.value)
}
