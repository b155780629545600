import { createHash } from 'node:crypto'
import { type BookedPayment, reconcile } from '@lintas/customs/debt'
import { type Currency, type Day, error, formatMajor, type Issue, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { Writer } from '../../platform/node.ts'
import type { Cashier } from '../cashier.ts'
import { takePaymentIn } from '../pay.ts'
import * as store from './reconciliation-store.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const LINES_MAX = 100_000

export interface ProviderBooks {
  readonly provider: string
  /** Both days are included. */
  readonly from: Day
  readonly to: Day
  /** CSV: `reference,amount,currency` under a head, in any order of columns. */
  readonly csv: Buffer
}

/** Compares our receipts of some days with a provider's books; every difference is a case that somebody settles. The same file again is the same reconciliation. */
export async function reconcileProvider(
  { node }: Cashier,
  { provider, from, to, csv }: ProviderBooks,
  by: string,
): Promise<Result<string>> {
  if (to < from) return stop(error('debt.reconciliation-period', 'to', { from }))
  const theirs = readBooks(csv, STATE_FACTS[node.state].currency)
  if (!theirs.ok) return theirs
  const sha256 = createHash('sha256').update(csv).digest()
  return await node.db.transaction(async tx => {
    const { matched, differences } = reconcile(await store.listBooked(tx, provider, from, to), theirs.value)
    const kept = await store.insertReconciliation(tx, { provider, from, to, sha256, matched, differences, by, at: node.clock.now() })
    if (kept.isNew) {
      const facts = { provider, from, to, matched, differences: differences.length }
      await node.events.append(tx, [{ subject: 'reconciliation', subjectId: kept.id, act: 'compare', by, facts }])
    }
    return ok(kept.id)
  })
}

function readBooks(csv: Buffer, currency: Currency): Result<readonly BookedPayment[]> {
  const [head = '', ...lines] = csv
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
  const columns = head.split(',').map(each => each.trim().toLowerCase())
  const [reference, amount, of] = ['reference', 'amount', 'currency'].map(name => columns.indexOf(name))
  if (reference === undefined || amount === undefined || of === undefined || reference < 0 || amount < 0 || of < 0)
    return stop(error('debt.books-malformed', 'line 1'))
  if (lines.length > LINES_MAX) return stop(error('debt.bank-too-many', '', { max: LINES_MAX }))
  const issues: Issue[] = []
  const booked = lines.flatMap((line, index): readonly BookedPayment[] => {
    const cells = line.split(',').map(each => each.trim().replace(/^"(.*)"$/, '$1'))
    const found = parseMoney(cells[amount] ?? '', currency)
    const name = (cells[reference] ?? '').toLowerCase()
    const isGood = cells.length === columns.length && UUID.test(name) && cells[of] === currency && found !== undefined && found.minor > 0n
    if (!isGood) issues.push(error('debt.books-malformed', `line ${index + 2}`))
    return isGood ? [{ reference: name, amount: found }] : []
  })
  return issues.length > 0 ? stop(...issues) : ok(booked)
}

export interface CaseSettlement {
  /** `taken`: a payment the provider has and we have not is taken on the provider's word; `noted`: nothing is posted. */
  readonly outcome: 'taken' | 'noted'
  readonly note: string
  readonly by: string
}

/** Settles a difference: what the provider took and we were never told is posted as if we had been, everything else is said and left to be mended where it belongs. */
export async function settleDifference(
  cashier: Cashier,
  tx: Writer,
  id: string,
  { outcome, note, by }: CaseSettlement,
): Promise<Result<store.CaseRow>> {
  const { node } = cashier
  const found = await store.holdCase(tx, id)
  if (found === undefined) return stop(error('debt.case-unknown', ''))
  if (found.status !== 'open') return stop(error('debt.case-settled', ''))
  const { reference, theirs } = found
  if (outcome === 'taken') {
    if (found.kind !== 'missing-here' || theirs === undefined) return stop(error('debt.case-not-to-take', 'outcome', { kind: found.kind }))
    const taken = await takePaymentIn(cashier, tx, {
      about: 'payment',
      id: reference,
      outcome: 'paid',
      amount: theirs,
      reference: `reconciliation ${id}`,
    })
    if (!taken.ok) return taken
  }
  await store.settleCase(tx, id, { outcome, note, by, at: node.clock.now() })
  const facts = { reference, kind: found.kind, outcome, ...(theirs === undefined ? {} : { theirs: formatMajor(theirs) }) }
  await node.events.append(tx, [
    { subject: 'reconciliation', subjectId: found.reconciliation, act: 'settle', by, facts, payload: { note } },
  ])
  return ok({ ...found, status: 'settled', outcome, note })
}
