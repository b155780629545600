import type { CorrectionAnswer, DeclarationAnswer, FileReading, HearingAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { readDay } from './day-option.ts'
import { readBytes } from './given-file.ts'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { Refused } from './refused.ts'
import { withRegion } from './with-region.ts'

const CUSTOMS: readonly Actor[] = ['officer', 'supervisor', 'head-office']
const DECLARANTS: readonly Actor[] = ['trader', 'broker']

interface Options {
  readonly as: Actor
  readonly json?: true
  readonly [name: string]: unknown
}

export function register(program: Command): void {
  program
    .command('disclose')
    .description(
      'Correct a released declaration of your own accord: the whole document. Before customs has found anything the penalty is reduced by law.',
    )
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .argument('<file>', 'the whole document: our JSON, WCO XML or CSV')
    .addOption(as(DECLARANTS, 'trader'))
    .option('--json', 'as one JSON object')
    .action(disclose)

  const hearing = program.command('hearing').description('What customs finds after release: the declarant is heard before more is charged.')
  const about = (name: string, description: string, choices: readonly Actor[], standard: Actor) =>
    hearing
      .command(name)
      .description(description)
      .argument('<mrn>', 'the number of the declaration', readNumbered)
      .addOption(as(choices, standard))
      .option('--json', 'as one JSON object')
  about('open', 'As an officer, say what was found, and until when the declarant is heard.', CUSTOMS, 'officer')
    .requiredOption('--items <numbers...>', 'the goods items')
    .option('--code <code>', 'they are classified so; without it, their preference is denied')
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--law <text>', 'the law the reason rests on')
    .option('--until <day>', 'the last day; needed where the law of the state names none', readDay)
    .action(open)
  about('list', 'List the hearings on a declaration.', [...DECLARANTS, ...CUSTOMS], 'trader').action(list)
  about('answer', 'Be heard: say what speaks against it.', DECLARANTS, 'trader')
    .requiredOption('--hearing <id>', 'which one')
    .requiredOption('--words <text>', 'what speaks against it')
    .action(({ mrn, state }: Numbered, { hearing: id, words, ...options }) => send({ mrn, state }, options, `/${id}/answer`, { words }))
  about('decide', 'Charge what was found, or drop it.', CUSTOMS, 'officer')
    .requiredOption('--hearing <id>', 'which one')
    .addOption(new Option('--outcome <outcome>', 'what becomes of it').choices(['assessed', 'dropped']).makeOptionMandatory())
    .option('--reason <text>', 'why it is charged')
    .option('--law <text>', 'the law the reason rests on')
    .option('--breach <breach>', 'the breach whose penalty is charged, such as under-declaration')
    .action(({ mrn, state }: Numbered, { hearing: id, outcome, reason, law, breach, ...options }) => {
      const charged = { outcome, reasons: [{ text: reason, legalBasis: law }], ...(breach === undefined ? {} : { breach }) }
      return send({ mrn, state }, options, `/${id}/decision`, outcome === 'assessed' ? charged : { outcome })
    })
}

function as(choices: readonly Actor[], standard: Actor): Option {
  return new Option('--as <account>', 'the demonstration account that asks').choices(choices).default(standard)
}

async function open(
  numbered: Numbered,
  { items, code, reason, law, until, ...options }: Options & { readonly until?: Day },
): Promise<void> {
  const numbers = (items as readonly string[]).map(Number)
  const reasons = [{ text: reason, legalBasis: law }]
  const finding =
    code === undefined
      ? { kind: 'denial-of-preference', items: numbers, reasons }
      : { kind: 'reclassification', items: numbers.map(sequence => ({ sequence, commodityCode: code })), reasons }
  await send(numbered, options, '', { finding, ...(until === undefined ? {} : { hearUntil: until }) })
}

async function send({ mrn, state }: Numbered, { as: actor, json }: Options, path: string, body: unknown): Promise<void> {
  await withRegion(async region => {
    tell(await region.node(state).as(actor).post<HearingAnswer>(`/api/v1/declarations/${mrn}/hearings${path}`, body), json)
  })
}

async function list({ mrn, state }: Numbered, { as: actor, json }: Options): Promise<void> {
  await withRegion(async region => {
    const { items } = await region.node(state).as(actor).get<{ items: HearingAnswer[] }>(`/api/v1/declarations/${mrn}/hearings`)
    for (const each of items) tell(each, json)
  })
}

async function disclose({ mrn, state }: Numbered, file: string, { as: actor, json }: Options): Promise<void> {
  const bytes = await readBytes(file)
  await withRegion(async region => {
    const { public: anybody, as: asActor } = region.node(state)
    const raw = { 'content-type': 'application/octet-stream' }
    const { document, problems } = await anybody.post<FileReading>('/api/v1/declarations/reading', bytes, raw)
    if (document === null) throw new Refused(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
    const declarant = asActor(actor)
    const { revision } = await declarant.get<DeclarationAnswer>(`/api/v1/declarations/${mrn}`)
    const done = await declarant.post<CorrectionAnswer>(`/api/v1/declarations/${mrn}/correction`, document, { 'if-match': `"${revision}"` })
    if (json) return console.log(JSON.stringify(done))
    const { declaration, voluntary, penalty, issues } = done
    const due = declaration.payable.map(({ currency, amount }) => `${currency} ${amount}`).join(', ')
    console.log(
      `${mrn}: version ${declaration.version}, ${voluntary ? 'disclosed voluntarily' : 'corrected after customs found it'}; due: ${due || 'nothing'}`,
    )
    if (penalty !== undefined) console.log(`  penalty: decision ${penalty}`)
    for (const { message } of issues) console.log(`  ${message}`)
  })
}

function tell(hearing: HearingAnswer, json: true | undefined): void {
  console.log(json ? JSON.stringify(hearing) : sentenceOf(hearing))
}

function sentenceOf({ id, mrn, finding, hearUntil, answer, outcome, decisions }: HearingAnswer): string {
  const stands = outcome ?? (answer === undefined ? `heard until ${hearUntil}` : 'answered')
  const led = decisions.length === 0 ? '' : ` (${decisions.join(', ')})`
  return `hearing ${id} on ${mrn}: ${finding.kind}, ${stands}${led}. ${finding.reasons.map(each => each.text).join('; ')}`
}
