import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DeclarationInput, declarationSchema } from '../declaration/index.ts'
import { day } from '../kernel/index.ts'
import {
  CONTROLS,
  type Control,
  type ControlRecord,
  compileProfiles,
  controlsToOpen,
  eachOnce,
  LANES,
  type Lane,
  type Lot,
  laneOf,
  listStandings,
  lowerByOneStep,
  profileSchema,
  type RiskProfile,
  type Screening,
  screenConsignment,
} from './index.ts'

const today = day('2026-11-22')

const liquor = profile({ id: 'liquor', expression: 'item.heading == "2208"', controls: ['document-check'] })
const fromHongKong = profile({ id: 'hong-kong', expression: 'declaration.exportCountry == "HK"', controls: ['scan', 'document-check'] })
const dear = profile({ id: 'dear', expression: 'has(item.netMassKg) && 100 / item.netMassKg > 5', controls: ['examination'] })

const whisky = { sequence: 1, commodityCode: '22083000', netMassKg: '10' }
const shirts = { sequence: 2, commodityCode: '61091010', netMassKg: '0' }

function profile(change: Partial<RiskProfile> & Pick<RiskProfile, 'id' | 'expression' | 'controls'>): RiskProfile {
  return profileSchema.parse({
    state: 'TH',
    version: 1,
    owner: 'Risk unit',
    objective: 'revenue',
    reason: `because of ${change.id}`,
    mitigable: false,
    validFrom: '2026-01-01',
    validTo: '2027-01-01',
    ...change,
  })
}

function screen(document: DeclarationInput, profiles: readonly RiskProfile[], more: Partial<Parameters<typeof screenConsignment>[0]> = {}) {
  return screenConsignment({ document: declarationSchema.parse(document), day: today, profiles: compileProfiles(profiles), ...more })
}

describe('the lane is the summary of the controls', () => {
  test.each<[readonly Control[], Lane]>([
    [[], 'green'],
    [['after-release-check'], 'blue'],
    [['document-check'], 'yellow'],
    [['other-agency', 'after-release-check'], 'yellow'],
    [['document-check', 'examination'], 'red'],
    [['scan'], 'red'],
    [['sample'], 'red'],
    [['hold'], 'red'],
  ])('%s: %s', (controls, lane) => {
    expect(laneOf(controls)).toBe(lane)
  })

  test('no control asked for besides ever makes it lighter', () => {
    const some = fc.subarray([...CONTROLS])
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(LANES.indexOf(laneOf([...a, ...b]))).toBeGreaterThanOrEqual(LANES.indexOf(laneOf(a)))
      }),
    )
  })
})

describe('screening a consignment', () => {
  test('without a hit it is green', () => {
    expect(screen({ goodsItems: [shirts] }, [liquor])).toMatchObject({
      lane: 'green',
      controls: [],
      hits: [],
      rank: 0,
      asked: ['liquor@1'],
    })
  })

  test('controls of all hits add up, each once, and each hit says why and where', () => {
    const found = screen({ exportCountry: 'HK', goodsItems: [shirts, whisky] }, [liquor, fromHongKong])
    expect(found.controls).toEqual(['document-check', 'scan'])
    expect(found.lane).toBe('red')
    expect(found.hits.map(({ profile, reason, paths }) => [profile, reason, paths])).toEqual([
      ['hong-kong', 'because of hong-kong', []],
      ['liquor', 'because of liquor', ['goodsItems[1]']],
    ])
  })

  test('a profile is asked only while it runs', () => {
    const expired = { ...liquor, validTo: today }
    expect(screen({ goodsItems: [whisky] }, [expired]).asked).toEqual([])
  })

  test('a profile that fails on an item is a document check with the reason, and still holds for the others', () => {
    const found = screen({ goodsItems: [shirts, whisky] }, [dear])
    expect(found.hits).toMatchObject([
      { source: 'profile', profile: 'dear', paths: ['goodsItems[1]'], controls: ['examination'] },
      { source: 'profile-failed', profile: 'dear', paths: ['goodsItems[0]'], controls: ['document-check'] },
    ])
    expect(found.hits[1]?.problem).not.toBe('')
  })

  test('a stored profile that no longer compiles counts as failed on every consignment', () => {
    const broken = { ...liquor, expression: 'item.heading ==' }
    expect(screen({ goodsItems: [shirts] }, [broken])).toMatchObject({ lane: 'yellow', hits: [{ source: 'profile-failed' }] })
  })

  test('a profile that had its hits of the day is recorded and asks for nothing', () => {
    const found = screen({ goodsItems: [whisky] }, [liquor], { capped: new Set(['liquor']) })
    expect(found).toMatchObject({ lane: 'green', hits: [{ profile: 'liquor', capped: true, controls: [] }] })
  })

  test('the order in which profiles were written changes nothing', () => {
    const document = { exportCountry: 'HK', goodsItems: [whisky, shirts] }
    expect(screen(document, [dear, liquor, fromHongKong])).toEqual(screen(document, [fromHongKong, dear, liquor]))
  })

  test('ten thousand items of one profile are one hit that names the first fifty', () => {
    const goodsItems = Array.from({ length: 10_000 }, (_, index) => ({ ...whisky, sequence: index }))
    expect(screen({ goodsItems }, [liquor]).hits.map(hit => hit.paths.length)).toEqual([50])
  })
})

