import { z } from 'zod'
import { error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import { type Material, materialSchema } from './question.ts'

/** The columns of a bill of materials; the first five are needed, what is not known is left empty. `processes`: what was done to a line the producer made, with spaces between. */
export const BILL_COLUMNS = [
  'line',
  'code',
  'value',
  'currency',
  'origin',
  'country',
  'description',
  'supplier',
  'article',
  'quantity',
  'unit',
  'terms',
  'freight',
  'insurance',
  'inland',
  'proof_type',
  'proof_number',
  'proof_date',
  'proof_criterion',
  'proof_item',
  'rvc',
  'local_source',
  'declaration',
  'use',
  'processes',
  'part_of',
] as const
type Column = (typeof BILL_COLUMNS)[number]
const NEEDED: readonly Column[] = ['line', 'code', 'value', 'currency', 'origin']
const ROWS_MAX = 20_000
/** What a line is made of may be made of something, and no further. */
const DEPTH_MAX = 2
/** Problems that are told; a file with more is another file. */
const PROBLEMS_MAX = 200

/**
 * Reads a bill of materials from the cells of a table, a material a row. `origin` is `originating`, `partial`, `non-originating` or `undetermined`; a row
 * with `part_of` is what the line named there was made of. Every row that is none is told.
 */
export function readBill(cells: readonly (readonly string[])[]): Result<readonly Material[]> {
  const [header = [], ...rows] = cells
  const columns = header.map(each => each.trim().toLowerCase())
  const missing = NEEDED.filter(each => !columns.includes(each))
  if (missing.length > 0) return stop(error('origin.bill-columns-missing', '', { columns: missing.join(', ') }))
  if (rows.length > ROWS_MAX) return stop(error('origin.bill-too-long', '', { max: ROWS_MAX }))

  const issues: Issue[] = []
  const read: { readonly material: Material; readonly partOf: string; readonly row: number }[] = []
  const lines = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const cell = (column: Column) => (row[columns.indexOf(column)] ?? '').trim()
    const number = index + 2
    const parsed = materialSchema.safeParse(materialOf(cell))
    if (!parsed.success) {
      const problem = z.prettifyError(parsed.error).replaceAll('\n', '; ')
      issues.push(error('origin.bill-row-malformed', `row ${number}`, { row: number, problem }))
      continue
    }
    if (lines.has(parsed.data.line))
      issues.push(error('origin.bill-line-repeated', `row ${number}`, { row: number, line: parsed.data.line }))
    lines.add(parsed.data.line)
    read.push({ material: parsed.data, partOf: cell('part_of'), row: number })
  }
  const depths = new Map<string, number>()
  for (const { partOf, row, material } of read) {
    const above = partOf === '' ? -1 : depths.get(partOf)
    if (above === undefined) issues.push(error('origin.bill-part-of-unknown', `row ${row}`, { row, line: partOf }))
    else if (above >= DEPTH_MAX) issues.push(error('origin.bill-too-deep', `row ${row}`, { row, max: DEPTH_MAX }))
    depths.set(material.line, (above ?? -1) + 1)
  }
  return issues.length > 0 ? stop(...issues.slice(0, PROBLEMS_MAX)) : ok(nest(read))
}

/** Parts below what they are part of, which stands above them. */
function nest(read: readonly { readonly material: Material; readonly partOf: string }[]): readonly Material[] {
  const below = new Map<string, Material[]>()
  for (const { material, partOf } of read) {
    const known = below.get(partOf)
    if (known === undefined) below.set(partOf, [material])
    else known.push(material)
  }
  const build = (material: Material): Material => {
    const parts = below.get(material.line)
    return parts === undefined ? material : { ...material, parts: parts.map(build) }
  }
  return (below.get('') ?? []).map(build)
}

function materialOf(cell: (column: Column) => string): object {
  const given = (column: Column, name: string = column) => (cell(column) === '' ? {} : { [name]: cell(column) })
  const currency = cell('currency')
  const amount = (column: Column) => (cell(column) === '' ? {} : { [column]: { amount: cell(column), currency } })
  return {
    line: cell('line'),
    code: cell('code'),
    ...given('description'),
    ...given('supplier'),
    ...given('article'),
    ...(cell('quantity') === '' ? {} : { quantity: { value: cell('quantity'), unit: cell('unit') } }),
    value: { amount: cell('value'), currency, ...given('terms'), ...amount('freight'), ...amount('insurance'), ...amount('inland') },
    origin: originOf(cell, given),
    ...given('use'),
    ...(cell('processes') === '' ? {} : { processes: cell('processes').split(/\s+/) }),
  }
}

function originOf(cell: (column: Column) => string, given: (column: Column, name?: string) => object): object {
  const status = cell('origin')
  const type = cell('proof_type')
  const proof =
    type === '' && cell('proof_number') === ''
      ? {}
      : {
          proof: {
            type,
            number: cell('proof_number'),
            issuedOn: cell('proof_date'),
            ...given('proof_criterion', 'criterion'),
            ...(cell('proof_item') === '' ? {} : { item: Number(cell('proof_item')) }),
          },
        }
  switch (status) {
    case 'originating':
      return { status, state: cell('country'), ...proof, ...given('local_source', 'localSource'), ...given('declaration') }
    case 'partial':
      return { status, state: cell('country'), rvc: cell('rvc'), ...proof, ...given('declaration') }
    case 'non-originating':
      return { status, ...given('country') }
    default:
      return { status }
  }
}
