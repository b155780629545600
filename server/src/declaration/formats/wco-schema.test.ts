import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { declarationSchema } from '@lintas/customs/declaration'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { expect, test } from 'vitest'
import { readWcoDec, writeWcoDec } from './wco-dec.ts'

const shared = fileURLToPath(new URL('../../../../../shared/data/samples/', import.meta.url))
const schemasAreHere = existsSync(join(shared, 'wco-xsd'))
const whereSchemas = schemasAreHere ? '' : ' (skipped: ../shared/data/samples/wco-xsd is not here)'
const samples = schemasAreHere ? readdirSync(join(shared, 'wco-dec')).filter(name => name.endsWith('.xml')) : []

test.skipIf(!schemasAreHere)(`what is written keeps to the schema wherever what was read did${whereSchemas}`, () => {
  const broken: string[] = []
  let valid = 0
  for (const name of samples) {
    const source = readFileSync(join(shared, 'wco-dec', name), 'utf8')
    const { document } = readWcoDec(source)
    if (document === undefined || violations(source).length > 0) continue
    valid += 1
    const written = writeWcoDec(document)
    broken.push(...violations(written.ok ? written.value : '').map(violation => `${name}: ${violation}`))
  }
  expect(broken).toEqual([])
  expect(valid).toBeGreaterThan(100)
})

test.skipIf(!schemasAreHere)(
  `a declaration of ours keeps to the schema, with all that the data model has no element for${whereSchemas}`,
  () => {
    const written = writeWcoDec(
      declarationSchema.parse({
        localReference: 'SH-2026-000117',
        type: 'IM4',
        mode: 'PRE_ARRIVAL',
        functionCode: '9',
        insurance: { amount: '25.00', currency: 'USD' },
        apportionBy: 'weight',
        importer: { id: '0101234567', aeoCode: 'AEOSG1234567890AB' },
        message: { modelVersion: '3.6' },
        goodsItems: [
          {
            sequence: 1,
            commodityCode: '22084000',
            brand: 'Mekong',
            attributes: { alcoholStrength: '40' },
            preference: { agreement: 'atiga', proof: { type: 'e-form-d', id: 'TH-2026-004411', issuedOn: '2026-01-24' } },
            quantities: [{ value: '840', unit: 'LTR' }],
          },
        ],
      }),
    )
    expect(violations(written.ok ? written.value : '')).toEqual([])
  },
)

let validator: XsdValidator | undefined

function violations(xml: string): readonly string[] {
  validator ??= openValidator()
  const document = XmlDocument.fromString(xml)
  try {
    validator.validate(document)
    return []
  } catch (failure) {
    return [failure instanceof Error ? failure.message : String(failure)]
  } finally {
    document.dispose()
  }
}

function openValidator(): XsdValidator {
  xmlRegisterFsInputProviders()
  const path = join(shared, 'wco-xsd/_driver.xsd')
  return XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(path), { url: path }))
}
