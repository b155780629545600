import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, chances, likelihoodBy, type Tree, walkTrees } from '../kernel/index.ts'
import { evaluate, scoreAfter } from './evaluate.ts'
import { EVIDENCE_NAMES, evidenceOf } from './evidence.ts'
import { FIGURES, type Known, openHistory } from './history.ts'
import { areaUnderCurve, measureAt } from './measures.ts'
import { openModel, train } from './model.ts'
import type { InspectedItem } from './past-item.ts'
import { rankBy } from './policy.ts'
import { openPrices } from './prices.ts'
import { explain } from './reasons.ts'
import { openReplay, type Remembered } from './replay.ts'
import { openSightings } from './sightings.ts'
import { STRATEGIES, simulate } from './simulate.ts'
import { openTally } from './tally.ts'
import { pastOf } from './testing/past.ts'
import { openComparison } from './watched.ts'

const PAST = pastOf(2_400)
const AFTER = pastOf(600, 2, '2026-12-01')
const MODEL = train(PAST, 0)
if (MODEL === undefined) throw new Error('given 2400 inspections, needs a model')
const model = MODEL

/** What was known of each item when it came. */
function figuresOf(items: readonly Remembered[], delayDays = 0): readonly (readonly number[])[] {
  const figures: number[][] = []
  openReplay(openHistory(), delayDays).live(items, (known, _, place) => {
    figures[place] = [...known.figures]
  })
  return figures
}

function scoresOf(test: readonly InspectedItem[], history: readonly Remembered[] = PAST): readonly number[] {
  const replay = openReplay(openHistory(), 0)
  replay.live(history)
  return [...scoreAfter(replay, model, test)]
}

describe('nothing is known before it happened', { timeout: 60_000 }, () => {
  const flipped = (items: readonly InspectedItem[]) => items.map(item => ({ ...item, isFraud: !item.isFraud }))

  test('other outcomes of the test change no score', () => {
    expect(scoresOf(flipped(AFTER))).toEqual(scoresOf(AFTER))
  })

  test('other outcomes of the history do', () => {
    expect(scoresOf(AFTER, flipped(PAST))).not.toEqual(scoresOf(AFTER))
  })

  test('whatever order and outcomes the future has, the past was known the same', () => {
    const cut = 400
    const before = figuresOf(PAST.slice(0, 800)).slice(0, cut)
    fc.assert(
      fc.property(fc.integer(), seed => {
        const chance = chances(seed)
        const days = PAST.slice(cut, 800).map(({ on }) => on)
        const future = PAST.slice(cut, 800)
          .map(item => ({ item, at: chance() }))
          .sort((one, other) => one.at - other.at)
          .map(({ item }, place) => ({ ...item, on: days[place] ?? item.on, isFraud: chance() < 0.5 }))
        expect(figuresOf([...PAST.slice(0, cut), ...future]).slice(0, cut)).toEqual(before)
      }),
      { numRuns: 5 },
    )
  })

  test('items of one day never see one another’s outcome, nor that the other came', () => {
    const [first] = PAST
    if (first === undefined) throw new Error('given a past, needs an item')
    const day = Array.from({ length: 5 }, (_, place) => ({ ...first, isFraud: place % 2 === 0 }))
    expect(new Set(figuresOf(day).map(figures => figures.join())).size).toBe(1)
  })

  test.each([
    [0, [0, 1, 2, 3]],
    [2, [0, 0, 0, 1]],
  ])('an outcome is known the day after it, or %d days later', (delayDays, counts) => {
    const [first] = PAST
    if (first === undefined) throw new Error('given a past, needs an item')
    const days = counts.map((_, later) => ({ ...first, on: addDays(first.on, later) }))
    const count = FIGURES.indexOf('count importer')
    expect(figuresOf(days, delayDays).map(figures => Math.round(Math.expm1(figures[count] ?? 0)))).toEqual(counts)
  })

  test('in whatever order the same past is counted, the same is known', () => {
    const counted = (order: readonly InspectedItem[]) => {
      const history = openHistory()
      for (const item of order) {
        history.see(item)
        history.settle(item, { isFraud: false })
        if (item.isFraud) history.correct(item)
      }
      return AFTER.slice(0, 60).map(item => [...history.look(item).figures])
    }
    const chance = chances(5)
    const shuffled = PAST.map(item => ({ item, at: chance() })).sort((one, other) => one.at - other.at)
    expect(counted(shuffled.map(({ item }) => item))).toEqual(counted(PAST))
  })

  test('asked of its own day again, an item is as new as it was: neither it nor what came later makes anybody known', () => {
    const [first] = PAST
    if (first === undefined) throw new Error('given a past, needs an item')
    const newcomer = { ...first, importer: 'new', seller: 'new', declarant: 'new', on: addDays(first.on, 40) }
    const history = openHistory()
    for (const item of PAST.slice(0, 300)) history.see(item)
    const ofNewcomer = () => {
      const { figures } = history.look(newcomer)
      return ['seen importer', 'links importer+seller', 'importer first seen', 'importer last seen', 'declarant last seen'].map(
        name => figures[FIGURES.indexOf(name)],
      )
    }
    const before = ofNewcomer()
    history.see(newcomer)
    expect(ofNewcomer()).toEqual(before)
    history.see({ ...newcomer, on: addDays(newcomer.on, 3) })
    expect(ofNewcomer()).toEqual(before)
    expect(before).toEqual([0, 0, -1, 365, 365])
  })

  test('an outcome counts for the item as it was amended to, its coming as it was declared first', () => {
    const [first] = PAST
    if (first === undefined) throw new Error('given a past, needs an item')
    const { isFraud: _, ...declared } = first
    const amended = { ...declared, seller: 'named later' }
    const history = openHistory()
    openReplay(history, 0).live([
      { ...declared, isFraud: true, inspectedAs: amended },
      { ...declared, on: addDays(first.on, 1) },
    ])
    const asked = { ...declared, on: addDays(first.on, 2) }
    const kind = evidenceOf('seller')
    expect([history.look(asked).found[kind], history.look({ ...asked, seller: 'named later' }).found[kind]]).toEqual([0, 1])
    const seen = FIGURES.indexOf('seller first seen')
    expect(history.look({ ...asked, seller: 'named later' }).figures[seen]).toBe(-1)
    expect(history.look(asked).figures[seen]).toBe(2)
  })

  test('a day that is over cannot be lived again', () => {
    const replay = openReplay(openHistory(), 0)
    replay.live(PAST.slice(0, 20))
    expect(() => replay.live(PAST.slice(0, 10))).toThrow('needs days after')
  })
})

