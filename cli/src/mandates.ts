import type { Mandate } from '@lintas/contract'
import { MANDATE_SCOPES } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  const mandates = program.command('mandates').description('A trader’s word that a broker may act for it: what for, from when, until when.')
  const about = (name: string, description: string) =>
    mandates
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .option('--json', 'one JSON object a line')
  about('list', 'List the mandates the own organisation gave or holds.')
    .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(['trader', 'broker']).default('trader'))
    .action(list)
  about('give', 'Let a broker act, as the trader.')
    .requiredOption('--to <trader id>', 'the broker')
    .requiredOption('--from <day>', 'the first day', readDay)
    .option('--until <day>', 'the first day on which it is no longer in force', readDay)
    .addOption(new Option('--for <scopes...>', 'what for; to declare, and not to pay, where it is left out').choices(MANDATE_SCOPES))
    .action(give)
  about('revoke', 'Revoke a mandate at once, as the trader.').argument('<id>', 'the mandate').action(revoke)
}

interface Options {
  readonly state: State
  readonly as?: Actor
  readonly json?: true
}

async function list({ state, as = 'trader', json }: Options): Promise<void> {
  await withRegion(async region => {
    for (const each of await collect<Mandate>(region.node(state).as(as), '/api/v1/mandates')) tell(each, json)
  })
}

interface Giving extends Options {
  readonly to: string
  readonly from: Day
  readonly until?: Day
  readonly for?: readonly string[]
}

async function give({ state, to, from, until, for: scopes, json }: Giving): Promise<void> {
  const body = {
    agentTraderId: to,
    validFrom: from,
    ...(until === undefined ? {} : { validTo: until }),
    ...(scopes === undefined ? {} : { scopes }),
  }
  await withRegion(async region => tell(await region.node(state).as('trader').post<Mandate>('/api/v1/mandates', body), json))
}

async function revoke(id: string, { state, json }: Options): Promise<void> {
  const path = `/api/v1/mandates/${encodeURIComponent(id)}/revocation`
  await withRegion(async region => tell(await region.node(state).as('trader').post<Mandate>(path), json))
}

function tell(mandate: Mandate, json: true | undefined): void {
  console.log(json ? JSON.stringify(mandate) : sentenceOf(mandate))
}

function sentenceOf({ id, principal, agent, scopes, validFrom, validTo, revokedAt }: Mandate): string {
  const end = validTo === undefined ? 'without end' : `before ${validTo}`
  const stands = revokedAt === undefined ? '' : `, revoked ${revokedAt.slice(0, 10)}`
  return `${id}  ${principal.traderId} to ${agent.traderId}: ${scopes.join(', ')}, from ${validFrom}, ${end}${stands}`
}
