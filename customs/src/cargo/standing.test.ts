import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { addCargo, type CargoAmount, isNoCargo, isSameCargo, NO_CARGO, sumCargo, takeCargo } from './amount.ts'
import { isDifference } from './landing.ts'
import { joinCargo, splitCargo } from './regroup.ts'
import { announce, type CargoAct, type CargoStanding, goneOf, performCargo, roomOf, statusOf, totalOf } from './standing.ts'

const kg = (packages: number, grossMassKg: string): CargoAmount => ({ packages, grossMassKg })
const on = day('2026-11-02')

/** The standing after these acts; throws where one is refused. */
function after(standing: CargoStanding, ...acts: readonly CargoAct[]): CargoStanding {
  return acts.reduce((reached, act) => {
    const next = performCargo(reached, act)
    if (!next.ok) throw new Error(`${act.act}: ${next.issues[0]?.code}`)
    return next.value
  }, standing)
}

const announced = announce('packaged', kg(100, '1500.5'))
const landed = after(announced, { act: 'arrive', on }, { act: 'discharge', on, landed: kg(100, '1500.5') })
const codeOf = (standing: CargoStanding, act: CargoAct) => {
  const done = performCargo(standing, act)
  return done.ok ? 'done' : done.issues[0]?.code
}

test('goods go from announced over arrived, discharged and stored to written off, and no act leaves its order', () => {
  const stored = after(landed, { act: 'store', on, location: 'KOS-1' })
  const written = after(stored, { act: 'write-off', amount: kg(60, '900') }, { act: 'write-off', amount: kg(40, '600.5') })
  expect([announced, after(announced, { act: 'arrive', on }), landed, stored, written].map(statusOf)).toEqual([
    'announced',
    'arrived',
    'discharged',
    'stored',
    'written-off',
  ])
  expect(codeOf(announced, { act: 'discharge', on, landed: kg(100, '1500.5') })).toBe('cargo.act-not-permitted')
  expect(codeOf(landed, { act: 'arrive', on })).toBe('cargo.act-not-permitted')
  expect(codeOf(announced, { act: 'store', on, location: 'KOS-1' })).toBe('cargo.act-not-permitted')
  expect(codeOf(stored, { act: 'store', on, location: 'KOS-2' })).toBe('cargo.act-not-permitted')
  expect(statusOf(after(written, { act: 'give-back', amount: kg(40, '600.5') }))).toBe('stored')
})

test('a declaration takes no more than is left, neither packages nor mass', () => {
  expect(codeOf(announced, { act: 'write-off', amount: kg(101, '1') })).toBe('cargo.packages-exceed-left')
  expect(codeOf(announced, { act: 'write-off', amount: kg(1, '1500.50000001') })).toBe('cargo.mass-exceeds-left')
  expect(codeOf(announced, { act: 'write-off', amount: kg(-1, '0') })).toBe('cargo.amount-negative')
  expect(codeOf(announced, { act: 'give-back', amount: kg(1, '1') })).toBe('cargo.packages-exceed-left')
})

test('what landed is what there is: a shortage below what was declared is an excess, a surplus is left', () => {
  const declared = after(announced, { act: 'write-off', amount: kg(100, '1500.5') }, { act: 'arrive', on })
  const short = after(declared, { act: 'discharge', on, landed: kg(97, '1455.5') })
  expect(short).toMatchObject({ excess: kg(3, '45'), left: NO_CARGO, landing: { short: kg(3, '45'), over: NO_CARGO } })
  const over = after(declared, { act: 'discharge', on, landed: kg(102, '1530.5') })
  expect(over).toMatchObject({ excess: NO_CARGO, left: kg(2, '30'), landing: { over: kg(2, '30') } })
  expect(statusOf(over)).toBe('discharged')
  expect(statusOf(after(announced, { act: 'arrive', on }, { act: 'discharge', on, landed: NO_CARGO }))).toBe('not-landed')
})