describe('a model', { timeout: 60_000 }, () => {
  test('finds more than chance of a time it has not seen', () => {
    const found = evaluate({ history: PAST, test: AFTER, outcomeDelayDays: 0, stopwatch: () => 0 })
    expect(found?.precision['0.05']).toBeGreaterThan(0.5)
    expect(found?.auc).toBeGreaterThan(0.7)
    expect(found?.base).toBeLessThan(0.3)
  })

  test('trained twice on the same past is the same, byte for byte', () => {
    expect(JSON.stringify(train(PAST.slice(0, 900), 0))).toBe(JSON.stringify(train(PAST.slice(0, 900), 0)))
  })

  test('read back from its text scores the same', () => {
    const replay = openReplay(openHistory(), 0)
    replay.live(PAST)
    const read = JSON.parse(JSON.stringify(model))
    expect([...scoreAfter(replay, read, AFTER)]).toEqual(scoresOf(AFTER))
  })

  test('is not made of a handful of inspections', () => {
    expect(train(PAST.slice(0, 400), 0)).toBeUndefined()
    expect(
      train(
        PAST.map(({ isFraud: _, ...item }) => item),
        0,
      ),
    ).toBeUndefined()
    expect(
      train(
        PAST.map(item => ({ ...item, isFraud: true })),
        0,
      ),
    ).toBeUndefined()
  })

  test('learns from what was inspected, and from the rest only that it came', () => {
    const partly = PAST.map(({ isFraud, ...item }, place): Remembered => (place % 3 === 0 ? { ...item, isFraud } : item))
    expect(train(partly, 0)?.card).toMatchObject({ items: 2_400, inspected: 800 })
  })

  test('knows at once what an inspection found', () => {
    const history = openHistory()
    const [item] = AFTER
    if (item === undefined) throw new Error('given a time after, needs an item')
    const kind = evidenceOf('importer')
    expect(history.look(item).found[kind]).toBe(0)
    history.settle(item, { isFraud: true })
    expect(history.look(item)).toMatchObject({ isLikeKnown: true })
    expect([history.look(item).inspected[kind], history.look(item).found[kind]]).toEqual([1, 1])
    expect(openModel(model).score(history.look(item))).toBeGreaterThan(0)
    expect(EVIDENCE_NAMES).toContain('importer+commodity')
  })
})

