import { isUtf8 } from 'node:buffer'
import { MANIFEST_DOCUMENTS_MAX, type Manifest, manifestSchema } from '@lintas/customs/cargo'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { CsvError, parse } from 'csv-parse/sync'
import { issuesOf } from '../platform/http/index.ts'

/** Columns about the journey: said in the first line, or in every one, and the same in each. */
const HEAD = {
  reference: 'reference',
  office: 'office',
  mode: 'mode',
  means_id: 'means.id',
  means_id_type: 'means.idType',
  means_name: 'means.name',
  means_nationality: 'means.nationality',
  journey: 'journey',
  carrier_name: 'carrier.name',
  from_place: 'loadingPlace',
  to_place: 'unloadingPlace',
  departed_on: 'departedOn',
  arrival_on: 'arrivalOn',
} as const

/** Columns about the transport document of the line. `containers` are numbers separated by spaces, each with its seals behind it: `CSQU3054383/S1/S2`. */
const LINE = {
  number: 'number',
  kind: 'kind',
  master: 'master',
  consignor_id: 'consignor.id',
  consignor_name: 'consignor.name',
  consignor_country: 'consignor.country',
  consignee_id: 'consignee.id',
  consignee_name: 'consignee.name',
  consignee_country: 'consignee.country',
  notify_id: 'notify.id',
  notify_name: 'notify.name',
  description: 'description',
  commodity_code: 'commodityCode',
  cargo: 'cargo',
  packages: 'packages',
  package_type: 'packageType',
  marks: 'marks',
  gross_mass_kg: 'grossMassKg',
  loading_place: 'loadingPlace',
  unloading_place: 'unloadingPlace',
  time_sensitive_authorisation: 'timeSensitive.authorisation',
  time_sensitive_kind: 'timeSensitive.kind',
} as const

const OURS = [...Object.keys(HEAD), ...Object.keys(LINE), 'containers']
const REQUIRED = ['reference', 'number', 'kind'] as const

/** The manifest in a request: JSON as it was parsed, or CSV with one transport document a line. */
export function readManifest(body: unknown): Result<Manifest> {
  return Buffer.isBuffer(body) ? readCsv(body) : readJson(body)
}

function readJson(body: unknown): Result<Manifest> {
  const read = manifestSchema.safeParse(body)
  return read.success ? ok(read.data) : stop(...issuesOf(read.error, body))
}

/**
 * Reads a manifest from CSV. Every line that cannot be read is named; a cell that was defused for spreadsheets is taken as it was meant, and nothing
 * is ever computed. Nothing is taken silently for something else: a column that comes twice, a cell beyond the header (a decimal comma makes one), a line of
 * another journey and bytes that are not UTF-8 are refused.
 *
 * @source RFC 4180; docs/csv-manifest.md
 */
function readCsv(csv: Buffer): Result<Manifest> {
  const records = parseRecords(csv)
  if (!records.ok) return records
  const [header = [], ...rows] = records.value
  const names = header.map(name => name.trim().toLowerCase())
  if (rows.length > MANIFEST_DOCUMENTS_MAX) return stop(error('cargo.too-many-rows', '', { max: MANIFEST_DOCUMENTS_MAX }))
  const misread = [...checkHeader(names), ...checkRows(names, rows)]
  if (misread.length > 0) return { ok: false, issues: misread }

  const draft = { ...recordIn(names, rows[0] ?? [], HEAD), transportDocuments: [] as object[], containers: [] as object[] }
  const containers = new Map<string, string[]>()
  for (const cells of rows) {
    const listed = containersIn(cells[names.indexOf('containers')] ?? '')
    for (const { id, seals } of listed) containers.set(id, [...new Set([...(containers.get(id) ?? []), ...seals])])
    draft.transportDocuments.push({ ...recordIn(names, cells, LINE), containers: listed.map(each => each.id) })
  }
  draft.containers = [...containers].map(([id, seals]) => ({ id, seals }))
  const read = manifestSchema.safeParse(draft)
  return read.success ? ok(read.data) : stop(...issuesOf(read.error, draft).map(inLine))
}

function checkHeader(names: readonly string[]): readonly Issue[] {
  const missing = REQUIRED.filter(column => !names.includes(column))
  const repeated = OURS.filter(column => names.indexOf(column) !== names.lastIndexOf(column))
  return [
    ...missing.map(column => error('cargo.column-missing', 'header', { column })),
    ...repeated.map(column => error('cargo.column-repeated', 'header', { column })),
  ]
}

/** Cells that stand in no column, and lines that say something else of the journey than the first does. */
function checkRows(names: readonly string[], rows: readonly (readonly string[])[]): readonly Issue[] {
  const ofJourney = Object.keys(HEAD).flatMap(column => (names.includes(column) ? [{ column, place: names.indexOf(column) }] : []))
  const [first = []] = rows
  return rows.flatMap((cells, index): readonly Issue[] => {
    const [row, path] = [index + 2, `transportDocuments[${index}]`]
    const beyond = cells.slice(names.length).filter(cell => cell !== '')
    return [
      ...beyond.map(cell => error('cargo.cell-beyond-header', path, { row, cell })),
      ...ofJourney.flatMap(({ column, place }) => {
        const [cell = '', before = ''] = [cells[place], first[place]]
        return cell === '' || cell === before ? [] : [error('cargo.cell-differs', path, { row, column, cell, before })]
      }),
    ]
  })
}

/** An issue of a document, seen from the file: its line. */
function inLine(issue: Issue): Issue {
  const place = /^transportDocuments\[(\d+)\]\.?(.*)$/.exec(issue.path)
  if (place === null) return issue
  return error('cargo.row-malformed', issue.path, {
    row: Number(place[1]) + 2,
    problem: `${place[2]}: ${issue.params?.problem ?? issue.code}`,
  })
}

function parseRecords(csv: Buffer): Result<readonly (readonly string[])[]> {
  if (!isUtf8(csv)) return stop(error('request.text-malformed', ''))
  try {
    const options = {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      to: MANIFEST_DOCUMENTS_MAX + 2,
      max_record_size: 100_000,
    }
    return ok(parse(csv, options) as string[][])
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure
    return stop(error('cargo.file-malformed', '', { problem: failure.message }))
  }
}

/** The cells of the columns we know, by where they go; an empty cell says nothing. */
function recordIn(names: readonly string[], cells: readonly string[], columns: Readonly<Record<string, string>>): Record<string, unknown> {
  const record: Record<string, Record<string, unknown> | unknown> = {}
  for (const [column, to] of Object.entries(columns)) {
    const cell = cells[names.indexOf(column)]?.replace(/^'(?=[=+\-@])/, '')
    if (cell === undefined || cell === '') continue
    const value = column === 'packages' && /^\d{1,9}$/.test(cell) ? Number(cell) : cell
    const [outer = '', inner] = to.split('.')
    if (inner === undefined) record[outer] = value
    else record[outer] = { ...(record[outer] as object | undefined), [inner]: value }
  }
  return record
}

function containersIn(cell: string): readonly { readonly id: string; readonly seals: readonly string[] }[] {
  return cell
    .split(/\s+/)
    .filter(text => text !== '')
    .map(text => {
      const [id = '', ...seals] = text.split('/')
      return { id, seals: seals.filter(seal => seal !== '') }
    })
}