test('loose goods differ and are declared within the tolerance of the law, packaged ones never', () => {
  const bulk = after(announce('bulk', kg(0, '10000'), '0.5'), { act: 'arrive', on }, { act: 'discharge', on, landed: kg(0, '9960') })
  expect(bulk.landing).toMatchObject({ short: kg(0, '40'), isTolerated: true })
  expect(bulk.landing === undefined || isDifference(bulk.landing)).toBe(false)
  expect(roomOf(bulk)).toEqual(kg(0, '10009.8'))
  const all = after(bulk, { act: 'write-off', amount: kg(0, '10009.8') })
  expect(all).toMatchObject({ left: NO_CARGO, excess: kg(0, '49.8') })
  expect(codeOf(all, { act: 'write-off', amount: kg(0, '0.00000001') })).toBe('cargo.mass-exceeds-left')
  const apart = after(announce('bulk', kg(0, '10000'), '0.5'), { act: 'arrive', on }, { act: 'discharge', on, landed: kg(0, '9949') })
  expect(apart.landing === undefined || isDifference(apart.landing)).toBe(true)
  expect(roomOf(announce('packaged', kg(1, '10000'), '0.5'))).toEqual(kg(1, '10000'))
})

test('what stays in a tank is neither landed nor short, and no other goods leave any', () => {
  const tank = after(
    announce('tank', kg(0, '24000')),
    { act: 'arrive', on },
    { act: 'discharge', on, landed: kg(0, '23880'), residueKg: '120' },
  )
  expect(tank.landing).toMatchObject({ short: NO_CARGO, over: NO_CARGO, residueKg: '120' })
  expect(tank.left).toEqual(kg(0, '23880'))
  expect(codeOf(after(announced, { act: 'arrive', on }), { act: 'discharge', on, landed: kg(100, '1500'), residueKg: '0.5' })).toBe(
    'cargo.residue-not-of-tank',
  )
})

test('goods in packages land with packages and mass, or not at all', () => {
  const arrived = after(announced, { act: 'arrive', on })
  expect(codeOf(arrived, { act: 'discharge', on, landed: kg(0, '1') })).toBe('cargo.landing-incomplete')
  expect(codeOf(arrived, { act: 'discharge', on, landed: kg(1, '0') })).toBe('cargo.landing-incomplete')
  expect(codeOf(arrived, { act: 'discharge', on, landed: NO_CARGO })).toBe('done')
})

test('what customs refuses to have loaded cannot be declared, and may be permitted again', () => {
  const refused = after(announced, { act: 'refuse-loading' })
  expect(statusOf(refused)).toBe('not-loaded')
  expect(codeOf(refused, { act: 'write-off', amount: kg(1, '1') })).toBe('cargo.act-not-permitted')
  expect(codeOf(after(refused, { act: 'permit-loading' }), { act: 'write-off', amount: kg(1, '1') })).toBe('done')
})

test('unclaimed goods are what is left, and may still be declared', () => {
  const unclaimed = after(landed, { act: 'write-off', amount: kg(90, '1400') }, { act: 'fall-unclaimed', on })
  expect([statusOf(unclaimed), unclaimed.left]).toEqual(['unclaimed', kg(10, '100.5')])
  expect(codeOf(unclaimed, { act: 'fall-unclaimed', on })).toBe('cargo.act-not-permitted')
  expect(statusOf(after(unclaimed, { act: 'write-off', amount: kg(10, '100.5') }))).toBe('written-off')
})

test('goods are joined where they lie, with the days of those that came first', () => {
  const at = (location: string, storedOn: string) => after(landed, { act: 'store', on: day(storedOn), location })
  const joined = joinCargo([at('KOS-1', '2026-11-05'), at('KOS-1', '2026-11-03')])
  expect(joined.ok && joined.value.results[0]).toMatchObject({ received: kg(200, '3001'), left: kg(200, '3001'), storedOn: '2026-11-03' })
  const apart = joinCargo([at('KOS-1', '2026-11-05'), at('KOS-2', '2026-11-05')])
  expect(apart.ok || apart.issues.map(({ code, path }) => [code, path])).toEqual([['cargo.join-apart', 'documents[1]']])
})

