import { writeFile } from 'node:fs/promises'
import type {
  BankEntryAnswer,
  BankFileAnswer,
  BankOrderAnswer,
  BankOrdered,
  ReconciliationAnswer,
  ReconciliationCase,
  SendingBackAnswer,
  TreasuryAnswer,
} from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor, NodeClient } from './client.ts'
import { collect } from './collect.ts'
import { readDay } from './day-option.ts'
import { readBytes } from './given-file.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const DESK: readonly Actor[] = ['supervisor', 'administrator', 'checker']

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

export function register(program: Command): void {
  const bank = program
    .command('bank')
    .description('The state’s account with its bank: statements in, orders out, reconciliation with providers.')
  const about = (name: string, description: string, who: readonly Actor[] = DESK, first: Actor = 'supervisor') =>
    bank
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'who does it').choices(who).default(first))
      .option('--json', 'as JSON')

  about(
    'import',
    'Take a file of the bank (camt.053, camt.054, pain.002, pacs.002, pacs.004), and wait until its entries are posted. Again changes nothing.',
  )
    .argument('<file>', 'the file')
    .action(importFile)
  about('entries', 'Movements of the state’s account, the newest first.')
    .addOption(new Option('--status <status>', 'only those').choices(['waiting', 'paid', 'settled', 'suspense', 'sent-back']))
    .action(listEntries)
  about('assign', 'Say what money in suspense is for.')
    .argument('<entry>', 'the entry')
    .requiredOption('--to <reference>', 'a payment, a declaration or a debtor’s account')
    .requiredOption('--note <text>', 'how it was found out')
    .action(assign)
  about('settle-debit', 'Say what money that left the account and is no payout was for: a cost of the account.')
    .argument('<entry>', 'the entry')
    .requiredOption('--note <text>', 'what it was for')
    .action(settleDebit)
  about('send-back', 'Propose to send money in suspense back to the account it came from; another officer decides.')
    .argument('<entry>', 'the entry')
    .requiredOption('--note <text>', 'what was looked into')
    .action(sendBack)
  about('sendings-back', 'Money sent back to whoever sent it, or proposed to be, the newest first.')
    .addOption(new Option('--status <status>', 'only those').choices(['proposed', 'approved', 'refused', 'lapsed']))
    .action(listSendingsBack)
  about('decide-sending-back', 'Approve or refuse, as another officer, to send money back.', DESK, 'administrator')
    .argument('<id>', 'the proposal')
    .addOption(new Option('--decision <decision>', 'the word on it').choices(['approved', 'refused']).makeOptionMandatory())
    .option('--note <text>', 'why; needed to refuse')
    .action(decideSendingBack)
  about(
    'export',
    'Write an order to the bank (pain.001; pacs.008 where the treasury is in the clearing) for all payouts that are in none yet, and the files of a day.',
  )
    .option('--day <day>', 'the day whose orders are written; today’s new one alone where it is left out', readDay)
    .option('--to <folder>', 'where the files go', '.')
    .action(exportOrders)
  about('reconcile', 'Compare our receipts with a provider’s books (CSV: reference, amount, currency).')
    .argument('<file>', 'the provider’s file')
    .requiredOption('--provider <name>', 'whose books they are, such as test')
    .requiredOption('--from <day>', 'the first day', readDay)
    .requiredOption('--to <day>', 'the last day', readDay)
    .action(reconcile)
  about('settle', 'Settle a difference between our receipts and a provider’s books.')
    .argument('<case>', 'the difference')
    .addOption(new Option('--outcome <outcome>', 'what comes of it').choices(['taken', 'noted']).default('noted'))
    .requiredOption('--note <text>', 'what it was')
    .action(settle)
  about('treasury', 'The state’s account; with --account an administrator sets it.', ['trader', ...DESK], 'administrator')
    .option('--account <number>', 'IBAN, or the bank’s own number')
    .option('--holder <name>', 'whose it is')
    .option('--bic <bic>', 'of the bank')
    .option('--in-clearing', 'the treasury takes part in the clearing itself: orders are pacs.008, and need --bic')
    .action(treasury)
  about('payee', 'Where the own organisation is paid; with --account it says so.', ['trader', 'broker'], 'trader')
    .option('--account <number>', 'IBAN, or the bank’s own number')
    .option('--holder <name>', 'whose it is')
    .option('--bic <bic>', 'of the bank')
    .action(payee)
}

