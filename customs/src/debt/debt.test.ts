import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Currency, day, money } from '../kernel/index.ts'
import {
  accountOf,
  type ChargedKind,
  chargeJournal,
  checkReservation,
  type DebtorAccount,
  type DeclarationAccount,
  deferredOf,
  depositJournal,
  dischargeJournal,
  drawbackOf,
  drawJournal,
  dueOf,
  emptyAccount,
  type Journal,
  listImbalances,
  listUnsecured,
  movesOf,
  noticesOf,
  overpaidOf,
  paymentJournal,
  payoutJournal,
  pledgeJournal,
  postingColumns,
  type Reservation,
} from './index.ts'

const VND = 'VND' as Currency
const MRN = '26VN00000000000011'
const on = day('2026-11-22')
const ACCOUNT = '00000000-0000-4000-8000-000000000001'

const vnd = (minor: bigint) => money(minor, VND)
const bill = (duty: bigint, vat: bigint): readonly ChargedKind[] => [
  { kind: 'duty', amount: vnd(duty) },
  { kind: 'vat', amount: vnd(vat) },
]
const charge = (decision: string, charges: readonly ChargedKind[], account: DeclarationAccount) =>
  chargeJournal({ mrn: MRN, debtor: 'VN-1', decision, postedOn: on }, charges, account)
const pay = (payment: string, minor: bigint, account: DeclarationAccount) =>
  paymentJournal({ mrn: MRN, debtor: 'VN-1', payment, postedOn: on, amount: vnd(minor) }, account)
const lines = (journal: Journal | undefined) => journal?.postings.map(({ account, amount }) => `${account} ${amount.minor}`)

/** Charges and pays in the order given, as a node would: each journal knows the account before it. */
function post(acts: readonly ((account: DeclarationAccount, index: number) => Journal | undefined)[]): readonly Journal[] {
  const journals: Journal[] = []
  for (const [index, act] of acts.entries()) {
    const journal = act(accountOf(journals, VND), index)
    if (journal !== undefined) journals.push(journal)
  }
  return journals
}

