import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { childElements, parseXml, textOf, writeXml, type XmlElement } from '../../platform/xml/index.ts'
import { nearestPlace } from './problem.ts'
import { anyDocument } from './testing/any-document.ts'
import { anyMessage, anyOrderlyMessage } from './testing/any-message.ts'
import { modelledShare, readWcoDec, writeWcoDec } from './wco-dec.ts'
import { prefixesFor } from './wco-extension.ts'

const shared = fileURLToPath(new URL('../../../../../shared/data/samples/', import.meta.url))
const samplesAreHere = existsSync(join(shared, 'wco-dec'))
const whereSamples = samplesAreHere ? '' : ' (skipped: ../shared/data/samples is not here)'
const samples = samplesAreHere ? readdirSync(join(shared, 'wco-dec')).filter(name => name.endsWith('.xml')) : []
const sampleText = (name: string) => readFileSync(join(shared, 'wco-dec', name), 'utf8')

test('a document written as XML is read back the same', () => {
  fc.assert(
    fc.property(anyDocument, document => {
      const reading = readWcoDec(written(document))
      expect(reading.problems).toEqual([])
      expect(reading.document).toEqual(document)
    }),
    { numRuns: 100 },
  )
})

test.each([
  ['in their places', anyOrderlyMessage],
  ['anywhere', anyMessage],
])('whatever elements a message holds %s: nothing is lost, and what is written is read back the same', (_, messages) => {
  fc.assert(
    fc.property(messages, message => {
      const source = ofResult(writeXml(message, prefixesFor(message.namespace)))
      const { document } = readWcoDec(source)
      if (document === undefined) throw new Error('given a message that was not read')
      const again = written(document)
      expect(readWcoDec(again).document).toEqual(document)
      expect(lostValues(source, again)).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test.skipIf(!samplesAreHere)(`what others wrote goes in and out unchanged, and nothing of it is lost${whereSamples}`, () => {
  let read = 0
  for (const name of samples) {
    const source = sampleText(name)
    const { document, problems } = readWcoDec(source)
    if (document === undefined) {
      expect(problems[0]).toMatchObject({ code: 'format.xml-malformed', line: expect.any(Number), column: expect.any(Number) })
      continue
    }
    read += 1
    expect(problems).toEqual([])
    const again = written(document)
    expect(readWcoDec(again).document).toEqual(document)
    expect(lostValues(source, again)).toEqual([])
  }
  expect(samples.length - read).toBe(2)
})

test.skipIf(!samplesAreHere)(`at least 95 of 100 elements of the samples have a field of their own${whereSamples}`, () => {
  const shares = samples.map(name => modelledShare(sampleText(name)))
  const elements = shares.reduce((count, share) => count + share.elements, 0)
  const modelled = shares.reduce((count, share) => count + share.modelled, 0)
  console.info(
    `${modelled} of ${elements} elements in ${samples.length} sample declarations are modelled: ${((100 * modelled) / elements).toFixed(2)} %`,
  )
  expect(modelled / elements).toBeGreaterThanOrEqual(0.95)
})

const DEC = 'urn:wco:datamodel:WCO:DEC-DMS:2'

describe('a declaration is found by namespace and local name', () => {
  test.each([
    ['bare', `<Declaration xmlns="${DEC}"><TypeCode>IMA</TypeCode></Declaration>`],
    ['with a prefix', `<w:Declaration xmlns:w="${DEC}"><w:TypeCode>IMA</w:TypeCode></w:Declaration>`],
    ['in another version of the namespace', '<Declaration xmlns="urn:wco:datamodel:WCO:DEC:1"><TypeCode>IMA</TypeCode></Declaration>'],
    [
      'in a SOAP envelope',
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><x><Declaration xmlns="${DEC}"><TypeCode>IMA</TypeCode></Declaration></x></s:Body></s:Envelope>`,
    ],
  ])('%s', (_, xml) => {
    expect(readWcoDec(xml)).toMatchObject({ format: 'wco-dec', problems: [], document: { type: 'IMA' } })
  })

  test('an element of that name in no namespace of the WCO is none', () => {
    const reading = readWcoDec('<Declaration><TypeCode>IMA</TypeCode></Declaration>')
    expect(reading).toMatchObject({ format: 'unknown', problems: [{ code: 'format.no-declaration', line: 1 }] })
  })

  test('two in one file are refused, the second by its line', () => {
    const one = `<Declaration xmlns="${DEC}"/>`
    expect(readWcoDec(`<all>\n${one}\n${one}\n</all>`).problems).toMatchObject([{ code: 'format.several-declarations', line: 3 }])
  })
})

describe('what has no field is kept and written back in its place', () => {
  test.each([
    ['an element nobody knows', '<FunctionCode>9</FunctionCode><Unheard>of <b>it</b></Unheard><TypeCode>IMA</TypeCode>'],
    [
      'one of another namespace',
      '<FunctionCode>9</FunctionCode><Unheard xmlns="urn:other" a="1"><deep/></Unheard><TypeCode>IMA</TypeCode>',
    ],
    ['a second where there is room for one', '<Declarant><ID>A</ID></Declarant><Declarant><ID>B</ID></Declarant>'],
    [
      'an element in a place the document says nothing of',
      '<GoodsShipment><Consignment><ConsignmentItem>7</ConsignmentItem></Consignment></GoodsShipment>',
    ],
    ['a value that is not what it should be', '<GoodsItemQuantity>many</GoodsItemQuantity>'],
    ['an attribute beyond the value', '<TypeCode listID="7">IMA</TypeCode>'],
    [
      'an instant where the document keeps the day',
      '<AcceptanceDateTime><ds:DateTimeString formatCode="304">20260228101500+07</ds:DateTimeString></AcceptanceDateTime>',
    ],
  ])('%s', (_, inner) => {
    const { document } = readWcoDec(
      `<Declaration xmlns="${DEC}" xmlns:ds="urn:wco:datamodel:WCO:Declaration_DS:DMS:2">${inner}</Declaration>`,
    )
    if (document === undefined) throw new Error('given a message that was not read')
    expect(compact(written(document))).toContain(inner)
  })

  test('a fuller form gives way once the field is changed', () => {
    const { document } = readWcoDec(
      `<Declaration xmlns="${DEC}"><AcceptanceDateTime><DateTimeString formatCode="304">20260228101500Z</DateTimeString></AcceptanceDateTime></Declaration>`,
    )
    if (document === undefined) throw new Error('given a message that was not read')
    expect(written(document)).toContain('20260228101500Z')
    expect(readWcoDec(written({ ...document, acceptedOn: '2026-03-01' })).document?.acceptedOn).toBe('2026-03-01')
  })

  test('an extension that is no XML is refused when written, by the path it would stand at', () => {
    const { document } = readWcoDec(`<Declaration xmlns="${DEC}"/>`)
    if (document === undefined) throw new Error('given a message that was not read')
    const refused = writeWcoDec({ ...document, extensions: [{ path: 'X', xml: '</Declaration><Declaration>' }] })
    expect(refused.ok ? [] : refused.issues).toMatchObject([{ code: 'format.extension-malformed', params: { path: 'X' } }])
  })
})

test.each([
  [
    'a mass in tonnes',
    '<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric><Commodity><GoodsMeasure><GrossMassMeasure unitCode="TNE">2.5</GrossMassMeasure></GoodsMeasure></Commodity></GovernmentAgencyGoodsItem>',
    { goodsItems: [{ grossMassKg: '2500' }] },
  ],
  ['a day without its format', '<Invoice><IssueDateTime>2026-02-28</IssueDateTime></Invoice>', { invoice: { issuedOn: '2026-02-28' } }],
  [
    'text in another script, with space around it',
    '<Buyer><Name>\n  Công ty TNHH Sông Hồng\n</Name></Buyer>',
    { buyer: { name: 'Công ty TNHH Sông Hồng' } },
  ],
])('%s is understood', (_, inner, expected) => {
  expect(readWcoDec(`<Declaration xmlns="${DEC}"><GoodsShipment>${inner}</GoodsShipment></Declaration>`)).toMatchObject({
    problems: [],
    document: expected,
  })
})

test.each([
  ['an amount without its currency', '<InvoiceAmount>100</InvoiceAmount>', 'format.part-missing'],
  ['a number that is none', '<TotalPackageQuantity>1,000</TotalPackageQuantity>', 'format.value-malformed'],
  ['more text than there is room for', `<TypeCode>${'X'.repeat(99)}</TypeCode>`, 'format.value-malformed'],
  ['text between elements', '<GoodsShipment>\nstray</GoodsShipment>', 'format.text-stray'],
  ['an item without its number', '<GoodsShipment><GovernmentAgencyGoodsItem/></GoodsShipment>', 'format.part-missing'],
])('%s is told with its line', (_, inner, code) => {
  expect(readWcoDec(`<Declaration xmlns="${DEC}">\n\n${inner}</Declaration>`).problems).toMatchObject([{ code, line: 3 }])
})

test('a problem about a field leads to the line of its element, or of the nearest around it', () => {
  const { places } = readWcoDec(
    `<Declaration xmlns="${DEC}">\n<GoodsShipment>\n<GovernmentAgencyGoodsItem>\n<SequenceNumeric>1</SequenceNumeric>\n<Commodity>\n<Description>x</Description>\n</Commodity>\n</GovernmentAgencyGoodsItem>\n</GoodsShipment>\n</Declaration>`,
  )
  expect(nearestPlace(places, 'goodsItems[0].description')).toEqual({ line: 6 })
  expect(nearestPlace(places, 'goodsItems[0].netMassKg')).toEqual({ line: 3 })
  expect(nearestPlace(places, 'totalPackages')).toEqual({ line: 1 })
})

function written(document: Parameters<typeof writeWcoDec>[0]): string {
  return ofResult(writeWcoDec(document))
}

function ofResult(result: ReturnType<typeof writeWcoDec>): string {
  if (!result.ok) throw new Error(`given a document that cannot be written: ${JSON.stringify(result.issues)}`)
  return result.value
}

function compact(xml: string): string {
  return xml.replace(/>\s+</g, '><')
}

/** Texts and attribute values of the declaration and its envelope that the other message has fewer of. */
function lostValues(source: string, again: string): readonly string[] {
  const left = new Map<string, number>()
  for (const value of valuesOf(again)) left.set(value, (left.get(value) ?? 0) + 1)
  return valuesOf(source).filter(value => {
    const count = left.get(value) ?? 0
    left.set(value, count - 1)
    return count <= 0
  })
}

function valuesOf(xml: string): readonly string[] {
  const parsed = parseXml(xml)
  if (!parsed.ok) throw new Error('given XML that is not well-formed')
  const root = find(parsed.value, 'MetaData') ?? find(parsed.value, 'Declaration')
  return root === undefined ? [] : collect(root)
}

function find(element: XmlElement, name: string): XmlElement | undefined {
  if (element.name === name) return element
  for (const child of childElements(element)) {
    const found = find(child, name)
    if (found !== undefined) return found
  }
  return undefined
}

function collect(element: XmlElement): readonly string[] {
  const text = textOf(element)
  const attributes = element.attributes.filter(({ name }) => name !== 'schemaLocation').map(({ value }) => value)
  return [...attributes, ...(text === '' ? [] : [text]), ...childElements(element).flatMap(collect)]
}
