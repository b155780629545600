import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Classification, ClassificationMemoryAnswer, ClassificationReason, LoadedEvidence } from '@lintas/contract'
import { EVIDENCE_KINDS, type EvidenceKind } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { parse } from 'csv-parse/sync'
import { registerAsked } from './classify-asked.ts'
import { registerGuide } from './classify-guide.ts'
import { registerShow } from './classify-show.ts'
import type { NodeClient, RegionClient } from './client.ts'
import { queryOf } from './collect.ts'
import { Refused } from './refused.ts'
import { ANY_STATE, readState } from './state-option.ts'
import { withNodes, withRegion } from './with-region.ts'

/** Descriptions that are asked at once. */
const AT_ONCE = 100
const LEARN_SECONDS_MAX = 600

export function register(program: Command): void {
  const classify = program
    .command('classify')
    .description('Find the code of goods from words: six digits, or those of a state’s schedule with --state. Never an advance ruling.')
    .argument('[description...]', 'what the goods are, as an invoice would say')
    .option('--file <file>', 'many: a .csv with a column description, or a .txt with one a line')
    .option('--state <state>', 'the member state whose schedule and experience are used, such as VN', readState)
    .option('--top <count>', 'how many candidates', readTop, 5)
    .option('--json', 'one JSON object a description')
    .action(ask)

  classify
    .command('learn')
    .description('Teach a state’s node past declarations, rulings or lists of terms, and wait until it has learned.')
    .argument('<file>', 'CSV with description and hs8 or hs6; kind, trader, reference where known')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--kind <kind>', 'what the rows are, where they do not say').choices(EVIDENCE_KINDS).default('checked'))
    .option('--json', 'as one JSON object')
    .action(learn)

  classify
    .command('report')
    .description('How often what a state’s node had not learned was answered rightly, by chapter; the wrong among the sure first.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--json', 'as one JSON object')
    .action(report)

  registerAsked(classify)
  registerGuide(classify)
  registerShow(classify)
}

interface Choices {
  readonly file?: string
  readonly state?: State
  readonly top: number
  readonly json?: true
}

async function ask(words: readonly string[], { file, state, top, json }: Choices, command: Command): Promise<void> {
  if ((words.length === 0) === (file === undefined)) command.error('error: needs a description or --file', { exitCode: 2 })
  const descriptions = file === undefined ? [words.join(' ')] : await readDescriptions(file)
  await withNodes([state ?? ANY_STATE], async region => {
    for (let from = 0; from < descriptions.length; from += AT_ONCE) {
      const body = { descriptions: descriptions.slice(from, from + AT_ONCE), top, scope: state === undefined ? 'harmonized' : 'national' }
      const { rows } = await nodeOf(region, state).post<{ rows: readonly Classification[] }>('/api/v1/classifications', body)
      for (const row of rows) {
        const answer = { ...row, row: from + row.row }
        console.log(json ? JSON.stringify(answer) : sentencesOf(descriptions[answer.row - 1] ?? '', answer).join('\n'))
      }
    }
  })
}

function nodeOf(region: RegionClient, state: State | undefined): NodeClient {
  return region.node(state ?? ANY_STATE).public
}

async function readDescriptions(file: string): Promise<readonly string[]> {
  const text = (await readFile(file, 'utf8')).replace(/^\u{feff}/u, '')
  if (!file.toLowerCase().endsWith('.csv'))
    return text.split(/\r?\n/).filter((line, index, lines) => line !== '' || index < lines.length - 1)
  const [head = [], ...rows]: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: true })
  const column = head.findIndex(name => name.trim().toLowerCase() === 'description')
  if (column < 0) throw new Refused(`${file} has no column 'description'`)
  return rows.map(row => row[column] ?? '')
}