/** How long to wait for entries to be posted, and between looks. */
const WAIT_MS = 300_000
const LOOK_MS = 300

async function importFile(file: string, choices: Choices): Promise<void> {
  const bytes = await readBytes(file)
  await as(choices, async client => {
    const taken = await client.post<BankFileAnswer & { readonly isNew: boolean; readonly fresh: number }>('/api/v1/bank/files', bytes, {
      'content-type': 'application/xml',
    })
    let now: BankFileAnswer = taken
    for (const until = Date.now() + WAIT_MS; now.waiting > 0 && Date.now() < until; ) {
      await new Promise(resolve => setTimeout(resolve, LOOK_MS))
      now = await client.get<BankFileAnswer>(`/api/v1/bank/files/${taken.id}`)
    }
    const { isNew, fresh } = taken
    const { kind, messageId, entries, waiting, suspense } = now
    const news = isNew ? `${fresh} entries taken` : 'taken before'
    tell(
      choices,
      { ...now, isNew, fresh },
      `${kind} ${messageId}: ${news}; ${entries - waiting - suspense} posted, ${suspense} in suspense, ${waiting} waiting`,
    )
  })
}

async function listEntries(choices: Choices & { readonly status?: string }): Promise<void> {
  await as(choices, async client => {
    const query = choices.status === undefined ? '' : `?status=${choices.status}`
    for (const entry of await collect<BankEntryAnswer>(client, `/api/v1/bank/entries${query}`)) tell(choices, entry, entryText(entry))
  })
}

async function assign(id: string, choices: Choices & { readonly to: string; readonly note: string }): Promise<void> {
  const { to: reference, note } = choices
  await as(choices, async client => {
    const entry = await client.post<BankEntryAnswer>(`/api/v1/bank/entries/${encodeURIComponent(id)}/assignment`, { reference, note })
    tell(choices, entry, entryText(entry))
  })
}

async function settleDebit(id: string, choices: Choices & { readonly note: string }): Promise<void> {
  const { note } = choices
  await as(choices, async client => {
    const entry = await client.post<BankEntryAnswer>(`/api/v1/bank/entries/${encodeURIComponent(id)}/settlement`, { note })
    tell(choices, entry, entryText(entry))
  })
}

async function sendBack(id: string, choices: Choices & { readonly note: string }): Promise<void> {
  const { note } = choices
  await as(choices, async client => {
    const sending = await client.post<SendingBackAnswer>(`/api/v1/bank/entries/${encodeURIComponent(id)}/sending-back`, { note })
    tell(choices, sending, sendingText(sending))
  })
}

async function listSendingsBack(choices: Choices & { readonly status?: string }): Promise<void> {
  await as(choices, async client => {
    const query = choices.status === undefined ? '' : `?status=${choices.status}`
    for (const sending of await collect<SendingBackAnswer>(client, `/api/v1/bank/sendings-back${query}`))
      tell(choices, sending, sendingText(sending))
  })
}

async function decideSendingBack(
  id: string,
  choices: Choices & { readonly decision: 'approved' | 'refused'; readonly note?: string },
): Promise<void> {
  const { decision, note } = choices
  await as(choices, async client => {
    const path = `/api/v1/bank/sendings-back/${encodeURIComponent(id)}/decision`
    const sending = await client.post<SendingBackAnswer>(path, { decision, ...(note === undefined ? {} : { note }) })
    tell(choices, sending, sendingText(sending))
  })
}