const mass = fc.integer({ min: 0, max: 2_000_000 }).map(grams => String(grams / 1000))
const amount = fc.record({ packages: fc.integer({ min: 0, max: 60 }), grossMassKg: mass })
const landing = fc.oneof(
  fc.constant(NO_CARGO),
  fc.record({
    packages: fc.integer({ min: 1, max: 60 }),
    grossMassKg: fc.integer({ min: 1, max: 2_000_000 }).map(grams => String(grams / 1000)),
  }),
)
const step = fc.oneof(
  fc.record({ do: fc.constant('write-off' as const), at: fc.nat(30), amount }),
  fc.record({ do: fc.constant('give-back' as const), at: fc.nat(30) }),
  fc.record({ do: fc.constant('split' as const), at: fc.nat(30), parts: fc.array(amount, { minLength: 1, maxLength: 3 }) }),
  fc.record({ do: fc.constant('join' as const), at: fc.nat(30), with: fc.nat(30) }),
  fc.record({ do: fc.constant('move' as const), at: fc.nat(30), location: fc.constantFrom('KOS-1', 'KOS-2') }),
  fc.record({ do: fc.constantFrom('unclaimed' as const, 'dispose' as const, 'restore' as const), at: fc.nat(30) }),
)

test('whatever is discharged, stored, moved, split, joined, declared, given back, disposed of and restored, no package and no gram comes or goes', () => {
  const documents = fc.array(fc.tuple(amount, amount, landing), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(documents, fc.array(step, { maxLength: 60 }), (given, steps) => {
      const all = given.map(([manifested, early, landing]) => {
        const first = announce('packaged', manifested)
        const declared = performCargo(first, { act: 'write-off', amount: early })
        return after(declared.ok ? declared.value : first, { act: 'arrive', on }, { act: 'discharge', on, landed: landing })
      })
      const total = sumCargo(all.map(totalOf))
      const taken = all.map(each => each.declared)
      for (const each of steps) {
        perform(all, taken, each)
        for (const one of all) {
          expect(isSameCargo(addCargo(totalOf(one), one.excess), sumCargo([one.declared, one.passedOn, goneOf(one), one.left]))).toBe(true)
          expect(
            [one.left, one.excess, one.declared, one.passedOn, goneOf(one)].every(
              part => part.packages >= 0 && !part.grossMassKg.startsWith('-'),
            ),
          ).toBe(true)
        }
        const received = sumCargo(all.map(one => one.received))
        expect(isSameCargo(received, sumCargo(all.map(one => one.passedOn)))).toBe(true)
        const [left, excess] = [sumCargo(all.map(one => one.left)), sumCargo(all.map(one => one.excess))]
        expect(isSameCargo(addCargo(total, excess), sumCargo([sumCargo(taken), ...all.map(goneOf), left]))).toBe(true)
      }
    }),
    { numRuns: 150 },
  )
})

/** Does a step to documents where it is permitted; `taken` is kept beside them, as declarations would. */
function perform(
  all: CargoStanding[],
  taken: CargoAmount[],
  each: ReturnType<typeof fc.sample<typeof step extends fc.Arbitrary<infer T> ? T : never>>[number],
): void {
  const place = each.at % all.length
  const standing = all[place]
  if (standing === undefined) return
  const put = (act: CargoAct) => {
    const done = performCargo(standing, act)
    if (done.ok) all[place] = done.value
    return done.ok
  }
  switch (each.do) {
    case 'write-off':
      if (put({ act: 'write-off', amount: each.amount })) taken[place] = addCargo(taken[place] ?? NO_CARGO, each.amount)
      return
    case 'give-back': {
      const own = taken[place] ?? NO_CARGO
      if (!isNoCargo(own) && put({ act: 'give-back', amount: own })) taken[place] = takeCargo(own, own)
      return
    }
    case 'split': {
      const done = splitCargo(standing, each.parts)
      if (!done.ok) return
      all[place] = done.value.sources[0] ?? standing
      all.push(...done.value.results)
      return
    }
    case 'join': {
      const other = each.with % all.length
      const second = all[other]
      const done = second === undefined || other === place ? undefined : joinCargo([standing, second])
      if (done?.ok !== true) return
      all[place] = done.value.sources[0] ?? standing
      all[other] = done.value.sources[1] ?? standing
      all.push(...done.value.results)
      return
    }
    case 'move':
      put({ act: standing.location === undefined ? 'store' : 'move', on, location: each.location })
      return
    case 'unclaimed':
      put({ act: 'fall-unclaimed', on })
      return
    case 'dispose':
      put({ act: 'dispose', amount: standing.left })
      return
    case 'restore':
      if (standing.disposed !== undefined) put({ act: 'restore', amount: standing.disposed })
  }
}
