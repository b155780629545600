import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openRuleBook, type RuleBook, type RuleSheet, readRuleRows, ruleSheetHeadSchema } from '@lintas/customs/origin'
import { parse } from 'csv-parse/sync'

const FOLDER = resolve(import.meta.dirname, '../../../law/atiga')

/** The sheets of rules that come with the project: of each a head (`.json`) and its rows (`.csv`). A file that does not open stops the node. */
export function readShippedSheets(): readonly RuleSheet[] {
  return globSync('psr/*.json', { cwd: FOLDER })
    .sort()
    .map(file => {
      const head = ruleSheetHeadSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))
      const { rows, issues } = readRuleRows(cellsOf(readFileSync(join(FOLDER, file.replace(/\.json$/, '.csv')), 'utf8')), head)
      if (issues.length > 0) throw new Error(`given law/atiga/${file}, needs rows that open: ${JSON.stringify(issues[0])}`)
      return { head, rows }
    })
}

/** The codes of Annex 4, AHTN 2007. */
export function readShippedProducts(): readonly string[] {
  const [, ...rows] = cellsOf(readFileSync(join(FOLDER, 'ita-products.csv'), 'utf8'))
  return rows.map(([code = '']) => code)
}

let shipped: RuleBook | undefined

/** What the project ships, opened once a process. */
export function shippedRules(): RuleBook {
  shipped ??= openRuleBook(readShippedSheets(), readShippedProducts())
  return shipped
}

function cellsOf(text: string): readonly (readonly string[])[] {
  return parse(text, { skip_empty_lines: true })
}