describe('what a declaration owes', () => {
  test('the first decision debits the debtor and credits each kind of revenue', () => {
    const journal = charge('1', bill(1_500n, 850n), emptyAccount(VND))
    expect(lines(journal)).toEqual(['receivable 2350', 'revenue/duty -1500', 'revenue/vat -850'])
    expect(dueOf(accountOf(journal === undefined ? [] : [journal], VND))).toEqual(vnd(2_350n))
  })

  test('a decision without charges posts nothing', () => {
    expect(charge('1', bill(0n, 0n), emptyAccount(VND))).toBeUndefined()
  })

  test('a payment debits the clearing account and settles the debt', () => {
    const journals = post([account => charge('1', bill(1_500n, 850n), account), account => pay('p1', 2_350n, account)])
    expect(lines(journals[1])).toEqual(['clearing 2350', 'receivable -2350'])
    expect(dueOf(accountOf(journals, VND))).toEqual(vnd(0n))
  })

  test('an amendment after payment that costs more is due as the difference', () => {
    const journals = post([
      account => charge('1', bill(1_500n, 850n), account),
      account => pay('p1', 2_350n, account),
      account => charge('2', bill(2_000n, 900n), account),
    ])
    expect(lines(journals[2])).toEqual(['receivable 550', 'revenue/duty -500', 'revenue/vat -50'])
    expect(dueOf(accountOf(journals, VND))).toEqual(vnd(550n))
  })

  test('an amendment after payment that costs less leaves a balance in the debtor’s favour, and a later one uses it up first', () => {
    const journals = post([
      account => charge('1', bill(1_500n, 850n), account),
      account => pay('p1', 2_350n, account),
      account => charge('2', bill(1_000n, 850n), account),
      account => charge('3', bill(1_800n, 850n), account),
    ])
    expect(lines(journals[2])).toEqual(['refunds-payable -500', 'revenue/duty 500'])
    expect(overpaidOf(accountOf(journals.slice(0, 3), VND))).toEqual(vnd(500n))
    expect(noticesOf(accountOf(journals.slice(0, 3), VND))).toMatchObject([
      { code: 'debt.overpaid', params: { amount: '500', currency: 'VND' } },
    ])
    expect(noticesOf(accountOf(journals, VND))).toEqual([])
    expect(lines(journals[3])).toEqual(['receivable 300', 'refunds-payable 500', 'revenue/duty -800'])
    expect(dueOf(accountOf(journals, VND))).toEqual(vnd(300n))
  })

  test('a cancellation posts everything back', () => {
    const journals = post([account => charge('1', bill(1_500n, 850n), account), account => charge('cancellation', [], account)])
    expect(dueOf(accountOf(journals, VND))).toEqual(vnd(0n))
    expect(lines(journals[1])).toEqual(['receivable -2350', 'revenue/duty 1500', 'revenue/vat 850'])
  })

  test('a payment in another currency is the caller’s mistake', () => {
    const given = { mrn: MRN, debtor: 'VN-1', payment: 'p1', postedOn: on, amount: money(100n, 'USD' as Currency) }
    expect(() => paymentJournal(given, emptyAccount(VND))).toThrow(/given USD, needs the debt's VND/)
  })
})

describe('security', () => {
  const head = { mrn: MRN, debtor: 'VN-1', postedOn: on }
  const required = [{ reason: 'value-open', amount: { amount: '1000', currency: 'VND' } }] as const

  test('is missing until it is held, and what is held for one reason covers no other', () => {
    const none = emptyAccount(VND)
    expect(listUnsecured(required, none)).toEqual([{ reason: 'value-open', amount: '1000', currency: 'VND' }])
    const other = depositJournal({ ...head, payment: 'd1', reason: 'provisional', amount: vnd(5_000n) }, none)
    expect(listUnsecured(required, accountOf([other], VND))).toHaveLength(1)
    const part = depositJournal({ ...head, payment: 'd2', reason: 'value-open', amount: vnd(400n) }, none)
    expect(listUnsecured(required, accountOf([other, part], VND))).toEqual([{ reason: 'value-open', amount: '600', currency: 'VND' }])
    const rest = pledgeJournal({ ...head, security: 's1', reason: 'value-open', account: ACCOUNT, amount: vnd(600n) }, none)
    expect(listUnsecured(required, accountOf([other, part, rest], VND))).toEqual([])
  })

  test('in another currency than the state’s is the caller’s mistake', () => {
    expect(() => listUnsecured([{ reason: 'value-open', amount: { amount: '1', currency: 'USD' } }], emptyAccount(VND))).toThrow(/USD 1/)
  })

  test('a deposit pays nothing until it is drawn, and what is given back is ordered to be paid out', () => {
    const journals = post([
      account => charge('1', bill(1_500n, 0n), account),
      account => depositJournal({ ...head, payment: 'd1', reason: 'value-open', amount: vnd(2_000n) }, account),
      account => drawJournal({ ...head, security: 's1', reason: 'value-open', turn: 1, amount: vnd(1_500n) }, account),
      account => dischargeJournal({ ...head, security: 's1', reason: 'value-open', turn: 2, amount: vnd(500n) }, account),
      () => payoutJournal({ ...head, payout: 'o1', amount: vnd(500n) }),
    ])
    expect(journals.map(lines)).toEqual([
      ['receivable 1500', 'revenue/duty -1500'],
      ['clearing 2000', 'securities-held/value-open -2000'],
      ['securities-held/value-open 1500', 'receivable -1500'],
      ['securities-held/value-open 500', 'payouts -500'],
      ['payouts 500', 'clearing -500'],
    ])
    expect(accountOf(journals.slice(0, 2), VND)).toMatchObject({ paid: 0n })
    expect(accountOf(journals, VND)).toMatchObject({ paid: 1_500n, held: new Map() })
  })

  test('drawn on an account it was reserved on, is owed on that account, no longer now', () => {
    const journals = post([
      account => charge('1', bill(1_500n, 0n), account),
      account => pledgeJournal({ ...head, security: 's1', reason: 'value-open', account: ACCOUNT, amount: vnd(1_000n) }, account),
      account => drawJournal({ ...head, security: 's1', reason: 'value-open', account: ACCOUNT, turn: 1, amount: vnd(1_000n) }, account),
    ])
    const account = accountOf(journals, VND)
    expect(account).toMatchObject({ paid: 0n, deferred: new Map([[ACCOUNT, 1_000n]]) })
    expect(dueOf(account)).toEqual(vnd(500n))
    expect(movesOf(journals)).toEqual(new Map([[ACCOUNT, 1_000n]]))
  })

  test('is never drawn beyond what is due, nor given back beyond what is held', () => {
    const account = accountOf([depositJournal({ ...head, payment: 'd1', reason: 'value-open', amount: vnd(10n) }, emptyAccount(VND))], VND)
    const given = { ...head, security: 's1', reason: 'value-open', turn: 1 } as const
    expect(() => drawJournal({ ...given, amount: vnd(5n) }, account)).toThrow(/no more than the 0 that is due/)
    expect(() => dischargeJournal({ ...given, amount: vnd(11n) }, account)).toThrow(/no more than the 10 held/)
  })
})

describe('an account takes a reservation', () => {
  const account: DebtorAccount = {
    id: ACCOUNT,
    number: 'VN-D-000001',
    kind: 'deferred-payment',
    trader: 'VN-1',
    limit: vnd(1_000n),
    used: 400n,
    validFrom: day('2026-01-01'),
    validTo: day('2027-01-01'),
    status: 'open',
  }
  const wish: Reservation = { purpose: 'deferral', mrn: MRN, trader: 'VN-1', on, amount: vnd(600n), isOverdue: false }
  const codes = (change: Partial<DebtorAccount>, wished: Partial<Reservation> = {}) => {
    const checked = checkReservation({ ...account, ...change }, { ...wish, ...wished })
    return checked.ok ? [] : checked.issues.map(({ code, params }) => (code === 'debt.limit-exceeded' ? `${code} ${params?.left}` : code))
  }

  test.each<[string, Partial<DebtorAccount>, Partial<Reservation>, string[]]>([
    ['up to its limit', {}, {}, []],
    ['and not beyond, with what is left', {}, { amount: vnd(601n) }, ['debt.limit-exceeded 600']],
    ['of its holder alone', {}, { trader: 'VN-2' }, ['debt.account-of-others']],
    ['while it is open', { status: 'suspended' }, {}, ['debt.account-not-open']],
    ['on its days', {}, { on: day('2027-01-01') }, ['debt.account-not-in-force']],
    [
      'for as long as it must stand',
      { kind: 'comprehensive-guarantee' },
      { purpose: 'security', until: day('2027-01-01') },
      ['debt.account-not-in-force'],
    ],
    ['a guarantee defers nothing', { kind: 'comprehensive-guarantee' }, {}, ['debt.account-defers-nothing']],
    [
      'an individual guarantee is for one declaration',
      { kind: 'individual-guarantee', mrn: 'X' },
      { purpose: 'security' },
      ['debt.guarantee-of-another-declaration'],
    ],
    ['unless a statement is overdue', {}, { isOverdue: true }, ['debt.account-overdue']],
    ['in its currency', {}, { amount: money(1n, 'USD' as Currency) }, ['debt.account-currency']],
    [
      'with everything wrong named at once',
      { status: 'closed', used: 2_000n },
      { trader: 'VN-2' },
      ['debt.account-of-others', 'debt.account-not-open', 'debt.limit-exceeded 0'],
    ],
  ])('%s', (_, change, wished, expected) => expect(codes(change, wished)).toEqual(expected))
})

describe('the ledger, whatever happens', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
  const some = fc.bigInt({ min: 1n, max: 10n ** 12n })
  const act = fc.oneof(
    fc.record({ act: fc.constant('charge' as const), duty: amount, vat: amount }),
    fc.record({ act: fc.constant('pay' as const), minor: some }),
    fc.record({
      act: fc.constantFrom('deposit' as const, 'pledge' as const, 'draw' as const, 'discharge' as const),
      minor: some,
      pledged: fc.boolean(),
    }),
  )
  const head = { mrn: MRN, debtor: 'VN-1', postedOn: on }
  const least = (...amounts: readonly bigint[]) => amounts.reduce((one, other) => (one < other ? one : other))

  /** Money stands for one reason and reservations for another, so that each is drawn from where it is. */
  function journalOf(each: ActTaken, account: DeclarationAccount, index: number): Journal | undefined {
    if (each.act === 'charge') return charge(String(index), bill(each.duty, each.vat), account)
    if (each.act === 'pay') return pay(`p${index}`, each.minor, account)
    const reason = each.pledged ? 'provisional' : 'value-open'
    const security = { ...head, security: `s${index}`, reason, turn: 1, ...(each.pledged ? { account: ACCOUNT } : {}) } as const
    if (each.act === 'deposit')
      return depositJournal({ ...head, payment: `d${index}`, reason: 'value-open', amount: vnd(each.minor) }, account)
    if (each.act === 'pledge')
      return pledgeJournal({ ...security, reason: 'provisional', account: ACCOUNT, amount: vnd(each.minor) }, account)
    const held = account.held.get(reason) ?? 0n
    const minor = least(each.minor, held, each.act === 'draw' ? dueOf(account).minor : held)
    if (minor <= 0n) return undefined
    return each.act === 'draw'
      ? drawJournal({ ...security, amount: vnd(minor) }, account)
      : dischargeJournal({ ...security, amount: vnd(minor) }, account)
  }
  type ActTaken = typeof act extends fc.Arbitrary<infer Taken> ? Taken : never
  const history = fc.array(act, { maxLength: 16 }).map(acts => post(acts.map(each => (account, index) => journalOf(each, account, index))))

  test('every journal balances, and so does their sum', () => {
    fc.assert(
      fc.property(history, journals => {
        for (const journal of journals) expect(listImbalances(journal)).toEqual([])
        const sum = journals.flatMap(journal => journal.postings).reduce((total, { amount }) => total + amount.minor, 0n)
        expect(sum).toBe(0n)
      }),
    )
  })

  test('what is charged less what is paid is what is due or overpaid, never both', () => {
    fc.assert(
      fc.property(history, journals => {
        const account = accountOf(journals, VND)
        const [due, overpaid] = [dueOf(account).minor, overpaidOf(account).minor]
        expect(due - overpaid).toBe(account.chargedTotal - account.paid - deferredOf(account))
        expect(due === 0n || overpaid === 0n).toBe(true)
      }),
    )
  })

  test('receivable and refunds payable hold exactly what the account says', () => {
    fc.assert(
      fc.property(history, journals => {
        const balance = (name: string) =>
          journals.flatMap(journal => journal.postings).reduce((sum, each) => (each.account === name ? sum + each.amount.minor : sum), 0n)
        const account = accountOf(journals, VND)
        expect(balance('receivable')).toBe(dueOf(account).minor)
        expect(balance('refunds-payable')).toBe(-overpaidOf(account).minor)
        const held = [...account.held.values()].reduce((sum, each) => sum + each, 0n)
        const pledged = balance(`pledged/${ACCOUNT}`)
        // What was taken in and not paid out is what was paid and what is held as money.
        expect(balance('clearing') + balance('payouts')).toBe(account.paid + held - pledged)
        expect(movesOf(journals).get(ACCOUNT) ?? 0n).toBe(deferredOf(account) + pledged)
        expect(pledged >= 0n && deferredOf(account) >= 0n && held >= pledged).toBe(true)
      }),
    )
  })

  test('no payment is posted twice under two ids: its journal is named after it', () => {
    fc.assert(
      fc.property(history, journals => {
        expect(new Set(journals.map(journal => journal.id)).size).toBe(journals.length)
      }),
    )
  })

  test('columns keep every posting, in order', () => {
    fc.assert(
      fc.property(history, journals => {
        const columns = postingColumns(journals)
        const postings = journals.flatMap(journal => journal.postings)
        expect(columns.minor).toEqual(postings.map(({ amount }) => String(amount.minor)))
        expect(new Set(Object.values(columns).map(column => column.length))).toEqual(new Set([postings.length]))
      }),
    )
  })
})

