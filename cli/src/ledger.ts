import type { LedgerDayAnswer, LedgerVerification } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor, NodeClient } from './client.ts'
import { readDay } from './day-option.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const READERS: readonly Actor[] = ['supervisor', 'administrator', 'checker']

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

/** Commands about the days of a state's ledger, below `lintas accounts`. */
export function registerLedger(accounts: Command): void {
  const about = (name: string, description: string) =>
    accounts
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'who does it').choices(READERS).default('supervisor'))
      .option('--json', 'as one JSON object')
  about(
    'close-day',
    'Close the days of the ledger up to yesterday that are still open. Every night does it by itself; again changes nothing.',
  ).action(closeDay)
  about('day', 'A closed day of the ledger: what each account opened with, what moved it, what it closed with.')
    .argument('<day>', 'such as 2026-11-21', readDay)
    .option('--csv', 'as CSV')
    .action(showDay)
  about('verify', 'Work out every closed day anew from its postings: totals, hashes and chain.').action(verify)
}

async function closeDay(choices: Choices): Promise<void> {
  await as(choices, async client => {
    const { closed } = await client.post<{ closed: readonly string[] }>('/api/v1/ledger/days', {})
    const [first, last] = [closed[0], closed.at(-1)]
    const sentence =
      closed.length === 0
        ? 'nothing to close'
        : closed.length === 1
          ? `${first} closed`
          : `${closed.length} days closed, ${first} to ${last}`
    tell(choices, { closed }, `${choices.state}: ${sentence}`)
  })
}

async function showDay(day: string, choices: Choices & { readonly csv?: true }): Promise<void> {
  await as(choices, async client => {
    if (choices.csv) return console.log((await client.get<string>(`/api/v1/ledger/days/${day}/csv`)).trimEnd())
    const found = await client.get<LedgerDayAnswer>(`/api/v1/ledger/days/${day}`)
    const rows = found.accounts.map(each => [each.account, each.currency, each.opening, each.debit, each.credit, each.closing].join('\t'))
    const head = `${day}: ${found.journals} journals, ${found.postings} postings, closed by ${found.closedBy}, SHA-256 ${found.sha256}`
    tell(choices, found, [head, ['account', 'currency', 'opening', 'debit', 'credit', 'closing'].join('\t'), ...rows].join('\n'))
  })
}

async function verify(choices: Choices): Promise<void> {
  await as(choices, async client => {
    const found = await client.post<LedgerVerification>('/api/v1/ledger/verification', {})
    const faults = found.faults.map(({ day, account, fault }) => `${day ?? account}: ${fault}`)
    tell(
      choices,
      found,
      [`${choices.state}: ${found.days} days closed; ${found.ok ? 'all hold' : 'not as they were closed:'}`, ...faults].join('\n'),
    )
    if (!found.ok) throw new Refused(`${found.faults.length} faults in the ledger`)
  })
}

async function as({ state, as: actor }: Choices, work: (client: NodeClient) => Promise<void>): Promise<void> {
  await withRegion(region => work(region.node(state).as(actor)))
}

function tell({ json }: Choices, answer: object, text: string): void {
  console.log(json ? JSON.stringify(answer) : text)
}
