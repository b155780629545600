import { type Colleague, DELEGABLE, type DelegatedAct, type Delegation } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const OFFICERS: readonly Actor[] = ['officer', 'supervisor', 'head-office']

export function register(program: Command): void {
  const delegations = program
    .command('delegations')
    .description('What an officer hands a colleague of the same office for some days: the own cases, or powers of the own role.')
  const about = (name: string, description: string) =>
    delegations
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(OFFICERS).default('supervisor'))
      .option('--json', 'one JSON object a line')
  about('colleagues', 'List the colleagues of the own office, with the ids of their accounts.').action(listColleagues)
  about('list', 'List what was handed over, the newest first.').option('--officer <account>', 'by or to one officer').action(list)
  about('give', 'Hand something over.')
    .requiredOption('--to <account>', 'the colleague, by the id of the account')
    .requiredOption('--from <day>', 'the first day', readDay)
    .requiredOption('--until <day>', 'the first day on which it is no longer in force', readDay)
    .requiredOption('--reason <text>', 'why')
    .option('--cases', 'the own cases')
    .addOption(new Option('--power <powers...>', 'powers of the own role').choices(DELEGABLE))
    .action(give)
  about('end', 'End a delegation at once.').argument('<id>', 'the delegation').action(end)
  about('acts', 'List what was done on somebody’s behalf, the newest first.')
    .option('--officer <account>', 'by or for one officer')
    .action(listActs)
}

interface Options {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

interface Filtered extends Options {
  readonly officer?: string
}

async function listColleagues({ state, as, json }: Options): Promise<void> {
  await withRegion(async region => {
    const { items } = await region.node(state).as(as).get<{ items: readonly Colleague[] }>('/api/v1/colleagues')
    for (const each of items) tell(each, json, ({ id, name, role }) => `${id}  ${role}  ${name}`)
  })
}

async function list({ state, as, officer, json }: Filtered): Promise<void> {
  await withRegion(async region => {
    const found = await collect<Delegation>(region.node(state).as(as), `/api/v1/delegations${queryOf({ officer })}`)
    for (const each of found) tell(each, json, sentenceOf)
  })
}

interface Giving extends Options {
  readonly to: string
  readonly from: Day
  readonly until: Day
  readonly reason: string
  readonly cases?: true
  readonly power?: readonly string[]
}

async function give({ state, as, to, from, until, reason, cases, power = [], json }: Giving): Promise<void> {
  const body = { to, cases: cases === true, powers: power, validFrom: from, validTo: until, reason }
  await withRegion(async region => tell(await region.node(state).as(as).post<Delegation>('/api/v1/delegations', body), json, sentenceOf))
}

async function end(id: string, { state, as, json }: Options): Promise<void> {
  const path = `/api/v1/delegations/${encodeURIComponent(id)}/ending`
  await withRegion(async region => tell(await region.node(state).as(as).post<Delegation>(path), json, sentenceOf))
}

async function listActs({ state, as, officer, json }: Filtered): Promise<void> {
  await withRegion(async region => {
    const found = await collect<DelegatedAct>(region.node(state).as(as), `/api/v1/delegated-acts${queryOf({ officer })}`)
    for (const each of found)
      tell(
        each,
        json,
        ({ at, by, onBehalfOf, act, subject, subjectId }) => `${at}  ${by.name} for ${onBehalfOf.name}: ${act} ${subject} ${subjectId}`,
      )
  })
}

function tell<T>(thing: T, json: true | undefined, sentence: (thing: T) => string): void {
  console.log(json ? JSON.stringify(thing) : sentence(thing))
}

function sentenceOf({ id, from, to, cases, powers, validFrom, validTo, status }: Delegation): string {
  return `${id}  ${from.name} to ${to.name}: ${[...(cases ? ['cases'] : []), ...powers].join(', ')}, from ${validFrom}, before ${validTo}, ${status}`
}