function sentencesOf(description: string, { candidates, sure, vague, abstained, needs, exact }: Classification): readonly string[] {
  const verdict = vague ? 'too vague' : abstained ? 'not proposed' : sure ? 'sure' : 'proposed'
  if (exact !== undefined) return [`${description}: ${EXACT[exact.standing]}`, ...exact.instead.map(code => `  ${code}`)]
  return [
    `${description}: ${verdict}`,
    ...candidates.map(({ code, name, confidence, unlisted, why }) => {
      const reasons = why.map(sayReason)
      return `  ${code.padEnd(8)} ${(100 * confidence).toFixed(0).padStart(3)} %  ${name}${unlisted ? ' (not in the schedule in force)' : ''} – ${reasons.join(', ')}`
    }),
    ...needs.map(({ fact, options }) => `  say the ${fact}${options.length === 0 ? '' : `: ${options.join(', ')}`}`),
  ]
}

const EXACT: Readonly<Record<NonNullable<Classification['exact']>['standing'], string>> = {
  line: 'a line of the schedule in force',
  heading: 'a heading or subheading',
  'other-day': 'in force on another day; nearest to it now',
  replaced: 'ended; in its place stand',
  unknown: 'in no schedule on file; nearest to it',
}

function sayReason(reason: ClassificationReason): string {
  if (reason.kind === 'words') return `“${reason.name}”`
  if (reason.kind === 'ruling') return `ruling ${reason.reference ?? ''}`.trim()
  return reason.kind === 'cas' ? `CAS number ${reason.number}` : `${reason.count} like it`
}

async function learn(
  file: string,
  { state, kind, json }: { readonly state: State; readonly kind: EvidenceKind; readonly json?: true },
): Promise<void> {
  const bytes = new Uint8Array(await readFile(file))
  await withRegion(async region => {
    const client = region.node(state).as('administrator')
    const loaded = await client.post<LoadedEvidence>(`/api/v1/classification-evidence${queryOf({ kind })}`, bytes, {
      'content-type': 'text/csv',
    })
    const { memory } = await waitUntilLearned(client)
    const answer = { ...loaded, memory }
    if (json) return console.log(JSON.stringify(answer))
    console.log(`${loaded.rows} rows, ${loaded.fresh} of them new`)
    console.log(memory === undefined ? 'nothing is learned yet' : reportLines(memory).join('\n'))
  })
}

/** Learning is a job of the node; this waits for it. */
async function waitUntilLearned(client: NodeClient): Promise<ClassificationMemoryAnswer> {
  for (const started = Date.now(); ; await sleep(500)) {
    const answer = await client.get<ClassificationMemoryAnswer>('/api/v1/classification-memory')
    if (answer.waiting === 0) return answer
    if (Date.now() - started > LEARN_SECONDS_MAX * 1000)
      throw new Refused('the node has not learned yet; its jobs may not be running (lintas work)')
  }
}

async function report({ state, json }: { readonly state: State; readonly json?: true }): Promise<void> {
  await withNodes([state], async region => {
    const answer = await nodeOf(region, state).get<ClassificationMemoryAnswer>('/api/v1/classification-memory')
    if (json) return console.log(JSON.stringify(answer))
    console.log(answer.memory === undefined ? 'nothing was learned yet' : reportLines(answer.memory).join('\n'))
  })
}

function reportLines({
  examples,
  codes,
  tried,
  wrongOfSure,
  sureShare,
  first,
  amongFive,
  chapters,
}: NonNullable<ClassificationMemoryAnswer['memory']>): readonly string[] {
  const percent = (share: number | undefined) => (share === undefined ? '–' : `${(100 * share).toFixed(1)} %`)
  return [
    `wrong though sure  ${percent(wrongOfSure)} of the ${percent(sureShare)} that were called sure`,
    `right first        ${percent(first)}`,
    `right among five   ${percent(amongFive)}`,
    `${examples} examples of ${codes} codes; ${tried} asked as if they were not known`,
    ...chapters.map(
      each =>
        `  chapter ${each.chapter}  ${String(each.tried).padStart(5)} asked  ${percent(each.first).padStart(8)} first  ${percent(each.amongFive).padStart(8)} among five`,
    ),
  ]
}

function readTop(text: string): number {
  const top = Number(text)
  if (!Number.isInteger(top) || top < 1 || top > 20) throw new InvalidArgumentError('needs a number from 1 to 20.')
  return top
}
