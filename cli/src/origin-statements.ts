import type { OriginStatement, OriginStatementHead } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { collect } from './collect.ts'
import { readDay } from './day-option.ts'
import { linesOf } from './origin-lines.ts'
import { readQuestion } from './origin-question.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

/** Cost statements a producer keeps on the node of its state. */
export function registerStatements(origin: Command): void {
  const statements = origin.command('statements').description('Cost statements kept with what was determined: keep, list, show, withdraw.')

  statements
    .command('keep')
    .description('Determine the origin of a good and keep the statement; with --from and --to it is a standing determination.')
    .argument('<file>', 'the question as JSON, as examples/origin shows')
    .requiredOption('--state <state>', 'the producer’s state, such as VN', readState)
    .requiredOption('--trader <id>', 'whose statement it is')
    .requiredOption('--name <name>', 'what the producer calls it')
    .option('--bill <file>', 'the bill of materials as CSV, in place of the materials of the question')
    .option('--from <day>', 'the first day of a standing determination', readDay)
    .option('--to <day>', 'the first day it holds no longer', readDay)
    .option('--json', 'as one JSON object')
    .action(keep)

  statements
    .command('list')
    .description('The statements of the traders one acts for, the newest first.')
    .requiredOption('--state <state>', 'the producer’s state, such as VN', readState)
    .option('--json', 'one JSON object a line')
    .action(list)

  statements
    .command('show')
    .description('A statement with every step of its determination.')
    .argument('<id>', 'its id')
    .requiredOption('--state <state>', 'the producer’s state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(show)

  statements
    .command('withdraw')
    .description('Withdraw a statement whose figures hold no longer.')
    .argument('<id>', 'its id')
    .requiredOption('--state <state>', 'the producer’s state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(withdraw)
}

interface KeepChoices {
  readonly state: State
  readonly trader: string
  readonly name: string
  readonly bill?: string
  readonly from?: Day
  readonly to?: Day
  readonly json?: true
}

async function keep(file: string, { state, trader, name, bill, from, to, json }: KeepChoices, command: Command): Promise<void> {
  if ((from === undefined) !== (to === undefined)) command.error('error: a standing determination needs --from and --to', { exitCode: 2 })
  await withRegion(async region => {
    const question = await readQuestion(region.node(state).public, file, bill)
    const standing = from === undefined || to === undefined ? {} : { standing: { validFrom: from, validTo: to } }
    const body = { trader, name, question, ...standing }
    const kept = await region.node(state).as('trader').post<OriginStatement>('/api/v1/origin/statements', body)
    console.log(json ? JSON.stringify(kept) : sentenceOf(kept))
  })
}

interface Choices {
  readonly state: State
  readonly json?: true
}

async function list({ state, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const rows = await collect<OriginStatementHead>(region.node(state).as('trader'), '/api/v1/origin/statements')
    for (const row of rows) console.log(json ? JSON.stringify(row) : sentenceOf(row))
  })
}

async function show(id: string, { state, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const found = await region
      .node(state)
      .as('trader')
      .get<OriginStatement>(`/api/v1/origin/statements/${encodeURIComponent(id)}`)
    console.log(json ? JSON.stringify(found) : [sentenceOf(found), ...recordsOf(found), ...linesOf(found.determination)].join('\n'))
  })
}

async function withdraw(id: string, { state, json }: Choices): Promise<void> {
  await withRegion(async region => {
    const path = `/api/v1/origin/statements/${encodeURIComponent(id)}/withdrawal`
    const row = await region.node(state).as('trader').post<OriginStatementHead>(path)
    console.log(json ? JSON.stringify(row) : sentenceOf(row))
  })
}

/** The records it rests on; one that shows nothing any more says why. */
function recordsOf({ restsOn }: OriginStatement): readonly string[] {
  return restsOn.map(({ number, line, problem }) =>
    problem === undefined ? `  line ${line} rests on ${number}` : `  ! ${problem.message}`,
  )
}

function sentenceOf({
  id,
  name,
  code,
  exporter,
  importer,
  on,
  status,
  criterion,
  standing,
  validFrom,
  validTo,
}: OriginStatementHead): string {
  const days = validFrom === undefined ? standing : `${standing}, ${validFrom} to ${validTo}`
  const said = criterion === null ? status : `${status} (${criterion})`
  return `${id}: ${name}, ${code} from ${exporter} to ${importer}: ${said} on ${on}; ${days}`
}