describe('trust lowers a hit by one step, where the profile allows it', () => {
  const soft = { ...fromHongKong, mitigable: true }
  const document = { exportCountry: 'HK', goodsItems: [whisky] }

  test('a mitigable scan with document check becomes a document check with a check after release', () => {
    const found = screen(document, [soft], { trusted: true })
    expect(found.hits).toMatchObject([{ mitigated: true, controls: ['after-release-check', 'document-check'] }])
    expect(found.lane).toBe('yellow')
  })

  test('one that is not mitigable stays as it is', () => {
    expect(screen(document, [fromHongKong], { trusted: true })).toMatchObject({ lane: 'red', hits: [{ mitigated: false }] })
  })

  test('a failed profile, a hold and a lot are never lowered', () => {
    const held = { ...soft, controls: ['hold' as const] }
    const broken = { ...soft, id: 'broken', expression: 'nothing' }
    const found = screen(document, [held, broken], { trusted: true, lot: lot(true) })
    expect(found.hits.map(hit => [hit.source, hit.controls, hit.mitigated])).toEqual([
      ['profile', ['hold'], false],
      ['profile-failed', ['document-check'], false],
      ['random', ['examination'], false],
    ])
  })
})

describe('a lot', () => {
  test('that was drawn is a hit of its own without a reason, and is kept with the screening', () => {
    const found = screen({ goodsItems: [shirts] }, [], { lot: lot(true) })
    expect(found.hits).toEqual([
      { source: 'random', profile: 'random', version: 1, paths: [], controls: ['examination'], mitigated: false, capped: false },
    ])
    expect(found.lot?.drawn).toBe(true)
  })

  test('that was not drawn leaves no hit', () => {
    expect(screen({ goodsItems: [shirts] }, [], { lot: lot(false) }).hits).toEqual([])
  })

  test('of goods declared otherwise on a transport document once drawn holds on', () => {
    expect(screen({ goodsItems: [shirts] }, [], { lot: lot(false), drawnBefore: true }).lane).toBe('red')
  })
})

