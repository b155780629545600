import type { LawProposalAnswer, LawRowAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readJson } from './given-file.ts'
import { printDiff } from './print-diff.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const ADMINISTRATORS: readonly Actor[] = ['administrator', 'checker']

/** The commands by which two persons change the law of a node. */
export function registerLawChanges(law: Command): void {
  law
    .command('show')
    .description('Rows of law in force on a day, with their source and how far it can be relied on.')
    .requiredOption('--state <state>', 'the member state, such as TH', readState)
    .option('--on <day>', 'the day; all rows where it is left out', readDay)
    .option('--kind <kind>', 'of one kind, such as duty-layer')
    .option('--json', 'one JSON object a row')
    .action(show)

  law
    .command('propose')
    .description('Propose rows of law from a file: { "kind", "rows": […], "end": […], "correct": […] }, as administrator.')
    .requiredOption('--state <state>', 'the member state, such as TH', readState)
    .requiredOption('--file <file>', 'JSON in the form of law/<state>/*.json; end and correct name rows by id')
    .requiredOption('--reason <text>', 'why')
    .addOption(new Option('--as <account>', 'who proposes').choices(ADMINISTRATORS).default('administrator'))
    .option('--json', 'as one JSON object')
    .action(propose)

  law
    .command('proposals')
    .description('Proposed changes to the law, in words.')
    .requiredOption('--state <state>', 'the member state, such as TH', readState)
    .addOption(new Option('--status <status>', 'how they stand').choices(['waiting', 'approved', 'refused']))
    .option('--json', 'one JSON object a line')
    .action(list)

  const deciding = (name: string) =>
    law
      .command(name)
      .argument('<id>', 'the proposal')
      .requiredOption('--state <state>', 'the member state, such as TH', readState)
      .addOption(new Option('--as <account>', 'the second person').choices(ADMINISTRATORS).default('checker'))
      .option('--json', 'as one JSON object')
  deciding('approve').description('Approve a proposed change; its rows take effect on their days.').action(decide)
  deciding('refuse').description('Refuse a proposed change.').requiredOption('--reason <text>', 'why').action(decide)
}

interface ShowOptions {
  readonly state: State
  readonly on?: Day
  readonly kind?: string
  readonly json?: true
}

async function show({ state, on, kind, json }: ShowOptions): Promise<void> {
  await withRegion(async region => {
    const rows = await collect<LawRowAnswer>(region.node(state).public, `/api/v1/law/rows${queryOf({ on, kind })}`)
    for (const row of rows) console.log(json ? JSON.stringify(row) : rowInWords(row))
  })
}

interface ProposeOptions {
  readonly state: State
  readonly file: string
  readonly reason: string
  readonly as: Actor
  readonly json?: true
}

async function propose({ state, file, reason, as, json }: ProposeOptions): Promise<void> {
  const proposal = await readProposal(file)
  await withRegion(async region => {
    const made = await region
      .node(state)
      .as(as)
      .post<LawProposalAnswer>('/api/v1/law/proposals', { ...proposal, reason })
    print(made, json)
  })
}

async function list({ state, status, json }: { readonly state: State; readonly status?: string; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const client = region.node(state).as('administrator')
    for (const each of await collect<LawProposalAnswer>(client, `/api/v1/law/proposals${queryOf({ status })}`)) print(each, json)
  })
}

interface DecideOptions {
  readonly state: State
  readonly as: Actor
  readonly reason?: string
  readonly json?: true
}

async function decide(id: string, { state, as, reason, json }: DecideOptions): Promise<void> {
  const body = reason === undefined ? { decision: 'approved' } : { decision: 'refused', reason }
  await withRegion(async region => {
    const path = `/api/v1/law/proposals/${encodeURIComponent(id)}/approval`
    print(await region.node(state).as(as).post<LawProposalAnswer>(path, body), json)
  })
}

function print(proposal: LawProposalAnswer, json: true | undefined): void {
  if (json) {
    console.log(JSON.stringify(proposal))
    return
  }
  const { id, kind, status, reason, proposedName, proposedBy, decidedName, decidedBy, refusal, diffs } = proposal
  const decided = decidedBy === undefined ? '' : ` by ${decidedName ?? decidedBy}`
  console.log(
    `${id}  ${kind}: ${status}${decided}${refusal === undefined ? '' : ` (${refusal})`}; proposed by ${proposedName ?? proposedBy}: ${reason}`,
  )
  for (const diff of diffs) printDiff(diff)
}

function rowInWords({ id, kind, name, rate, validFrom, validTo, legalRef, source, confidence }: LawRowAnswer): string {
  const days = `from ${validFrom}${validTo === undefined ? '' : ` until before ${validTo}`}`
  return `${kind}  ${id}  ${name}${rate === undefined ? '' : `: ${rate}`}  ${days}  [${confidence}] ${legalRef}; ${source}`
}

async function readProposal(file: string): Promise<object> {
  const given = await readJson(file)
  if (typeof given !== 'object' || given === null) throw new Refused(`${file} holds no JSON object`)
  return given
}
