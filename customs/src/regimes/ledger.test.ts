import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountOf, afterCharging, dueOf, emptyAccount, type Journal, listImbalances, paymentJournal } from '../debt/index.ts'
import { type Currency, compare, day, decimal, fraction, minus, money, type Rational, sum, ZERO } from '../kernel/index.ts'
import { chargedWith, dueJournal } from './due-journal.ts'
import { type Balance, FATE_OF, type Fate, giveBack, type Lot, MOVEMENT_KINDS, type Movement, minorOf, sumOfCharges, take } from './lot.ts'
import { findTermNotice, stateOf, suspendedDebtOf } from './suspended-debt.ts'

const VND = 'VND' as Currency
const TODAY = day('2026-03-10')
const MRN = '26VN3FF8V1TZCQS1R9'

/** A ledger that grows by acts, and beside it a model that only counts. */
class Ledger {
  readonly lots: { lot: Lot; left: Balance; movements: Movement[] }[] = []
  readonly journals: Journal[] = []
  account = emptyAccount(VND)
  readonly model = { suspended: 0n, due: 0n, paid: 0n }

  enter(quantity: number, charges: readonly number[]): void {
    const parts = charges.map((minor, index) => ({ kind: ['customs-duty', 'vat', 'excise'][index] ?? '', minor: BigInt(minor) }))
    const left = { quantity: fraction(BigInt(quantity), 1000n), value: BigInt(quantity) * 7n, charges: parts }
    this.model.suspended += sumOfCharges(parts)
    this.add(left)
  }

  add(left: Balance): void {
    const lot: Lot = {
      regime: 'warehouse',
      mrn: MRN,
      item: 1,
      holder: 'VN-0101',
      code: '52081200',
      unit: 'KGM',
      currency: VND,
      enteredOn: TODAY,
      ...left,
      left,
    }
    this.lots.push({ lot, left, movements: [] })
  }

  move(at: number, kind: Movement['kind'], share: Rational, isPending: boolean): void {
    const held = this.lots[at % this.lots.length]
    if (held === undefined) return
    const wanted = decimal(
      ((Number(held.left.quantity.num) / Number(held.left.quantity.den)) * (Number(share.num) / Number(share.den))).toFixed(3),
    )
    const taken = take({ left: held.left, unit: 'KGM' }, wanted)
    if (!taken.ok) return
    held.left = taken.value.left
    const movement: Movement = { kind, ...taken.value.taken, status: 'pending' }
    held.movements.push(movement)
    if (!isPending) this.settle(this.lots.indexOf(held), held.movements.length - 1, FATE_OF[kind])
  }

  settle(at: number, place: number, fate: Fate | 'undone'): void {
    const held = this.lots[at % this.lots.length]
    const index = held === undefined || held.movements.length === 0 ? -1 : place % held.movements.length
    const movement = held?.movements[index]
    if (held === undefined || movement?.status !== 'pending') return
    if (fate === 'undone') {
      held.left = giveBack(held.left, movement)
      held.movements[index] = { ...movement, status: 'undone' }
      return
    }
    held.movements[index] = { ...movement, status: 'done', fate }
    if (fate === 'carried') this.add(movement)
    if (fate === 'due') this.charge(`${at % this.lots.length}-${index}`, movement)
  }

  charge(id: string, { charges }: Movement): void {
    const journal = dueJournal({ mrn: MRN, debtor: 'VN-0101', postedOn: TODAY, movement: id }, charges, this.account)
    this.model.due += sumOfCharges(charges)
    if (journal === undefined) return
    this.journals.push(journal)
    this.account = afterCharging(this.account, chargedWith(this.account, charges))
  }

  pay(minor: number): void {
    this.journals.push(
      paymentJournal(
        { mrn: MRN, debtor: 'VN-0101', postedOn: TODAY, payment: String(this.journals.length), amount: money(BigInt(minor), VND) },
        this.account,
      ),
    )
    this.account = { ...this.account, paid: this.account.paid + BigInt(minor) }
    this.model.paid += BigInt(minor)
  }

