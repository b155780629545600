import type { PreferencesAnswer } from '@lintas/contract'
import { LATE_GROUNDS } from '@lintas/customs/proofs'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect } from './collect.ts'
import { readJson } from './given-file.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const DECLARANTS: readonly Actor[] = ['trader', 'broker']
const CUSTOMS: readonly Actor[] = ['officer', 'supervisor', 'head-office']
const ANYONE: readonly Actor[] = [...DECLARANTS, ...CUSTOMS]

interface Options {
  readonly state: State
  readonly as: Actor
  readonly json?: true
  readonly item?: readonly number[]
  readonly code?: string
  readonly reason?: string
  readonly law?: string
  readonly late?: (typeof LATE_GROUNDS)[number]
}

/** Adds to `proofs` what is done about a claim after the goods were declared. */
export function registerPreferences(proofs: Command): void {
  const command = (name: string, description: string, choices: readonly Actor[], standard: Actor) =>
    proofs
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state whose node is asked, such as VN', readState)
      .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(choices).default(standard))
      .option('--json', 'as one JSON object')
  const items = new Option('--item <number>', 'a goods item; may be given again').argParser(gather).makeOptionMandatory()

  command('claims', 'How each claim to preference of a declaration stands.', ANYONE, 'officer').argument('<mrn>').action(show)
  command('awaited', 'Goods that went on security for their preference, the newest first.', ANYONE, 'officer').action(awaited)
  command('secure', 'As the declarant, let goods go at the rate claimed while their proof is awaited or checked.', DECLARANTS, 'trader')
    .argument('<mrn>')
    .addOption(items)
    .action((mrn, options) => post(mrn, options, 'security', { items: options.item }))
  command('claim', 'As the declarant, claim a preference for released goods, or present the proof they wait for.', DECLARANTS, 'trader')
    .argument('<mrn>')
    .argument('<file>', 'the claims as JSON: [{ "sequence": 1, "preference": { "agreement": "atiga", "proof": {…} } }]')
    .action(async (mrn, file, options) => post(mrn, options, 'claims', { claims: await readJson(file) }))
  const settle = (name: string, description: string, outcome: 'granted' | 'denied') =>
    command(name, description, CUSTOMS, 'officer')
      .argument('<mrn>')
      .addOption(items)
      .option('--code <code>', 'the code that was found right, where the proof bears another')
      .option('--reason <text>', 'why')
      .option('--law <text>', 'the law the reason rests on')
      .action((mrn, options) => post(mrn, options, 'settlement', settling(options, outcome)))
  settle(
    'grant',
    'As an officer, grant claims that wait, settle which code is right, or accept a proof that came late.',
    'granted',
  ).addOption(new Option('--late <ground>', 'why a proof is accepted that was presented after its last day').choices(LATE_GROUNDS))
  settle('refuse-claim', 'As an officer, deny claims that wait.', 'denied')
}

function settling({ item = [], code, reason, law, late }: Options, outcome: 'granted' | 'denied') {
  const said = { ...(code === undefined ? {} : { commodityCode: code }), ...(late === undefined ? {} : { late }) }
  const items = item.map(sequence => ({ sequence, ...said }))
  return { outcome, items, reasons: reason === undefined ? [] : [{ text: reason, legalBasis: law ?? '' }] }
}

async function show(mrn: string, { state, as, json }: Options): Promise<void> {
  await withRegion(async region => {
    const found = await region.node(state).as(as).get<PreferencesAnswer>(pathOf(mrn))
    console.log(json ? JSON.stringify(found) : linesOf(found).join('\n'))
  })
}

async function awaited({ state, as, json }: Options): Promise<void> {
  await withRegion(async region => {
    const rows = await collect<{ readonly mrn: string; readonly sequence: number; readonly until?: string }>(
      region.node(state).as(as),
      '/api/v1/preferences',
    )
    for (const row of rows) console.log(json ? JSON.stringify(row) : `${row.mrn} item ${row.sequence}: ${untilOf(row)}`)
  })
}

async function post(mrn: string, { state, as, json }: Options, path: string, body: object): Promise<void> {
  await withRegion(async region => {
    const done = await region
      .node(state)
      .as(as)
      .post<PreferencesAnswer>(`${pathOf(mrn)}/${path}`, body)
    console.log(json ? JSON.stringify(done) : linesOf(done).join('\n'))
  })
}

function linesOf({ mrn, items, securities, decision, refund }: PreferencesAnswer): readonly string[] {
  return [
    ...items.map(({ sequence, agreement, proof = 'no proof', standing, why, codes, lateSince, acceptedLate }) => {
      const differing = codes === undefined ? '' : `, declared ${codes.declared}, certified ${codes.certified}`
      const late = lateSince === undefined ? '' : `, presented after ${lateSince}`
      const accepted = acceptedLate === undefined ? '' : `, accepted late (${acceptedLate})`
      return `${mrn} item ${sequence}: ${agreement} (${proof}) ${standing}${differing}${late}${accepted}${why.length === 0 ? '' : ` [${why.join(', ')}]`}`
    }),
    ...securities.map(({ amount }) => `To be secured: ${amount.currency} ${amount.amount}`),
    ...(decision === undefined ? [] : [`Decision ${decision}`]),
    ...(refund === undefined ? [] : [`Claimed back: ${refund.currency} ${refund.amount} (${refund.refund})`]),
  ]
}

function untilOf({ until }: { readonly until?: string }): string {
  return until === undefined ? 'waits for customs' : `proof until ${until}`
}

function gather(text: string, before: readonly number[] = []): readonly number[] {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('needs the number of a goods item.')
  return [...before, number]
}

function pathOf(mrn: string): string {
  return `/api/v1/declarations/${encodeURIComponent(mrn)}/preferences`
}
