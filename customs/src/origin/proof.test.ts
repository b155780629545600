import { expect, test } from 'vitest'
import type { Preference } from '../declaration/index.ts'
import { day } from '../kernel/index.ts'
import { projectLaw } from '../testing/law.ts'
import { checkProof, isProofFormallyValid } from './proof.ts'

const law = projectLaw()
const on = (date: string) => ({ state: 'VN' as const, law, day: day(date) })

const formD = { type: 'e-form-d', id: 'TH-2026-1', issuedOn: '2026-01-15', issuingCountry: 'TH', originCriterion: 'WO' }
const claim = (proof: Preference['proof'], agreement = 'atiga'): Preference => ({ agreement, ...(proof === undefined ? {} : { proof }) })

test('an electronic Form D with number, day, issuer and criterion is formally valid', () => {
  expect(isProofFormallyValid(claim(formD), on('2026-02-01'))).toBe(true)
})

test.each([
  ['no number', { ...formD, id: undefined }, 'origin.proof-number-missing'],
  ['no day', { ...formD, issuedOn: undefined }, 'origin.proof-date-missing'],
  ['no issuer', { ...formD, issuingCountry: undefined }, 'origin.proof-issuer-missing'],
  ['no criterion', { ...formD, originCriterion: undefined }, 'origin.proof-criterion-missing'],
  ['a day that is none', { ...formD, issuedOn: '2026-02-30' }, 'origin.proof-date-malformed'],
  ['a day to come', { ...formD, issuedOn: '2026-02-02' }, 'origin.proof-issued-later'],
  ['an issuer outside the agreement', { ...formD, issuingCountry: 'CN' }, 'origin.proof-issuer-not-party'],
  ['the form of another agreement', { ...formD, type: 'form-e' }, 'origin.proof-type-not-accepted'],
])('a proof with %s is not', (_, proof, code) => {
  const { standing, issues } = checkProof(claim(proof as Preference['proof']), on('2026-02-01'))
  expect(standing).toBe('invalid')
  expect(issues.map(issue => issue.code)).toEqual([code])
  expect(issues.every(issue => issue.severity === 'warning')).toBe(true)
})

test('everything that is wrong with a proof is said at once', () => {
  const { issues } = checkProof(claim({ type: 'e-form-d' }), on('2026-02-01'))
  expect(issues).toHaveLength(4)
})

test.each([
  ['2027-01-15', 'valid'],
  ['2027-01-16', 'invalid'],
])('a proof of 15 January 2026 presented on %s is %s', (date, standing) => {
  expect(checkProof(claim(formD), on(date)).standing).toBe(standing)
})

test('a proof that says it ends earlier ends earlier', () => {
  const proof = { ...formD, validTo: '2026-03-01' }
  expect([isProofFormallyValid(claim(proof), on('2026-03-01')), isProofFormallyValid(claim(proof), on('2026-03-02'))]).toEqual([
    true,
    false,
  ])
})

test('a claim without a proof says so', () => {
  expect(checkProof(claim(undefined), on('2026-02-01'))).toMatchObject({ standing: 'absent', issues: [{ code: 'origin.proof-missing' }] })
})

test('Form D on paper is taken since 2024 only with its reason kept', () => {
  const paper = { ...formD, type: 'Form D' }
  expect(checkProof(claim(paper), on('2026-02-01'))).toMatchObject({
    standing: 'valid',
    issues: [{ code: 'origin.proof-paper-needs-reason', severity: 'hint' }],
  })
  expect(checkProof(claim({ ...paper, issuedOn: '2023-06-01' }), on('2023-12-31')).issues).toEqual([])
})

test('the declaration of a certified exporter names its state, its authorisation and who signed, of which none is optional', () => {
  const bare = { type: 'origin-declaration', id: 'INV-7', issuedOn: '2026-01-15', originCriterion: 'CTH' }
  expect(checkProof(claim(bare), on('2026-02-01')).issues.map(each => each.code)).toEqual([
    'origin.proof-issuer-missing',
    'origin.proof-authorisation-missing',
    'origin.proof-signatory-missing',
  ])
  const declaration = { ...bare, issuingCountry: 'TH', authorisation: '0001/TH26', signatory: 'Somchai' }
  expect(isProofFormallyValid(claim(declaration), on('2026-02-01'))).toBe(true)
  expect(isProofFormallyValid(claim({ ...declaration, issuedOn: '2020-09-01' }), on('2020-09-19'))).toBe(false)
})

test('where the forms of an agreement are not on file the proof cannot be judged', () => {
  expect(checkProof(claim(formD, 'vneaeu'), on('2026-02-01')).issues.map(issue => issue.code)).toEqual(['origin.proof-forms-not-on-file'])
})
