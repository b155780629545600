import type { Drift, Fairness, LiftMonth, PriceAlarm } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'
import { registerWorklist } from './worklist.ts'

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

  const reading = (name: string) =>
    targeting
      .command(name)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'who asks').choices(READERS).default('supervisor'))
      .option('--json', 'one JSON object a line')
  reading('price-alarms')
    .description('Goods whose unit price lies far from what the same goods cost in the quarter before.')
    .option('--office <office>', 'of one office')
    .option('--csv', 'as CSV, in which no cell is a formula')
    .action(priceAlarms)
  registerWorklist(targeting)
  reading('drift').description('How far what was declared of late differs from the months before.').action(drift)
  reading('fairness')
    .description('How often traders are picked, by their size, and by size and origin; small groups stand together.')
    .option('--from <day>', 'registered on this day or later', readDay)
    .option('--to <day>', 'registered before this day', readDay)
    .action(fairness)
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

async function priceAlarms({ state, as, json, csv, office }: Filters): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    if (csv) {
      process.stdout.write(await client.get<string>(`/api/v1/risk/price-alarms.csv${queryOf({ office })}`))
      return
    }
    for (const each of await collect<PriceAlarm>(client, `/api/v1/risk/price-alarms${queryOf({ office })}`)) {
      const { mrn, item, z, price, middle, currency, unit, raisedOn } = each
      const said = `${raisedOn} ${mrn} item ${item + 1}: ${price} ${currency} per ${unit}, middle ${middle}, z ${z}`
      console.log(json ? JSON.stringify(each) : said)
    }
  })
}

async function drift({ state, as, json }: Filters): Promise<void> {
  await withRegion(async region => {
    const { items } = await region.node(state).as(as).get<{ items: readonly Drift[] }>('/api/v1/risk/drift')
    if (items.length === 0 && !json) console.log('no night has compared yet')
    for (const each of items)
      console.log(json ? JSON.stringify(each) : `${each.feature}: ${each.psi}, ${each.says} (${each.recent} against ${each.before})`)
  })
}

async function fairness({ state, as, json, from, to }: Filters): Promise<void> {
  await withRegion(async region => {
    const found = await region
      .node(state)
      .as(as)
      .get<Fairness>(`/api/v1/risk/fairness${queryOf({ from, to })}`)
    if (!json) console.log(`${found.state}, from ${found.from} until before ${found.to}`)
    const tell = (each: Fairness['items'][number], who: string) => {
      const said = `${who}: ${each.picked} of ${each.declarations} picked (${each.pickedShare}), ${each.alarmed} price alarms (${each.alarmedShare})`
      console.log(json ? JSON.stringify({ state: found.state, ...each }) : said)
    }
    for (const each of found.items) tell(each, each.size)
    for (const each of found.byOrigin) tell(each, `${each.size}, ${each.origin ?? `${each.origins} other origins`}`)
  })
}
