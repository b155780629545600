import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { projectLaw } from '../testing/law.ts'
import { moveByReceipt, moveToExporter, rejectionClocks, startClocks } from './clocks.ts'
import { findProcedure } from './law.ts'
import type { ProofAct } from './life.ts'
import { listNewlyLate, type VerifyingAct, verificationOf } from './verification.ts'

const START = day('2026-03-10')
const procedure = findProcedure(projectLaw(), 'atiga', ['KH', 'VN'], START)
if (procedure === undefined) throw new Error('given no procedures between Cambodia and Viet Nam, needs them')
const done = (act: ProofAct, on = START, more: Partial<VerifyingAct> = {}): VerifyingAct => ({
  act,
  on,
  clocks: act === 'determine' ? [] : startClocks(act, on, procedure),
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
] as const)('%s starts the clocks of the text, in calendar days', (act, clocks) => {
  expect(startClocks(act, START, procedure).map(each => [each.clock, each.dueOn])).toEqual(clocks)
})

test.each([
  [
    'an electronic form, from its receipt',
    { type: 'e-form-d', receivedOn: day('2026-03-01'), isDetermined: false },
    [['denial', '2026-04-30', undefined]],
  ],
  ['one that came another way, from the rejection', { type: 'e-form-d', isDetermined: false }, [['denial', '2026-05-09', 'silent']]],
  [
    'a paper, which goes back, too',
    { type: 'form-d', receivedOn: day('2026-03-01'), isDetermined: false },
    [
      ['denial', '2026-05-09', 'silent'],
      ['return', '2026-05-09', 'silent'],
    ],
  ],
  ['after a check: its own clock runs until the issuer has the result', { type: 'e-form-d', isDetermined: true }, []],
  ['a paper after a check goes back', { type: 'form-d', isDetermined: true }, [['return', '2026-05-09', 'silent']]],
] as const)('a rejection is told within sixty days: %s', (_, rejected, clocks) => {
  const started = rejectionClocks({ ...rejected, isWhole: true }, START, procedure)
  expect(started.map(each => [each.clock, each.dueOn, each.assumed])).toEqual(clocks)
})

test('clocks that count from a receipt are moved to it once it is known, and others are not', () => {
  const asked = done('request-check')
  const came: VerifyingAct = { act: 'notified', of: 'request-check', moved: moveByReceipt(asked.clocks ?? [], day('2026-03-14')) }
  const { clocks } = verificationOf([asked, came], START)
  expect(clocks.map(each => [each.clock, each.from, each.dueOn, each.assumed])).toEqual([
    ['reply', '2026-03-14', '2026-06-12', undefined],
    ['check', '2026-03-10', '2026-09-06', 'silent'],
  ])
  const replied = verificationOf([asked, done('reply-check', day('2026-03-20')), came], START)
  expect(replied.clocks[0]).toMatchObject({ dueOn: '2026-06-12', isMet: true, metOn: '2026-03-20' })
  expect(moveByReceipt(asked.clocks ?? [], day('2026-03-01'))[0]).toMatchObject({ from: '2026-03-10' })
})

test('a consent counts from the receipt of the authority until that of the exporter is known', () => {
  const notice = done('notify-visit')
  const moved = moveByReceipt(notice.clocks ?? [], day('2026-03-12'))
  const came: VerifyingAct = { act: 'notified', of: 'notify-visit', moved }
  const consent = verificationOf([done('request-check'), notice, came], START).clocks.find(each => each.clock === 'consent')
  expect(consent).toMatchObject({ from: '2026-03-12', dueOn: '2026-04-11', assumed: 'authority' })
  if (consent === undefined) throw new Error('given a notice, needs the clock of its consent')
  const noted: VerifyingAct = { act: 'note-receipt', moved: moveToExporter(consent, day('2026-03-16')) }
  const known = verificationOf([done('request-check'), notice, came, noted], START).clocks.find(each => each.clock === 'consent')
  expect(known).toMatchObject({ from: '2026-03-16', dueOn: '2026-04-15' })
  expect(known?.assumed).toBeUndefined()
})

test('a check is whole once its issuer has the result', () => {
  const ended = [done('request-check'), done('reply-check'), done('determine', day('2026-09-01'), { originating: true })]
  expect(verificationOf(ended, day('2026-09-07')).clocks.find(each => each.clock === 'check')).toMatchObject({ isMet: false, isLate: true })
  const told = [...ended, { act: 'notified', of: 'determine' as const, on: day('2026-09-08') }]
  expect(verificationOf(told, day('2026-09-09')).clocks.find(each => each.clock === 'check')).toMatchObject({
    isMet: true,
    metOn: '2026-09-08',
  })
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

test('whatever is done in its turn, a clock is late only after its last day, told once, and after the end only what is to be told runs', () => {
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
        if (stage === 'ended')
          expect(clocks.filter(each => !each.isMet).every(({ clock }) => ['check', 'visit-whole'].includes(clock))).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})
