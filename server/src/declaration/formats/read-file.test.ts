import { describe, expect, test } from 'vitest'
import { FILE_BYTES_MAX, readFile } from './read-file.ts'

const DEC = 'urn:wco:datamodel:WCO:DEC-DMS:2'
const xml = (inner: string) => `<Declaration xmlns="${DEC}">${inner}</Declaration>`
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding)
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16()

const named = xml('<Exporter><Name>Nguyễn Văn Ân</Name></Exporter>')

describe('what a file is, is seen from what is in it', () => {
  test.each([
    ['WCO XML', bytes(named), 'wco-dec'],
    ['our own JSON', bytes('{"type":"IM4"}'), 'lintas-json'],
    ['item lines as CSV', bytes('commodity_code,description\n61091010,T-shirts of cotton\n'), 'csv'],
    ['item lines with semicolons and quotes', bytes('"commodity_code";"description"\r\n61091010;"T-shirts; cotton"\r\n'), 'csv'],
    ['with a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes('{"type":"IM4"}')]), 'lintas-json'],
    ['after empty lines', bytes('\n\n  {"type":"IM4"}'), 'lintas-json'],
  ])('%s', (_, file, format) => {
    expect(readFile(file)).toMatchObject({ format, problems: [] })
  })
})

describe('a name is the same in every encoding that is read', () => {
  test.each([
    ['UTF-8', bytes(named)],
    ['UTF-8 with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(named)])],
    ['UTF-16, little end first, with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes(named, 'utf16le')])],
    ['UTF-16, big end first, with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped(named)])],
    ['UTF-16 without a mark', bytes(`<?xml version="1.0" encoding="UTF-16"?>${named}`, 'utf16le')],
  ])('%s', (_, file) => {
    expect(readFile(file)).toMatchObject({ problems: [], document: { exporter: { name: 'Nguyễn Văn Ân' } } })
  })

  test('ISO-8859-1, where it says so', () => {
    const file = bytes(`<?xml version="1.0" encoding="ISO-8859-1"?>${xml('<Exporter><Name>Müller &amp; Søn</Name></Exporter>')}`, 'latin1')
    expect(readFile(file)).toMatchObject({ problems: [], document: { exporter: { name: 'Müller & Søn' } } })
  })
})

describe('what is no declaration is refused with a code', () => {
  test.each<[string, Uint8Array, object]>([
    ['an empty file', bytes(''), { format: 'unknown', problems: [{ code: 'format.empty' }] }],
    ['a file of white space', bytes(' \n\t '), { format: 'unknown', problems: [{ code: 'format.empty' }] }],
    [
      'a zip archive',
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]),
      { format: 'unknown', problems: [{ code: 'format.archive', params: { kind: 'zip' } }] },
    ],
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
      { format: 'unknown', problems: [{ code: 'format.binary' }] },
    ],
    ['prose', bytes('Dear customs,\nplease let my goods go.\n'), { format: 'unknown', problems: [{ code: 'format.unknown', line: 1 }] }],
    [
      'a web page',
      bytes('<html><body>No</body></html>'),
      { format: 'unknown', problems: [{ code: 'format.no-declaration', params: { element: 'html' } }] },
    ],
    [
      'bytes that are not UTF-8',
      Buffer.concat([bytes('{"type":\n "IM'), Buffer.from([0xe9]), bytes('"}')]),
      { format: 'unknown', problems: [{ code: 'format.encoding-broken', line: 2, column: 5 }] },
    ],
    [
      'an encoding not read here',
      bytes(`<?xml version="1.0" encoding="Shift_JIS"?>${named}`),
      { format: 'wco-dec', problems: [{ code: 'format.encoding-unsupported', params: { encoding: 'SHIFT_JIS' } }] },
    ],
    [
      'bytes that are not what they say',
      bytes(`<?xml version="1.0" encoding="UTF-16"?>${named}`),
      { format: 'wco-dec', problems: [{ code: 'format.encoding-broken' }] },
    ],
    [
      'UTF-32',
      Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]),
      { problems: [{ code: 'format.encoding-unsupported', params: { encoding: 'UTF-32' } }] },
    ],
    [
      'XML that breaks off',
      bytes(`<Declaration xmlns="${DEC}">\n<TypeCode>IM`),
      { format: 'wco-dec', problems: [{ code: 'format.xml-malformed', line: 2 }] },
    ],
    ['JSON that breaks off', bytes('{"type":\n"IM4",'), { format: 'lintas-json', problems: [{ code: 'format.json-malformed', line: 2 }] }],
    ['JSON that is a list', bytes('[{"type":"IM4"}]'), { format: 'lintas-json', problems: [{ code: 'format.json-not-a-declaration' }] }],
    ['a header without rows', bytes('commodity_code,description\n'), { format: 'csv', problems: [{ code: 'format.record-missing' }] }],
  ])('%s', (_, file, expected) => {
    const reading = readFile(file)
    expect(reading).toMatchObject(expected)
    expect(reading.document).toBeUndefined()
  })
})

