import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LAW_KINDS, RULES } from '../journey.ts'
import { day } from '../kernel/index.ts'
import { MODES_BY_NAME, STATES, type State, TRANSPORT_NAMES, type TransportMode, type TransportName } from '../reference/index.ts'
import { bookOf, projectLaw } from '../testing/law.ts'
import { listModeCases } from '../testing/mode-vectors.ts'
import { applyRule } from '../testing/rule-vectors.ts'
import { testVectors } from '../testing/test-vectors.ts'
import { compareModes } from './compare.ts'
import { countAlike, describeMode } from './describe.ts'

testVectors(listModeCases())

const law = projectLaw()
const today = day('2026-11-22')

/** The single modes, and what each is called. */
const SINGLE = TRANSPORT_NAMES.filter(name => MODES_BY_NAME[name].length === 1)

const idsIn = (name: TransportName, state: State, on = today) =>
  new Set(describeMode(name, { state, day: on, law }).subjects.flatMap(each => each.provisions.map(({ basis }) => basis.id)))

/** The words by which a row of any kind says for which modes it is, whoever reads it. */
const NAMING_FIELDS = ['modes', 'transportModes', 'transportMode', 'channels']

test('every row of law that names modes of transport is told for some mode on its first day', () => {
  const naming = LAW_KINDS.flatMap(kind => law.rows(kind)).filter(row => NAMING_FIELDS.some(field => Reflect.get(row, field) !== undefined))
  const untold = naming.filter(({ id, state, validFrom }) => !SINGLE.some(name => idsIn(name, state, validFrom).has(id)))
  expect(naming.length).toBeGreaterThan(100)
  expect(untold.map(row => row.id)).toEqual([])
})

test('every rule whose answer changes with the mode alone is told of, by itself or by the rows of law it reads', () => {
  const specimens: readonly Readonly<Record<string, unknown>>[] = [
    {},
    { transportDocuments: [] },
    { 'borderTransport.idType': '40', 'borderTransport.id': 'VN661' },
    { 'borderTransport.idType': '30', 'borderTransport.id': '51C-12345' },
    { 'borderTransport.idType': '20', 'borderTransport.id': '31842' },
    { 'tradeTerms.incoterm': 'FOB' },
  ]
  const modes: readonly TransportMode[] = ['1', '2', '3', '4', '5', '8']
  const changing = new Set(
    specimens.flatMap(set => {
      const answers = modes.map(mode => applyRule({ base: 'import', set: { ...set, 'borderTransport.mode': mode } }, undefined))
      const codes = answers.map(issues => new Set(issues.map(each => each.code)))
      const some = new Set(codes.flatMap(each => [...each]))
      return [...some].filter(code => !codes.every(each => each.has(code)))
    }),
  )
  const rules = RULES.filter(rule => rule.codes.some(code => changing.has(code))).map(rule => rule.id)
  expect(rules).toEqual(expect.arrayContaining(['V03', 'V15', 'V46']))
  const told = new Set(SINGLE.flatMap(name => [...idsIn(name, 'VN')]))
  const byLaw = new Map([['V03', 'VN-OFFICE-HPH']])
  expect(rules.filter(id => !told.has(byLaw.get(id) ?? id))).toEqual([])
})

const name = fc.constantFrom(...TRANSPORT_NAMES)
const anyState = fc.constantFrom(...STATES)
const anyDay = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map(date => day(date.toISOString().slice(0, 10)))

test('what differs from one mode to another differs back, and a single mode is the same as itself', () => {
  fc.assert(
    fc.property(anyState, anyDay, name, name, (state, on, one, other) => {
      const context = { state, day: on, law }
      const [there, back] = [describeMode(one, context), describeMode(other, context)]
      const verdicts = (compared: ReturnType<typeof compareModes>) =>
        new Map(compared.map(each => [`${each.subject} ${each.about}`, each.same]))
      expect(verdicts(compareModes(there, back))).toEqual(verdicts(compareModes(back, there)))
      if (MODES_BY_NAME[one].length === 1) expect(compareModes(there, there).filter(each => !each.same)).toEqual([])
    }),
  )
})

test('a mode of several says of each provision for which of them it holds, and says nothing the single ones do not', () => {
  fc.assert(
    fc.property(anyState, anyDay, fc.constantFrom('land' as const, 'sea' as const), (state, on, several) => {
      const parts = SINGLE.filter(each => MODES_BY_NAME[several].some(mode => mode === MODES_BY_NAME[each][0]))
      const whole = describeMode(several, { state, day: on, law })
      const said = whole.subjects.flatMap(each => each.provisions.flatMap(({ basis, modes }) => modes.map(mode => `${basis.id} ${mode}`)))
      const apart = parts.flatMap(part =>
        describeMode(part, { state, day: on, law }).subjects.flatMap(each =>
          each.provisions.flatMap(({ basis, modes }) => modes.map(mode => `${basis.id} ${mode}`)),
        ),
      )
      expect(new Set(said)).toEqual(new Set(apart))
    }),
  )
})

test('a row for one way of arrival takes the place of the one for every way where it covers all its goods, and stands beside it elsewhere', () => {
  const row = (id: string, more: object) => ({
    id,
    state: 'PH',
    validFrom: '2020-01-01',
    knownSince: '2026-11-22',
    legalRef: 'made up for this case',
    source: 'this test',
    confidence: 'assumed',
    measure: 'levy',
    order: 10,
    kind: 'fee',
    name: id,
    rate: { from: 'law', rate: { kind: 'ad-valorem', percent: '1' } },
    base: ['customs-value'],
    ...more,
  })
  const told = (airRow: object) => {
    const book = bookOf([{ file: 'test', kind: 'duty-layer', rows: [row('ALL', {}), row('AIR', { channels: ['air'], ...airRow })] }])
    const pack = (mode: TransportName) => describeMode(mode, { state: 'PH', day: today, law: book })
    return (['air', 'road'] as const).map(mode =>
      pack(mode).subjects.flatMap(each => (each.subject === 'charge' ? each.provisions.map(({ basis }) => basis.id) : [])),
    )
  }
  expect(told({})).toEqual([['AIR'], ['ALL']])
  expect(told({ codes: ['22'] })).toEqual([['AIR', 'ALL'], ['ALL']])
})

test('rows that are told are not counted among those alike for every mode, and all others are', () => {
  const context = { state: 'SG' as const, day: today, law }
  const alike = countAlike(LAW_KINDS, context)
  const told = new Set(SINGLE.flatMap(each => [...idsIn(each, 'SG')]))
  const inForce = LAW_KINDS.flatMap(kind => law.on(kind, 'SG', today))
  expect(alike.reduce((sum, { rows }) => sum + rows, 0)).toBe(inForce.filter(row => !told.has(row.id)).length)
  expect(alike.map(each => each.kind)).not.toContain('office')
})
