import type { RegisterEntryAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { REGISTERS, type Register } from '@lintas/customs/risk'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { registerIndicators } from './indicators.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const CUSTOMS: readonly Actor[] = ['officer', 'supervisor']

export function register(program: Command): void {
  const list = program.command('watch-list').description('Parties, containers and addresses customs watches: two persons for each.')
  const command = (name: string, by: Actor) =>
    list
      .command(name)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'who acts').choices(CUSTOMS).default(by))
      .option('--json', 'one JSON object a line')
  command('show', 'officer')
    .description('Entries, the newest first.')
    .addOption(new Option('--register <register>', 'of one register').choices(REGISTERS))
    .addOption(new Option('--status <status>', 'how they stand').choices(['proposed', 'approved', 'refused', 'ending', 'ended']))
    .action(show)
  command('propose', 'officer')
    .description('Propose an entry; it runs once a supervisor approves.')
    .argument('<text>', 'the party, the address in one line, or the number of the container')
    .addOption(new Option('--register <register>', 'what it is').choices(REGISTERS).default('party'))
    .option('--alias <name...>', 'other names it goes by')
    .option('--country <country>', 'of an address')
    .requiredOption('--source <source>', 'who says so')
    .requiredOption('--owner <unit>', 'the unit of customs that answers for it')
    .option('--note <reason>', 'why it is watched')
    .requiredOption('--from <day>', 'the first day it runs', readDay)
    .requiredOption('--until <day>', 'the first day it no longer runs', readDay)
    .action(propose)
  const ofEntry = (name: string, by: Actor) => command(name, by).argument('<id>', 'the entry')
  ofEntry('approve', 'supervisor')
    .description('Let a proposed entry run.')
    .action(decide('approval', { decision: 'approved' }))
  ofEntry('refuse', 'supervisor')
    .description('Refuse a proposed entry.')
    .requiredOption('--reason <reason>', 'why')
    .action(decide('approval', { decision: 'refused' }))
  ofEntry('end', 'officer')
    .description('Propose to end an entry; it runs until a second person agrees.')
    .requiredOption('--reason <reason>', 'why')
    .action(decide('ending', {}))
  ofEntry('approve-ending', 'supervisor').description('End an entry.').action(decide('ending/approval', undefined))
  registerIndicators(list)
}

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

async function show({ state, as, json, ...filter }: Choices & { readonly register?: Register; readonly status?: string }): Promise<void> {
  await withRegion(async region => {
    for (const each of await collect<RegisterEntryAnswer>(region.node(state).as(as), `/api/v1/risk/register${queryOf(filter)}`))
      print(each, json)
  })
}

interface Draft extends Choices {
  readonly register: Register
  readonly alias?: readonly string[]
  readonly country?: string
  readonly source: string
  readonly owner: string
  readonly note?: string
  readonly from: Day
  readonly until: Day
}

async function propose(text: string, { state, as, json, alias, from, until, ...draft }: Draft): Promise<void> {
  const { register: of, country, source, owner, note } = draft
  const entry = { register: of, text, aliases: alias, country, source, owner, note, validFrom: from, validTo: until }
  await withRegion(async region => {
    print(await region.node(state).as(as).post<RegisterEntryAnswer>('/api/v1/risk/register', entry), json)
  })
}

function decide(act: string, body: object | undefined) {
  return async (id: string, { state, as, json, reason }: Choices & { readonly reason?: string }): Promise<void> => {
    await withRegion(async region => {
      const path = `/api/v1/risk/register/${encodeURIComponent(id)}/${act}`
      const said = body === undefined ? undefined : { ...body, reason }
      print(await region.node(state).as(as).post<RegisterEntryAnswer>(path, said), json)
    })
  }
}

function print(entry: RegisterEntryAnswer, json: true | undefined): void {
  const { id, register: of, text, status, owner, source, validFrom, validTo } = entry
  console.log(
    json ? JSON.stringify(entry) : `${id}  ${of} ${text}: ${status}, from ${validFrom} until before ${validTo}; ${owner}, ${source}`,
  )
}
