import { writeFile } from 'node:fs/promises'
import type { AdverseDecisionAnswer, DeclarationAnswer } from '@lintas/contract'
import { parseState, type State } from '@lintas/customs/reference'
import { ADVERSE_KINDS, DECISION_STATUSES, OUTCOMES, type RemedyKind } from '@lintas/customs/rights'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Actor, NodeClient } from './client.ts'
import { collect } from './collect.ts'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const DECLARANTS: readonly Actor[] = ['trader', 'broker']
const CUSTOMS: readonly Actor[] = ['officer', 'supervisor', 'head-office']
const ANYONE = [...DECLARANTS, ...CUSTOMS]

export function register(program: Command): void {
  registerDecisions(program)
  registerRemedy(program, 'review', 'another officer than the one who decided', CUSTOMS, 'supervisor')
  registerRemedy(program, 'appeal', 'the higher body', ['supervisor', 'head-office'], 'head-office')
}

function registerDecisions(program: Command): void {
  const decisions = program
    .command('decisions')
    .description('Decisions against a declarant: take one, read it, print its letter, pay under protest.')

  decisions
    .command('list')
    .description('List adverse decisions, the newest first.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--mrn <mrn>', 'on one declaration')
    .addOption(new Option('--kind <kind>', 'of one kind').choices(ADVERSE_KINDS))
    .addOption(new Option('--status <status>', 'where they stand').choices(DECISION_STATUSES))
    .option('--waiting', 'those whose review or appeal waits for an answer')
    .addOption(as(ANYONE, 'trader'))
    .option('--json', 'one JSON object a line')
    .action(list)

  one(decisions, 'show', 'Show a decision with all that followed from it.', ANYONE, 'trader').action((number, options) =>
    withDecision(number, options, async (client, decision) => client.get(pathOf(decision))),
  )
  decisions
    .command('pdf')
    .description('Save the letter of a decision, or of an outcome, as PDF: in the language of the state and in English.')
    .argument('<number>', 'the decision, such as VN-2026-000001', readNumber)
    .option('--step <number>', 'the outcome it is the letter of, by its place among the steps')
    .option('--language <language>', 'in one language alone, such as vi')
    .option('--output <file>', 'where to; <number>.pdf in this folder where it is left out')
    .addOption(as(ANYONE, 'trader'))
    .option('--json', 'as one JSON object')
    .action(savePdf)

  const taking = (name: string, description: string) =>
    decisions
      .command(name)
      .description(description)
      .argument('<mrn>', 'the number of the declaration', readNumbered)
      .requiredOption('--reason <text>', 'why, in words the declarant can answer')
      .requiredOption('--law <text>', 'the law the reason rests on')
      .option('--facts <text>', 'what was found')
      .addOption(as(CUSTOMS, 'officer'))
      .option('--json', 'as one JSON object')
  taking('deny', 'As an officer, deny the preference claimed for goods items.')
    .requiredOption('--items <numbers...>', 'the goods items')
    .action((numbered, options) => decide(numbered, options, { kind: 'denial-of-preference', items: options.items.map(Number) }))
  taking('reclassify', 'As an officer, classify a goods item otherwise than declared.')
    .requiredOption('--item <number>', 'the goods item')
    .requiredOption('--code <code>', 'the commodity code')
    .action((numbered, options) =>
      decide(numbered, options, {
        kind: 'reclassification',
        items: [{ sequence: Number(options.item), commodityCode: String(options.code) }],
      }),
    )
  taking('hold', 'As an officer, hold the goods.').action((numbered, options) => decide(numbered, options, { kind: 'hold' }))

  one(decisions, 'revoke', 'Set a decision aside of customs’ own motion, as another officer than who took it.', CUSTOMS, 'supervisor')
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--law <text>', 'the law the reason rests on')
    .action((number, options) =>
      withDecision(number, options, (client, decision) =>
        client.post(`${pathOf(decision)}/revocation`, { reasons: [{ text: options.reason, legalBasis: options.law }] }, matching(decision)),
      ),
    )
  one(decisions, 'lift', 'As an officer, let goods go on that were held.', CUSTOMS, 'officer').action(post('lifting'))
  one(
    decisions,
    'protest',
    'Say that what the decision charges is paid under protest. Paying it is `account` and `clear` as ever.',
    DECLARANTS,
    'trader',
  ).action(post('protest'))
  one(
    decisions,
    'secure',
    'Ask to give security instead of paying what is under review or appeal; says how much.',
    DECLARANTS,
    'trader',
  ).action(secure)
}

