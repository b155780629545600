import type { OriginCoverage, OriginDetermination, OriginRuleAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { parseState, type State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError } from 'commander'
import { ProblemError } from './client.ts'
import { queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readJson } from './given-file.ts'
import { withRegion } from './with-region.ts'

/** Rules are the same in every member: any node answers where no state is named. */
const ANY_STATE: State = 'SG'

export function register(program: Command): void {
  const origin = program.command('origin').description('Whether goods originate under ATIGA, by which rule, and what would make them.')

  origin
    .command('determine')
    .description('Determine the origin of a good from its bill of materials. Exit code 1 where it is not originating.')
    .argument('<file>', 'the question as JSON, as examples/origin shows')
    .option('--json', 'as one JSON object')
    .action(determine)

  origin
    .command('explain')
    .description('The rule of origin of a code in words, with its source.')
    .requiredOption('--code <code>', 'six to twelve digits, such as 61091010', readCode)
    .option('--hs <edition>', 'the edition of the Harmonized System, such as 2022')
    .option('--date <day>', 'the day; today where not given', readDay)
    .option('--json', 'as one JSON object')
    .action(explain)

  origin
    .command('coverage')
    .description('The chapters for which product rules are on file, and those for which none is.')
    .option('--date <day>', 'the day; today where not given', readDay)
    .option('--json', 'as one JSON object')
    .action(cover)
}

async function determine(file: string, { json }: { readonly json?: true }): Promise<void> {
  const question = await readJson(file)
  await withRegion(async region => {
    try {
      const node = region.node(exporterOf(question)).public
      const found = await node.post<OriginDetermination>('/api/v1/origin/determinations', question)
      if (json) console.log(JSON.stringify(found))
      else console.log(linesOf(found).join('\n'))
      if (found.status !== 'originating') process.exitCode = 1
    } catch (failure) {
      if (!(failure instanceof ProblemError) || !json) throw failure
      console.log(JSON.stringify({ issues: failure.problem.issues }))
      process.exitCode = 1
    }
  })
}

/** The node of the exporting state, whose customs rates are used. */
function exporterOf(question: unknown): State {
  const named = typeof question === 'object' && question !== null && 'exporter' in question ? question.exporter : undefined
  return (typeof named === 'string' ? parseState(named) : undefined) ?? ANY_STATE
}

const MARKS = { met: '✓', 'not-met': '✗', open: '?', noted: '·' } as const

function linesOf({ status, criterion, origin, rvc, marks, trace, toQualify }: OriginDetermination): readonly string[] {
  const facts = [
    ...(criterion === null ? [] : [`criterion ${criterion}`]),
    ...(origin === null ? [] : [`of ${origin}`]),
    ...(rvc === null ? [] : [`regional value content ${rvc.percent} % (${rvc.method})`]),
    ...marks,
  ]
  return [
    facts.length === 0 ? status : `${status}: ${facts.join(', ')}`,
    ...trace.map(({ outcome, message, source }) => `  ${MARKS[outcome]} ${message} [${source}]`),
    ...(toQualify.length === 0 ? [] : ['to qualify:', ...toQualify.map(({ message }) => `  - ${message}`)]),
  ]
}

interface ExplainChoices {
  readonly code: string
  readonly hs?: string
  readonly date?: Day
  readonly json?: true
}

async function explain({ code, hs, date, json }: ExplainChoices): Promise<void> {
  await withRegion(async region => {
    const path = `/api/v1/origin/rules/${code}${queryOf({ hs, on: date })}`
    const answer = await region.node(ANY_STATE).public.get<OriginRuleAnswer>(path)
    if (json) return console.log(JSON.stringify(answer))
    console.log(`${answer.code}, HS ${answer.hsVersion}, on ${answer.on}: ${KINDS[answer.kind]}`)
    for (const { ref, code: named, part, rule, words, legalRef, source, confidence, note } of answer.rules) {
      console.log(`${ref} (${named}${part === undefined ? '' : `, only ${part}`}): ${rule}`)
      for (const [index, sentence] of words.entries()) console.log(`  ${index === 0 ? '' : 'or '}${sentence}`)
      console.log(`  ${legalRef}; ${source}; ${confidence}`)
      if (note !== undefined) console.log(`  note: ${note}`)
    }
    if (answer.kind === 'product' && !answer.whole) console.log('Further alternatives of Annex 3 are not on file.')
  })
}

const KINDS = {
  product: 'product rule',
  general: 'no product rule: the general rule',
  'not-loaded': 'no product rule of this chapter is on file, so that nobody can say which rule holds',
} as const

async function cover({ date, json }: { readonly date?: Day; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const answer = await region.node(ANY_STATE).public.get<OriginCoverage>(`/api/v1/origin/coverage${queryOf({ on: date })}`)
    if (json) return console.log(JSON.stringify(answer))
    for (const { id, hsVersion, validFrom, legalRef, confidence, alternatives } of answer.sheets)
      console.log(`${id}: HS ${hsVersion}, from ${validFrom ?? 'no date yet'}, ${alternatives} alternatives; ${legalRef}; ${confidence}`)
    for (const { chapter, coverage, rows } of answer.chapters.filter(each => each.coverage !== 'none'))
      console.log(`chapter ${chapter}: ${coverage === 'whole' ? 'whole' : 'in part'}, ${rows} rules`)
    const missing = answer.chapters.filter(each => each.coverage === 'none').map(each => each.chapter)
    console.log(`no product rule on file for ${missing.length} chapters: ${missing.join(' ')}`)
  })
}

function readCode(text: string): string {
  const code = text.replace(/[.\s]/g, '')
  if (!/^\d{6,12}$/.test(code)) throw new InvalidArgumentError('needs 6 to 12 digits.')
  return code
}
