import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SupplierDeclaration, SupplierDeclarationDetail, SupplierEvidence } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { NodeClient } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readBytes, readJson } from './given-file.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const PATH = '/api/v1/origin/supplier-declarations'
const ACTORS = ['trader', 'broker', 'officer', 'supervisor'] as const

interface Asking {
  readonly state: State
  readonly as: (typeof ACTORS)[number]
  readonly json?: true
}

/** What suppliers declare of the origin of what they supply: asked of them, or recorded by the producer on its own responsibility. */
export function registerSuppliers(origin: Command): void {
  const supplier = origin
    .command('supplier')
    .description('Suppliers’ declarations: record, ask, declare, decline, list, show, withdraw, replace, with the papers that show them.')
  const about = (name: string, description: string) =>
    supplier
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the producer’s state, such as VN', readState)
      .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(ACTORS).default('trader'))
      .option('--json', 'as JSON, one object a line')
  const numbered = (name: string, description: string) =>
    about(name, description).argument('<number>', 'its number, such as VN-SD-2026-0000001')
  const STATEMENT = 'what is declared as JSON, as examples/origin/suppliers/long-term.json shows'

  about('record', 'Record what a supplier declared, on the producer’s own responsibility; prints the number to name in a bill.')
    .argument('<file>', STATEMENT)
    .requiredOption('--trader <id>', 'the producer who relies on it')
    .requiredOption('--name <name>', 'the supplier’s name')
    .requiredOption('--country <country>', 'the supplier’s country, such as VN')
    .option('--supplier <id>', 'the supplier’s trader id, where it is an operator here')
    .action(record)
  about('ask', 'Ask a supplier that has an account to declare the origin of its product; the product is that of the file.')
    .argument('<file>', STATEMENT)
    .requiredOption('--trader <id>', 'the producer who asks')
    .requiredOption('--supplier <id>', 'the supplier’s trader id')
    .requiredOption('--name <name>', 'the supplier’s name')
    .requiredOption('--country <country>', 'the supplier’s country, such as VN')
    .option('--words <text>', 'what it is needed for')
    .action(ask)
  about('list', 'Declarations one relies on and those one was asked for, the newest first.')
    .addOption(new Option('--side <side>', 'only those').choices(['producer', 'supplier']))
    .option('--status <status>', 'only those that stand so, such as asked')
    .action(list)
  numbered('show', 'One declaration with its history and its papers.').action(show)
  numbered('declare', 'Make the declaration one was asked for.').argument('<file>', STATEMENT).action(declare)
  numbered('decline', 'Decline to make it.').requiredOption('--reason <text>', 'why').action(end('refusal'))
  numbered('withdraw', 'Withdraw it: statements that rest on it are to be determined again.')
    .requiredOption('--reason <text>', 'why')
    .action(end('withdrawal'))
  numbered('replace', 'Put another in its place, under a number of its own.').argument('<file>', STATEMENT).action(replace)
  numbered('add-paper', 'Add a document that shows what it says.').argument('<file>').action(addPaper)
  numbered('get-paper', 'Save a document.')
    .argument('<id>')
    .option('--output <file>', 'where to; its own name in this folder where it is left out')
    .action(getPaper)
}

interface Supplies extends Asking {
  readonly trader: string
  readonly name: string
  readonly country: string
  readonly supplier?: string
}

async function record(file: string, { trader, name, country, supplier, ...asking }: Supplies): Promise<void> {
  const who = { name, country, ...(supplier === undefined ? {} : { trader: supplier }) }
  const body = { trader, supplier: who, statement: await readJson(file) }
  await told(asking, node => node.post<SupplierDeclarationDetail>(PATH, body))
}

async function ask(
  file: string,
  { trader, name, country, supplier, words, ...asking }: Supplies & { readonly words?: string },
): Promise<void> {
  const statement = await readJson(file)
  const product = typeof statement === 'object' && statement !== null && 'product' in statement ? statement.product : undefined
  if (product === undefined) throw new Refused(`${file} names no product`)
  const body = { trader, supplier: { name, country, trader: supplier }, product, ...(words === undefined ? {} : { words }) }
  await told(asking, node => node.post<SupplierDeclarationDetail>(`${PATH}/requests`, body))
}