describe('controls of a declaration', () => {
  const asks = (...controls: Control[]): Screening => screen({ goodsItems: [whisky] }, [{ ...liquor, controls }])
  const done = (record: ControlRecord | undefined, outcome: ControlRecord['outcome']): ControlRecord[] =>
    record === undefined ? [] : [{ ...record, outcome }]

  test('the first screening opens each control once', () => {
    expect(controlsToOpen(asks('scan', 'document-check'), [], 1)).toEqual([
      { id: 'document-check', control: 'document-check', documentVersion: 1, hits: ['liquor@1'] },
      { id: 'scan', control: 'scan', documentVersion: 1, hits: ['liquor@1'] },
    ])
  })

  test('screening again, on arrival, adds nothing to what was asked of this version', () => {
    const opened = controlsToOpen(asks('scan'), [], 1)
    expect(controlsToOpen(asks('scan'), opened, 1)).toEqual([])
    expect(controlsToOpen(asks('scan'), done(opened[0], 'clean'), 1)).toEqual([])
  })

  test('screening again adds what a new hit asks for', () => {
    const opened = controlsToOpen(asks('scan'), [], 1)
    expect(controlsToOpen(asks('scan', 'hold'), opened, 1)).toMatchObject([{ id: 'hold' }])
  })

  test('an amended document is looked at again, even where the amendment shook off the hit', () => {
    const opened = controlsToOpen(asks('document-check'), [], 1)
    const nothing = screen({ goodsItems: [shirts] }, [])
    for (const before of [opened, done(opened[0], 'clean'), done(opened[0], 'discrepancy')]) {
      expect(controlsToOpen(nothing, before, 2)).toEqual([
        { id: 'document-check-2', control: 'document-check', documentVersion: 2, hits: ['liquor@1'] },
      ])
    }
  })

  test('a check after release is not asked again of an amended document that no longer needs it', () => {
    const opened = controlsToOpen(asks('after-release-check'), [], 1)
    expect(controlsToOpen(screen({ goodsItems: [shirts] }, []), opened, 2)).toEqual([])
  })

  test.each<[ControlRecord['outcome'], string]>([
    [undefined, 'outstanding'],
    ['clean', 'satisfied'],
    ['minor', 'satisfied'],
    ['discrepancy', 'adverse'],
  ])('answered %s it stands as %s', (outcome, standing) => {
    const [first] = controlsToOpen(asks('examination'), [], 1)
    expect(listStandings(done(first, outcome), 1)).toEqual([{ kind: 'examination', outcome: standing }])
  })

  test('what was asked of an earlier version no longer stands', () => {
    expect(listStandings(controlsToOpen(asks('scan'), [], 1), 2)).toEqual([])
  })

  test('a check after release never stands in its way', () => {
    expect(listStandings(controlsToOpen(asks('after-release-check'), [], 1), 1)).toEqual([])
  })

  test('each control is asked for once, in the order of the list', () => {
    expect(eachOnce(['hold', 'document-check', 'hold'])).toEqual(['document-check', 'hold'])
  })
})

test('trust never takes anything from a hit that is not mitigable, and never more than a step from one that is', () => {
  const objective = fc.constantFrom('revenue', 'safety', 'security', 'health', 'environment', 'intellectual-property', 'compliance')
  const controls = fc.uniqueArray(fc.constantFrom(...CONTROLS), { minLength: 1 })
  const profiles = fc.array(fc.record({ objective, controls, mitigable: fc.boolean() }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(profiles, fc.boolean(), (drafts, drawn) => {
      const all = drafts.map((draft, index) => profile({ id: `p-${index}`, expression: 'item.heading == "2208"', ...draft } as RiskProfile))
      const document = { goodsItems: [whisky] }
      const strict = screen(document, all, { lot: lot(drawn) })
      const lenient = screen(document, all, { lot: lot(drawn), trusted: true })
      for (const [index, hit] of strict.hits.entries()) {
        const given = all.find(each => each.id === hit.profile)
        const mayFall = given?.mitigable === true && ['revenue', 'compliance'].includes(given.objective)
        const fallen = lenient.hits[index]
        if (!mayFall) expect(fallen).toEqual(hit)
        else expect(fallen?.controls).toEqual(eachOnce(hit.controls.map(lowerByOneStep)))
      }
      if (drawn) expect(lenient.controls).toEqual(expect.arrayContaining(['examination']))
      expect(lenient.hits).toHaveLength(strict.hits.length)
    }),
  )
})

function lot(drawn: boolean): Lot {
  return { key: '00', day: today, stratum: 'standard', rate: '0.01', controls: ['examination'], number: 'ff', drawn }
}
