import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { TariffChange, TariffProblem, TariffVersion } from '@lintas/contract'
import { type Day, parseDay } from '@lintas/customs/kernel'
import { CONFIDENCE, type Confidence, type State } from '@lintas/customs/reference'
import { formatRate } from '@lintas/customs/tariff'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Actor, NodeClient } from './client.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const APPROVERS: readonly Actor[] = ['checker', 'administrator']
/** How many problems and changes are written out for people; all of them with `--json`. */
const SHOWN = 20

export function register(program: Command): void {
  const tariff = program.command('tariff').description('National tariff schedules: load, compare, approve.')

  tariff
    .command('load')
    .description('Load a schedule from CSV as a proposed version; with --approve-as it takes effect at once.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .requiredOption('--file <file>', 'CSV with a column named code, one named for each rate (mfn, atiga …) and description_<language>')
    .requiredOption('--valid-from <day>', 'the first day it holds for, such as 2023-07-15', readDay)
    .option('--source <text>', 'who says so: the decree, the gazette')
    .addOption(new Option('--confidence <confidence>', 'how far the source can be relied on').choices(CONFIDENCE).default('secondary'))
    .addOption(new Option('--approve-as <account>', 'the second person, on a local node').choices(APPROVERS))
    .option('--json', 'as one JSON object')
    .action(load)

  tariff
    .command('list')
    .description('List the versions of a state, the newest first.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'one JSON object a line')
    .action(list)

  tariff
    .command('diff')
    .description('Show what a version changes in the one that was in force when it was loaded.')
    .argument('<version>', 'such as VN-2023-07-15-1')
    .option('--json', 'one JSON object a line')
    .action(diff)

  tariff
    .command('approve')
    .description('Approve a proposed version as the second person, on a local node; or reject it.')
    .argument('<version>', 'such as VN-2023-07-15-1')
    .addOption(new Option('--as <account>', 'the second person').choices(APPROVERS).default('checker'))
    .option('--reject <reason>', 'reject it, for this reason')
    .option('--json', 'as one JSON object')
    .action(decide)
}

interface LoadOptions {
  readonly state: State
  readonly file: string
  readonly validFrom: Day
  readonly source?: string
  readonly confidence: Confidence
  readonly approveAs?: Actor
  readonly json?: true
}

async function load(options: LoadOptions): Promise<void> {
  const started = performance.now()
  const csv = await readCsv(options.file)
  await withRegion(async region => {
    const node = region.node(options.state)
    const administrator = node.as('administrator')
    const query = new URLSearchParams({
      validFrom: options.validFrom,
      source: options.source ?? basename(options.file),
      confidence: options.confidence,
    })
    let version = await administrator.post<TariffVersion>(`/api/v1/tariff/versions?${query}`, csv, { 'content-type': 'text/csv' })
    if (options.approveAs !== undefined) version = await approve(node.as(options.approveAs), version.id)
    const problems = await collect<TariffProblem>(administrator, `/api/v1/tariff/versions/${version.id}/problems`)
    const seconds = Math.round(performance.now() - started) / 1000

    if (options.json) {
      const { state, lines, headings, rows } = version
      const found = problems.map(({ row, column, cell, code, commodityCode }) => ({ row, column, cell, code, commodityCode }))
      console.log(JSON.stringify({ state, version: version.id, lines, headings, rows, problems: found, seconds }))
      return
    }
    console.log(sentenceOf(version))
    for (const problem of problems.slice(0, SHOWN))
      console.log(`  row ${problem.row}, ${problem.column} '${problem.cell}': ${problem.message}`)
    if (problems.length > SHOWN) console.log(`  … and ${problems.length - SHOWN} more problems`)
    await printChanges(administrator, version)
  })
}

async function list({ state, json }: { readonly state: State; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const versions = await collect<TariffVersion>(region.node(state).as('administrator'), '/api/v1/tariff/versions')
    for (const version of versions) console.log(json ? JSON.stringify(version) : sentenceOf(version))
  })
}

async function diff(id: string, { json }: { readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const client = region.node(stateOf(id)).as('administrator')
    if (json) {
      const changes = await collect<TariffChange>(client, `/api/v1/tariff/versions/${encodeURIComponent(id)}/diff`)
      for (const change of changes) console.log(JSON.stringify(change))
      return
    }
    const version = await client.get<TariffVersion>(`/api/v1/tariff/versions/${encodeURIComponent(id)}`)
    console.log(sentenceOf(version))
    await printChanges(client, version)
  })
}

async function decide(id: string, options: { readonly as: Actor; readonly reject?: string; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const version = await approve(region.node(stateOf(id)).as(options.as), id, options.reject)
    console.log(options.json ? JSON.stringify(version) : sentenceOf(version))
  })
}

async function approve(client: NodeClient, id: string, rejectedFor?: string): Promise<TariffVersion> {
  const body = rejectedFor === undefined ? { decision: 'approved' } : { decision: 'rejected', reason: rejectedFor }
  return await client.post<TariffVersion>(`/api/v1/tariff/versions/${encodeURIComponent(id)}/approval`, body)
}

async function printChanges(
  client: NodeClient,
  { id, changes: { base, added, removed, changed, unchanged } }: TariffVersion,
): Promise<void> {
  const against = base === undefined ? 'nothing was in force before' : `against ${base}`
  console.log(`  ${added} lines added, ${removed} removed, ${changed} changed, ${unchanged} as they were (${against})`)
  if (base === undefined || changed === 0) return
  const changes = await collect<TariffChange>(client, `/api/v1/tariff/versions/${id}/diff`)
  const shown = changes.filter(change => change.kind === 'changed').slice(0, SHOWN)
  for (const { code, columns } of shown) {
    for (const [column, { from, to }] of Object.entries(columns)) console.log(`  ${code} ${column}: ${words(from)} → ${words(to)}`)
  }
}

function words(rate: Parameters<typeof formatRate>[0] | undefined): string {
  return rate === undefined ? 'not on file' : formatRate(rate)
}

/** Every item of a list, page after page. */
async function collect<Item>(client: NodeClient, path: string): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: { readonly items: readonly Item[]; readonly next?: string } = await client.get(`${path}?limit=500${from}`)
    items.push(...page.items)
    cursor = page.next
  }
  return items
}

function sentenceOf({ id, standing, lines, headings, problems, validFrom, source, confidence }: TariffVersion): string {
  return `${id}: ${standing}, ${lines} lines and ${headings} headings, ${problems} problems; from ${validFrom}, ${source} (${confidence})`
}

function stateOf(version: string): State {
  try {
    return readState(version.slice(0, 2))
  } catch {
    throw new Refused(`'${version}' is no version; one reads VN-2023-07-15-1`)
  }
}

async function readCsv(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (error) {
    throw new Refused(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`)
  }
}

function readDay(text: string): Day {
  const day = parseDay(text)
  if (day === undefined) throw new InvalidArgumentError('needs a day such as 2023-07-15.')
  return day
}
