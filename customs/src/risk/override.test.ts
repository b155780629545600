import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CONTROLS,
  type ControlRecord,
  controlsToOpen,
  controlsToRaise,
  effectOf,
  LANES,
  laneAsked,
  OVERRIDE_REASONS,
  type Override,
  type Screening,
  waitsForSecond,
} from './index.ts'

const words = { reason: 'checked-before', text: 'It was examined at the last office.' } as const
const asked = (control: ControlRecord['control'], more: Partial<ControlRecord> = {}): ControlRecord => ({
  id: control,
  control,
  documentVersion: 1,
  hits: ['liquor@1'],
  ...more,
})

describe('what an override comes to', () => {
  test.each<[string, readonly ControlRecord[], Override, readonly string[], readonly string[], string]>([
    [
      'waives a control',
      [asked('scan'), asked('document-check')],
      { kind: 'waive-control', control: 'scan', ...words },
      ['scan'],
      [],
      'yellow',
    ],
    ['lifts a hold', [asked('hold')], { kind: 'release-hold', ...words }, ['hold'], [], 'green'],
    ['raises to red', [], { kind: 'change-lane', lane: 'red', ...words }, [], ['examination'], 'red'],
    [
      'lowers to yellow, where somebody still reads the documents',
      [asked('scan'), asked('examination')],
      { kind: 'change-lane', lane: 'yellow', ...words },
      ['scan', 'examination'],
      ['document-check'],
      'yellow',
    ],
    [
      'lowers to yellow, where another agency was asked anyway',
      [asked('scan'), asked('other-agency')],
      { kind: 'change-lane', lane: 'yellow', ...words },
      ['scan'],
      [],
      'yellow',
    ],
    [
      'asks besides only for what does not stand',
      [asked('scan')],
      { kind: 'raise', controls: ['scan', 'sample'], ...words },
      [],
      ['sample'],
      'red',
    ],
  ])('%s', (_, records, override, waived, more, to) => {
    const effect = effectOf(override, records, 1)
    expect(effect).toMatchObject({ ok: true, value: { asked: more, to } })
    expect(effect.ok && effect.value.waived.map(each => each.id)).toEqual(waived)
  })

  test.each<[string, readonly ControlRecord[], Override, string]>([
    ['a control nobody asked for', [], { kind: 'waive-control', control: 'scan', ...words }, 'risk.override-control-not-asked'],
    ['no hold', [asked('scan')], { kind: 'release-hold', ...words }, 'risk.override-control-not-asked'],
    ['one of an earlier version', [asked('scan')], { kind: 'waive-control', control: 'scan', ...words }, 'risk.override-control-not-asked'],
    [
      'what was found',
      [asked('scan', { outcome: 'discrepancy', documentVersion: 2 })],
      { kind: 'change-lane', lane: 'green', ...words },
      'risk.override-control-answered',
    ],
    [
      'the lane it is in',
      [asked('scan', { documentVersion: 2 })],
      { kind: 'change-lane', lane: 'red', ...words },
      'risk.override-changes-nothing',
    ],
  ])('refuses to waive or repeat: %s', (_, records, override, code) => {
    expect(effectOf(override, records, 2)).toMatchObject({ ok: false, issues: [{ code }] })
  })
})

