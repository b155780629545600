import { EVIDENCE_KINDS, type EvidenceKind } from '@lintas/contract'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { CsvError, parse } from 'csv-parse/sync'
import { digestOf } from './evidence-digest.ts'
import type { NewEvidence } from './store.ts'

const ROWS_MAX = 100_000
const DESCRIPTION_MAX = 2_000
/** Problems that are told of one file. */
const TOLD_MAX = 50

/**
 * Reads evidence from CSV: a column `description` and one of `code`, `hs8`, `hs6`; `kind`, `trader` and `reference` where they are known. Every row that is none is told.
 */
export function readEvidence(bytes: Buffer, kind: EvidenceKind): Result<readonly NewEvidence[]> {
  let records: readonly (readonly string[])[]
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (text.includes('\0')) return stop(error('classification.file-malformed', '', { problem: 'NUL' }))
    records = parse(text, { relax_column_count: true, skip_empty_lines: true, bom: true, to: ROWS_MAX + 2 })
  } catch (cause) {
    const problem = cause instanceof CsvError ? cause.code : 'ENCODING'
    return stop(error('classification.file-malformed', '', { problem }))
  }
  const [head = [], ...rows] = records
  if (rows.length > ROWS_MAX) return stop(error('classification.file-too-long', '', { max: ROWS_MAX }))
  const at = (name: string) => head.findIndex(each => each.trim().toLowerCase() === name)
  const place = {
    description: at('description'),
    code: Math.max(at('code'), at('hs8'), at('hs6')),
    kind: at('kind'),
    trader: at('trader'),
    reference: at('reference'),
  }
  if (place.description < 0 || place.code < 0) return stop(error('classification.columns-missing', ''))
  const issues: Issue[] = []
  const found = rows.flatMap((row, index): readonly NewEvidence[] => {
    const cell = (column: keyof typeof place) => row[place[column]]?.trim() ?? ''
    const description = cell('description').slice(0, DESCRIPTION_MAX)
    const code = cell('code').replaceAll(/[.\s]/g, '')
    const said = cell('kind') === '' ? kind : EVIDENCE_KINDS.find(each => each === cell('kind'))
    if (description === '') issues.push(error('classification.description-missing', `rows[${index}]`))
    if (!/^\d{6}(\d{2,6})?$/.test(code))
      issues.push(error('classification.code-malformed', `rows[${index}]`, { code: cell('code').slice(0, 40) }))
    if (said === undefined)
      issues.push(
        error('classification.kind-unknown', `rows[${index}]`, { kind: cell('kind').slice(0, 40), kinds: EVIDENCE_KINDS.join(', ') }),
      )
    if (said === undefined || description === '' || issues.length > 0) return []
    const trader = cell('trader') || undefined
    const reference = cell('reference') || undefined
    const piece = { kind: said, description, code, trader, reference }
    return [{ ...piece, sha256: digestOf(piece) }]
  })
  if (issues.length > 0) return stop(...issues.slice(0, TOLD_MAX))
  return found.length === 0 ? stop(error('classification.file-empty', '')) : ok(found)
}
