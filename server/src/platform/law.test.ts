import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LAW_KINDS } from '@lintas/customs/journey'
import { afterAll, expect, test } from 'vitest'
import { loadLaw } from './law.ts'

const folder = await mkdtemp(join(tmpdir(), 'lintas-law-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const row = {
  id: 'SG-1',
  state: 'SG',
  validFrom: '2026-01-01',
  knownSince: '2026-11-22',
  legalRef: 'an act',
  source: 'a gazette',
  confidence: 'official',
  direction: 'import',
  basis: 'CIF',
}

async function write(...rows: readonly object[]): Promise<void> {
  await mkdir(join(folder, 'sg'), { recursive: true })
  await writeFile(join(folder, 'sg', 'bases.json'), JSON.stringify({ kind: 'valuation-basis', rows }))
}

test('the law that comes with the project opens, under the digest of its tables', async () => {
  const law = await loadLaw(LAW_KINDS)
  expect(law.version).toMatch(/^[0-9a-f]{16}$/)
  expect((await loadLaw(LAW_KINDS)).version).toBe(law.version)
})

test('another row is another version', async () => {
  await write(row)
  const { version } = await loadLaw(LAW_KINDS, folder)
  await write(row, { ...row, id: 'SG-2', direction: 'export' })
  expect((await loadLaw(LAW_KINDS, folder)).version).not.toBe(version)
})

test('law that does not open stops the node, and every row that is wrong is named', async () => {
  await write(row, { ...row, id: 'SG-2' }, { ...row, id: 'SG-3', basis: 'XYZ' })
  const failure = await loadLaw(LAW_KINDS, folder).catch((cause: Error) => cause.message)
  expect(failure).toContain('law/sg/bases.json#1: The rows SG-2 and SG-1 say different things for the same days.')
  expect(failure).toContain('law/sg/bases.json#2: This row of law has not the form of its kind')
})

test('a file that is no table of law stops the node', async () => {
  await writeFile(join(folder, 'sg', 'bases.json'), '{ "rows": [] }')
  await expect(loadLaw(LAW_KINDS, folder)).rejects.toThrow('law/sg/bases.json')
})
