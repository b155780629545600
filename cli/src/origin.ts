import type { OriginComparison, OriginCoverage, OriginDetermination, OriginRuleAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { parseState, type State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type NodeClient, ProblemError } from './client.ts'
import { queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readJson } from './given-file.ts'
import { registerDeclarations } from './origin-declarations.ts'
import { linesOf, verdictOf } from './origin-lines.ts'
import { readQuestion } from './origin-question.ts'
import { checkSheet } from './origin-rule-sheet.ts'
import { registerRules } from './origin-rules.ts'
import { registerStatements } from './origin-statements.ts'
import { registerSuppliers } from './origin-suppliers.ts'
import { ANY_STATE } from './state-option.ts'
import { withNodes } from './with-region.ts'

export function register(program: Command): void {
  const origin = program.command('origin').description('Whether goods originate under ATIGA, by which rule, and what would make them.')

  origin
    .command('determine')
    .description('Determine the origin of a good from its bill of materials. Exit code 1 where it is not originating.')
    .argument('<file>', 'the question as JSON, as examples/origin shows')
    .option('--bill <file>', 'the bill of materials as CSV, in place of the materials of the question')
    .addOption(asWhom())
    .option('--json', 'as one JSON object')
    .action(determine)

  origin
    .command('compare')
    .description('What would be if some materials were bought elsewhere, at other prices or of other codes.')
    .argument('<file>', 'the question as JSON')
    .requiredOption('--changes <file>', 'JSON: a list of { "line": …, "origin"?: …, "value"?: …, "code"?: …, "supplier"?: … }')
    .addOption(asWhom())
    .option('--json', 'as one JSON object')
    .action(compare)

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

  origin
    .command('check-rules')
    .description('Check a sheet of product rules before it is put into law/atiga/psr: its head (JSON) and its rows (CSV).')
    .argument('<head>', 'the head, as law/atiga/psr/annex3-attachment1.json shows')
    .argument('<rows>', 'the rows: code, ex, rule, ref')
    .option('--json', 'as one JSON object')
    .action(checkSheet)

  registerStatements(origin)
  registerSuppliers(origin)
  registerDeclarations(origin)
  registerRules(origin)
}

/** The records that lines name are read by whoever keeps them; others are told of none. */
const asWhom = () =>
  new Option('--as <account>', 'the demonstration account whose records the lines name; nobody’s where not given').choices([
    'trader',
    'broker',
    'officer',
    'supervisor',
  ])

type Whom = 'trader' | 'broker' | 'officer' | 'supervisor'

interface DetermineChoices {
  readonly bill?: string
  readonly as?: Whom
  readonly json?: true
}

async function determine(file: string, { bill, as, json }: DetermineChoices): Promise<void> {
  const exporter = exporterOf(await readJson(file))
  await withNodes([exporter], async region => {
    try {
      const node = clientOf(region.node(exporter), as)
      const question = await readQuestion(node, file, bill)
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

function clientOf(node: { readonly public: NodeClient; as(whom: Whom): NodeClient }, as: Whom | undefined): NodeClient {
  return as === undefined ? node.public : node.as(as)
}

interface CompareChoices {
  readonly changes: string
  readonly as?: Whom
  readonly json?: true
}

async function compare(file: string, { changes, as, json }: CompareChoices): Promise<void> {
  const body = { question: await readJson(file), changes: await readJson(changes) }
  const exporter = exporterOf(body.question)
  await withNodes([exporter], async region => {
    const node = clientOf(region.node(exporter), as)
    const found = await node.post<OriginComparison>('/api/v1/origin/comparisons', body)
    if (json) return console.log(JSON.stringify(found))
    console.log(`as it is:    ${verdictOf(found.before)}`)
    console.log(`as it would: ${verdictOf(found.after)}`)
    console.log(linesOf(found.after).slice(1).join('\n'))
  })
}

/** The node of the exporting state, whose customs rates are used. */
function exporterOf(question: unknown): State {
  const named = typeof question === 'object' && question !== null && 'exporter' in question ? question.exporter : undefined
  return (typeof named === 'string' ? parseState(named) : undefined) ?? ANY_STATE
}

interface ExplainChoices {
  readonly code: string
  readonly hs?: string
  readonly date?: Day
  readonly json?: true
}

async function explain({ code, hs, date, json }: ExplainChoices): Promise<void> {
  await withNodes([ANY_STATE], async region => {
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
  await withNodes([ANY_STATE], async region => {
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
