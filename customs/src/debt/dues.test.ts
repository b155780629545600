import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Currency, type Day, day, money } from '../kernel/index.ts'
import { projectLaw } from '../testing/law.ts'
import {
  accountOf,
  addedJournal,
  chargeJournal,
  type DeclarationAccount,
  type DueHistory,
  dueOf,
  type Journal,
  listArrears,
  listDues,
  listImbalances,
  overpaidOf,
  type PaymentOrder,
  paymentJournal,
  recordDebt,
  takenBackJournal,
  writeOffJournal,
} from './index.ts'

const VND = 'VND' as Currency
const MRN = '26VN00000000000011'
const vnd = (minor: bigint) => money(minor, VND)
const START = day('2026-10-01')

type Step = (on: Day) => (account: DeclarationAccount, index: number) => Journal | undefined

const head = (postedOn: Day) => ({ mrn: MRN, debtor: 'VN-1', postedOn })
const charge =
  (minor: bigint): Step =>
  on =>
  (account, index) =>
    chargeJournal({ ...head(on), decision: String(index) }, minor === 0n ? [] : [{ kind: 'duty', amount: vnd(minor) }], account)
const pay =
  (minor: bigint): Step =>
  on =>
  (account, index) =>
    paymentJournal({ ...head(on), payment: String(index), amount: vnd(minor) }, account)
const add =
  (kind: 'interest' | 'penalty', minor: bigint): Step =>
  on =>
  (account, index) =>
    addedJournal({ ...head(on), kind, charge: String(index), amount: vnd(minor) }, account)
const writeOff =
  (minor: bigint): Step =>
  on =>
  (account, index) => {
    const due = dueOf(account).minor
    const amount = minor < due ? minor : due
    return amount === 0n ? undefined : writeOffJournal({ ...head(on), writeOff: String(index), amount: vnd(amount) }, account)
  }

function post(steps: readonly (readonly [Day, Step])[]): readonly Journal[] {
  const journals: Journal[] = []
  for (const [index, [on, step]] of steps.entries()) {
    const journal = step(on)(accountOf(journals, VND), index)
    if (journal !== undefined) journals.push(journal)
  }
  return journals
}

const history = (journals: readonly Journal[], order?: PaymentOrder): DueHistory => ({
  journals,
  currency: VND,
  dueOn: on => addDays(on, 10),
  order,
})
const open = (journals: readonly Journal[], order?: PaymentOrder) =>
  listDues(history(journals, order)).map(due => `${due.kind} ${due.open.minor} of ${due.amount.minor} by ${due.dueOn}`)

describe('what is still to be paid', () => {
  const journals = post([
    [START, charge(100n)],
    [day('2026-10-20'), add('interest', 3n)],
    [day('2026-10-21'), add('penalty', 20n)],
    [day('2026-10-22'), charge(150n)],
    [day('2026-10-23'), pay(110n)],
  ])

  test('is settled in the order it fell due', () => {
    expect(open(journals)).toEqual([
      'charges 0 of 100 by 2026-10-11',
      'interest 0 of 3 by 2026-10-20',
      'penalty 13 of 20 by 2026-10-21',
      'charges 50 of 50 by 2026-11-01',
    ])
  })

  test('or as the law of a state orders it', () => {
    expect(open(journals, ['penalty', 'charges', 'interest'])).toEqual([
      'charges 10 of 100 by 2026-10-11',
      'interest 3 of 3 by 2026-10-20',
      'penalty 0 of 20 by 2026-10-21',
      'charges 50 of 50 by 2026-11-01',
    ])
  })

  test('what is charged less comes off what was charged last, and interest stays', () => {
    expect(open([...journals.slice(0, 4), ...less(journals.slice(0, 4), 60n)])).toEqual([
      'charges 60 of 60 by 2026-10-11',
      'interest 3 of 3 by 2026-10-20',
      'penalty 20 of 20 by 2026-10-21',
      'charges 0 of 0 by 2026-11-01',
    ])
  })

  function less(before: readonly Journal[], minor: bigint): readonly Journal[] {
    const journal = charge(minor)(day('2026-10-25'))(accountOf(before, VND), 99)
    return journal === undefined ? [] : [journal]
  }
})

test('a penalty that is taken back comes off the penalty, and the charges stay open', () => {
  const journals = post([
    [START, charge(100n)],
    [day('2026-10-20'), add('penalty', 20n)],
    [day('2026-10-21'), on => account => takenBackJournal({ ...head(on), kind: 'penalty', contested: 'R-1', amount: vnd(20n) }, account)],
  ])
  expect(open(journals)).toEqual(['charges 100 of 100 by 2026-10-11', 'penalty 0 of 0 by 2026-10-20'])
  expect(listArrears(history(journals), day('2026-11-01')).map(each => each.amount.minor)).toEqual([100n])
})

