import { type DeclarationDocument, declarationSchema, partySchema, transportDocumentSchema } from '@lintas/customs/declaration'
import fc from 'fast-check'
import { z } from 'zod'
import { isXmlText } from '../../../platform/xml/index.ts'

type Schema = z.core.JSONSchema.JSONSchema

/** Text as declarants write it: in every script, without control characters, no space around it. */
const anyText = (max: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(max, 12) })
    .map(text => text.trim())
    .filter(text => text !== '' && text.length <= max && isXmlText(text) && partySchema.shape.name.safeParse(text).success)

/** What people compare by eye: the schema says which texts those may be. */
const anyReference = (max: number) =>
  fc
    .oneof(
      ...SCRIPTS.map(letters => fc.string({ unit: fc.constantFrom(...letters, ...SIGNS), minLength: 1, maxLength: Math.min(max, 12) })),
    )
    .filter(text => transportDocumentSchema.shape.id.safeParse(text).success)
const SCRIPTS = ['ABCXYZabcxyz', 'ÀÉđơưỹ', 'กขคงจฉ', '上海港船', 'កខគឃ', 'АБВГ']
const SIGNS = '0123456789-/. '
const REFERENCES = /(?:^|\.)(?:id|ucr|localReference|traderReference)$/

/** Where two fields share an element, each keeps to what is its own: a second commodity code is no additional code. */
const SPECIAL: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'goodsItems.additionalCodes': fc.array(fc.record({ type: fc.constantFrom('TRC', 'TRA', 'GN'), code: anyText(17) }), { maxLength: 3 }),
  'goodsItems.attributes': fc.dictionary(
    anyText(35).filter(key => key !== '__proto__'),
    anyText(70),
    { maxKeys: 3, noNullPrototype: true },
  ),
  arrivals: fc.dictionary(
    anyText(35).filter(key => key !== '__proto__'),
    fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    { minKeys: 1, maxKeys: 3, noNullPrototype: true },
  ),
  'additionalInformation.type': fc.constantFrom('AES', 'ACB'),
  'goodsItems.additionalInformation.type': fc.constantFrom('AES', 'ACB'),
  'supplyChainActors.role': fc.constantFrom('CS', 'FW', 'MF'),
  'message.namespace': fc.constantFrom('urn:wco:datamodel:WCO:DEC:2', 'urn:wco:datamodel:SG:DEC-X:1'),
}

/** What comes from reading alone, and what the WCO form has no place for. */
const NOT_IN_XML = ['extensions', 'valuationWorksheet']

/** Any document of the schema, in the form reading gives: lists are there if only empty, and no object says nothing. */
export const anyDocument: fc.Arbitrary<DeclarationDocument> = fromSchema(
  '',
  z.toJSONSchema(declarationSchema, { io: 'input', metadata: z.registry() }),
).map(given => declarationSchema.parse(given))

function fromSchema(path: string, schema: Schema): fc.Arbitrary<unknown> {
  const special = SPECIAL[path]
  if (special !== undefined) return special
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'string':
      if (schema.pattern === undefined && REFERENCES.test(path)) return anyReference(schema.maxLength ?? 50)
      return schema.pattern === undefined ? anyText(schema.maxLength ?? 50) : fc.stringMatching(new RegExp(schema.pattern))
    case 'integer':
      return fc.integer({ min: 0, max: schema.maximum ?? 1000 })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(fromSchema(path, asSchema(schema.items)), { maxLength: 3 })
    default:
      return fromObject(path, schema)
  }
}

function fromObject(path: string, { properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).filter(([name]) => !NOT_IN_XML.includes(name))
  const arbitraries = Object.fromEntries(
    members.map(([name, each]) => [name, fromSchema(path === '' ? name : `${path}.${name}`, asSchema(each))]),
  )
  const object = fc.record(arbitraries, { requiredKeys: [...required] }).map(withoutEmpty)
  return path === '' || path === 'goodsItems' ? object : object.filter(value => Object.keys(value).length > 0)
}

/** An object that says nothing is written as nothing, and so is not read back as an empty one. */
function withoutEmpty(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => typeof each !== 'object' || each === null || Object.keys(each).length > 0),
  )
}

function asSchema(schema: unknown): Schema {
  return typeof schema === 'object' && schema !== null ? (schema as Schema) : {}
}
