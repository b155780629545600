import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Currency, type Day, day, money } from '../kernel/index.ts'
import {
  type Account,
  type AccountMoved,
  accountOf,
  addedJournal,
  type ClosedDay,
  chargeJournal,
  checkReservation,
  clearSuspenseJournal,
  closeDay,
  type DebtorAccount,
  type DeclarationAccount,
  deferralJournal,
  deferredOf,
  depositJournal,
  dischargeJournal,
  drawJournal,
  dueOf,
  type Journal,
  ledgerAccountOf,
  listDues,
  listImbalances,
  movesOf,
  overpaidOf,
  paymentJournal,
  payoutJournal,
  payoutReturnedJournal,
  pledgeJournal,
  refundJournal,
  setOffJournal,
  settlementJournal,
  suspenseJournal,
  writeOffJournal,
} from './index.ts'

const VND = 'VND' as Currency
const START = day('2026-01-01')
const ACTS = 10_000
const DECLARATIONS = 25
const vnd = (minor: bigint) => money(minor, VND)

/** Everything that may happen to a ledger: the names are drawn, and what cannot be done where it stands is left out. */
const DOES = [
  'charge',
  'pay',
  'part-pay',
  'defer',
  'deposit',
  'pledge',
  'draw',
  'discharge',
  'refund',
  'set-off',
  'pay-out',
  'come-back',
  'interest',
  'penalty',
  'write-off',
  'bank-settles',
  'bank-unknown',
  'bank-found',
  'close-day',
] as const

interface Drawn {
  readonly does: (typeof DOES)[number]
  readonly declaration: number
  readonly other: number
  readonly minor: bigint
}

/** Acts that come again for the same seed (mulberry32), all equally likely. */
function* drawActs(seed: number): Generator<Drawn> {
  let state = seed
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
  for (let drawn = 0; drawn < ACTS; drawn++) {
    const [does = 'charge', declaration, other] = [DOES[below(DOES.length)], below(DECLARATIONS), below(DECLARATIONS)]
    yield { does, declaration, other, minor: BigInt(1 + below(10 ** (1 + below(7)))) }
  }
}

const least = (...amounts: readonly bigint[]) => amounts.reduce((one, other) => (one < other ? one : other))
const DEBTOR_ACCOUNTS = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const

/** A ledger as a node keeps it, in memory: journals by declaration, balances by account, debtors' accounts with limits, days closed. */
class Ledger {
  readonly journals = Array.from({ length: DECLARATIONS }, (): Journal[] => [])
  readonly balances = new Map<string, bigint>()
  readonly used = new Map<string, bigint>()
  readonly ids = new Set<string>()
  today = START
  moved = new Map<string, AccountMoved>()
  closed: ClosedDay | undefined
  inSuspense: bigint[] = []
  toPayOut: { readonly declaration: number; readonly minor: bigint }[] = []
  paidOut: { readonly declaration: number; readonly minor: bigint; readonly payout: string }[] = []
  serial = 0
  done = new Map<string, number>()

  account(declaration: number): DeclarationAccount {
    return accountOf(this.journals[declaration] ?? [], VND)
  }

  debtorAccount(id: string): DebtorAccount {
    const limit = vnd(5n * 10n ** 7n)
    return {
      id,
      number: id,
      kind: 'deferred-payment',
      trader: 'VN-1',
      limit,
      used: this.used.get(id) ?? 0n,
      validFrom: START,
      status: 'open',
    }
  }

  /** Whether an account takes so much more: asked before anything is put on it, as a node does. */
  takes(id: string, minor: bigint, purpose: 'deferral' | 'security'): boolean {
    return checkReservation(this.debtorAccount(id), {
      purpose,
      mrn: 'M',
      trader: 'VN-1',
      on: this.today,
      amount: vnd(minor),
      isOverdue: false,
    }).ok
  }

  post(declaration: number | undefined, journal: Journal | undefined): void {
    if (journal === undefined) return
    expect(listImbalances(journal)).toEqual([])
    expect(this.ids.has(journal.id)).toBe(false)
    this.ids.add(journal.id)
    if (declaration !== undefined) this.journals[declaration]?.push(journal)
    for (const [id, minor] of movesOf([journal])) this.used.set(id, (this.used.get(id) ?? 0n) + minor)
    for (const { account, amount } of journal.postings) {
      this.balances.set(account, (this.balances.get(account) ?? 0n) + amount.minor)
      const so = this.moved.get(account) ?? { account, currency: VND, debit: 0n, credit: 0n }
      const [debit, credit] = amount.minor > 0n ? [so.debit + amount.minor, so.credit] : [so.debit, so.credit + amount.minor]
      this.moved.set(account, { ...so, debit, credit })
    }
  }