function registerRemedy(program: Command, remedy: RemedyKind, who: string, deciders: readonly Actor[], decider: Actor): void {
  const command = program.command(remedy).description(`Have a decision looked at by ${who}.`)
  one(command, 'request', `Ask for ${remedy === 'review' ? 'a review' : 'an appeal'}.`, DECLARANTS, 'trader')
    .requiredOption('--grounds <text>', 'why the decision is wrong')
    .action((number, options) =>
      withDecision(number, options, (client, decision) =>
        client.post(
          `${pathOf(decision)}/${remedy === 'review' ? 'review-request' : 'appeal'}`,
          { grounds: options.grounds },
          matching(decision),
        ),
      ),
    )
  one(command, 'withdraw', 'Withdraw what was asked for.', DECLARANTS, 'trader').action((number, options) =>
    withDecision(number, options, (client, decision) => client.post(`${pathOf(decision)}/withdrawal`, undefined, matching(decision))),
  )
  one(command, 'decide', `Decide, as ${who}. What follows is carried out at once.`, deciders, decider)
    .addOption(new Option('--outcome <outcome>', 'whether the decision stands').choices(OUTCOMES).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--law <text>', 'the law the reason rests on')
    .option('--items <numbers...>', 'changed for these goods items alone')
    .option('--reference <text>', 'of the board or court that decided')
    .action((number, options) =>
      withDecision(number, options, (client, decision) => {
        const { outcome, reason, law, items, reference } = options
        const body = {
          outcome,
          reasons: [{ text: reason, legalBasis: law }],
          ...(items === undefined ? {} : { items: items.map(Number) }),
          ...(reference === undefined ? {} : { reference }),
        }
        return client.post(`${pathOf(decision)}/${remedy}-outcome`, body, matching(decision))
      }),
    )
}

/** The command line's own word for what commander collects. */
interface Options {
  readonly as: Actor
  readonly json?: true
  readonly [name: string]: unknown
}

export interface DecisionNumber {
  readonly number: string
  readonly state: State
}

function as(choices: readonly Actor[], standard: Actor): Option {
  return new Option('--as <account>', 'the demonstration account that asks').choices(choices).default(standard)
}

function one(parent: Command, name: string, description: string, choices: readonly Actor[], standard: Actor): Command {
  return parent
    .command(name)
    .description(description)
    .argument('<number>', 'the decision, such as VN-2026-000001', readNumber)
    .addOption(as(choices, standard))
    .option('--json', 'as one JSON object')
}

export function readNumber(text: string): DecisionNumber {
  const number = text.toUpperCase()
  const state = /^[A-Z]{2}-\d{4}-\d{6}$/.test(number) ? parseState(number.slice(0, 2)) : undefined
  if (state === undefined) throw new InvalidArgumentError('needs a decision number of a member state, such as VN-2026-000001.')
  return { number, state }
}

async function list({
  state,
  mrn,
  kind,
  status,
  waiting,
  as: actor,
  json,
}: Options & { readonly state: State; readonly mrn?: string; readonly kind?: string; readonly status?: string }): Promise<void> {
  const query = new URLSearchParams(
    Object.entries({ mrn, kind, status, waiting: waiting === undefined ? undefined : 'yes' }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] satisfies [string, string]],
    ),
  )
  await withRegion(async region => {
    const found = await collect<AdverseDecisionAnswer>(region.node(state).as(actor), `/api/v1/adverse-decisions?${query}`)
    for (const each of found) console.log(json ? JSON.stringify(each) : sentenceOf(each))
  })
}

async function decide({ mrn, state }: Numbered, { as: actor, reason, law, facts, json }: Options, what: object): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(actor)
    const { revision } = await client.get<DeclarationAnswer>(`/api/v1/declarations/${mrn}`)
    const body = { ...what, ...(facts === undefined ? {} : { facts }), reasons: [{ text: reason, legalBasis: law }] }
    const path = `/api/v1/declarations/${mrn}/adverse-decisions`
    tell(await client.post<AdverseDecisionAnswer>(path, body, { 'if-match': `"${revision}"` }), json)
  })
}