  check(): void {
    for (const { lot, left, movements } of this.lots) {
      expect(compare(left.quantity, ZERO)).toBeGreaterThanOrEqual(0)
      expect(left.charges.every(each => each.minor >= 0n) && left.value >= 0n).toBe(true)
      const gone = movements.filter(each => each.status !== 'undone')
      expect(compare(minus(lot.quantity, sum(gone.map(each => each.quantity))), left.quantity)).toBe(0)
      for (const { kind, minor } of lot.charges)
        expect(gone.reduce((total, each) => total + minorOf(each.charges, kind), minorOf(left.charges, kind))).toBe(minor)
      const debt = suspendedDebtOf(lot, movements)
      expect(debt.open + debt.discharged + debt.due + debt.carried).toBe(debt.suspended)
      expect([debt.open, debt.discharged, debt.due, debt.carried].every(each => each >= 0n)).toBe(true)
      const promised = movements.filter(each => each.status === 'pending').reduce((total, each) => total + sumOfCharges(each.charges), 0n)
      expect(debt.open).toBe(sumOfCharges(left.charges) + promised)
      expect(['open', 'discharged', 'due', 'carried']).toContain(stateOf(debt, left.quantity.num > 0n, false))
    }
    const debts = this.lots.map(({ lot, movements }) => suspendedDebtOf(lot, movements))
    expect(debts.reduce((total, each) => total + each.open + each.discharged + each.due, 0n)).toBe(this.model.suspended)
    expect(debts.reduce((total, each) => total + each.due, 0n)).toBe(this.model.due)
    expect(this.journals.flatMap(listImbalances)).toEqual([])
    const folded = accountOf(this.journals, VND)
    expect(folded.chargedTotal).toBe(this.model.due)
    expect(dueOf(folded).minor).toBe(this.model.due > this.model.paid ? this.model.due - this.model.paid : 0n)
  }
}

const small = fc.nat(500)
const anyAct = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('enter' as const),
      quantity: fc.integer({ min: 1, max: 5_000_000 }),
      charges: fc.array(fc.nat(90_000_000), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('move' as const),
      at: small,
      kind: fc.constantFrom(...MOVEMENT_KINDS),
      share: fc.integer({ min: 1, max: 1200 }),
      isPending: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('settle' as const),
      at: small,
      place: small,
      fate: fc.constantFrom('discharged' as const, 'due' as const, 'carried' as const, 'undone' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('pay' as const), minor: fc.integer({ min: 1, max: 50_000_000 }) }) },
)

test('after ten thousand acts in any order stock and debt still add up: every part is open, discharged or due, and the ledger balances', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { minLength: 10_000, maxLength: 10_000 }), acts => {
      const ledger = new Ledger()
      acts.forEach((each, index) => {
        if (each.act === 'enter') ledger.enter(each.quantity, each.charges)
        else if (each.act === 'move') ledger.move(each.at, each.kind, fraction(BigInt(each.share), 1000n), each.isPending)
        else if (each.act === 'settle') ledger.settle(each.at, each.place, each.fate)
        else ledger.pay(each.minor)
        if (index % 2_500 === 0) ledger.check()
      })
      ledger.check()
    }),
    { numRuns: 4 },
  )
}, 120_000)

test.each([
  ['2026-03-10', undefined, undefined],
  ['2026-05-01', undefined, { act: 'warn', daysBefore: 30 }],
  ['2026-05-01', 30, undefined],
  ['2026-05-24', 30, { act: 'warn', daysBefore: 7 }],
  ['2026-05-30', 30, { act: 'warn', daysBefore: 1 }],
  ['2026-05-31', 1, undefined],
  ['2026-06-01', 1, { act: 'fall-due' }],
])('on %s, warned %s days before, a term that ends on 31 May asks for %o', (today, warned, notice) => {
  expect(findTermNotice(day('2026-05-31'), warned, day(today))).toEqual(notice)
})

test('more than is left is taken of no lot, and the last part takes the last unit of every charge', () => {
  const left = { quantity: decimal('3'), value: 100n, charges: [{ kind: 'vat', minor: 10n }] }
  expect(take({ left, unit: 'KGM' }, decimal('3.00000001'))).toMatchObject({ ok: false, issues: [{ code: 'regimes.quantity-exceeded' }] })
  expect(take({ left, unit: 'KGM' }, ZERO)).toMatchObject({ ok: false, issues: [{ code: 'regimes.quantity-not-positive' }] })
  const one = take({ left, unit: 'KGM' }, decimal('1'))
  expect(one.ok && [one.value.taken.value, sumOfCharges(one.value.taken.charges)]).toEqual([33n, 3n])
  const rest = one.ok ? take({ left: one.value.left, unit: 'KGM' }, decimal('2')) : one
  expect(rest.ok && sumOfCharges(rest.value.taken.charges)).toBe(7n)
})
