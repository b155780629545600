import type { LiftMonth } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const READERS: readonly Actor[] = ['officer', 'supervisor']

export function register(program: Command): void {
  const targeting = program.command('targeting').description('How well customs chooses what it looks into.')
  targeting
    .command('lift')
    .description('What profiles find against what the lot finds, by office and month.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--office <office>', 'of one office')
    .option('--from <day>', 'inspected on this day or later', readDay)
    .option('--to <day>', 'inspected before this day', readDay)
    .addOption(new Option('--as <account>', 'who asks').choices(READERS).default('supervisor'))
    .option('--json', 'one JSON object a line')
    .option('--csv', 'as CSV, in which no cell is a formula')
    .action(lift)
}

interface Filters {
  readonly state: State
  readonly as: Actor
  readonly office?: string
  readonly from?: Day
  readonly to?: Day
  readonly json?: true
  readonly csv?: true
}

async function lift({ state, as, json, csv, ...filters }: Filters): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    if (csv) {
      process.stdout.write(await client.get<string>(`/api/v1/risk/lift.csv${queryOf(filters)}`))
      return
    }
    const { items } = await client.get<{ items: readonly LiftMonth[] }>(`/api/v1/risk/lift${queryOf(filters)}`)
    if (items.length === 0 && !json) console.log('no inspection yet')
    for (const each of items) console.log(json ? JSON.stringify(each) : sentenceOf(each))
  })
}

function sentenceOf({ month, office, drawn, targeted, lift: times, isWorse, revenue }: LiftMonth): string {
  const said = times === undefined ? 'lift unknown: the lot found nothing' : `lift ${times}`
  const told = isWorse ? '; worse than the lot' : ''
  return `${month} ${office}: targeted ${targeted.found} of ${targeted.inspected}, drawn ${drawn.found} of ${drawn.inspected}, ${said}${told}; revenue ${revenue}`
}