function post(what: string) {
  return (number: DecisionNumber, options: Options) =>
    withDecision(number, options, (client, decision) => client.post(`${pathOf(decision)}/${what}`, undefined, matching(decision)))
}

async function withDecision(
  { number, state }: DecisionNumber,
  { as: actor, json }: Options,
  work: (client: NodeClient, decision: AdverseDecisionAnswer) => Promise<AdverseDecisionAnswer>,
): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(actor)
    const decision = await client.get<AdverseDecisionAnswer>(`/api/v1/adverse-decisions/${number}`)
    tell(await work(client, decision), json)
  })
}

async function secure({ number, state }: DecisionNumber, { as: actor, json }: Options): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(actor)
    const asked = await client.post<{ securities: { reason: string; amount: { amount: string; currency: string } }[] }>(
      `/api/v1/adverse-decisions/${number}/security`,
    )
    if (json) return console.log(JSON.stringify(asked))
    for (const { reason, amount } of asked.securities)
      console.log(`${reason}: ${amount.currency} ${amount.amount} to be secured (lintas account secure)`)
  })
}

async function savePdf({ number, state }: DecisionNumber, { step, language, output, as: actor, json }: Options): Promise<void> {
  const query = new URLSearchParams({
    ...(step === undefined ? {} : { step: String(step) }),
    ...(language === undefined ? {} : { language: String(language) }),
  })
  const file = output === undefined ? `${number}${step === undefined ? '' : `-${step}`}.pdf` : String(output)
  await withRegion(async region => {
    const bytes = await region.node(state).as(actor).bytes(`/api/v1/adverse-decisions/${number}/letter?${query}`)
    await writeFile(file, bytes)
    console.log(json ? JSON.stringify({ file, bytes: bytes.length }) : `${file}, ${bytes.length} bytes`)
  })
}

function pathOf({ number }: AdverseDecisionAnswer): string {
  return `/api/v1/adverse-decisions/${number}`
}

function matching({ revision }: AdverseDecisionAnswer): Readonly<Record<string, string>> {
  return { 'if-match': `"${revision}"` }
}

function tell(decision: AdverseDecisionAnswer, json: true | undefined): void {
  console.log(json ? JSON.stringify(decision) : [sentenceOf(decision), ...linesOf(decision)].join('\n'))
}

function sentenceOf({ number, kind, status, mrn, items, amount, answerBy, carriedOut }: AdverseDecisionAnswer): string {
  const about = items === undefined ? mrn : `${mrn} (items ${items.join(', ')})`
  const money = amount === undefined ? '' : `, ${amount.currency} ${amount.amount} more`
  const due = answerBy === undefined ? '' : `, to be answered by ${answerBy}`
  return `${number}  ${kind} of ${about}: ${status}${money}${due}${carriedOut ? ', carried out' : ''}`
}

function linesOf({ decidedOn, reasons, remedies, steps }: AdverseDecisionAnswer): readonly string[] {
  return [
    `  ${decidedOn}  decided: ${reasons.map(saidOf).join('; ')}`,
    ...steps.map(({ on, step, remedy, outcome, refund, reasons: why = [] }) => {
      const paidBack = refund === undefined ? '' : `; ${refund.currency} ${refund.amount} back (${refund.status})`
      const because = why.length === 0 ? '' : `: ${why.map(saidOf).join('; ')}`
      return `  ${on}  ${[step, remedy, outcome].filter(part => part !== undefined).join(' ')}${because}${paidBack}`
    }),
    ...remedies.map(({ remedy, until, authority, legalRef }) => {
      const when = until === undefined ? 'no time on file' : `until ${until}`
      return `  open: ${remedy}, ${when}${authority === undefined ? '' : `, ${authority}`} (${legalRef})`
    }),
  ]
}

function saidOf({ text, legalBasis }: { readonly text: string; readonly legalBasis: string }): string {
  return `${text} (${legalBasis})`
}
