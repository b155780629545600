import fc from 'fast-check'
import type { XmlElement } from '../../../platform/xml/index.ts'
import { DECLARATION_NAMESPACE } from '../wco-extension.ts'
import type { Part } from '../wco-mapping.ts'
import { DECLARATION } from '../wco-table.ts'

const NAMES = [...new Set(namesOf(DECLARATION))]
const ATTRIBUTES = ['currencyID', 'unitCode', 'schemeID', 'formatCode', 'listID', 'x']
const TEXTS = [
  '1',
  '0',
  '12.50',
  'GB',
  'TSP',
  'XLT',
  'MODE',
  'ATTRIBUTE',
  'alcohol=40',
  '=',
  '20260228',
  '20260228101500Z',
  'IM',
  'EM',
  'KGM',
  'TNE',
  'ö <&> "x"',
  'x'.repeat(600),
]

const attributes = fc
  .uniqueArray(fc.constantFrom(...ATTRIBUTES), { maxLength: 2 })
  .chain(names =>
    fc.tuple(
      ...names.map(name =>
        fc.record({ namespace: fc.constant(''), name: fc.constant(name), value: fc.constantFrom('GBP', 'KGM', '102', 'ö"') }),
      ),
    ),
  )

/**
 * Any message of the declaration's own element names, at places right and wrong, repeated, with values that fit and values that do not:
 * what has no field must survive all the same.
 */
export const anyMessage: fc.Arbitrary<XmlElement> = fc
  .letrec<{ element: XmlElement }>(tie => ({
    element: fc.oneof(
      { maxDepth: 5, depthSize: 'medium' },
      element(fc.array(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 1 })),
      element(fc.array(tie('element'), { maxLength: 5 })),
      element(fc.array(fc.oneof(tie('element'), fc.constantFrom(...TEXTS)), { maxLength: 4 })),
    ),
  }))
  .element.map(each => ({ ...each, name: 'Declaration', namespace: DECLARATION_NAMESPACE }))

/** Any message whose elements stand where the table has them, each row left out, once or several times. */
export const anyOrderlyMessage: fc.Arbitrary<XmlElement> = orderly('Declaration', DECLARATION)

function element(nodes: fc.Arbitrary<readonly (XmlElement | string)[]>): fc.Arbitrary<XmlElement> {
  const namespace = fc.oneof(
    { weight: 9, arbitrary: fc.constant(DECLARATION_NAMESPACE) },
    { weight: 1, arbitrary: fc.constant('urn:other') },
  )
  const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: fc.constant('Other') })
  return fc.record({ namespace, name, attributes, nodes })
}

function orderly(name: string, parts: readonly Part[]): fc.Arbitrary<XmlElement> {
  const nodes = fc.tuple(...parts.map(orderlyPart)).map(each => each.flat())
  return fc.record({ namespace: fc.constant(DECLARATION_NAMESPACE), name: fc.constant(name), attributes: fc.constant([]), nodes })
}

function orderlyPart(part: Part): fc.Arbitrary<readonly XmlElement[]> {
  const inner = part.kind === 'group' || part.kind === 'list' ? part.parts : []
  const isLeaf = inner.length === 0 || inner.some(each => each.name === '')
  const leaf = fc.record({
    namespace: fc.constant(DECLARATION_NAMESPACE),
    name: fc.constant(part.name),
    attributes,
    nodes: fc.array(fc.constantFrom(...TEXTS), { maxLength: 1 }),
  })
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant([]) },
    {
      weight: 3,
      arbitrary: fc.array(isLeaf ? leaf : orderly(part.name, inner), { minLength: 1, maxLength: part.kind === 'list' ? 3 : 1 }),
    },
    { weight: 1, arbitrary: fc.array(isLeaf ? leaf : orderly(part.name, inner), { minLength: 2, maxLength: 2 }) },
  )
}

function namesOf(parts: readonly Part[]): readonly string[] {
  return parts
    .flatMap(part => [part.name, ...(part.kind === 'group' || part.kind === 'list' ? namesOf(part.parts) : [])])
    .filter(name => name !== '')
}
