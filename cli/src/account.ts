import type { DebtorAccountAnswer, Payment, RefundAnswer, SecurityGiven, StatementOfAccount } from '@lintas/contract'
import { ACCOUNT_KINDS, type AccountKind, INSTRUMENTS, type Instrument, type PaymentTerm, SECURITY_REASONS } from '@lintas/customs/debt'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Actor, NodeClient } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { registerDebt } from './debt.ts'
import { registerProlongation } from './prolong.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const READERS: readonly Actor[] = ['trader', 'broker', 'officer', 'supervisor', 'administrator', 'checker']
const PAYERS: readonly Actor[] = ['trader', 'broker']
const OFFICERS: readonly Actor[] = ['officer', 'supervisor']

export function register(program: Command): void {
  const account = program.command('account').description('Debtors’ accounts: deferred payment, guarantees, statements, refunds.')
  const state = ['--state <state>', 'the member state, such as VN', readState] as const
  const json = ['--json', 'as one JSON object'] as const

  account
    .command('list')
    .description('List accounts, the newest first.')
    .requiredOption(...state)
    .option('--trader <id>', 'of one trader')
    .option('--ending', 'only guarantees that end within 30 days or have ended')
    .addOption(new Option('--as <account>', 'who asks').choices(READERS).default('administrator'))
    .option('--json', 'one JSON object a line')
    .action(list)

  account
    .command('open')
    .description('Propose an account for a trader, as the administrator. It is used once another administrator has approved it.')
    .requiredOption(...state)
    .requiredOption('--trader <id>', 'the trader that holds it')
    .requiredOption('--limit <amount>', 'what may stand on it at once, in the state’s currency; of a guarantee its reference amount')
    .requiredOption('--from <day>', 'the first day', readDay)
    .option('--to <day>', 'the first day on which it is no longer in force', readDay)
    .addOption(new Option('--kind <kind>', 'what it is').choices(ACCOUNT_KINDS).default('deferred-payment'))
    .option('--due-after <days>', 'statements fall due so many days after their month', readWhole)
    .option('--due-on <day>', 'statements fall due on this day of the next month', readWhole)
    .addOption(new Option('--instrument <instrument>', 'of a guarantee on paper: what the guarantor signed').choices(INSTRUMENTS))
    .option('--guarantor <name>', 'of a guarantee: who stands in for the trader')
    .option('--reference <text>', 'of a guarantee: the guarantor’s number of it')
    .option('--mrn <mrn>', 'of an individual guarantee: the declaration it is for')
    .option(...json)
    .action(open)

  const deciding = (name: string, description: string) =>
    account
      .command(name)
      .description(description)
      .argument('<number>', 'the account')
      .requiredOption(...state)
      .option('--reason <text>', 'why')
      .option(...json)
  deciding('approve', 'Open a proposed account, as the second administrator.').action((number, options) =>
    decide(number, options, 'open', 'checker'),
  )
  deciding('reject', 'Reject a proposed account, as the second administrator.').action((number, options) =>
    decide(number, options, 'rejected', 'checker'),
  )
  deciding('suspend', 'Let an account take nothing more for now.').action((number, options) =>
    decide(number, options, 'suspended', 'administrator'),
  )
  deciding('resume', 'Open a suspended account again.').action((number, options) => decide(number, options, 'open', 'administrator'))
  deciding('close', 'Close an account for good; what stands on it stays owed.').action((number, options) =>
    decide(number, options, 'closed', 'administrator'),
  )

  account
    .command('statement')
    .description('A month of an account with its running balance: as it was stated, or as it stands.')
    .argument('<number>', 'the account')
    .requiredOption(...state)
    .requiredOption('--month <month>', 'such as 2026-11')
    .addOption(new Option('--as <account>', 'who asks').choices(READERS).default('trader'))
    .option(...json)
    .action(showStatement)

  const paying = (name: string, argument: string, what: string) =>
    account
      .command(name)
      .argument(argument, what)
      .requiredOption(...state)
      .addOption(new Option('--as <account>', 'who does it').choices(PAYERS).default('trader'))
      .option(...json)
  paying('pay', '<number>', 'the account')
    .description('Pay what the last statement of an account asks for. In a sandbox the test provider confirms it.')
    .action(pay)
  paying('defer', '<mrn>', 'the declaration')
    .description('Put what is due for a declaration on an account.')
    .requiredOption('--account <number>', 'the account')
    .action(defer)
  paying('secure', '<mrn>', 'the declaration')
    .description('Give the security release waits for: as a deposit that the sandbox’s test provider confirms, or reserved on an account.')
    .addOption(new Option('--reason <reason>', 'what it is for').choices(SECURITY_REASONS).makeOptionMandatory())
    .option('--account <number>', 'a guarantee or deferred account to reserve it on')
    .action(secure)
  paying('standing', '<number>', 'the account')
    .description('Let all charges go to an account of themselves, or, with --off, no longer.')
    .option('--off', 'no longer')
    .action(instruct)
  paying('refund', '<mrn>', 'the declaration')
    .description('Claim back what was paid beyond the charges.')
    .requiredOption('--reason <text>', 'why')
    .action(claim)

  account
    .command('refunds')
    .description('List refunds, the newest first.')
    .requiredOption(...state)
    .addOption(new Option('--as <account>', 'who asks').choices([...PAYERS, ...OFFICERS]).default('officer'))
    .option('--json', 'one JSON object a line')
    .action(listRefunds)

  account
    .command('decide-refund')
    .description('Approve or refuse a refund. A larger one is paid once two officers have approved it.')
    .argument('<id>', 'the refund')
    .requiredOption(...state)
    .addOption(new Option('--decision <decision>', 'what is decided').choices(['approved', 'refused']).makeOptionMandatory())
    .option('--reason <text>', 'why')
    .option('--law <text>', 'the law the reason rests on')
    .addOption(new Option('--as <account>', 'who decides').choices(OFFICERS).default('officer'))
    .option(...json)
    .action(decideRefund)

  registerDebt(account)
  registerProlongation(account)
}

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