async function exportOrders(choices: Choices & { readonly day?: Day; readonly to: string }): Promise<void> {
  await as(choices, async client => {
    const { order, leftOut } = await client.post<BankOrdered>('/api/v1/bank/orders', {})
    const { day, to } = choices
    const ofDay = day === undefined ? [] : await collect<BankOrderAnswer>(client, `/api/v1/bank/orders?day=${day}`)
    const orders = day === undefined && order !== undefined ? [order] : ofDay
    const written = await Promise.all(orders.map(each => write(client, each, to)))
    const lines = written.map(({ file, count, amount, currency }) => `${file}: ${count} transfers, ${currency} ${amount}`)
    const left = leftOut.map(({ payout, debtor, mrn, lacks }) =>
      lacks === 'account'
        ? `left out: ${debtor} has said no account to be paid on (${mrn})`
        : `left out: the bank of ${debtor ?? 'whoever sent it'} is not known by its BIC (${mrn ?? payout})`,
    )
    const nothing = lines.length + left.length === 0 ? ['nothing to pay out'] : []
    tell(choices, { orders: written, leftOut }, [...lines, ...left, ...nothing].join('\n'))
  })
}

async function write(client: NodeClient, order: BankOrderAnswer, folder: string): Promise<BankOrderAnswer & { readonly file: string }> {
  const file = `${folder}/${order.kind}-${order.messageId}.xml`
  await writeFile(file, await client.bytes(`/api/v1/bank/orders/${order.id}/xml`))
  return { ...order, file }
}

async function reconcile(
  file: string,
  choices: Choices & { readonly provider: string; readonly from: Day; readonly to: Day },
): Promise<void> {
  const { provider, from, to } = choices
  const csv = await readBytes(file)
  await as(choices, async client => {
    const query = new URLSearchParams({ provider, from, to })
    const made = await client.post<ReconciliationAnswer>(`/api/v1/reconciliations?${query}`, csv, { 'content-type': 'text/csv' })
    tell(
      choices,
      made,
      [`${made.matched} agree, ${made.differences} do not, ${made.open} of them open`, ...made.cases.map(caseText)].join('\n'),
    )
  })
}

async function settle(id: string, choices: Choices & { readonly outcome: string; readonly note: string }): Promise<void> {
  const { outcome, note } = choices
  await as(choices, async client => {
    const settled = await client.post<ReconciliationCase>(`/api/v1/reconciliation-cases/${encodeURIComponent(id)}/settlement`, {
      outcome,
      note,
    })
    tell(choices, settled, caseText(settled))
  })
}

interface Account extends Choices {
  readonly account?: string
  readonly holder?: string
  readonly bic?: string
  readonly inClearing?: true
}

const treasury = (choices: Account) => tellAccount('/api/v1/bank/treasury', choices)
const payee = (choices: Account) => tellAccount('/api/v1/payee-account', choices)

async function tellAccount(path: string, choices: Account): Promise<void> {
  const { account, holder, bic, inClearing } = choices
  await as(choices, async client => {
    const found =
      account === undefined
        ? await client.get<TreasuryAnswer>(path)
        : await client.put<TreasuryAnswer>(path, {
            account,
            holder,
            ...(bic === undefined ? {} : { bic }),
            ...(inClearing === undefined ? {} : { inClearing }),
          })
    const more = [...(found.bic === undefined ? [] : [found.bic]), ...(found.inClearing ? ['at the clearing'] : [])]
    tell(choices, found, [found.account, found.holder, ...more].join(', '))
  })
}

async function as({ state, as: actor }: Choices, work: (client: NodeClient) => Promise<void>): Promise<void> {
  await withRegion(region => work(region.node(state).as(actor)))
}

function tell({ json }: Choices, answer: object, text: string): void {
  console.log(json ? JSON.stringify(answer) : text)
}

function sendingText({ id, amount, currency, party, account, status, payoutStatus, note }: SendingBackAnswer): string {
  const to = party === undefined ? account : `${party}, ${account}`
  return `${id} ${currency} ${amount} to ${to}: ${status}${payoutStatus === undefined ? '' : `, ${payoutStatus}`} (${note})`
}

function entryText({ id, bookedOn, direction, amount, currency, status, words, party }: BankEntryAnswer): string {
  return `${id} ${bookedOn} ${direction} ${currency} ${amount}, ${status}: ${[party ?? '', ...words].filter(each => each !== '').join(' / ')}`
}

function caseText({ id, reference, kind, ours, theirs, status, outcome }: ReconciliationCase): string {
  return `${id} ${reference}: ${kind}, ours ${ours ?? 'none'}, theirs ${theirs ?? 'none'}, ${outcome ?? status}`
}