test('interest runs on what is past its day, from the day after it, on no interest and no penalty', () => {
  const journals = post([
    [START, charge(100n)],
    [day('2026-10-15'), add('interest', 3n)],
    [day('2026-10-20'), pay(40n)],
    [day('2026-10-25'), charge(130n)],
    [day('2026-11-10'), pay(100n)],
  ])
  const arrears = listArrears(history(journals), day('2026-12-01')).map(({ from, amount }) => `${from} ${amount.minor}`)
  expect(arrears).toEqual(['2026-10-12 100', '2026-10-20 60', '2026-11-05 90', '2026-11-10 0'])
})

test('what was written off is due no more, and money that comes after all is for the state first', () => {
  const journals = post([
    [START, charge(100n)],
    [START, writeOff(80n)],
    [START, pay(50n)],
    [START, pay(60n)],
  ])
  const after = (count: number) => {
    const account = accountOf(journals.slice(0, count), VND)
    return [dueOf(account).minor, account.writtenOff, overpaidOf(account).minor]
  }
  expect([1, 2, 3, 4].map(after)).toEqual([
    [100n, 0n, 0n],
    [20n, 80n, 0n],
    [0n, 50n, 0n],
    [0n, 0n, 10n],
  ])
})

test('a new decision leaves interest and penalties charged', () => {
  const account = accountOf(
    post([
      [START, charge(100n)],
      [START, add('interest', 3n)],
      [START, add('penalty', 20n)],
      [START, charge(90n)],
    ]),
    VND,
  )
  expect([...account.charged]).toEqual([
    ['duty', 90n],
    ['interest', 3n],
    ['penalty', 20n],
  ])
})

describe('whatever is charged, added, paid and written off', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 9n })
  const step = fc.oneof(
    amount.map(charge),
    amount.map(pay),
    amount.map(writeOff),
    fc.tuple(fc.constantFrom('interest' as const, 'penalty' as const), amount).map(([kind, minor]) => add(kind, minor)),
  )
  const orders = fc.constantFrom<PaymentOrder | undefined>(
    undefined,
    ['penalty', 'interest', 'charges'],
    ['charges', 'interest', 'penalty'],
  )
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), step), { maxLength: 30 })
  const posted = steps.map(given =>
    post(given.toSorted(([one], [other]) => one - other).map(([days, each]) => [addDays(START, days), each] as const)),
  )

  test('the dues sum to what is due, and none is negative', () => {
    fc.assert(
      fc.property(posted, orders, (journals, order) => {
        const dues = listDues(history(journals, order))
        expect(dues.reduce((sum, due) => sum + due.open.minor, 0n)).toBe(dueOf(accountOf(journals, VND)).minor)
        expect(dues.every(due => due.open.minor >= 0n && due.open.minor <= due.amount.minor)).toBe(true)
      }),
    )
  })

  test('every journal balances, and the ledger holds exactly what is written off', () => {
    fc.assert(
      fc.property(posted, journals => {
        expect(journals.flatMap(listImbalances)).toEqual([])
        const account = accountOf(journals, VND)
        const open = account.chargedTotal - account.paid
        expect(account.writtenOff >= 0n && account.writtenOff <= (open > 0n ? open : 0n)).toBe(true)
        expect(dueOf(account).minor - overpaidOf(account).minor).toBe(open - account.writtenOff)
      }),
    )
  })
})

describe('a debt', () => {
  const facts = {
    state: 'VN',
    currency: VND,
    principal: 'VN-1',
    declarant: 'VN-1',
    filer: 'VN-BROKER',
    registeredOn: START,
    guarantors: [{ name: 'BANK', account: 'VN-G-000001', amount: vnd(500n) }],
  } as const
  const journals = post([[START, charge(1_000_000n)]])

  test('waits while the goods do, is overdue once they are gone, and costs interest from the day after its last', () => {
    const waiting = recordDebt(projectLaw(), { ...facts, journals, today: day('2026-12-01') })
    expect([waiting.status, waiting.interest]).toEqual(['waits-for-release', undefined])
    const released = recordDebt(projectLaw(), { ...facts, journals, releasedOn: day('2026-10-05'), today: day('2026-10-16') })
    expect([released.status, released.arisenOn, released.dues[0]?.dueOn]).toEqual(['overdue', START, '2026-10-05'])
    expect(released.interest).toMatchObject({
      charged: vnd(0n),
      toCharge: vnd(3_000n),
      calculation: { from: '2026-10-06', amount: '3000' },
    })
  })

  test('is owed by the principal, then by whoever stands in for him; a broker owes nothing unless the law says so', () => {
    const { debtors } = recordDebt(projectLaw(), { ...facts, journals, today: START })
    expect(debtors.map(each => `${each.order} ${each.as} ${each.who}`)).toEqual(['1 principal VN-1', '2 guarantor BANK'])
  })

  test('of a state without a rate says so, and charges none', () => {
    const record = recordDebt(projectLaw(), { ...facts, state: 'BN', journals, releasedOn: START, today: day('2026-10-16') })
    expect(record.interest).toBeUndefined()
    expect(record.issues).toMatchObject([{ code: 'debt.interest-rate-missing', params: { state: 'BN', kind: 'late-payment' } }])
  })
})
