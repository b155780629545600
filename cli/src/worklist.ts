import type { AuditCandidate, OfficeCapacity, TakenFromWorklist, Worklist } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { LIST_CONTROLS, type ListControl } from '@lintas/customs/risk'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const READERS: readonly Actor[] = ['officer', 'supervisor']

/** The day's list of an office: what it can do and ranks by, what it takes from the list, and what is looked into after release. */
export function registerWorklist(targeting: Command): void {
  const reading = (name: string) =>
    targeting
      .command(name)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'who asks').choices(READERS).default('supervisor'))
      .option('--json', 'as JSON')
  reading('worklist')
    .description('What an office inspects today, what waits, and what today would come to under each policy.')
    .option('--office <office>', "a supervisor's, the own one where it is left out")
    .action(worklist)
  reading('take')
    .description(
      'Take a consignment that nothing stopped from today’s list: it is asked for a control; released goods are noted for a check after release.',
    )
    .argument('<mrn>', 'the declaration')
    .addOption(new Option('--control <control>', 'what is asked of it').choices(LIST_CONTROLS).default('examination'))
    .action(take)
  reading('audit-candidates')
    .description('Released goods that were noted for a check after release.')
    .option('--office <office>', 'of one office')
    .option('--csv', 'as CSV, in which no cell is a formula')
    .action(auditCandidates)
  reading('capacities')
    .description('What was said of an office’s day, by whom and when.')
    .argument('<office>', 'the office')
    .action(capacities)
  targeting
    .command('capacity')
    .description('Say how many inspections an office can do a day, from today on, and what the day is ranked by, as the supervisor.')
    .argument('<office>', 'the office')
    .argument('<inspections>', 'how many a day')
    .option('--exploration <share>', 'which share of them explores', '0.05')
    .option(
      '--revenue-weight <power>',
      '0 ranks by probability, 1 by expected revenue, between them by probability × revenue to this power',
      '0',
    )
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(capacity)
}

interface Filters {
  readonly state: State
  readonly as: Actor
  readonly office?: string
  readonly json?: true
  readonly csv?: true
}

async function worklist({ state, as, json, office }: Filters): Promise<void> {
  await withRegion(async region => {
    const found = await region
      .node(state)
      .as(as)
      .get<Worklist>(`/api/v1/risk/worklist${queryOf({ office })}`)
    if (json) {
      console.log(JSON.stringify(found))
      return
    }
    console.log(`${saidOf(found)}; ${found.done} places taken`)
    for (const each of found.cases) console.log(`${each.why}: ${lineOf(each)}${each.isGreen ? '; nothing stopped it' : ''}`)
    for (const each of found.released) console.log(`released: ${lineOf(each)}`)
    for (const { revenueWeight, inspections, found: finds, revenue, isChosen } of found.outlooks)
      console.log(
        `weight of revenue ${revenueWeight}: of ${inspections} inspections ${finds} likely to find something, ${found.currency} ${revenue} expected${isChosen ? ' (chosen)' : ''}`,
      )
  })
}

function lineOf({ mrn, trader, goods, probability, revenue }: Worklist['cases'][number]): string {
  return `${mrn} ${trader}, ${goods}; likely found ${probability}, ${revenue} at stake`
}

function saidOf({ office, inspections, exploration, revenueWeight, validFrom }: OfficeCapacity): string {
  return `${office}: ${inspections} inspections a day from ${validFrom}, ${exploration} explore, weight of revenue ${revenueWeight}`
}

async function take(mrn: string, { state, as, json, control }: Filters & { readonly control: ListControl }): Promise<void> {
  await withRegion(async region => {
    const taken = await region.node(state).as(as).post<TakenFromWorklist>(`/api/v1/risk/worklist/${mrn}/control`, { control })
    const said = taken.became === 'control' ? `asked for ${taken.control}, ${taken.status}` : 'released: noted for a check after release'
    console.log(json ? JSON.stringify(taken) : `${mrn}: ${said}`)
  })
}

async function auditCandidates({ state, as, json, csv, office }: Filters): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    if (csv) {
      process.stdout.write(await client.get<string>(`/api/v1/risk/audit-candidates.csv${queryOf({ office })}`))
      return
    }
    for (const each of await collect<AuditCandidate>(client, `/api/v1/risk/audit-candidates${queryOf({ office })}`))
      console.log(
        json
          ? JSON.stringify(each)
          : `${each.mrn} released on ${each.releasedOn}: ${each.trader}, ${each.goods}; likely found ${each.probability}, ${each.revenue} at stake`,
      )
  })
}

async function capacities(office: string, { state, as, json }: Filters): Promise<void> {
  await withRegion(async region => {
    const path = `/api/v1/risk/capacities/${encodeURIComponent(office)}`
    for (const each of await collect<OfficeCapacity>(region.node(state).as(as), path))
      console.log(json ? JSON.stringify(each) : `${saidOf(each)}; ${each.setBy}, ${each.setAt}`)
  })
}

interface Room {
  readonly state: State
  readonly exploration: string
  readonly revenueWeight: string
  readonly json?: true
}

async function capacity(office: string, inspections: string, { state, exploration, revenueWeight, json }: Room): Promise<void> {
  await withRegion(async region => {
    const path = `/api/v1/risk/capacities/${encodeURIComponent(office)}`
    const room = { inspections: Number(inspections), exploration, revenueWeight }
    const set = await region.node(state).as('supervisor').put<OfficeCapacity>(path, room)
    console.log(json ? JSON.stringify(set) : saidOf(set))
  })
}