  do({ does, declaration, other, minor }: Drawn): void {
    const id = String(this.serial++)
    const head = { mrn: `M-${declaration}`, debtor: 'VN-1', postedOn: this.today }
    const account = this.account(declaration)
    const [due, overpaid] = [dueOf(account).minor, overpaidOf(account).minor]
    const debtorAccount = DEBTOR_ACCOUNTS[other % 2] ?? DEBTOR_ACCOUNTS[0]
    const before = this.ids.size
    switch (does) {
      case 'charge':
        this.post(
          declaration,
          chargeJournal(
            { ...head, decision: id },
            [
              { kind: 'duty', amount: vnd(minor) },
              { kind: 'vat', amount: vnd(minor / 10n) },
            ],
            account,
          ),
        )
        break
      case 'pay':
        if (due > 0n) this.post(declaration, paymentJournal({ ...head, payment: id, amount: vnd(due) }, account))
        break
      case 'part-pay':
        this.post(declaration, paymentJournal({ ...head, payment: id, amount: vnd(minor / 3n + 1n) }, account))
        break
      case 'defer':
        if (due > 0n && this.takes(debtorAccount, due, 'deferral'))
          this.post(declaration, deferralJournal({ ...head, deferral: id, account: debtorAccount, amount: vnd(due) }, account))
        break
      case 'deposit':
        this.post(declaration, depositJournal({ ...head, payment: id, reason: 'value-open', amount: vnd(minor) }, account))
        break
      case 'pledge':
        if (this.takes(DEBTOR_ACCOUNTS[0], minor, 'security'))
          this.post(
            declaration,
            pledgeJournal({ ...head, security: id, reason: 'provisional', account: DEBTOR_ACCOUNTS[0], amount: vnd(minor) }, account),
          )
        break
      case 'draw':
      case 'discharge':
        this.release(does, declaration, account, id, minor, other % 2 === 0)
        break
      case 'refund':
        if (overpaid === 0n) break
        this.post(declaration, refundJournal({ ...head, refund: id, amount: vnd(overpaid) }, account))
        this.toPayOut.push({ declaration, minor: overpaid })
        break
      case 'set-off':
        this.setOff(declaration, other, id)
        break
      case 'pay-out': {
        const next = this.toPayOut.shift()
        if (next === undefined) break
        const of = { mrn: `M-${next.declaration}`, debtor: 'VN-1', postedOn: this.today }
        this.post(next.declaration, payoutJournal({ ...of, payout: id, amount: vnd(next.minor) }))
        this.paidOut.push({ ...next, payout: id })
        break
      }
      case 'come-back': {
        const next = this.paidOut.shift()
        if (next === undefined) break
        const of = { mrn: `M-${next.declaration}`, debtor: 'VN-1', postedOn: this.today, payout: next.payout }
        this.post(next.declaration, payoutReturnedJournal({ ...of, amount: vnd(next.minor), returned: vnd(least(next.minor, minor)) }))
        this.toPayOut.push(next)
        break
      }
      case 'interest':
      case 'penalty':
        if (due > 0n) this.post(declaration, addedJournal({ ...head, kind: does, charge: id, amount: vnd(minor / 100n + 1n) }, account))
        break
      case 'write-off':
        if (due > 0n) this.post(declaration, writeOffJournal({ ...head, writeOff: id, amount: vnd(least(minor, due)) }, account))
        break
      case 'bank-settles':
        this.post(undefined, settlementJournal({ entry: id, postedOn: this.today, amount: vnd(other % 2 === 0 ? minor : -minor) }))
        break
      case 'bank-unknown':
        this.post(undefined, suspenseJournal({ entry: id, postedOn: this.today, amount: vnd(minor) }))
        this.inSuspense.push(minor)
        break
      case 'bank-found': {
        const found = this.inSuspense.shift()
        if (found === undefined) break
        this.post(declaration, paymentJournal({ ...head, payment: id, amount: vnd(found) }, account))
        this.post(undefined, clearSuspenseJournal({ entry: id, postedOn: this.today, amount: vnd(found) }))
        break
      }
      case 'close-day':
        this.close()
        this.done.set(does, (this.done.get(does) ?? 0) + 1)
    }
    if (this.ids.size > before) this.done.set(does, (this.done.get(does) ?? 0) + 1)
  }

