import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { CLONE, openCommandLine } from './testing/command-line.ts'

const { scratch, lintas, startRegion } = openCommandLine('clear')
const examples = join(CLONE, 'examples')

beforeAll(startRegion, 120_000)

async function clear(...args: readonly string[]) {
  const { code, stdout } = await lintas('clear', ...args, '--json')
  const lines = stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
  return { code, lines, stdout }
}

const rum = join(examples, 'vn-import-rum.json')
const vnRates = join(examples, 'rates/vn.csv')

test('a file in a currency without a rate is refused by name; with the rates it is lodged, paid and held for the officer', async () => {
  const refused = await clear(rum)
  expect(refused.code).toBe(1)
  expect(refused.lines).toMatchObject([{ file: rum, mrn: null, lane: null, status: 'refused', payable: [], charges: [] }])
  expect(refused.lines[0].issues.map((issue: { code: string }) => issue.code)).toContain('rates.missing')

  const held = await clear(rum, '--rates', vnRates)
  expect(held.code).toBe(0)
  expect(held.lines).toMatchObject([{ file: rum, lane: expect.stringMatching(/^(yellow|red)$/), status: 'held' }])
  expect(Object.keys(held.lines[0])).toEqual(['file', 'mrn', 'lane', 'status', 'payable', 'charges', 'issues'])
  expect(held.lines[0].payable.map((each: { kind: string }) => each.kind)).toEqual(['customs-duty', 'excise', 'vat'])

  const released = await clear(rum, '--inspect', 'clean')
  expect(released.lines).toMatchObject([{ mrn: held.lines[0].mrn, status: 'released' }])
  expect((await clear(rum)).stdout).toBe((await clear(rum, '--inspect', 'clean')).stdout)

  const replayed = await lintas('replay', held.lines[0].mrn, '--json')
  expect(replayed.code).toBe(0)
  expect(replayed.stdout).toMatch(new RegExp(`^{"mrn":"${held.lines[0].mrn}","identical":true,"sha256":"[0-9a-f]{64}"}\n$`))
}, 60_000)

test('XML and CSV are cleared as JSON is, and pre-arrival goods arrive', async () => {
  const names = ['vn-import-screws-form-d.xml', 'vn-import-laptops-pre-arrival.json']
  const { lines } = await clear(...names.map(name => join(examples, name)), '--rates', vnRates, '--inspect', 'clean')
  expect(lines.map(line => line.status)).toEqual(['released', 'released'])
  const csv = await clear(join(examples, 'th-import-item-lines.csv'), '--rates', join(examples, 'rates/th.csv'), '--inspect', 'clean')
  expect(csv.lines).toMatchObject([{ status: 'released' }])
}, 60_000)

test('whoever the parties of a file are, the sandbox takes their mandates for granted', async () => {
  const document = JSON.parse(readFileSync(rum, 'utf8'))
  const file = join(scratch, 'others.json')
  const others = { importer: { id: '0312345678', name: 'Another importer' }, declarant: { id: '0399999999', name: 'Another declarant' } }
  writeFileSync(file, JSON.stringify({ ...document, ...others, transportDocuments: [{ type: 'N705', id: 'BL-OF-OTHERS' }] }))
  expect((await clear(file, '--rates', vnRates)).lines).toMatchObject([{ status: 'held' }])
}, 60_000)

test('every file has its line, in order, also what is no declaration', async () => {
  const broken = join(scratch, 'broken.xml')
  const nowhere = join(scratch, 'nowhere.json')
  writeFileSync(broken, '<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"><open></Declaration>')
  writeFileSync(nowhere, JSON.stringify({ localReference: 'X', type: 'IM4', destinationCountry: 'DE', goodsItems: [] }))
  const { code, lines } = await clear(broken, join(scratch, 'absent.json'), nowhere)
  expect(code).toBe(1)
  expect(lines.map(line => line.status)).toEqual(['refused', 'refused', 'refused'])
  expect(lines[1].issues).toMatchObject([{ code: 'format.unreadable' }])
  expect(lines[2].issues).toMatchObject([{ code: 'declaration.state-unknown' }])
}, 60_000)

test.each([
  ['a number with a wrong check digit', ['replay', '26VN000000000000R9']],
  ['a number of another country', ['replay', '26DE000000000000R0']],
  ['an outcome nobody knows', ['clear', rum, '--inspect', 'dirty']],
])('%s is wrong use', async (_, args) => {
  expect((await lintas(...args)).code).toBe(2)
})
