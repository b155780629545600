import type { OfferedProfileAnswer, ProfileOffer, StoredProfile } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const CUSTOMS: readonly Actor[] = ['officer', 'supervisor']

/** Profiles that states offer one another: a supervisor's word here, a draft of an officer's own there. */
export function registerOffers(profiles: Command, readVersion: (text: string) => number): void {
  const command = (name: string, as: Actor) =>
    profiles
      .command(name)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'who acts').choices(CUSTOMS).default(as))
      .option('--json', 'one JSON object a line')
  command('offer', 'supervisor')
    .description('Offer a version that runs to other states: its question and why it is asked.')
    .argument('<id>', 'the profile')
    .argument('<version>', 'its version', readVersion)
    .requiredOption('--with <state...>', 'the other states')
    .option('--note <note>', 'for officers there; it names nobody')
    .action(offer)
  command('offers', 'officer').description('What was offered to other states, with their receipts.').action(offers)
  command('withdraw-offer', 'supervisor')
    .description('Withdraw an offer: the other state is told.')
    .argument('<offer>', 'what was offered')
    .requiredOption('--reason <reason>', 'why')
    .action(withdraw)
  command('offered', 'officer').description('Profiles that other states offer.').action(offered)
  command('draft', 'officer')
    .description('Make a draft of what another state offers: to be tried on the past here, and approved by another person.')
    .argument('<from>', 'the state that offers it', readState)
    .argument('<offer>', 'what it offers')
    .requiredOption('--id <id>', 'what it is called here, such as cheap-spirits')
    .requiredOption('--owner <unit>', 'the unit of customs that answers for it')
    .requiredOption('--from <day>', 'the first day it may run', readDay)
    .requiredOption('--until <day>', 'the first day it no longer runs', readDay)
    .action(draft)
  command('refuse-offered', 'supervisor')
    .description('Make nothing of what another state offers.')
    .argument('<from>', 'the state that offers it', readState)
    .argument('<offer>', 'what it offers')
    .requiredOption('--reason <reason>', 'why')
    .action(refuse)
}

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

async function offer(
  id: string,
  version: number,
  { state, as, json, with: states, note }: Choices & { readonly with: readonly string[]; readonly note?: string },
): Promise<void> {
  await withRegion(async region => {
    const { items } = await region
      .node(state)
      .as(as)
      .post<{ items: readonly ProfileOffer[] }>(`/api/v1/risk/profiles/${encodeURIComponent(id)}/versions/${version}/offers`, {
        states,
        ...(note === undefined ? {} : { note }),
      })
    for (const each of items) printOffer(each, json)
  })
}

async function offers({ state, as, json }: Choices): Promise<void> {
  await withRegion(async region => {
    for (const each of await collect<ProfileOffer>(region.node(state).as(as), '/api/v1/risk/profile-offers')) printOffer(each, json)
  })
}

async function withdraw(id: string, { state, as, json, reason }: Choices & { readonly reason: string }): Promise<void> {
  await withRegion(async region => {
    const path = `/api/v1/risk/profile-offers/${encodeURIComponent(id)}/withdrawal`
    printOffer(await region.node(state).as(as).post<ProfileOffer>(path, { reason }), json)
  })
}

async function offered({ state, as, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    for (const each of await collect<OfferedProfileAnswer>(client, '/api/v1/risk/offered-profiles')) printOffered(each, json)
  })
}

interface Draft extends Choices {
  readonly id: string
  readonly owner: string
  readonly from: Day
  readonly until: Day
}

async function draft(from: State, offerId: string, { state, as, json, id, owner, from: validFrom, until: validTo }: Draft): Promise<void> {
  await withRegion(async region => {
    const made = await region
      .node(state)
      .as(as)
      .post<StoredProfile>(`${pathOf(from, offerId)}/draft`, { id, owner, validFrom, validTo })
    console.log(json ? JSON.stringify(made) : `${made.id} ${made.version}: ${made.status}; try it with "lintas profiles backtest"`)
  })
}

async function refuse(from: State, offerId: string, { state, as, json, reason }: Choices & { readonly reason: string }): Promise<void> {
  await withRegion(async region => {
    printOffered(
      await region
        .node(state)
        .as(as)
        .post<OfferedProfileAnswer>(`${pathOf(from, offerId)}/refusal`, { reason }),
      json,
    )
  })
}

const pathOf = (from: State, offerId: string) => `/api/v1/risk/offered-profiles/${from}/${encodeURIComponent(offerId)}`

function printOffer(each: ProfileOffer, json: true | undefined): void {
  const { id, profile, version, to, status } = each
  console.log(json ? JSON.stringify(each) : `${id}: ${profile} ${version} to ${to}: ${status}`)
}

function printOffered(each: OfferedProfileAnswer, json: true | undefined): void {
  const { from, id, offered: said, status, withdrawal } = each
  const what = said === undefined ? '' : ` ${said.title}, until before ${said.validTo}: ${said.expression} (${said.reason})`
  console.log(json ? JSON.stringify(each) : `${from} ${id}: ${status}${withdrawal === undefined ? '' : ` (${withdrawal})`}${what}`)
}
