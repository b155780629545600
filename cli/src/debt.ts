import type {
  AccountInterestAnswer,
  DebtRecordAnswer,
  GuaranteeCallAnswer,
  InstalmentPlanAnswer,
  InterestAnswer,
  WriteOffAnswer,
} from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor, NodeClient } from './client.ts'
import { readDay } from './day-option.ts'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const READERS: readonly Actor[] = ['trader', 'broker', 'officer', 'supervisor']
const OFFICERS: readonly Actor[] = ['officer', 'supervisor']

interface Choices {
  readonly as: Actor
  readonly json?: true
}

/** Commands about one declaration's debt, below `lintas account`. */
export function registerDebt(account: Command): void {
  const about = (name: string, description: string, who: readonly Actor[], first: Actor) =>
    account
      .command(name)
      .description(description)
      .addOption(new Option('--as <account>', 'who does it').choices(who).default(first))
      .option('--json', 'as one JSON object')
  about('debt', 'A declaration’s debt: when it arose, who owes it, what is due by when, interest up to today.', READERS, 'trader')
    .argument('<mrn>', 'the declaration', readNumbered)
    .action(showDebt)
  about('interest', 'Interest on what a deferred account owes past the day of its statements, and how it is worked out.', READERS, 'trader')
    .argument('<number>', 'the account')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .action(showInterest)
  about('write-off', 'Propose to give up what is due for a released declaration. Another officer decides.', OFFICERS, 'officer')
    .argument('<mrn>', 'the declaration', readNumbered)
    .requiredOption('--reason <text>', 'why it is not to be had')
    .requiredOption('--law <text>', 'the law the reason rests on')
    .option('--amount <amount>', 'how much; all that is due where it is left out')
    .action(propose)
  about('decide-write-off', 'Approve or refuse a write-off that another officer proposed.', ['supervisor'], 'supervisor')
    .argument('<id>', 'the write-off')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--decision <decision>', 'what is decided').choices(['approved', 'refused']).makeOptionMandatory())
    .option('--reason <text>', 'why')
    .action(decide)
  about(
    'instalments',
    'Apply to pay what is open of a released declaration’s charges in parts, month by month.',
    ['trader', 'broker'],
    'trader',
  )
    .argument('<mrn>', 'the declaration', readNumbered)
    .requiredOption('--parts <count>', 'how many')
    .requiredOption('--first <day>', 'the last day to pay the first', readDay)
    .requiredOption('--reason <text>', 'why')
    .action(apply)
  about('decide-instalments', 'Agree to a plan of instalments, or refuse it.', OFFICERS, 'officer')
    .argument('<id>', 'the plan')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--decision <decision>', 'what is decided').choices(['agreed', 'refused']).makeOptionMandatory())
    .option('--reason <text>', 'why')
    .action(decidePlan)
  about(
    'call',
    'Ask a guarantor to pay what is overdue; what is not paid by the day is drawn on the guarantee.',
    ['supervisor'],
    'supervisor',
  )
    .argument('<mrn>', 'the declaration', readNumbered)
    .requiredOption('--account <number>', 'the guarantee')
    .option('--days <days>', 'to pay, where the law on file says none')
    .action(callGuarantor)
}

async function showDebt({ mrn, state }: Numbered, choices: Choices): Promise<void> {
  await as(state, choices, async client => {
    const debt = await client.get<DebtRecordAnswer>(`/api/v1/declarations/${mrn}/debt`)
    tell(choices, debt, debtText(debt))
  })
}

interface Proposal extends Choices {
  readonly reason: string
  readonly law: string
  readonly amount?: string
}

async function showInterest(number: string, choices: Choices & { readonly state: State }): Promise<void> {
  await as(choices.state, choices, async client => {
    const answer = await client.get<AccountInterestAnswer>(`/api/v1/debtor-accounts/${encodeURIComponent(number)}/interest`)
    tell(choices, answer, accountInterestText(answer))
  })
}

async function propose({ mrn, state }: Numbered, choices: Proposal): Promise<void> {
  const { reason, law: legalBasis, amount } = choices
  await as(state, choices, async client => {
    const body = { reason, legalBasis, ...(amount === undefined ? {} : { amount }) }
    const proposed = await client.post<WriteOffAnswer>(`/api/v1/declarations/${mrn}/write-offs`, body)
    tell(choices, proposed, writeOffText(proposed))
  })
}

