import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { attributeOf, isHollow, textOf, type XmlElement } from '../../platform/xml/index.ts'
import { type Draft, getAt } from './draft-fields.ts'
import { fits } from './field-limits.ts'
import type { FieldValue } from './wco-form.ts'
import { joinField, type Leaf, unindexed } from './wco-mapping.ts'

/** The fields one element gives, by their names in the object around it. */
export type LeafValues = ReadonlyMap<string, FieldValue>

/** What a leaf says, or why it cannot be what it says. An empty leaf says nothing, which is no mistake. */
export function readLeaf(element: XmlElement, part: Leaf, outerField: string): Result<LeafValues> {
  const field = joinField(outerField, part.to)
  const values = new Map<string, FieldValue>()
  const malformed = (text: string, expected: string): Issue =>
    error('format.value-malformed', field, { element: element.name, value: text.slice(0, 100), expected })

  if (!isHollow({ ...element, attributes: [] })) {
    const value = part.form.read(element)
    if (value === undefined || !fits(unindexed(field), value)) return stop(malformed(textOf(element), part.form.expects))
    values.set(part.to, value)
  }
  for (const { name, to } of part.attributes) {
    const value = attributeOf(element, name)
    if (value === undefined || value === '') continue
    if (!fits(unindexed(joinField(outerField, to)), value)) return stop(malformed(value, name))
    values.set(to, value)
  }
  if (values.size > 0) {
    if (part.attributes.some(({ to, isNeeded }) => isNeeded && !values.has(to)))
      return stop(missing(element, field, part.attributes[0]?.name))
    if (!values.has(part.to) && part.attributes.some(({ isNeeded }) => isNeeded)) return stop(missing(element, field, 'value'))
  }
  return ok(values)
}

/** The element that says these fields, as this project writes it; undefined when none of them is given. */
export function writeLeaf(part: Leaf, namespace: string, fieldValue: (to: string) => FieldValue | undefined): XmlElement | undefined {
  const value = fieldValue(part.to)
  const attributes = part.attributes.flatMap(({ name, to }) => {
    const given = fieldValue(to)
    return given === undefined ? [] : [{ namespace: '', name, value: String(given) }]
  })
  if (value === undefined && attributes.length === 0) return undefined
  const content = value === undefined ? { attributes: [], nodes: [] } : part.form.write(value)
  return { namespace, name: part.name, attributes: [...attributes, ...content.attributes], nodes: content.nodes }
}

export function leafValueIn(draft: Draft, root: Draft): (to: string) => FieldValue | undefined {
  return to => {
    const value = to.startsWith('/') ? getAt(root, to.slice(1)) : getAt(draft, to)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined
  }
}

/** Whether an element says more than, or says otherwise, what this project would write for the same fields. */
export function isFuller(element: XmlElement, ours: XmlElement | undefined): boolean {
  if (ours === undefined) return !isHollow(element)
  const [children, ourChildren] = [element, ours].map(each => each.nodes.filter(node => typeof node !== 'string'))
  return (
    textOf(element) !== textOf(ours).trim() ||
    element.attributes.some(({ namespace, name, value }) => namespace !== '' || attributeOf(ours, name) !== value) ||
    children?.length !== ourChildren?.length ||
    (children ?? []).some((child, index) => isFuller(child, ourChildren?.[index]))
  )
}

function missing(element: XmlElement, field: string, part = ''): Issue {
  return error('format.part-missing', field, { element: element.name, part })
}