describe('what is meant to harm is refused with a code', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, level) => `<!ENTITY a${level} "${level === 0 ? '&a;' : `&a${level - 1};`.repeat(10)}">`).join('')}]>${xml('<TypeCode>&a19;</TypeCode>')}`
  const nested = (depth: number) => `<Declaration xmlns="${DEC}">${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</Declaration>`

  test.each<[string, Uint8Array, string]>([
    ['a bomb of entities', bytes(bomb), 'format.xml-doctype'],
    ['the same, in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes(bomb, 'utf16le')]), 'format.xml-doctype'],
    [
      'an external entity',
      bytes(
        `<?xml version="1.0"?>\n<!-- x --><?y z?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${xml('<TypeCode>&e;</TypeCode>')}`,
      ),
      'format.xml-doctype',
    ],
    ['an external definition', bytes(`<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">${xml('')}`), 'format.xml-doctype'],
    ['a definition that is never closed', bytes('<!DOCTYPE x [<!ENTITY a "'), 'format.xml-doctype'],
    ['an entity nobody defined', bytes(xml('<TypeCode>&e;</TypeCode>')), 'format.xml-malformed'],
    ['elements nested beyond measure', bytes(nested(100_000)), 'format.xml-malformed'],
    ['a name of a million letters', bytes(xml(`<${'x'.repeat(1_000_000)}/>`)), 'format.xml-malformed'],
    ['JSON nested beyond measure', bytes('['.repeat(1_000_000)), 'format.json-too-deep'],
    ['JSON nested beyond measure, in objects', bytes('{"a":'.repeat(200_000)), 'format.json-too-deep'],
    ['a name given twice', bytes('{"type":"IM4",\n"type":"EX1"}'), 'format.json-key-repeated'],
    ['a field that would change what objects are', bytes('{"__proto__":{"x":1}}'), 'declaration.field-unknown'],
    ['a NUL in a text', bytes('{"type":"IM\\u0000"}'), 'declaration.malformed'],
    ['half of a surrogate pair', bytes('{"type":"\\ud800"}'), 'declaration.malformed'],
    ['a text of ten million letters', bytes(`{"type":"${'x'.repeat(10_000_000)}"}`), 'declaration.malformed'],
    ['an element with ten million letters', bytes(xml(`<TypeCode>${'x'.repeat(10_000_000)}</TypeCode>`)), 'format.value-malformed'],
    ['a file over the limit', Buffer.alloc(FILE_BYTES_MAX + 1, 0x20), 'format.too-large'],
    [
      'more items than there may be',
      bytes(
        xml(
          `<GoodsShipment>${'<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric></GovernmentAgencyGoodsItem>'.repeat(10_001)}</GoodsShipment>`,
        ),
      ),
      'format.too-many',
    ],
    ['more rows than there may be', bytes(`commodity_code,description\n${'61091010,x\n'.repeat(10_001)}`), 'format.too-many'],
    ['a quote that is never closed', bytes(`commodity_code,description\n61091010,"${'x'.repeat(300_000)}`), 'format.csv-malformed'],
  ])('%s', (_, file, code) => {
    expect(readFile(file).problems.map(problem => problem.code)).toContain(code)
  })

  test('what nobody models, in masses, is refused and not half kept', () => {
    const reading = readFile(bytes(xml('<Unheard/>'.repeat(300_000))))
    expect(reading.document).toBeUndefined()
    expect(reading.problems).toMatchObject([{ code: 'declaration.malformed', path: 'extensions' }])
  })

  test('a document type is told by its place', () => {
    expect(readFile(bytes(`<?xml version="1.0"?>\n  <!DOCTYPE x>${xml('')}`)).problems).toMatchObject([{ line: 2, column: 3 }])
  })

  test('nothing is believed to be what it is called', () => {
    expect(readFile(bytes('=cmd|calc!A1,description,commodity_code\n=1+1,"=HYPERLINK(1)",61091010\n'))).toMatchObject({
      format: 'csv',
      problems: [{ code: 'format.column-unknown' }, { code: 'format.cell-formula', line: 2 }],
      document: { goodsItems: [{ description: '=HYPERLINK(1)' }] },
    })
  })
})