describe('measures', () => {
  const list = [0.9, 0.8, 0.7, 0.2].map((score, place) => ({ score, isFraud: place % 2 === 0, revenue: 10 * (place + 1) }))

  test('the first of a list are what an inspection of that share finds', () => {
    expect(measureAt(list, 0.25)).toEqual({ precision: 1, recall: 0.5, revenueRecall: 0.25 })
    expect(measureAt(list, 0.5)).toEqual({ precision: 0.5, recall: 0.5, revenueRecall: 0.25 })
    expect(measureAt(list, 1)).toEqual({ precision: 0.5, recall: 1, revenueRecall: 1 })
  })

  test('the area is the share of pairs in the right order, equal scores counting half', () => {
    expect(areaUnderCurve(list)).toBe(0.75)
    expect(areaUnderCurve(list.map(each => ({ ...each, score: 1 })))).toBe(0.5)
  })

  test('a mix ranks between probability and revenue', () => {
    expect(rankBy(0.5, 400, 0)).toBe(0.5)
    expect(rankBy(0.5, 400, 0.5)).toBe(10)
    expect(rankBy(0.5, 400, 1)).toBe(200)
    expect(rankBy(0.9, 0, 0.5)).toBe(0)
  })
})

describe('what is kept for speed says what is meant', () => {
  test('a tally counts as a list of all keys would', () => {
    const half = fc.constantFrom(0, 1, -1, 7, 2 ** 31 - 1, -(2 ** 31))
    fc.assert(
      fc.property(fc.array(fc.tuple(half, half), { maxLength: 60 }), keys => {
        const tally = openTally(2)
        for (let key = 0; key < 5_000; key++) tally.add(tally.place(key + 100, -key), 1) // so that it has grown
        for (const [high, low] of keys) tally.add(tally.place(high, low) + 1, 1)
        for (const [high, low] of keys) {
          const count = keys.filter(([one, other]) => one === high && other === low).length
          expect(tally.at(tally.find(high, low) + 1)).toBe(count)
        }
        expect(tally.find(3, 3)).toBe(-1)
        expect(tally.at(tally.find(4_100, -4_000))).toBe(1)
      }),
      { numRuns: 20 },
    )
  })

  test('a price is as far from the middle of the last thirty-two as their order says', () => {
    const middleOf = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 15, noNaN: true }), { minLength: 8, maxLength: 80 }), all => {
        const prices = openPrices()
        for (const [day, each] of all.entries()) prices.add('goods', day, each)
        const kept = all.slice(-32)
        const middle = middleOf(kept)
        const spread = middleOf(kept.map(each => Math.abs(each - middle)))
        expect(prices.deviation('goods', 3)).toBe(Math.max(-10, Math.min(10, (3 - middle) / (1.4826 * spread + 0.05))))
      }),
    )
  })

  test('who was seen before a day is what the days before it say, however they came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { maxLength: 12 }), fc.nat(7), (days, today) => {
        const sightings = openSightings()
        for (const each of days) sightings.add(1, 2, each)
        const before = days.filter(each => each < today)
        const after = new Set(days.filter(each => each >= today))
        const said = sightings.before(1, 2, today)
        if (before.length === 0) expect(said).toEqual({ count: 0 })
        else if (after.size < 2)
          expect(said).toEqual({ count: before.length, since: today - Math.min(...before), last: today - Math.max(...before) })
        else expect(said.since).toBe(today - Math.min(...before))
      }),
    )
  })

  test('trees are walked from branch to branch', () => {
    const walked = ({ figures, thresholds, lefts, rights, values }: Tree, row: Float32Array, node = 0): number => {
      const figure = figures[node] ?? -1
      if (figure < 0) return values[node] ?? Number.NaN
      const below = (row[figure] ?? Number.NaN) <= (thresholds[node] ?? Number.NaN)
      return walked({ figures, thresholds, lefts, rights, values }, row, (below ? lefts : rights)[node])
    }
    openReplay(openHistory(), 0).live(PAST.slice(0, 300), ({ figures }) => {
      const sum = model.trees.trees.reduce((total, tree) => total + walked(tree, figures), model.trees.base)
      expect(likelihoodBy(model.trees, figures)).toBe(1 / (1 + Math.exp(-sum)))

      const row = figures.slice()
      const likelihoodWith = walkTrees(model.trees, row)
      expect(likelihoodWith([])).toBe(likelihoodBy(model.trees, figures))
      const changed = [0, 1, 30, row.length - 1]
      for (const figure of changed) row[figure] = -(row[figure] ?? 0) - 1
      expect(likelihoodWith(changed)).toBe(likelihoodBy(model.trees, row))
    })
  })
})

