import type { AdverseDecisionAnswer, DeclarationAnswer, SeizureAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect } from './collect.ts'
import { type DecisionNumber, readNumber } from './decisions.ts'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const CUSTOMS: readonly Actor[] = ['officer', 'supervisor', 'head-office']
const ANYONE: readonly Actor[] = ['trader', 'broker', ...CUSTOMS]
const NUMBER = 'the seizure, by the number of its decision'

interface Options {
  readonly as: Actor
  readonly json?: true
  readonly [name: string]: unknown
}

export function register(program: Command): void {
  const seizure = program
    .command('seizure')
    .description('Seized goods and their chain of custody. What restores them is a review, an appeal or a revocation.')
  const as = (choices: readonly Actor[], standard: Actor) =>
    new Option('--as <account>', 'the demonstration account that asks').choices(choices).default(standard)

  seizure
    .command('take')
    .description('As a supervisor, seize goods that are not released.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .requiredOption('--goods <text>', 'what is seized')
    .requiredOption('--place <text>', 'where it is')
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--law <text>', 'the law the reason rests on')
    .option('--seal <number>', 'the seal put on it')
    .option('--packages <count>', 'how many packages')
    .addOption(as(['supervisor', 'head-office'], 'supervisor'))
    .option('--json', 'as one JSON object')
    .action(take)
  seizure
    .command('list')
    .description('List seizures, the newest first.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(as(ANYONE, 'supervisor'))
    .option('--json', 'one JSON object a line')
    .action(list)
  const one = (name: string, description: string, choices: readonly Actor[], standard: Actor) =>
    seizure
      .command(name)
      .description(description)
      .argument('<number>', NUMBER, readNumber)
      .addOption(as(choices, standard))
      .option('--json', 'as one JSON object')
  one('show', 'Show a seizure and who answered for the goods.', ANYONE, 'supervisor').action((number, options) =>
    ask(number, options, 'GET', ''),
  )
  one('hand-over', 'Offer the goods to somebody else, as the account that holds them.', CUSTOMS, 'supervisor')
    .requiredOption('--to <text>', 'who is to take them: a person, a warehouse, a laboratory')
    .requiredOption('--place <text>', 'where they are then')
    .option('--seal <number>', 'the seal on them')
    .option('--note <text>', 'what else there is to say')
    .action((number, options) => {
      const { to: holder, place, seal, note } = options
      return ask(number, options, 'POST', '/handovers', { holder, place, seal, note })
    })
  one('receive', 'Take what was offered; a declarant takes restored goods back.', ANYONE, 'officer').action((number, options) =>
    ask(number, options, 'POST', '/receipt'),
  )
  one(
    'forfeit',
    'Forfeit the goods to the state, once the seizure can no longer be questioned.',
    ['supervisor', 'head-office'],
    'head-office',
  )
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--law <text>', 'the law the reason rests on')
    .action(forfeit)
}

async function take({ mrn, state }: Numbered, { goods, place, seal, packages, reason, law, as, json }: Options): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    const { revision } = await client.get<DeclarationAnswer>(`/api/v1/declarations/${mrn}`)
    const body = {
      description: goods,
      place,
      seal,
      ...(packages === undefined ? {} : { packages: Number(packages) }),
      reasons: [{ text: reason, legalBasis: law }],
    }
    tell(await client.post<SeizureAnswer>(`/api/v1/declarations/${mrn}/seizures`, body, { 'if-match': `"${revision}"` }), json)
  })
}

async function list({ state, as, json }: Options & { readonly state: State }): Promise<void> {
  await withRegion(async region => {
    const found = await collect<SeizureAnswer>(region.node(state).as(as), '/api/v1/seizures')
    for (const each of found) console.log(json ? JSON.stringify(each) : sentenceOf(each))
  })
}

async function ask({ number, state }: DecisionNumber, { as, json }: Options, method: string, path: string, body?: unknown): Promise<void> {
  await withRegion(async region => {
    const answer = await region.node(state).as(as).request<SeizureAnswer>(method, `/api/v1/seizures/${number}${path}`, body)
    tell(answer.body, json)
  })
}

async function forfeit({ number, state }: DecisionNumber, { reason, law, as, json }: Options): Promise<void> {
  await withRegion(async region => {
    const body = { reasons: [{ text: reason, legalBasis: law }] }
    const decision = await region.node(state).as(as).post<AdverseDecisionAnswer>(`/api/v1/seizures/${number}/forfeiture`, body)
    console.log(json ? JSON.stringify(decision) : `${decision.number}  forfeiture of ${decision.mrn}`)
  })
}

function tell(seizure: SeizureAnswer, json: true | undefined): void {
  console.log(json ? JSON.stringify(seizure) : [sentenceOf(seizure), ...seizure.chain.map(linkOf)].join('\n'))
}

function sentenceOf({ number, mrn, state, description, packages }: SeizureAnswer): string {
  return `${number}  ${mrn}  ${state}: ${description}${packages === undefined ? '' : `, ${packages} packages`}`
}

function linkOf({ number, holder, place, seal, givenAt, takenAt }: SeizureAnswer['chain'][number]): string {
  const sealed = seal === undefined ? '' : `, seal ${seal}`
  const taken = takenAt === undefined ? 'offered, not taken yet' : `taken ${takenAt.slice(0, 16).replace('T', ' ')}`
  return `  ${number}. ${holder}, ${place}${sealed}: offered ${givenAt.slice(0, 16).replace('T', ' ')}, ${taken}`
}