  release(
    does: 'draw' | 'discharge',
    declaration: number,
    account: DeclarationAccount,
    id: string,
    minor: bigint,
    isPledged: boolean,
  ): void {
    const reason = isPledged ? 'provisional' : 'value-open'
    const held = account.held.get(reason) ?? 0n
    const amount = least(minor, held, does === 'draw' ? dueOf(account).minor : held)
    if (amount <= 0n) return
    const on = isPledged ? { account: DEBTOR_ACCOUNTS[0] } : {}
    const given = {
      mrn: `M-${declaration}`,
      debtor: 'VN-1',
      postedOn: this.today,
      security: id,
      reason,
      turn: 1,
      amount: vnd(amount),
      ...on,
    } as const
    this.post(declaration, does === 'draw' ? drawJournal(given, account) : dischargeJournal(given, account))
    if (does === 'discharge' && !isPledged) this.toPayOut.push({ declaration, minor: amount })
  }

  /** What is overpaid for one declaration pays what another owes; the rest is paid out. */
  setOff(declaration: number, other: number, id: string): void {
    const [from, to] = [this.account(declaration), this.account(other)]
    const [overpaid, due] = [overpaidOf(from).minor, dueOf(to).minor]
    if (declaration === other || overpaid === 0n || due === 0n) return
    const head = { debtor: 'VN-1', postedOn: this.today, refund: id }
    this.post(declaration, refundJournal({ ...head, mrn: `M-${declaration}`, amount: vnd(overpaid) }, from))
    const paid = least(overpaid, due)
    this.post(other, setOffJournal({ ...head, mrn: `M-${other}`, amount: vnd(paid) }, to))
    if (overpaid > paid) this.toPayOut.push({ declaration, minor: overpaid - paid })
  }

  /** The day closes on exactly what stands in the ledger. */
  close(): void {
    this.closed = closeDay(this.closed, this.today, [...this.moved.values()])
    const standing = new Map<string, bigint>()
    for (const [account, minor] of this.balances)
      standing.set(ledgerAccountOf(account), (standing.get(ledgerAccountOf(account)) ?? 0n) + minor)
    for (const { account, closing } of this.closed.accounts) {
      expect(closing).toBe(standing.get(account) ?? 0n)
      standing.delete(account)
    }
    expect([...standing.values()].every(minor => minor === 0n)).toBe(true)
    this.moved = new Map<string, AccountMoved>()
    this.today = addDays(this.today, 1)
  }

  /** What must hold at every moment, of the whole and of the declaration that was touched. */
  hold(declaration: number): void {
    let sum = 0n
    for (const minor of this.balances.values()) sum += minor
    expect(sum).toBe(0n)
    const wrong = [...this.balances].filter(([account, minor]) => signOf(account as Account) * minor < 0n)
    expect(wrong).toEqual([])
    for (const id of DEBTOR_ACCOUNTS) {
      const { used, limit } = this.debtorAccount(id)
      expect(used <= limit.minor).toBe(true)
      expect(used).toBe((this.balances.get(`deferred/${id}`) ?? 0n) + (this.balances.get(`pledged/${id}`) ?? 0n))
    }
    const account = this.account(declaration)
    const open = account.chargedTotal - account.paid - deferredOf(account)
    expect(dueOf(account).minor - overpaidOf(account).minor).toBe(open - account.writtenOff)
    expect([...account.held.values()].every(minor => minor > 0n)).toBe(true)
  }

  holdDues(): void {
    for (const [declaration, journals] of this.journals.entries()) {
      const dues = listDues({ journals, currency: VND, dueOn: (on: Day) => addDays(on, 10) })
      expect(dues.reduce((total, due) => total + due.open.minor, 0n)).toBe(dueOf(this.account(declaration)).minor)
    }
  }
}

/** Which sign an account may have: owed to the state is never negative, owed by it never positive; money and revenue may be either. */
function signOf(account: Account): bigint {
  const [name] = account.split('/')
  if (name === 'receivable' || name === 'deferred' || name === 'pledged' || name === 'written-off') return 1n
  if (name === 'refunds-payable' || name === 'payouts' || name === 'securities-held' || name === 'suspense') return -1n
  return 0n
}

test(`${ACTS} acts in any order: the ledger balances at every moment, nothing owed is negative, no account exceeds its limit, every day closes on what stands`, {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(fc.integer(), seed => {
      const ledger = new Ledger()
      for (const each of drawActs(seed)) {
        ledger.do(each)
        ledger.hold(each.declaration)
      }
      ledger.holdDues()
      ledger.close()
      expect(DOES.filter(does => (ledger.done.get(does) ?? 0) < 10)).toEqual([])
    }),
    { numRuns: 2, endOnFailure: true },
  )
})