async function list({
  state,
  trader,
  ending,
  as: actor,
  json,
}: Choices & { readonly trader?: string; readonly ending?: true }): Promise<void> {
  await as(state, actor, async client => {
    const accounts = await collect<DebtorAccountAnswer>(client, `/api/v1/debtor-accounts${queryOf({ trader, ending: ending && 'soon' })}`)
    for (const account of accounts) tell(account, json, sentenceOf)
  })
}

interface Opening {
  readonly state: State
  readonly trader: string
  readonly limit: string
  readonly from: Day
  readonly to?: Day
  readonly kind: AccountKind
  readonly instrument?: Instrument
  readonly dueAfter?: number
  readonly dueOn?: number
  readonly guarantor?: string
  readonly reference?: string
  readonly mrn?: string
  readonly json?: true
}

async function open({ state, from, to, dueAfter, dueOn, reference, json, ...given }: Opening): Promise<void> {
  const term = termFrom(dueAfter, dueOn)
  const body = {
    ...given,
    validFrom: from,
    ...(to === undefined ? {} : { validTo: to }),
    ...(term === undefined ? {} : { term }),
    ...(reference === undefined ? {} : { guarantorReference: reference }),
  }
  await as(state, 'administrator', async client =>
    tell(await client.post<DebtorAccountAnswer>('/api/v1/debtor-accounts', body), json, sentenceOf),
  )
}

function termFrom(days: number | undefined, day: number | undefined): PaymentTerm | undefined {
  if (days !== undefined) return { kind: 'days', days }
  return day === undefined ? undefined : { kind: 'day-of-month', day }
}

interface Deciding {
  readonly state: State
  readonly reason?: string
  readonly json?: true
}

async function decide(number: string, { state, reason, json }: Deciding, decision: string, actor: Actor): Promise<void> {
  await as(state, actor, async client => {
    const { revision } = await client.get<DebtorAccountAnswer>(accountPath(number))
    const body = { decision, ...(reason === undefined ? {} : { reason }) }
    const decided = await client.post<DebtorAccountAnswer>(`${accountPath(number)}/decision`, body, { 'if-match': `"${revision}"` })
    tell(decided, json, sentenceOf)
  })
}

async function showStatement(number: string, { state, month, as: actor, json }: Choices & { readonly month: string }): Promise<void> {
  await as(state, actor, async client => {
    const path = `${accountPath(number)}/statements/${encodeURIComponent(month)}`
    tell(await client.get<StatementOfAccount>(path), json, statementText)
  })
}

async function pay(number: string, { state, as: actor, json }: Choices): Promise<void> {
  await as(state, actor, async client => {
    const asked = await client.post<Payment>(`${accountPath(number)}/payments`, {})
    const paid = await client.post<Payment>(`/api/v1/payments/${asked.id}/test-confirmation`, {})
    tell(paid, json, ({ amount, currency, receipt }) => `${number}: ${currency} ${amount} paid, receipt ${receipt}`)
  })
}

interface Deferred {
  readonly mrn: string
  readonly status: string
  readonly account: DebtorAccountAnswer
}

async function defer(mrn: string, { state, account, as: actor, json }: Choices & { readonly account: string }): Promise<void> {
  await as(state, actor, async client => {
    const deferred = await client.post<Deferred>(`/api/v1/declarations/${encodeURIComponent(mrn)}/deferrals`, { account })
    tell(deferred, json, each => `${mrn}: ${each.status}. ${sentenceOf(each.account)}`)
  })
}

