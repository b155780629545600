import type { TariffChange, TariffVersion } from '@lintas/contract'
import { type Day, parseDay } from '@lintas/customs/kernel'
import { CONFIDENCE, type State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect } from './collect.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { decideTable, registerCorrelate, sayTable } from './tariff-correlate.ts'
import { registerFaults } from './tariff-faults.ts'
import { load } from './tariff-load.ts'
import { approve, printChanges, sentenceOf } from './tariff-version.ts'
import { withRegion } from './with-region.ts'

const APPROVERS: readonly Actor[] = ['checker', 'administrator']

export function register(program: Command): void {
  const tariff = program.command('tariff').description('National tariff schedules: load, compare, approve.')

  tariff
    .command('load')
    .description('Load a schedule from CSV as a proposed version; with --approve-as it takes effect at once.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .requiredOption('--file <file>', 'CSV with a column named code, one named for each rate (mfn, atiga …) and description_<language>')
    .requiredOption('--valid-from <day>', 'the first day it holds for, such as 2023-07-15', readDay)
    .option('--source <text>', 'who says so: the decree, the gazette')
    .addOption(new Option('--confidence <confidence>', 'how far the source can be relied on').choices(CONFIDENCE).default('secondary'))
    .addOption(new Option('--approve-as <account>', 'the second person, on a local node').choices(APPROVERS))
    .option('--json', 'as one JSON object')
    .action(load)

  tariff
    .command('list')
    .description('List the versions of a state, the newest first.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'one JSON object a line')
    .action(list)

  tariff
    .command('diff')
    .description('Show what a version changes in the one that was in force when it was loaded.')
    .argument('<version>', 'such as VN-2023-07-15-1')
    .option('--json', 'one JSON object a line')
    .action(diff)

  tariff
    .command('approve')
    .description('Approve a proposed version or correlation table as the second person, on a local node; or reject it.')
    .argument('<version>', 'such as VN-2023-07-15-1 or VN-C-2028-01-01-1')
    .addOption(new Option('--as <account>', 'the second person').choices(APPROVERS).default('checker'))
    .option('--reject <reason>', 'reject it, for this reason')
    .option('--json', 'as one JSON object')
    .action(decide)

  registerCorrelate(tariff)
  registerFaults(tariff)
}

async function list({ state, json }: { readonly state: State; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const versions = await collect<TariffVersion>(region.node(state).as('administrator'), '/api/v1/tariff/versions')
    for (const version of versions) console.log(json ? JSON.stringify(version) : sentenceOf(version))
  })
}

async function diff(id: string, { json }: { readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const client = region.node(stateOf(id)).as('administrator')
    if (json) {
      const changes = await collect<TariffChange>(client, `/api/v1/tariff/versions/${encodeURIComponent(id)}/diff`)
      for (const change of changes) console.log(JSON.stringify(change))
      return
    }
    const version = await client.get<TariffVersion>(`/api/v1/tariff/versions/${encodeURIComponent(id)}`)
    console.log(sentenceOf(version))
    await printChanges(client, version)
  })
}

async function decide(id: string, options: { readonly as: Actor; readonly reject?: string; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    if (/^..-C-/.test(id)) {
      const table = await decideTable(region.node(stateOf(id)).as(options.as), id, options.reject)
      return console.log(options.json ? JSON.stringify(table) : sayTable(table))
    }
    const version = await approve(region.node(stateOf(id)).as(options.as), id, options.reject)
    console.log(options.json ? JSON.stringify(version) : sentenceOf(version))
  })
}

function stateOf(version: string): State {
  try {
    return readState(version.slice(0, 2))
  } catch {
    throw new Refused(`'${version}' is no version; one reads VN-2023-07-15-1`)
  }
}

function readDay(text: string): Day {
  const day = parseDay(text)
  if (day === undefined) throw new InvalidArgumentError('needs a day such as 2023-07-15.')
  return day
}