test('a journal out of balance goes nowhere', () => {
  const journal: Journal = {
    id: 'wrong',
    kind: 'charge',
    mrn: MRN,
    debtor: 'VN-1',
    postedOn: on,
    postings: [{ account: 'receivable', amount: vnd(1n) }],
  }
  expect(() => postingColumns([journal])).toThrow(/out of balance by 1 VND/)
})

describe('what was drawn back', () => {
  test('stays so whatever is decided later: it is neither charged again nor more than its charge', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
    fc.assert(
      fc.property(amount, amount, amount, amount, (duty, vat, share, later) => {
        const drawn = share > duty ? duty : share
        const before = accountOf(
          [charge('1', bill(duty, vat), emptyAccount(VND))].filter(each => each !== undefined),
          VND,
        )
        const off = charge('drawback', [...bill(duty, vat), { kind: drawbackOf('duty'), amount: vnd(-drawn) }], before)
        const journals = [charge('1', bill(duty, vat), emptyAccount(VND)), off].filter(each => each !== undefined)
        const account = accountOf(journals, VND)
        expect(account.chargedTotal).toBe(duty + vat - drawn)
        expect(charge('2', bill(duty, vat), account)).toBeUndefined()
        const again = charge('3', bill(later, vat), account)
        const after = accountOf(again === undefined ? journals : [...journals, again], VND)
        expect(after.chargedTotal).toBe(vat + (later > drawn ? later - drawn : 0n))
        for (const each of [...journals, again]) expect(each === undefined ? [] : listImbalances(each)).toEqual([])
      }),
    )
  })
})