const record = fc.record({
  control: fc.constantFrom(...CONTROLS),
  outcome: fc.constantFrom(undefined, 'clean' as const, 'minor' as const, 'discrepancy' as const),
  isWaived: fc.boolean(),
  hits: fc.constantFrom(['liquor@1'], ['random@1'], ['liquor@1', 'random@1']),
})
const records = fc.uniqueArray(record, { selector: each => each.control }).map(list =>
  list.map(({ control, outcome, isWaived, hits }): ControlRecord => {
    const waived = isWaived && outcome === undefined
    return { ...asked(control, { hits }), ...(outcome === undefined ? {} : { outcome }), ...(waived ? { waived: true } : {}) }
  }),
)
const grounds = { reason: fc.constantFrom(...OVERRIDE_REASONS), text: fc.constant('Said in some words.') }
const override: fc.Arbitrary<Override> = fc.oneof(
  fc.record({ kind: fc.constant('raise' as const), controls: fc.uniqueArray(fc.constantFrom(...CONTROLS), { minLength: 1 }), ...grounds }),
  fc.record({ kind: fc.constant('waive-control' as const), control: fc.constantFrom(...CONTROLS), ...grounds }),
  fc.record({ kind: fc.constant('change-lane' as const), lane: fc.constantFrom(...LANES), ...grounds }),
  fc.record({ kind: fc.constant('release-hold' as const), ...grounds }),
)

/** The records after an override was carried out. */
function after(before: readonly ControlRecord[], done: Override): readonly ControlRecord[] | undefined {
  const effect = effectOf(done, before, 1)
  if (!effect.ok) return undefined
  const { waived } = effect.value
  const kept = before.map(each => (waived.includes(each) ? { ...each, waived: true as const } : each))
  return [...kept, ...controlsToRaise(effect.value, before, 1, { id: 'id', reason: done.reason })]
}

describe('whatever stood before, and whatever is asked for', () => {
  test('the lane it says is the lane it comes to, and a change of lane reaches the lane it names', () => {
    fc.assert(
      fc.property(records, override, (before, done) => {
        const reached = after(before, done)
        const effect = effectOf(done, before, 1)
        if (reached === undefined || !effect.ok) return
        expect(laneAsked(reached, 1)).toBe(effect.value.to)
        if (done.kind === 'change-lane') expect(effect.value.to).toBe(done.lane)
      }),
    )
  })

  test('no two records have one id, and nothing that was answered is waived', () => {
    fc.assert(
      fc.property(records, fc.array(override, { maxLength: 6 }), (before, all) => {
        const reached = all.reduce<readonly ControlRecord[]>((list, done) => after(list, done) ?? list, before)
        expect(new Set(reached.map(each => each.id)).size).toBe(reached.length)
        expect(reached.filter(each => each.waived && each.outcome !== undefined)).toEqual([])
      }),
    )
  })

  test('less control never goes through on one officer, nor on one person where the case is red or was drawn by lot', () => {
    fc.assert(
      fc.property(records, override, (before, done) => {
        const effect = effectOf(done, before, 1)
        if (!effect.ok) return
        const { waived, from } = effect.value
        const lowers = waived.length > 0
        expect(waitsForSecond(effect.value, 'officer')).toBe(lowers)
        if (!lowers) expect(waitsForSecond(effect.value, 'supervisor')).toBe(false)
        const isGrave = from === 'red' || waived.some(each => each.hits.includes('random@1'))
        expect(waitsForSecond(effect.value, 'supervisor')).toBe(lowers && isGrave)
      }),
    )
  })
})

describe('a control that was waived', () => {
  const screening = (...hits: readonly string[]): Screening => ({
    hits: hits.map(profile => ({ source: 'profile', profile, version: 1, paths: [], controls: ['scan'], mitigated: false, capped: false })),
    controls: ['scan'],
    lane: 'red',
    rank: 301,
    asked: [],
  })
  const waived = [asked('scan', { waived: true })]

  test('is not asked again of the same version for the same hits', () => {
    expect(controlsToOpen(screening('liquor'), waived, 1)).toEqual([])
  })

  test('is asked again where a new hit asks for it, and of an amended document', () => {
    expect(controlsToOpen(screening('liquor', 'by-way-of'), waived, 1)).toMatchObject([{ id: 'scan-1-2', hits: ['by-way-of@1'] }])
    expect(controlsToOpen(screening('liquor'), waived, 2)).toMatchObject([{ id: 'scan-2', hits: ['liquor@1'] }])
  })
})
