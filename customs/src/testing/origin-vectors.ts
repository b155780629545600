import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  determineOrigin,
  type OriginRecords,
  openRuleBook,
  originQuestionSchema,
  type RuleBook,
  readRuleRows,
  ruleSheetHeadSchema,
} from '../origin/index.ts'
import { projectLaw } from './law.ts'
import { casesOf, type VectorCase } from './vectors.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** One worked question, and what must come of it. `found` and `advice` are codes that must be among those of the trace and of what would qualify. */
interface OriginCase {
  readonly file: string
  /** What is on record, where lines name any of it. */
  readonly records?: string
  readonly expected: {
    readonly status: string
    readonly criterion: string | null
    readonly rvc: { readonly method: string; readonly percent: string } | null
    readonly marks: readonly string[]
    readonly origin?: string
    readonly found?: readonly string[]
    readonly advice?: readonly string[]
  }
}

/** Every case of `vectors/origin`. */
export function listOriginCases(): readonly VectorCase[] {
  return casesOf<OriginCase>('origin', '*.json', () => undefined, replay)
}

let book: RuleBook | undefined

/** The rules that come with the project. No cell of theirs has a comma in it. */
export function projectRules(): RuleBook {
  book ??= openRuleBook(
    [readSheet('annex3-attachment1')],
    cellsOf('law/atiga/ita-products.csv')
      .slice(1)
      .map(([code = '']) => code),
  )
  return book
}

function readSheet(name: string) {
  const head = ruleSheetHeadSchema.parse(JSON.parse(readFileSync(join(ROOT, `law/atiga/psr/${name}.json`), 'utf8')))
  const { rows, issues } = readRuleRows(cellsOf(`law/atiga/psr/${name}.csv`), head)
  assert.deepEqual(issues, [])
  return { head, rows }
}

function cellsOf(file: string): readonly (readonly string[])[] {
  return readFileSync(join(ROOT, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => line.split(','))
}

function readExample(file: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, 'examples/origin', file), 'utf8'))
}

function replay({ file, records, expected }: OriginCase): void {
  const question = originQuestionSchema.parse(readExample(file))
  const known = records === undefined ? {} : { records: readExample(records) as OriginRecords }
  const answer = determineOrigin(question, { law: projectLaw(), rules: projectRules(), ...known })
  assert(answer.ok, JSON.stringify(answer.ok || answer.issues))
  const { status, criterion, rvc, marks, origin, trace, toQualify } = answer.value
  const { found = [], advice, origin: from, ...plain } = expected
  assert.deepEqual({ status, criterion, rvc, marks }, plain)
  if (from !== undefined) assert.equal(origin, from)
  const codes = new Set(trace.map(each => each.code))
  assert.deepEqual(
    found.filter(code => !codes.has(code)),
    [],
  )
  if (advice !== undefined) assert.deepEqual([...new Set(toQualify.map(each => each.code))].sort(), [...advice].sort())
}
