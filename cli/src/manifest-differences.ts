import { type CargoDifference, cargoDifferenceSchema } from '@lintas/contract'
import { DIFFERENCE_OUTCOMES, type DifferenceOutcome } from '@lintas/customs/cargo'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { collect, queryOf } from './collect.ts'
import { AS, ask, NUMBER, type Who } from './manifest-ask.ts'
import { tellAmount } from './manifest-tell.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const ID = 'the number of the difference'

/** What landed or lies otherwise than it should: listed, counted, explained, settled. */
export function registerDifferences(manifest: Command): void {
  manifest
    .command('differences')
    .description('List shortages, surpluses, damage and differences of stock with their explanations and settlements.')
    .requiredOption('--state <state>', 'the member state, such as KH', readState)
    .option('--manifest <number>', 'of one manifest')
    .option('--open', 'only what is not settled')
    .addOption(AS().default('supervisor'))
    .option('--json', 'one JSON object a line')
    .action(list)

  manifest
    .command('count')
    .description('As the carrier, tell what was counted in storage; what is missing or too much becomes a difference.')
    .argument('<number>', NUMBER)
    .requiredOption('--counted <counts...>', 'number:packages:mass in kilograms, such as BL7-1:5:120.5', readCount, [])
    .option('--json', 'one JSON object a line')
    .action((number: string, { counted, json }: { counted: readonly Count[]; json?: true }) =>
      ask(number, 'carrier', async node => {
        const { items } = await node.post<{ items: readonly CargoDifference[] }>(`/api/v1/manifests/${number}/stock-taking`, { counted })
        print(items, json, 'everything is there')
      }),
    )

  manifest
    .command('explain')
    .description('As the carrier, explain a difference, in words and by documents.')
    .argument('<id>', ID)
    .requiredOption('--state <state>', 'the member state, such as KH', readState)
    .requiredOption('--words <text>', 'what happened')
    .option('--documents <documents...>', 'type:number, such as 705:BL-1', readDocument, [])
    .option('--json', 'as one JSON object')
    .action((id: string, { state, words, documents, json }: ExplainOptions) =>
      send(state, 'carrier', `${id}/explanation`, { words, documents }, json),
    )

  manifest
    .command('settle')
    .description('As an officer, settle a difference: explanation accepted, charged by a declaration, or found and corrected.')
    .argument('<id>', ID)
    .requiredOption('--state <state>', 'the member state, such as KH', readState)
    .addOption(new Option('--outcome <outcome>', 'how').choices(DIFFERENCE_OUTCOMES).makeOptionMandatory())
    .addOption(new Option('--amount <amount>', 'packages:mass in kilograms; all that is open where it is left out').argParser(readAmount))
    .option('--mrn <mrn>', 'the declaration that took the missing goods, where they are charged')
    .requiredOption('--words <text>', 'the reason')
    .option('--legal-basis <text>', 'the law it rests on')
    .addOption(AS().default('supervisor'))
    .option('--json', 'as one JSON object')
    .action((id: string, { state, outcome, amount, mrn, words, legalBasis = '', as, json }: SettleOptions) =>
      send(
        state,
        as,
        `${id}/settlement`,
        {
          outcome,
          ...(amount === undefined ? {} : { amount }),
          ...(mrn === undefined ? {} : { mrn }),
          reasons: [{ text: words, legalBasis }],
        },
        json,
      ),
    )
}

interface ExplainOptions {
  readonly state: State
  readonly words: string
  readonly documents: readonly { readonly type: string; readonly number: string }[]
  readonly json?: true
}

interface SettleOptions {
  readonly state: State
  readonly outcome: DifferenceOutcome
  readonly amount?: CargoDifference['open']
  readonly mrn?: string
  readonly words: string
  readonly legalBasis?: string
  readonly as: Who
  readonly json?: true
}

interface ListOptions {
  readonly state: State
  readonly manifest?: string
  readonly open?: true
  readonly as: Who
  readonly json?: true
}

async function list({ state, manifest, open, as, json }: ListOptions): Promise<void> {
  await withRegion(async region => {
    const query = queryOf({ manifest, open: open === undefined ? undefined : 'true' })
    print(await collect<CargoDifference>(region.node(state).as(as), `/api/v1/cargo-differences${query}`), json, 'nothing differs')
  })
}

async function send(state: State, as: Who, path: string, body: object, json: true | undefined): Promise<void> {
  await withRegion(async region => {
    print([await region.node(state).as(as).post<CargoDifference>(`/api/v1/cargo-differences/${path}`, body)], json, '')
  })
}

function print(items: readonly CargoDifference[], json: true | undefined, none: string): void {
  if (json) for (const each of items) console.log(JSON.stringify(each))
  else console.log(items.length === 0 ? none : items.map(tellDifference).join('\n'))
}

/** A difference with what was said and decided, in lines. */
function tellDifference(difference: CargoDifference): string {
  const { id, manifest, number, kind, amount, open, openedOn, explainBy, isLate, explanations, settlements, settledOn } = difference
  const until = explainBy === undefined ? 'no period is on file' : `to be explained by ${explainBy}${isLate ? ', late' : ''}`
  return [
    `${id}: ${manifest} ${number}, ${kind} ${tellAmount(amount)}, ${openedOn}; ${until}; ${settledOn === undefined ? `open ${tellAmount(open)}` : `settled ${settledOn}`}`,
    ...explanations.map(each => `  said: ${each.words}${each.documents.map(({ type, number: its }) => ` [${type} ${its}]`).join('')}`),
    ...settlements.map(
      each => `  ${each.outcome} ${tellAmount(each.amount)}${each.mrn === undefined ? '' : ` by ${each.mrn}`}: ${each.reasons[0]?.text}`,
    ),
  ].join('\n')
}

interface Count {
  readonly number: string
  readonly counted: CargoDifference['open']
}

function readCount(text: string, before: readonly Count[]): readonly Count[] {
  const [number = '', ...amount] = text.split(':')
  return [...before, { number, counted: readAmount(amount.join(':')) }]
}

function readAmount(text: string): CargoDifference['open'] {
  const [packages = '', grossMassKg = ''] = text.split(':')
  const amount = cargoDifferenceSchema.shape.amount.safeParse({ packages: Number(packages), grossMassKg })
  if (!/^\d{1,9}$/.test(packages) || !/^\d+(\.\d+)?$/.test(grossMassKg) || !amount.success)
    throw new InvalidArgumentError('needs packages:mass, such as 5:120.5.')
  return amount.data
}

function readDocument(text: string, before: ExplainOptions['documents']): ExplainOptions['documents'] {
  const [type = '', number = ''] = text.split(':')
  if (type === '' || number === '') throw new InvalidArgumentError('needs type:number, such as 705:BL-1.')
  return [...before, { type, number }]
}
