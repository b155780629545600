import { messageOf } from '@lintas/contract'
import { readRuleRows, ruleSheetHeadSchema } from '@lintas/customs/origin'
import { parse } from 'csv-parse/sync'
import { readJson, readText } from './given-file.ts'
import { Refused } from './refused.ts'

/** Checks a sheet of product rules before it is put beside those on file: its head, and every row. Nothing is loaded. */
export async function checkSheet(head: string, rowsFile: string, { json }: { readonly json?: true }): Promise<void> {
  const parsed = ruleSheetHeadSchema.safeParse(await readJson(head))
  if (!parsed.success)
    throw new Refused(
      `${head} is no head of a sheet: ${parsed.error.issues.map(each => `${each.path.join('.')}: ${each.message}`).join('; ')}`,
    )
  const cells: string[][] = parse(await readText(rowsFile), { relax_column_count: true, skip_empty_lines: true, bom: true })
  const { rows, issues } = readRuleRows(cells, parsed.data)
  if (json) console.log(JSON.stringify({ id: parsed.data.id, rows: rows.length, issues }))
  else {
    console.log(`${parsed.data.id}: ${rows.length} rules, ${issues.length} problems`)
    for (const issue of issues) console.log(`  ${messageOf(issue)}`)
  }
  if (issues.length > 0) process.exitCode = 1
}
