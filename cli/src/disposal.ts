import { writeFile } from 'node:fs/promises'
import type { CargoDocument, DeclarationAnswer, DisposalBatchAnswer, UnclaimedList } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { BATCH_LINES_MAX, DISPOSAL_WAYS, WITHDRAWAL_GROUNDS } from '@lintas/customs/rights'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect } from './collect.ts'
import { readJson } from './given-file.ts'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const CUSTOMS: readonly Actor[] = ['officer', 'supervisor', 'head-office']

interface Options {
  readonly state: State
  readonly as: Actor
  readonly json?: true
  readonly [name: string]: unknown
}

export function register(program: Command): void {
  program
    .command('abandon')
    .description('Leave goods that are not released to the state, in your own words.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .requiredOption('--waiver <text>', 'what you give up, in your own words')
    .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(['trader', 'broker']).default('trader'))
    .option('--json', 'as one JSON object')
    .action(abandon)

  const disposal = program
    .command('disposal')
    .description('Batches in which the state disposes of what is its own: sale, destruction, donation.')
  const about = (name: string, description: string, argument?: string) => {
    const command = disposal.command(name).description(description)
    return (argument === undefined ? command : command.argument(argument, 'the batch'))
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(CUSTOMS).default('officer'))
      .option('--json', 'as one JSON object')
  }
  about('open', 'Open a batch from a file of lines: declarations that were abandoned or forfeited, transport documents nobody declared.')
    .argument('<file>', 'the lines as JSON')
    .addOption(new Option('--way <way>', 'how').choices(DISPOSAL_WAYS).makeOptionMandatory())
    .action(async (file: string, { way, state, as, json }: Options) =>
      send(picked(state, as, json), 'POST', '', { way, lines: await readJson(file) }),
    )
  about('open-unclaimed', 'Open a batch of what nobody claimed, as far as it fits into one.')
    .addOption(new Option('--way <way>', 'how').choices(DISPOSAL_WAYS).makeOptionMandatory())
    .option('--manifest <number>', 'what came on one manifest')
    .action(openUnclaimed)
  about('list', 'List batches, the newest first.').action(list)
  about('show', 'Show a batch.', '<id>').action((id: string, options: Options) => send(options, 'GET', `/${id}`))
  about('publish', 'Put a batch on the public list for seven days.', '<id>').action((id: string, options: Options) =>
    send(options, 'POST', `/${id}/publication`),
  )
  about('object', 'Note somebody’s objection to a line; without words it is lifted.', '<id>')
    .requiredOption('--line <number>', 'which line')
    .option('--words <text>', 'the objection')
    .action((id: string, { line, words, state, as, json }: Options) =>
      send(picked(state, as, json), 'POST', `/${id}/lines/${line}/objection`, words === undefined ? {} : { objection: words }),
    )
  about('withdraw', 'Take a line out of a batch before it is carried out: its goods may be declared again.', '<id>')
    .requiredOption('--line <number>', 'which line')
    .addOption(new Option('--ground <ground>', 'why').choices(WITHDRAWAL_GROUNDS).makeOptionMandatory())
    .requiredOption('--words <text>', 'the reason in words')
    .action((id: string, { line, ground, words, state, as, json }: Options) =>
      send(picked(state, as, json), 'POST', `/${id}/lines/${line}/withdrawal`, { ground, words }),
    )
  about('approve', 'Approve a batch, as one of two officers.', '<id>').action((id: string, options: Options) =>
    send(options, 'POST', `/${id}/approval`),
  )
  about('certify', 'Certify that a batch was disposed of.', '<id>')
    .requiredOption('--place <text>', 'where')
    .requiredOption('--method <text>', 'how')
    .requiredOption('--witness <text>', 'who saw it')
    .requiredOption('--costs <amount>', 'what it cost, in the state’s currency')
    .option('--proceeds <amount>', 'what it brought', '0')
    .action((id: string, { place, method, witness, costs, proceeds, state, as, json }: Options) =>
      send(picked(state, as, json), 'POST', `/${id}/certificate`, { place, method, witness, costs, proceeds }),
    )
  about('pdf', 'Save the certificate of a batch.', '<id>').option('--output <file>', 'where to').action(savePdf)
}

