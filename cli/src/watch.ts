import type { WatchAlert, WatchList } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect } from './collect.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const ACTORS: readonly Actor[] = ['trader', 'broker', 'carrier', 'officer', 'supervisor', 'administrator', 'checker']

export function register(program: Command): void {
  const watch = program.command('watch').description('Watch codes: what changes in law, schedule and quotas for them.')
  const command = (name: string, description: string) =>
    watch
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'the demonstration account whose lists they are').choices(ACTORS).default('trader'))
      .option('--json', 'one JSON object a line')
  command('add', 'Watch codes, or all that begin so.')
    .argument('<name>', 'what the list is called')
    .argument('<codes...>', 'commodity codes or their first digits')
    .action(add)
  command('list', 'The own lists.').action(list)
  command('alerts', 'What changed for the own lists, the newest first.').action(alerts)
  command('choose', 'Choose what to watch in the place of a code that several codes took the place of.')
    .argument('<id>', 'the list')
    .argument('<code>', 'the code that several took the place of')
    .argument('<chosen...>', 'one or more of those that did, or codes below them')
    .option('--reason <text>', 'why, for your own evidence')
    .action(choose)
  command('end', 'Watch a list no longer.').argument('<id>', 'its id').action(end)
}

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

async function add(name: string, given: readonly string[], { state, as, json }: Choices): Promise<void> {
  const codes = given.map(digitsOf)
  await withRegion(async region => {
    print(await region.node(state).as(as).post<WatchList>('/api/v1/watch-lists', { name, codes }), json)
  })
}

async function list({ state, as, json }: Choices): Promise<void> {
  await withRegion(async region => {
    for (const each of await collect<WatchList>(region.node(state).as(as), '/api/v1/watch-lists')) print(each, json)
  })
}

async function end(id: string, { state, as, json }: Choices): Promise<void> {
  await withRegion(async region => {
    print(
      await region
        .node(state)
        .as(as)
        .post<WatchList>(`/api/v1/watch-lists/${encodeURIComponent(id)}/ending`, {}),
      json,
    )
  })
}

async function choose(
  id: string,
  code: string,
  chosen: readonly string[],
  { state, as, json, reason }: Choices & { readonly reason?: string },
): Promise<void> {
  const body = { code: digitsOf(code), chosen: chosen.map(digitsOf), ...(reason === undefined ? {} : { reason }) }
  await withRegion(async region => {
    const node = region.node(state).as(as)
    print(await node.post<WatchList>(`/api/v1/watch-lists/${encodeURIComponent(id)}/choices`, body), json)
  })
}

async function alerts({ state, as, json }: Choices): Promise<void> {
  await withRegion(async region => {
    for (const alert of await collect<WatchAlert>(region.node(state).as(as), '/api/v1/watch-alerts')) {
      const { at, list: of, subject, about, what, codes, successors } = alert
      const since = successors === undefined ? '' : ` → ${successors.join(', ')}`
      console.log(json ? JSON.stringify(alert) : `${at}  ${of.name}: ${subject} ${about} (${what}) touches ${codes.join(', ')}${since}`)
    }
  })
}

function digitsOf(code: string): string {
  return code.replace(/[.\s]/g, '')
}

function print(list: WatchList, json: true | undefined): void {
  if (json) {
    console.log(JSON.stringify(list))
    return
  }
  console.log(`${list.id}  ${list.name}: ${list.codes.join(', ')}`)
  for (const { code, successors, correlation } of list.undecided)
    console.log(`  undecided: ${code}; in its place stand ${successors.join(', ')} (table ${correlation})`)
  for (const { code, chosen = [], correlation, chosenAt = '', reason } of list.decided)
    console.log(`  ${code} → ${chosen.join(', ')}, chosen ${chosenAt} (table ${correlation})${reason === undefined ? '' : `: ${reason}`}`)
}
