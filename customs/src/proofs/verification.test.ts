import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { projectLaw } from '../testing/law.ts'
import { findProcedure } from './law.ts'
import type { ProofAct } from './life.ts'
import { listNewlyLate, startClocks, type VerifyingAct, verificationOf } from './verification.ts'

const START = day('2026-03-10')
const procedure = findProcedure(projectLaw(), 'atiga', ['KH', 'VN'], START)
if (procedure === undefined) throw new Error('given no procedures between Cambodia and Viet Nam, needs them')
const done = (act: ProofAct, on = START, more: Partial<VerifyingAct> = {}): VerifyingAct => ({
  act,
  clocks: startClocks(act, on, procedure),
  ...more,
})

test.each([
  [
    'request-check',
    [
      ['reply', '2026-06-08'],
      ['check', '2026-09-06'],
    ],
  ],
  [
    'notify-visit',
    [
      ['consent', '2026-04-09'],
      ['visit', '2026-05-09'],
      ['visit-whole', '2026-09-06'],
    ],
  ],
  ['comment', [['final', '2026-04-09']]],
  ['deny', [['denial', '2026-05-09']]],
] as const)('%s starts the clocks of the text, in calendar days', (act, clocks) => {
  expect(startClocks(act, START, procedure).map(each => [each.clock, each.dueOn])).toEqual(clocks)
})

test('a reply that does not come holds nobody up, and a consent neither', () => {
  const check = [done('request-check')]
  expect(verificationOf(check, day('2026-06-08')).turns).toEqual(['reply-check'])
  expect(verificationOf(check, day('2026-06-09')).turns).toContain('notify-visit')
  const visit = [...check, done('notify-visit', day('2026-06-09'))]
  expect(verificationOf(visit, day('2026-07-09')).turns).not.toContain('determine')
  expect(verificationOf(visit, day('2026-07-10')).turns).toContain('determine')
})

test('after a visit a negative determination is commented on; after a check it ends', () => {
  const replied = [done('request-check'), done('reply-check')]
  expect(verificationOf([...replied, done('determine', START, { originating: false })], START).stage).toBe('ended')
  const visited = [...replied, done('notify-visit'), done('consent-visit'), done('hold-visit')]
  expect(verificationOf([...visited, done('determine', START, { originating: false })], START).stage).toBe('determined')
  expect(verificationOf([...visited, done('determine', START, { originating: true })], START).stage).toBe('ended')
})

test('whatever is done in its turn, a clock is late only after its last day, told once, and none but the denial’s runs after the end', () => {
  const anyWalk = fc.array(fc.record({ pick: fc.nat(9), days: fc.nat(60), originating: fc.boolean() }), { maxLength: 14 })
  fc.assert(
    fc.property(anyWalk, steps => {
      const acts: VerifyingAct[] = []
      let today = START
      for (const { pick, days, originating } of steps) {
        today = addDays(today, days)
        const { turns } = verificationOf(acts, today)
        const act = turns[pick % turns.length]
        if (act === undefined) throw new Error('a verification always has a next turn')
        acts.push(done(act, today, { originating }))
        for (const late of listNewlyLate(acts, today)) acts.push({ act: 'fall-late', late })
        expect(listNewlyLate(acts, today)).toEqual([])
        const { stage, clocks } = verificationOf(acts, today)
        for (const { isLate, isMet, dueOn } of clocks) expect(isLate).toBe(!isMet && dueOn < today)
        if (stage === 'ended') expect(clocks.filter(each => !each.isMet && each.clock !== 'denial')).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
})