/** Who asks whom, and how the answer is printed. */
function picked(state: State, as: Actor, json: true | undefined): Pick<Options, 'state' | 'as' | 'json'> {
  return { state, as, ...(json === undefined ? {} : { json }) }
}

async function abandon({ mrn, state }: Numbered, { waiver, as, json }: Omit<Options, 'state'>): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as as Actor)
    const { revision } = await client.get<DeclarationAnswer>(`/api/v1/declarations/${mrn}`)
    const left = await client.post<{ status: string }>(
      `/api/v1/declarations/${mrn}/abandonment`,
      { waiver },
      { 'if-match': `"${revision}"` },
    )
    console.log(json ? JSON.stringify(left) : `${mrn}: ${left.status}`)
  })
}

async function send(
  { state, as, json }: Pick<Options, 'state' | 'as' | 'json'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<void> {
  await withRegion(async region => {
    const answer = await region.node(state).as(as).request<DisposalBatchAnswer>(method, `/api/v1/disposal-batches${path}`, body)
    console.log(json ? JSON.stringify(answer.body) : sentenceOf(answer.body))
  })
}

async function openUnclaimed({ way, manifest, state, as, json }: Options): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as(as)
    const { abandonment } = await client.get<UnclaimedList>('/api/v1/unclaimed?limit=1')
    const all = await collect<CargoDocument>(client, `/api/v1/unclaimed${abandonment === undefined ? '' : '?abandoned=true'}`)
    const lines = all
      .filter(each => manifest === undefined || each.manifest === manifest)
      .slice(0, BATCH_LINES_MAX)
      .map(each => ({
        transportDocument: each.number,
        manifest: each.manifest,
        description: each.description ?? 'goods without a description',
      }))
    const { body } = await client.request<DisposalBatchAnswer>('POST', '/api/v1/disposal-batches', { way, lines })
    console.log(json ? JSON.stringify(body) : sentenceOf(body))
  })
}

async function list({ state, as, json }: Options): Promise<void> {
  await withRegion(async region => {
    for (const each of await collect<DisposalBatchAnswer>(region.node(state).as(as), '/api/v1/disposal-batches'))
      console.log(json ? JSON.stringify(each) : sentenceOf(each))
  })
}

async function savePdf(id: string, { state, as, output, json }: Options): Promise<void> {
  const file = output === undefined ? `disposal-${id}.pdf` : String(output)
  await withRegion(async region => {
    const bytes = await region.node(state).as(as).bytes(`/api/v1/disposal-batches/${id}/certificate`)
    await writeFile(file, bytes)
    console.log(json ? JSON.stringify({ file, bytes: bytes.length }) : `${file}, ${bytes.length} bytes`)
  })
}

function sentenceOf({ id, way, status, lines, approvals, approvableFrom, certificate }: DisposalBatchAnswer): string {
  const from = approvableFrom === undefined ? '' : `, may be approved from ${approvableFrom}`
  const net = certificate === undefined ? '' : `, ${certificate.currency} ${certificate.net} net`
  const each = lines.map(({ number, mrn, transportDocument, description, objection, withdrawn }) => {
    const objected = objection === undefined ? '' : ` (objection: ${objection})`
    const words = withdrawn?.words === undefined ? '' : `: ${withdrawn.words}`
    const out = withdrawn === undefined ? '' : ` (withdrawn ${withdrawn.on}, ${withdrawn.ground}${words})`
    return `\n  ${number}. ${mrn ?? transportDocument}: ${description}${objected}${out}`
  })
  return `batch ${id}: ${way}, ${status}, ${approvals} of 2 approvals${from}${net}${each.join('')}`
}
