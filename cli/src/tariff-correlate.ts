import { basename } from 'node:path'
import type { CodeHistory, CodePairAnswer, CorrelationAnswer } from '@lintas/contract'
import { CONFIDENCE, type Confidence, type State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor, NodeClient } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readBytes } from './given-file.ts'
import { readState } from './state-option.ts'
import { SHOWN } from './tariff-version.ts'
import { withRegion } from './with-region.ts'

const APPROVERS: readonly Actor[] = ['checker', 'administrator']

/** What became of codes between two versions of the nomenclature: tables, and the story of one code. */
export function registerCorrelate(tariff: Command): void {
  tariff
    .command('correlate')
    .description(
      'Load a correlation table as proposed; with --approve-as it is in force at once. Watched codes and evidence are looked at again.',
    )
    .argument(
      '<file>',
      'CSV with a column old and a column new, codes of 6 to 12 digits; a code that goes on beside others stands with itself, too',
    )
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .requiredOption('--valid-from <day>', 'the first day of the new codes, such as 2028-01-01', readDay)
    .option('--source <text>', 'who says so: the decree, the gazette')
    .addOption(new Option('--confidence <confidence>', 'how far the source can be relied on').choices(CONFIDENCE).default('secondary'))
    .addOption(new Option('--approve-as <account>', 'the second person, on a local node').choices(APPROVERS))
    .option('--json', 'as one JSON object')
    .action(correlate)

  tariff
    .command('correlations')
    .description('List the correlation tables of a state, the newest first.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'one JSON object a line')
    .action(list)

  tariff
    .command('history')
    .description('A code through the versions of the schedule: where it stood, what it came from, what took its place.')
    .argument('<code>', 'the code, such as 8517.13.00')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(history)
}

interface CorrelateOptions {
  readonly state: State
  readonly validFrom: string
  readonly source?: string
  readonly confidence: Confidence
  readonly approveAs?: Actor
  readonly json?: true
}

async function correlate(file: string, { state, validFrom, source = basename(file), confidence, approveAs, json }: CorrelateOptions) {
  const csv = await readBytes(file)
  await withRegion(async region => {
    const node = region.node(state)
    const query = queryOf({ validFrom, source, confidence })
    const administrator = node.as('administrator')
    let table = await administrator.post<CorrelationAnswer>(`/api/v1/tariff/correlations${query}`, csv, { 'content-type': 'text/csv' })
    if (approveAs !== undefined) table = await decideTable(node.as(approveAs), table.id)
    if (json) return console.log(JSON.stringify(table))
    console.log(sayTable(table))
    const pairs = await collect<CodePairAnswer>(administrator, `/api/v1/tariff/correlations/${encodeURIComponent(table.id)}/pairs`)
    for (const { from, to } of pairs.slice(0, SHOWN)) console.log(`  ${from} → ${to}`)
    if (pairs.length > SHOWN) console.log(`  … and ${pairs.length - SHOWN} more`)
  })
}

/** Approves a table, or rejects it for a reason, as the client's account. */
export async function decideTable(client: NodeClient, id: string, rejectedFor?: string): Promise<CorrelationAnswer> {
  const body = rejectedFor === undefined ? { decision: 'approved' } : { decision: 'rejected', reason: rejectedFor }
  return await client.post<CorrelationAnswer>(`/api/v1/tariff/correlations/${encodeURIComponent(id)}/approval`, body)
}

/** A table in one line. */
export function sayTable({ id, standing, pairs, kinds, notInSchedule, validFrom, source, confidence }: CorrelationAnswer): string {
  const counted = Object.entries(kinds).flatMap(([kind, count]) => (count === 0 ? [] : [`${count} ${kind}`]))
  const lacking = notInSchedule === 0 ? '' : `; ${notInSchedule} new codes are not in the schedule of that day`
  return `${id}: ${standing}, ${pairs} pairs (${counted.join(', ')}); from ${validFrom}, ${source} (${confidence})${lacking}`
}

async function list({ state, json }: { readonly state: State; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const tables = await collect<CorrelationAnswer>(region.node(state).as('administrator'), '/api/v1/tariff/correlations')
    for (const table of tables) console.log(json ? JSON.stringify(table) : sayTable(table))
  })
}

async function history(code: string, { state, json }: { readonly state: State; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const told = await region.node(state).public.get<CodeHistory>(`/api/v1/tariff/codes/${encodeURIComponent(code)}/history`)
    if (json) return console.log(JSON.stringify(told))
    for (const { version, validTo, isThere, description = {}, mfn } of told.versions) {
      const until = validTo === undefined ? 'on' : `to ${validTo}`
      const words = description.en ?? Object.values(description)[0] ?? ''
      console.log(
        `${version.validFrom} ${until}  ${version.id}: ${isThere ? `${words}${mfn === undefined ? '' : ` (MFN ${mfn})`}` : 'not there'}`,
      )
    }
    for (const { correlation, predecessors, successors } of told.correlations) {
      if (predecessors.length > 0) console.log(`${correlation.validFrom}  ${correlation.id}: took the place of ${predecessors.join(', ')}`)
      if (successors.length > 0) console.log(`${correlation.validFrom}  ${correlation.id}: in its place stand ${successors.join(', ')}`)
    }
  })
}