async function list({ state, as, json, side, status }: Asking & { readonly side?: string; readonly status?: string }): Promise<void> {
  await withRegion(async region => {
    const rows = await collect<SupplierDeclaration>(region.node(state).as(as), `${PATH}${queryOf({ side, status })}`)
    for (const row of rows) console.log(json ? JSON.stringify(row) : sentenceOf(row))
  })
}

const show = (number: string, asking: Asking) => told(asking, node => node.get<SupplierDeclarationDetail>(pathOf(number)))

async function declare(number: string, file: string, asking: Asking): Promise<void> {
  const body = await readJson(file)
  await told(asking, node => node.post<SupplierDeclarationDetail>(`${pathOf(number)}/declaration`, body))
}

async function replace(number: string, file: string, asking: Asking): Promise<void> {
  const body = await readJson(file)
  await told(asking, node => node.post<SupplierDeclarationDetail>(`${pathOf(number)}/replacement`, body))
}

function end(name: 'refusal' | 'withdrawal') {
  return (number: string, { reason, ...asking }: Asking & { readonly reason: string }) =>
    told(asking, node => node.post<SupplierDeclarationDetail>(`${pathOf(number)}/${name}`, { reason }))
}

async function addPaper(number: string, file: string, { state, as, json }: Asking): Promise<void> {
  const bytes = await readBytes(file)
  await withRegion(async region => {
    const path = `${pathOf(number)}/evidence${queryOf({ name: basename(file) })}`
    const added = await region.node(state).as(as).post<SupplierEvidence>(path, bytes)
    console.log(json ? JSON.stringify(added) : paperLine(added))
  })
}

async function getPaper(number: string, id: string, { state, as, json, output }: Asking & { readonly output?: string }): Promise<void> {
  await withRegion(async region => {
    const node = region.node(state).as(as)
    const { evidence } = await node.get<SupplierDeclarationDetail>(pathOf(number))
    const found = evidence.find(each => each.id === id)
    if (found === undefined) throw new Refused(`${number} has no document ${id}`)
    const file = output ?? basename(found.name)
    await writeFile(file, await node.bytes(`${pathOf(number)}/evidence/${id}`), { flag: output === undefined ? 'wx' : 'w' })
    console.log(json ? JSON.stringify({ ...found, file }) : `${file}: ${found.mediaType}, ${found.size} bytes`)
  })
}

/** Asks a node for one declaration and prints it. */
async function told({ state, as, json }: Asking, work: (node: NodeClient) => Promise<SupplierDeclarationDetail>): Promise<void> {
  await withRegion(async region => {
    const found = await work(region.node(state).as(as))
    if (json) return console.log(JSON.stringify(found))
    console.log(sentenceOf(found))
    for (const { act, side, at, words } of found.history) console.log(`  ${at} ${side}: ${act}${words === undefined ? '' : ` (${words})`}`)
    for (const each of found.evidence) console.log(`  ${paperLine(each)}`)
    for (const issue of found.issues) console.log(`  ${issue.path}: ${issue.message}`)
  })
}

function sentenceOf({ number, producer, supplier, status, madeBy, asked, statement, validFrom, validTo }: SupplierDeclaration): string {
  const product = asked?.product ?? (statement?.product as { article: string; code: string } | undefined)
  const origin = statement?.origin as { status: string; state?: string; rvc?: string } | undefined
  const says = origin === undefined ? '' : `: ${[origin.status, origin.state, origin.rvc].filter(Boolean).join(' ')}`
  const days = validFrom === undefined ? '' : `, from ${validFrom}${validTo === undefined ? '' : ` to ${validTo}`}`
  return `${number}: ${supplier.name} (${supplier.country}) to ${producer}, ${product?.article} (${product?.code})${says}${days}; ${status}, by the ${madeBy}`
}

function paperLine({ id, name, mediaType, size }: SupplierEvidence): string {
  return `${id}  ${name}: ${mediaType}, ${size} bytes`
}

function pathOf(number: string): string {
  return `${PATH}/${encodeURIComponent(number)}`
}
