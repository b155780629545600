import type { OverrideAnswer, OverrideCount } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { CONTROLS, type Control, LANES, type Lane, OVERRIDE_KINDS, OVERRIDE_REASONS, type OverrideKind } from '@lintas/customs/risk'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const OFFICERS: readonly Actor[] = ['officer', 'supervisor']

export function register(program: Command): void {
  const overrides = program.command('overrides').description('Where officers deviate from what screening asked for: request, decide, list.')

  const listing = (name: string) =>
    overrides
      .command(name)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .option('--officer <account>', 'of one officer, by account')
      .option('--office <office>', 'of one office')
      .option('--mrn <mrn>', 'of one declaration')
      .addOption(new Option('--kind <kind>', 'of one kind').choices(OVERRIDE_KINDS))
      .addOption(new Option('--reason <reason>', 'for one reason').choices(OVERRIDE_REASONS))
      .addOption(new Option('--status <status>', 'how they stand').choices(['waiting', 'done', 'refused']))
      .option('--from <day>', 'asked for on this day or later', readDay)
      .option('--to <day>', 'asked for before this day', readDay)
      .option('--json', 'one JSON object a line')

  listing('list').description('Overrides, the newest first.').option('--csv', 'as CSV, in which no cell is a formula').action(list)
  listing('counts').description('Overrides counted per officer.').action(count)

  overrides
    .command('request')
    .description('Ask for an override of a declaration. Less control of a red case waits for a second person.')
    .argument('<mrn>', 'the declaration')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--kind <kind>', 'what to do').choices(OVERRIDE_KINDS).makeOptionMandatory())
    .addOption(new Option('--control <control...>', 'the control to waive, or those to raise').choices(CONTROLS))
    .addOption(new Option('--lane <lane>', 'the lane to change to').choices(LANES))
    .option('--consignment <id>', 'the one consignment it is about, by its transport document, of a declaration about several')
    .option('--to <account>', 'the account that takes the case')
    .addOption(new Option('--reason <reason>', 'why').choices(OVERRIDE_REASONS).makeOptionMandatory())
    .requiredOption('--text <text>', 'why, in your own words')
    .addOption(new Option('--as <account>', 'who asks').choices(OFFICERS).default('officer'))
    .option('--json', 'as one JSON object')
    .action(request)

  const deciding = (name: string) =>
    overrides
      .command(name)
      .argument('<id>', 'the override')
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .option('--json', 'as one JSON object')
  deciding('approve').description('Let an override that waits take effect, as the supervisor.').action(decide)
  deciding('refuse')
    .description('Refuse an override that waits, as the supervisor.')
    .requiredOption('--text <text>', 'why it is refused')
    .action(decide)
}

interface Filters {
  readonly state: State
  readonly officer?: string
  readonly office?: string
  readonly mrn?: string
  readonly kind?: string
  readonly reason?: string
  readonly status?: string
  readonly from?: Day
  readonly to?: Day
  readonly json?: true
  readonly csv?: true
}

async function list({ state, json, csv, ...filters }: Filters): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as('supervisor')
    if (csv) {
      process.stdout.write(await client.get<string>(`/api/v1/overrides.csv${queryOf(filters)}`))
      return
    }
    const found = await collect<OverrideAnswer>(client, `/api/v1/overrides${queryOf(filters)}`)
    for (const each of found) console.log(json ? JSON.stringify(each) : sentenceOf(each))
  })
}

async function count({ state, json, csv: _, ...filters }: Filters): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as('supervisor')
    const { items } = await client.get<{ items: OverrideCount[] }>(`/api/v1/overrides/counts${queryOf(filters)}`)
    for (const each of items) console.log(json ? JSON.stringify(each) : countOf(each))
  })
}

interface Request {
  readonly state: State
  readonly kind: OverrideKind
  readonly control?: readonly Control[]
  readonly lane?: Lane
  readonly consignment?: string
  readonly to?: string
  readonly reason: string
  readonly text: string
  readonly as: Actor
  readonly json?: true
}

/** What is left out or too much, the node says. */
async function request(mrn: string, { state, kind, control, lane, consignment, to, reason, text, as, json }: Request): Promise<void> {
  const what = kind === 'raise' ? { controls: control } : { control: control?.[0] }
  await withRegion(async region => {
    const path = `/api/v1/declarations/${encodeURIComponent(mrn)}/overrides`
    const made = await region
      .node(state)
      .as(as)
      .post<OverrideAnswer>(path, { kind, ...what, lane, consignment, to, reason, text })
    console.log(json ? JSON.stringify(made) : sentenceOf(made))
  })
}

async function decide(
  id: string,
  { state, text, json }: { readonly state: State; readonly text?: string; readonly json?: true },
): Promise<void> {
  const decision = text === undefined ? { decision: 'approved' } : { decision: 'refused', reason: text }
  await withRegion(async region => {
    const path = `/api/v1/overrides/${encodeURIComponent(id)}/approval`
    const decided = await region.node(state).as('supervisor').post<OverrideAnswer>(path, decision)
    console.log(json ? JSON.stringify(decided) : sentenceOf(decided))
  })
}

function sentenceOf({ id, mrn, kind, reason, text, status, effect, requestedBy, requestedName, requestedAt }: OverrideAnswer): string {
  const lanes = effect.from === effect.to ? effect.from : `${effect.from} → ${effect.to}`
  return `${id}  ${requestedAt}  ${mrn}  ${kind} (${lanes}): ${status}; ${reason}: ${text} (${requestedName ?? requestedBy})`
}

function countOf({ officer, officerName, office, total, lowering, waiting, refused, byKind }: OverrideCount): string {
  const kinds = Object.entries(byKind).map(([kind, number]) => `${number} ${kind}`)
  return `${officerName ?? officer} at ${office}: ${total} overrides, ${lowering} took control away, ${waiting} wait, ${refused} refused (${kinds.join(', ')})`
}
