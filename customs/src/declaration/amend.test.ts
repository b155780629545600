import { describe, expect, test } from 'vitest'
import { amend, listChanges } from './amend.ts'
import { declarationSchema } from './document.ts'
import { editDraft, parseDeclaration } from './draft.ts'
import { DRAFT } from './standing.ts'

const shirts = declarationSchema.parse({
  localReference: 'HN-2026-0001',
  type: 'IM4',
  importer: { id: '0101234567', name: 'Song Hong Trading' },
  totalPackages: 40,
  goodsItems: [{ sequence: 1, commodityCode: '61091010', description: 'Cotton T-shirts, knitted, for men' }],
})
const registered = { ...DRAFT, status: 'registered', version: 1, hasArrived: true } as const

test('an amendment names every field it changes', () => {
  const proposed = { ...shirts, totalPackages: 42, goodsItems: shirts.goodsItems.map(item => ({ ...item, netMassKg: '120' })) }
  const amended = amend(registered, shirts, proposed)
  expect(amended).toEqual({
    ok: true,
    value: [
      { path: 'totalPackages', kind: 'changed' },
      { path: 'goodsItems[0].netMassKg', kind: 'added' },
    ],
  })
})

describe('an amendment is refused', () => {
  test.each([
    ['when it changes nothing', registered, {}, 'declaration.amendment-empty', ''],
    [
      'when it would make it another declaration',
      registered,
      { localReference: 'HN-2026-0002' },
      'declaration.amendment-of-fixed-field',
      'localReference',
    ],
    [
      'when it changes for whom the goods are declared',
      registered,
      { importer: { id: '0109999999' } },
      'declaration.amendment-of-fixed-field',
      'importer.id',
    ],
    ['when it takes that party away', registered, { importer: undefined }, 'declaration.amendment-of-fixed-field', 'importer'],
    [
      'once an examination is notified',
      { ...registered, controls: [{ kind: 'examination', outcome: 'outstanding' } as const] },
      { totalPackages: 41 },
      'declaration.amendment-under-examination',
      '',
    ],
  ])('%s', (_, standing, change, code, path) => {
    const amended = amend(standing, shirts, { ...shirts, ...change })
    expect(amended.ok ? [] : amended.issues).toContainEqual(expect.objectContaining({ code, path }))
  })
})

test('while only documents are checked, it may still be amended', () => {
  const standing = { ...registered, controls: [{ kind: 'document-check', outcome: 'outstanding' } as const] }
  expect(amend(standing, shirts, { ...shirts, totalPackages: 41 }).ok).toBe(true)
})

test('a list that grew or shrank names the entries', () => {
  expect(listChanges([1, 2], [1, 2, 3])).toEqual([{ path: '[2]', kind: 'added' }])
  expect(listChanges({ a: [1, 2] }, { a: [1] })).toEqual([{ path: 'a[1]', kind: 'removed' }])
})

test('an edit replaces what it names, takes out what it sets to null, and leaves the rest', () => {
  const edited = editDraft(shirts, { totalPackages: null, importer: { name: 'Song Hong JSC' }, office: 'VNHPH01' })
  expect(edited.ok && edited.value).toMatchObject({ importer: { id: '0101234567', name: 'Song Hong JSC' }, office: 'VNHPH01' })
  expect(edited.ok && 'totalPackages' in edited.value).toBe(false)
})

test('an edit cannot reach past the document', () => {
  const edit = JSON.parse('{"__proto__": {"isAdmin": true}}')
  expect(editDraft(shirts, edit).ok).toBe(false)
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false)
})

test('every malformed field is named at once, with its path', () => {
  const parsed = parseDeclaration({ totalPackages: -1, goodsItems: [{ sequence: 1, netMassKg: '1,5' }], surprise: true })
  expect(parsed.ok ? [] : parsed.issues.map(issue => issue.path)).toEqual(['totalPackages', 'goodsItems[0].netMassKg', 'surprise'])
})
