import { createHash } from 'node:crypto'
import { error, type Issue, type Money, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { Node, Writer } from '../../platform/node.ts'
import type { Cashier } from '../cashier.ts'
import { holdPayouts } from '../payout-store.ts'
import { endPayouts, type PayoutOutcome } from '../payouts.ts'
import { type BankEntry, isStatement, readCamt } from './camt.ts'
import { type BankMessage, openMessage } from './iso-read.ts'
import { listOrdered } from './order-store.ts'
import { readPaymentReturn } from './payment-return.ts'
import { postWaiting } from './post-entries.ts'
import { readStatusReport } from './status-report.ts'
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
 * Takes a file of the bank. A statement is kept with its entries in one transaction, and they are posted one by one afterwards; what the bank says of payouts
 * is carried out in the transaction that keeps the file. Once this has answered nothing of the file is lost, and whatever dies meanwhile, all of it is done
 * once: the same file taken again only goes on.
 */
export async function importBankFile(cashier: Cashier, bytes: Buffer, by: string): Promise<Result<Imported>> {
  const { node } = cashier
  const text = decode(bytes)
  if (text === undefined) return stop(error('debt.bank-encoding', ''))
  const opened = openMessage(text)
  if (!opened.ok) return opened
  const message = opened.value
  const file = { kind: message.kind, messageId: message.id, sha256: createHash('sha256').update(bytes).digest(), by }
  const { currency } = STATE_FACTS[node.state]
  if (!isStatement(message)) return await importWords(node, message, file)
  const treasury = await treasuryOf(node.db, node)
  if (treasury === undefined) return stop(error('debt.treasury-missing', ''))
  const read = readCamt(message, { account: treasury.account, currency })
  return read.ok ? await keepStatement(node, read.value, file) : read
}

type GivenFile = Omit<store.NewFile, 'at'>
type Keeper = Pick<Node, 'clock' | 'db' | 'events' | 'jobs' | 'state'>

function keepStatement(node: Keeper, read: readonly BankEntry[], file: GivenFile): Promise<Result<Imported>> {
  return node.db.transaction(async tx => {
    const kept = await keepFile(tx, node, file)
    if (!kept.ok) return kept
    const { id, isNew } = kept.value
    const entries = isNew ? await store.insertEntries(tx, id, read) : 0
    await node.jobs.send(BANK_JOB, { file: id }, { tx })
    if (isNew) await tell(tx, node, id, file, { entries, told: read.length })
    return ok({ file: id, isNew, entries })
  })
}

/** What the bank, or the clearing, says of payouts: each is ended once, however often it is said. A file with something that cannot be is refused whole. */
function importWords(node: Keeper, message: BankMessage, file: GivenFile): Promise<Result<Imported>> {
  return node.db
    .transaction(async tx => {
      const read = await readWords(tx, node, message)
      if (!read.ok) return read
      const held = new Map((await holdPayouts(tx, [...read.value.keys()])).map(payout => [payout.id, payout]))
      const unknown: Issue[] = []
      const outcomes = [...read.value].flatMap(([id, said]): readonly PayoutOutcome[] => {
        const payout = held.get(id)
        if (payout === undefined) unknown.push(error('debt.payout-unknown', '', { payout: id }))
        return payout === undefined ? [] : [{ payout, ...said, reference: said.reference ?? message.id }]
      })
      if (unknown.length > 0) return stop(...unknown)
      const kept = await keepFile(tx, node, file)
      if (!kept.ok) return kept
      const { id, isNew } = kept.value
      const ended = isNew ? await endPayouts(tx, node, outcomes) : ok(0)
      if (!ended.ok) throw new Refused(ended.issues)
      if (isNew) await tell(tx, node, id, file, { entries: ended.value, told: outcomes.length })
      return ok({ file: id, isNew, entries: ended.value })
    })
    .catch(cause => {
      if (cause instanceof Refused) return stop(...cause.issues)
      throw cause
    })
}

/** Takes back what was written in a transaction, and says why. */
class Refused extends Error {
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super('the file was refused')
    this.issues = issues
  }
}

type Said = { readonly reference: string | undefined } & (
  | { readonly outcome: 'paid' | 'failed' }
  | { readonly outcome: 'returned'; readonly returned: Money }
)

/** What a message says of payouts, by their ids; of one it names twice, the first. */
async function readWords(tx: Writer, { state }: Keeper, message: BankMessage): Promise<Result<ReadonlyMap<string, Said>>> {
  if (message.kind === 'pacs.004') {
    const read = readPaymentReturn(message, STATE_FACTS[state].currency)
    if (!read.ok) return read
    return ok(new Map(read.value.map(each => [each.payout, { outcome: 'returned', returned: each.amount, reference: each.reason }])))
  }
  const read = readStatusReport(message)
  if (!read.ok) return read
  const { statuses, whole } = read.value
  const ordered = whole === undefined ? [] : await listOrdered(tx, whole.order)
  if (whole !== undefined && ordered.length === 0) return stop(error('debt.bank-order-unknown', 'OrgnlMsgId'))
  const all = [...statuses, ...ordered.flatMap(payout => (whole === undefined ? [] : [{ ...whole, payout }]))]
  return ok(new Map(all.toReversed().map(({ payout, outcome, reason }) => [payout, { outcome, reference: reason }])))
}

/** Keeps a file once; another of the same number is refused. */
async function keepFile(tx: Writer, { clock }: Keeper, file: GivenFile): Promise<Result<{ readonly id: string; readonly isNew: boolean }>> {
  const kept = await store.insertFile(tx, { ...file, at: clock.now() })
  return kept.sha256 === file.sha256.toString('hex') ? ok(kept) : stop(differs(file.messageId))
}

async function tell(tx: Writer, { events }: Keeper, id: string, { kind, messageId, sha256, by }: GivenFile, counts: object): Promise<void> {
  const facts = { kind, messageId, sha256: sha256.toString('hex'), ...counts }
  await events.append(tx, [{ subject: 'bank-file', subjectId: id, act: 'import', by, facts }])
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
