import { createHash } from 'node:crypto'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { Node } from '../../platform/node.ts'
import type { Cashier } from '../pay.ts'
import { takePayout } from '../payouts.ts'
import { type BankStatement, readCamt } from './camt.ts'
import { listOrdered } from './order-store.ts'
import { isPaymentStatus, readPaymentStatus } from './pain-002.ts'
import { postWaiting } from './post-entries.ts'
import * as store from './store.ts'
import { treasuryOf } from './treasury.ts'

export const BANK_JOB = 'debt-bank-entries'

export interface Imported {
  readonly file: string
  /** Whether this file was never taken before. */
  readonly isNew: boolean
  /** How many entries no file had told of. */
  readonly entries: number
}

/**
 * Takes a file of the bank: keeps it and its entries in one transaction, and has them posted one by one afterwards. Once this has answered nothing of the
 * file is lost, and whatever dies while it is posted, each entry is posted once: the same file taken again only goes on.
 */
export async function importBankFile(cashier: Cashier, bytes: Buffer, by: string): Promise<Result<Imported>> {
  const { node } = cashier
  const text = decode(bytes)
  if (text === undefined) return stop(error('debt.bank-encoding', ''))
  const sha256 = createHash('sha256').update(bytes).digest()
  if (isPaymentStatus(text)) return await importStatus(cashier, text, sha256, by)
  const treasury = await treasuryOf(node.db, node)
  if (treasury === undefined) return stop(error('debt.treasury-missing', ''))
  const read = readCamt(text, { account: treasury.account, currency: STATE_FACTS[node.state].currency })
  return read.ok ? await keep(node, read.value, sha256, by) : read
}

function keep(
  { db, clock, events, jobs }: Pick<Node, 'db' | 'clock' | 'events' | 'jobs'>,
  read: BankStatement,
  sha256: Buffer,
  by: string,
) {
  return db.transaction(async (tx): Promise<Result<Imported>> => {
    const { kind, messageId } = read
    const file = await store.insertFile(tx, { kind, messageId, sha256, by, at: clock.now() })
    if (file.sha256 !== sha256.toString('hex')) return stop(differs(messageId))
    const entries = file.isNew ? await store.insertEntries(tx, file.id, read.entries) : 0
    await jobs.send(BANK_JOB, { file: file.id }, { tx })
    if (file.isNew) {
      const facts = { kind, messageId, sha256: file.sha256, entries, told: read.entries.length }
      await events.append(tx, [{ subject: 'bank-file', subjectId: file.id, act: 'import', by, facts }])
    }
    return ok({ file: file.id, isNew: file.isNew, entries })
  })
}

/** What the bank says of orders it was given: each payout is ended once, however often it is said; the file is kept when all of it is done. */
async function importStatus(cashier: Cashier, text: string, sha256: Buffer, by: string): Promise<Result<Imported>> {
  const { node } = cashier
  const read = readPaymentStatus(text)
  if (!read.ok) return read
  const { messageId, rejected } = read.value
  const failed = rejected === undefined ? [] : await listOrdered(node.db, rejected.order)
  if (rejected !== undefined && failed.length === 0) return stop(error('debt.bank-order-unknown', 'OrgnlMsgId'))
  const statuses = [...read.value.statuses, ...failed.map(payout => ({ payout, outcome: 'failed' as const, reason: rejected?.reason }))]
  const issues: Issue[] = []
  let entries = 0
  for (const { payout, outcome, reason } of statuses) {
    const amount = await store.findPayoutAmount(node.db, payout)
    if (amount === undefined) issues.push(error('debt.payout-unknown', '', { payout }))
    else {
      const taken = await takePayout(cashier, { about: 'payout', id: payout, outcome, amount, reference: reason ?? messageId })
      if (taken.ok) entries += 1
      else issues.push(...taken.issues)
    }
  }
  if (issues.length > 0) return stop(...issues)
  return await node.db.transaction(async tx => {
    const file = await store.insertFile(tx, { kind: 'pain.002', messageId, sha256, by, at: node.clock.now() })
    if (file.sha256 !== sha256.toString('hex')) return stop(differs(messageId))
    if (file.isNew) {
      const facts = { kind: 'pain.002', messageId, sha256: file.sha256, entries }
      await node.events.append(tx, [{ subject: 'bank-file', subjectId: file.id, act: 'import', by, facts }])
    }
    return ok({ file: file.id, isNew: file.isNew, entries })
  })
}

function differs(messageId: string): Issue {
  return error('debt.bank-file-differs', '', { messageId })
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Posts what waits: sent with each file, and looked after every minute in case a worker died. */
export function registerBankJobs(node: Node, cashier: Cashier): void {
  const post = async () => {
    await postWaiting(cashier)
  }
  node.jobs.work(BANK_JOB, post)
  node.jobs.every('debt-bank', { seconds: 20 }, post)
}