async function secure(
  mrn: string,
  { state, reason, account, as: actor, json }: Choices & { readonly reason: string; readonly account?: string },
): Promise<void> {
  const declaration = `/api/v1/declarations/${encodeURIComponent(mrn)}`
  await as(state, actor, async client => {
    if (account !== undefined) {
      const pledged = await client.post<SecurityGiven>(`${declaration}/pledges`, { reason, account })
      return tell(pledged, json, ({ amount, currency }) => `${mrn}: ${currency} ${amount} reserved on ${account}`)
    }
    const asked = await client.post<Payment>(`${declaration}/deposits`, { reason })
    const paid = await client.post<Payment>(`/api/v1/payments/${asked.id}/test-confirmation`, {})
    tell(paid, json, ({ amount, currency, receipt }) => `${mrn}: ${currency} ${amount} deposited, receipt ${receipt}`)
  })
}

async function instruct(number: string, { state, off, as: actor, json }: Choices & { readonly off?: true }): Promise<void> {
  await as(state, actor, async client =>
    tell(await client.post<DebtorAccountAnswer>(`${accountPath(number)}/standing`, { standing: off === undefined }), json, sentenceOf),
  )
}

async function claim(mrn: string, { state, reason, as: actor, json }: Choices & { readonly reason: string }): Promise<void> {
  await as(state, actor, async client =>
    tell(await client.post<RefundAnswer>(`/api/v1/declarations/${encodeURIComponent(mrn)}/refunds`, { reason }), json, refundSentence),
  )
}

async function listRefunds({ state, as: actor, json }: Choices): Promise<void> {
  await as(state, actor, async client => {
    for (const refund of await collect<RefundAnswer>(client, '/api/v1/refunds')) tell(refund, json, refundSentence)
  })
}

interface RefundChoices extends Choices {
  readonly decision: string
  readonly reason?: string
  readonly law?: string
}

async function decideRefund(id: string, { state, decision, reason, law, as: actor, json }: RefundChoices): Promise<void> {
  const reasons = reasonsOf(reason, law)
  await as(state, actor, async client => {
    const { revision } = await client.get<RefundAnswer>(`/api/v1/refunds/${encodeURIComponent(id)}`)
    const path = `/api/v1/refunds/${encodeURIComponent(id)}/decision`
    tell(await client.post<RefundAnswer>(path, { decision, reasons }, { 'if-match': `"${revision}"` }), json, refundSentence)
  })
}

/** A reason is heard with the law it rests on alone; one without the other is said, not left out. */
function reasonsOf(reason: string | undefined, law: string | undefined): readonly { readonly text: string; readonly legalBasis: string }[] {
  if (reason === undefined && law === undefined) return []
  if (reason === undefined || law === undefined)
    throw new Refused('give --reason and --law together: each reason names the law it rests on')
  return [{ text: reason, legalBasis: law }]
}

function accountPath(number: string): string {
  return `/api/v1/debtor-accounts/${encodeURIComponent(number)}`
}

async function as(state: State, actor: Actor, work: (client: NodeClient) => Promise<void>): Promise<void> {
  await withRegion(region => work(region.node(state).as(actor)))
}

function tell<Answer>(answer: Answer, json: true | undefined, sentence: (answer: Answer) => string): void {
  console.log(json ? JSON.stringify(answer) : sentence(answer))
}

function sentenceOf(account: DebtorAccountAnswer): string {
  const { number, kind, instrument, trader, currency, limit, used, left, payable, status, overdue, endsInDays } = account
  const due = overdue ? `, ${currency} ${payable} overdue` : ''
  const end = endsInDays === undefined ? '' : endsInDays > 0 ? `, ends in ${endsInDays} days` : ', has ended'
  const paper = instrument === undefined ? '' : ` (${instrument})`
  return `${number} ${kind}${paper} of ${trader}, ${status}: ${currency} ${used} of ${limit} used, ${left} left${due}${end}`
}

function refundSentence({ id, mrn, currency, amount, status }: RefundAnswer): string {
  return `${id} ${mrn}: ${currency} ${amount}, ${status}`
}

function statementText({ account, currency, from, to, opening, lines, closing, dueOn }: StatementOfAccount): string {
  const rows = lines.map(({ postedOn, mrn, kind, debit, credit, balance }) =>
    [postedOn, mrn ?? '', kind, debit, credit, balance].join('\t'),
  )
  return [
    `${account} in ${currency}, ${from} to ${to}`,
    `opening\t${opening}`,
    ...rows,
    `closing\t${closing}`,
    `to pay by ${dueOn}: ${currency} ${closing}`,
  ].join('\n')
}

function readWhole(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('give a whole number')
  return Number(text)
}