describe('what has changed since a model was trained', { timeout: 60_000 }, () => {
  const reference = model.reference
  if (reference === undefined) throw new Error('given a model, needs its reference')
  const since = (items: readonly InspectedItem[]) => {
    const compared = openComparison(reference)
    const replay = openReplay(openHistory(), 0)
    replay.live(PAST)
    replay.live(items, known => compared.add(known))
    return new Map(compared.counted().map(each => [each.feature, each]))
  }
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

  test('is counted by the parts of its trial, each item in one part of each feature', () => {
    expect(reference).toMatchObject({ to: model.card.to, items: model.card.trial.items })
    for (const { before, recent } of since(AFTER).values()) expect([sum(before), sum(recent)]).toEqual([reference.items, AFTER.length])
  })

  test('stands in the part it moved to: beyond all that was seen, or among values nobody declared', () => {
    const moved = since(AFTER.map(item => ({ ...item, value: item.value * 1_000, origin: 'LA' })))
    expect([moved.get('value')?.recent.at(-1), moved.get('origin')?.recent.at(-1)]).toEqual([AFTER.length, AFTER.length])
    expect([moved.get('value')?.before.at(-1), moved.get('origin')?.before.at(-1)]).toEqual([0, 0])
    expect(moved.get('count importer')).toBeUndefined()
  })
})

describe('what the rate of duty is not known of', () => {
  test('has no revenue, and the card says of how many its curves speak', () => {
    const half = PAST.map(
      ({ dutyRate, ...item }, place): InspectedItem => (place % 2 === 0 || dutyRate === undefined ? item : { ...item, dutyRate }),
    )
    const trial = train(half, 0)?.card.trial
    expect([trial?.items, trial?.rated]).toEqual([480, 240])
    expect(model.card.trial.rated).toBeUndefined()
  })
})

describe('reasons', { timeout: 60_000 }, () => {
  const scorer = openModel(model)
  const picked: Known[] = []
  const replay = openReplay(openHistory(), 0)
  replay.live(PAST)
  replay.live(
    AFTER.map(({ isFraud: _, ...item }) => item),
    known => {
      if (scorer.score(known) > 0.4) picked.push(known)
    },
  )

  test('each names what raised the score, with the cases behind it, and the score falls without it', () => {
    expect(picked.length).toBeGreaterThan(10)
    for (const known of picked) {
      const reasons = explain(scorer, known)
      expect(reasons.length).toBeGreaterThan(0)
      expect(reasons.length).toBeLessThanOrEqual(5)
      let before = scorer.score(known)
      for (const { about, without, inspected, found } of reasons) {
        expect(without).toBeLessThan(before)
        before = without
        const kind = EVIDENCE_NAMES.indexOf(about)
        if (kind >= 0) expect([inspected, found]).toEqual([known.inspected[kind], known.found[kind]])
      }
    }
  })

  test('where an importer is what was found wrong, the importer is named', () => {
    const all = picked.flatMap(known => explain(scorer, known).map(({ about }) => about))
    expect(all.filter(about => about.startsWith('importer')).length).toBeGreaterThan(picked.length / 2)
  })

  test('an inspection that finds nothing lowers the score that rested on the importer', () => {
    const history = openHistory()
    for (const item of PAST) history.settle(item, item)
    const [item] = AFTER.filter(({ importer }) => importer === 'I3')
    if (item === undefined) throw new Error('given a time after, needs the importer')
    const before = scorer.score(history.look(item))
    for (let times = 0; times < 60; times++) history.settle({ ...item, netMassKg: 5_000 + times, value: 7 + times }, { isFraud: false })
    expect(scorer.score(history.look(item))).toBeLessThan(before)
  })
})

describe('a simulated year', { timeout: 60_000 }, () => {
  const items = pastOf(4_000, 3)
  const [random, rules, byModel] = STRATEGIES

  test('inspects the share it may, and finds most where something is learned', () => {
    const [lot, written, learned] = [random, rules, byModel].map(by => simulate({ items, rate: 0.2, months: 12, seed: 1 }, by))
    for (const each of [lot, written, learned]) {
      expect(each?.months.length).toBe(12)
      for (const { inspected, items: all } of each?.months ?? []) expect(Math.abs(inspected - all * 0.2)).toBeLessThan(2)
    }
    expect(learned?.precision).toBeGreaterThan((lot?.precision ?? 1) * 1.3)
    expect(lot?.recall).toBeLessThan(0.3)
    expect(learned?.months.map(({ hasModel }) => hasModel)).toContain(false)
    expect(learned?.months.at(-1)?.hasModel).toBe(true)
  })

  test('says the same twice', () => {
    const some = { items: items.slice(0, 900), rate: 0.1, months: 3, seed: 1 }
    expect(simulate(some, byModel)).toEqual(simulate(some, byModel))
  })
})
