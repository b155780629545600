import type { IndicatorShare, SharedIndicatorAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { INDICATOR_REASONS, type IndicatorReason } from '@lintas/customs/risk'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const CUSTOMS: readonly Actor[] = ['officer', 'supervisor']

/** What states tell one another of what they watch: a supervisor's word on either side. */
export function registerIndicators(list: Command): void {
  const command = (name: string) =>
    list
      .command(name)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'who acts').choices(CUSTOMS).default('supervisor'))
      .option('--json', 'one JSON object a line')
  command('share')
    .description('Share an entry that runs with other states: digests, a reason and days, never the name.')
    .argument('<id>', 'the entry')
    .requiredOption('--with <state...>', 'the other states')
    .addOption(new Option('--reason <reason>', 'why').choices(INDICATOR_REASONS).makeOptionMandatory())
    .option('--note <note>', 'what officers there look for; it names nobody')
    .option('--until <day>', 'the first day it no longer runs; that of the entry where it is left out', readDay)
    .action(share)
  command('shares').description('What was shared with other states, with their receipts.').action(shares)
  command('withdraw')
    .description('Withdraw what was shared: the other state stops using it.')
    .argument('<id>', 'what was shared')
    .requiredOption('--reason <reason>', 'why')
    .action(withdraw)
  command('shared').description('What other states shared.').action(shared)
  const decide = (name: string, said: string) =>
    command(name).description(said).argument('<from>', 'the state that shared it', readState).argument('<id>', 'what it shared')
  decide('use', 'Take what another state shared into use.').action((from: State, id: string, choices: Choices) =>
    decideShared(from, id, { decision: 'in-use' }, choices),
  )
  decide('refuse-shared', 'Refuse what another state shared.')
    .requiredOption('--reason <reason>', 'why')
    .action((from: State, id: string, choices: Choices & { readonly reason: string }) =>
      decideShared(from, id, { decision: 'refused', reason: choices.reason }, choices),
    )
}

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

interface Wish extends Choices {
  readonly with: readonly string[]
  readonly reason: IndicatorReason
  readonly note?: string
  readonly until?: Day
}

async function share(id: string, { state, as, json, with: states, reason, note, until }: Wish): Promise<void> {
  await withRegion(async region => {
    const body = { states, reason, ...(note === undefined ? {} : { note }), ...(until === undefined ? {} : { validTo: until }) }
    const { items } = await region
      .node(state)
      .as(as)
      .post<{ items: readonly IndicatorShare[] }>(`/api/v1/risk/register/${encodeURIComponent(id)}/shares`, body)
    for (const each of items) printShare(each, json)
  })
}

async function shares({ state, as, json }: Choices): Promise<void> {
  await withRegion(async region => {
    for (const each of await collect<IndicatorShare>(region.node(state).as(as), '/api/v1/risk/shares')) printShare(each, json)
  })
}

async function withdraw(id: string, { state, as, json, reason }: Choices & { readonly reason: string }): Promise<void> {
  await withRegion(async region => {
    const path = `/api/v1/risk/shares/${encodeURIComponent(id)}/withdrawal`
    printShare(await region.node(state).as(as).post<IndicatorShare>(path, { reason }), json)
  })
}

async function shared({ state, as, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    for (const each of await collect<SharedIndicatorAnswer>(client, '/api/v1/risk/shared-indicators')) printShared(each, json)
  })
}

async function decideShared(from: State, id: string, decision: object, { state, as, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const path = `/api/v1/risk/shared-indicators/${from}/${encodeURIComponent(id)}/decision`
    printShared(await region.node(state).as(as).post<SharedIndicatorAnswer>(path, decision), json)
  })
}

function printShare(each: IndicatorShare, json: true | undefined): void {
  const { id, entry, to, status, reason, validTo } = each
  console.log(json ? JSON.stringify(each) : `${id}: entry ${entry} with ${to}, ${reason}, until before ${validTo}: ${status}`)
}

function printShared(each: SharedIndicatorAnswer, json: true | undefined): void {
  const { from, id, register = 'nothing', reason = '', note = '', validTo = '', status } = each
  console.log(json ? JSON.stringify(each) : `${from} ${id}: ${register}, ${reason}, until before ${validTo}: ${status} ${note}`.trimEnd())
}