async function decide(
  id: string,
  choices: Choices & { readonly state: State; readonly decision: string; readonly reason?: string },
): Promise<void> {
  const { decision, reason } = choices
  await as(choices.state, choices, async client => {
    const body = { decision, ...(reason === undefined ? {} : { reason }) }
    const decided = await client.post<WriteOffAnswer>(`/api/v1/write-offs/${encodeURIComponent(id)}/decision`, body)
    tell(choices, decided, writeOffText(decided))
  })
}

async function apply(
  { mrn, state }: Numbered,
  choices: Choices & { readonly parts: string; readonly first: Day; readonly reason: string },
): Promise<void> {
  const { parts, first: firstOn, reason } = choices
  await as(state, choices, async client => {
    const body = { count: Number(parts), firstOn, reason }
    const plan = await client.post<InstalmentPlanAnswer>(`/api/v1/declarations/${mrn}/instalment-plans`, body)
    tell(choices, plan, planText(plan))
  })
}

async function decidePlan(
  id: string,
  choices: Choices & { readonly state: State; readonly decision: string; readonly reason?: string },
): Promise<void> {
  const { decision, reason } = choices
  await as(choices.state, choices, async client => {
    const body = { decision, ...(reason === undefined ? {} : { reason }) }
    const plan = await client.post<InstalmentPlanAnswer>(`/api/v1/instalment-plans/${encodeURIComponent(id)}/decision`, body)
    tell(choices, plan, planText(plan))
  })
}

async function callGuarantor(
  { mrn, state }: Numbered,
  choices: Choices & { readonly account: string; readonly days?: string },
): Promise<void> {
  const { account, days } = choices
  await as(state, choices, async client => {
    const body = { account, ...(days === undefined ? {} : { days: Number(days) }) }
    const called = await client.post<GuaranteeCallAnswer>(`/api/v1/declarations/${mrn}/guarantee-calls`, body)
    const { guarantor, currency, amount, payBy } = called
    tell(choices, called, `${mrn}: ${guarantor} asked for ${currency} ${amount} by ${payBy}`)
  })
}

async function as(state: State, { as: actor }: Choices, work: (client: NodeClient) => Promise<void>): Promise<void> {
  await withRegion(region => work(region.node(state).as(actor)))
}

function tell({ json }: Choices, answer: object, text: string): void {
  console.log(json ? JSON.stringify(answer) : text)
}

function planText({ id, mrn, currency, status, instalments }: InstalmentPlanAnswer): string {
  return [`${id} ${mrn}: ${status}`, ...instalments.map(each => `  ${each.number}. ${currency} ${each.amount} by ${each.dueOn}`)].join('\n')
}

function debtText({ mrn, currency, status, arisenOn, debtors, dues, interest, plans, calls, issues }: DebtRecordAnswer): string {
  return [
    `${mrn}: ${status}, arisen on ${arisenOn}`,
    ...debtors.map(({ order, who, as: role, jointly }) => `  owed by ${order}. ${who} (${role}${jointly ? ', jointly' : ''})`),
    ...dues.map(({ kind, amount, open, dueOn }) => `  ${kind}: ${currency} ${open} of ${amount} to pay by ${dueOn}`),
    ...interestLines(interest),
    ...plans.map(plan => `  plan ${planText(plan).replaceAll('\n', '\n  ')}`),
    ...calls.map(({ guarantor, amount, payBy, status: stands }) => `  ${guarantor} asked for ${currency} ${amount} by ${payBy}: ${stands}`),
    ...issues.map(issue => `  ${issue.message}`),
  ].join('\n')
}

function interestLines(interest: InterestAnswer | undefined): readonly string[] {
  if (interest === undefined) return []
  const { spans, currency, amount: sum, rounding } = interest.calculation
  return [
    ...spans.map(
      ({ from, to, days, base, percent, per, times, amount, legalRef }) =>
        `  interest ${from} to ${to}, ${days} days: ${base} × ${percent} % a ${per} × ${times} = ${amount} (${legalRef})`,
    ),
    `  interest in all: ${currency} ${sum} (${rounding}), of which ${interest.charged} is charged already`,
  ]
}

function accountInterestText({ account, interest, charges, issues }: AccountInterestAnswer): string {
  const [newest] = charges
  return [
    `${account}: ${interest === undefined ? 'no interest' : 'interest up to today'}`,
    ...interestLines(interest),
    ...(newest === undefined ? [] : [`  charged up to ${newest.until}, in ${charges.length} nights`]),
    ...issues.map(issue => `  ${issue.message}`),
  ].join('\n')
}

function writeOffText({ id, mrn, currency, amount, status }: WriteOffAnswer): string {
  return `${id} ${mrn}: ${currency} ${amount}, ${status}`
}
