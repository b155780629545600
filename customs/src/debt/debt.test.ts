import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Currency, day, money } from '../kernel/index.ts'
import {
  accountOf,
  type ChargedKind,
  chargeJournal,
  type DeclarationAccount,
  dueOf,
  emptyAccount,
  type Journal,
  listImbalances,
  noticesOf,
  overpaidOf,
  paymentJournal,
  postingColumns,
} from './index.ts'

const VND = 'VND' as Currency
const MRN = '26VN00000000000011'
const on = day('2026-11-22')

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

describe('the ledger, whatever happens', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
  const act = fc.oneof(
    fc.record({ act: fc.constant('charge' as const), duty: amount, vat: amount }),
    fc.record({ act: fc.constant('pay' as const), minor: fc.bigInt({ min: 1n, max: 10n ** 12n }) }),
  )
  const history = fc
    .array(act, { maxLength: 12 })
    .map(acts =>
      post(
        acts.map(
          each => (account, index) =>
            each.act === 'pay' ? pay(`p${index}`, each.minor, account) : charge(String(index), bill(each.duty, each.vat), account),
        ),
      ),
    )

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
        expect(due - overpaid).toBe(account.chargedTotal - account.paid)
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
