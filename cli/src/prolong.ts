import type { GuaranteeProlongation } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

/** The commands by which a guarantee ends later than its guarantor first signed. */
export function registerProlongation(account: Command): void {
  account
    .command('prolong')
    .description('Ask that a guarantee on paper end later, as its guarantor signed.')
    .argument('<number>', 'the guarantee')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .requiredOption('--until <day>', 'the first day on which it is no longer in force', readDay)
    .requiredOption('--reference <text>', 'the guarantor’s number of what prolongs it')
    .requiredOption('--reason <text>', 'why')
    .addOption(new Option('--as <account>', 'who asks').choices(['trader', 'broker']).default('trader'))
    .option('--json', 'as one JSON object')
    .action(ask)

  account
    .command('prolongations')
    .description('What was asked about the end of a guarantee, the newest first.')
    .argument('<number>', 'the guarantee')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--as <account>', 'who asks').choices(['trader', 'broker', 'officer', 'administrator']).default('administrator'))
    .option('--json', 'one JSON object a line')
    .action(list)

  account
    .command('decide-prolongation')
    .description('Grant that a guarantee end later, or refuse it, with the reason and the law.')
    .argument('<number>', 'the guarantee')
    .argument('<id>', 'what was asked')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--outcome <outcome>', 'what is decided').choices(['granted', 'refused']).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--law <text>', 'the law the reason rests on')
    .addOption(new Option('--as <account>', 'who decides').choices(['administrator', 'checker']).default('administrator'))
    .option('--json', 'as one JSON object')
    .action(decide)
}

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

interface Asking extends Choices {
  readonly until: Day
  readonly reference: string
  readonly reason: string
}

async function ask(number: string, { state, until, reference, reason, as, json }: Asking): Promise<void> {
  await withRegion(async region => {
    const body = { until, guarantorReference: reference, reason }
    tell(await region.node(state).as(as).post<GuaranteeProlongation>(pathOf(number), body), json)
  })
}

async function list(number: string, { state, as, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const { items } = await region.node(state).as(as).get<{ readonly items: readonly GuaranteeProlongation[] }>(pathOf(number))
    for (const each of items) tell(each, json)
  })
}

interface Deciding extends Choices {
  readonly outcome: string
  readonly reason: string
  readonly law: string
}

async function decide(number: string, id: string, { state, outcome, reason, law, as, json }: Deciding): Promise<void> {
  await withRegion(async region => {
    const body = { outcome, reasons: [{ text: reason, legalBasis: law }] }
    const path = `${pathOf(number)}/${encodeURIComponent(id)}/decision`
    const decided = await region.node(state).as(as).post<{ readonly prolongation: GuaranteeProlongation }>(path, body)
    tell(decided.prolongation, json)
  })
}

function pathOf(number: string): string {
  return `/api/v1/debtor-accounts/${encodeURIComponent(number)}/prolongations`
}

function tell(answer: GuaranteeProlongation, json: true | undefined): void {
  const { id, account, validTo, until, guarantorReference, outcome = 'waiting' } = answer
  console.log(json ? JSON.stringify(answer) : `${id} ${account}: ${validTo} to ${until} (${guarantorReference}), ${outcome}`)
}
