import type { ExporterEntry, OfficialEntry } from '@lintas/customs/origin'
import type { State } from '@lintas/customs/reference'
import type { Reader, Writer } from '../platform/node.ts'

/** An entry of the register of certified exporters: of this state, or of another that told this one of it. */
export interface ExporterRow {
  readonly state: State
  readonly code: string
  readonly trader: string | null
  readonly entry: ExporterEntry
}

export async function nextNumber(tx: Writer): Promise<string> {
  const [row] = await tx.query<{ number: string }>("SELECT nextval('exporter_number')::text AS number")
  return row?.number ?? ''
}

/** Enters exporters, or another wording of one in the place of the one before. The state's own count their wordings, by which the others are told. */
export async function putExporters(
  tx: Writer,
  state: State,
  entries: readonly ExporterEntry[],
  { trader, at, counts = 0 }: { readonly trader?: string; readonly at: Date; readonly counts?: 0 | 1 },
): Promise<void> {
  await tx.query(
    `INSERT INTO certified_exporter (state, code, trader, entry, recorded_at, version)
     SELECT $1, entry->>'code', $3, entry, $4, $5::bigint FROM json_array_elements($2) AS entry ORDER BY entry->>'code'
     ON CONFLICT (state, code) DO UPDATE
       SET entry = EXCLUDED.entry, recorded_at = EXCLUDED.recorded_at, version = certified_exporter.version + EXCLUDED.version`,
    [state, JSON.stringify(entries), trader ?? null, at, counts],
  )
}

/** Keeps an entry as it is until the transaction ends. */
export async function holdExporter(tx: Writer, state: State, code: string): Promise<ExporterRow | undefined> {
  const [row] = await tx.query<ExporterRow>(
    'SELECT state, code, trader, entry FROM certified_exporter WHERE state = $1 AND code = $2 FOR NO KEY UPDATE',
    [state, code],
  )
  return row
}

export async function findExporter(reader: Reader, state: State, code: string): Promise<ExporterRow | undefined> {
  const [row] = await reader.query<ExporterRow>(
    'SELECT state, code, trader, entry FROM certified_exporter WHERE state = $1 AND code = $2',
    [state, code],
  )
  return row
}

/** Whose are asked for: of a state, of some traders, of everybody. */
export interface ExporterFilter {
  readonly state?: State | undefined
  readonly traders?: readonly string[] | undefined
}

/** By state and code, above one. */
export async function listExporters(
  reader: Reader,
  { state, traders }: ExporterFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<readonly ExporterRow[]> {
  return await reader.query<ExporterRow>(
    `SELECT state, code, trader, entry FROM certified_exporter
     WHERE ($1::text IS NULL OR state = $1) AND ($2::text[] IS NULL OR trader = ANY ($2)) AND ($3::text IS NULL OR (state, code) > ($3, $4))
     ORDER BY state, code LIMIT $5`,
    [state ?? null, traders ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
}

/** Entries by state and code; and the states of which there is any entry. */
export async function findNamed(
  reader: Reader,
  states: readonly string[],
  codes: readonly string[],
): Promise<{ readonly registers: readonly State[]; readonly rows: readonly ExporterRow[] }> {
  const [row] = await reader.query<{ registers: readonly State[]; rows: readonly ExporterRow[] }>(
    `SELECT
       (SELECT coalesce(json_agg(state ORDER BY state), '[]') FROM unnest($1::text[]) AS state
        WHERE EXISTS (SELECT FROM certified_exporter AS any_of WHERE any_of.state = state.state)) AS registers,
       (SELECT coalesce(json_agg(json_build_object('state', state, 'code', code, 'trader', trader, 'entry', entry) ORDER BY state, code), '[]')
        FROM certified_exporter WHERE state = ANY ($1) AND code = ANY ($2)) AS rows`,
    [states, codes],
    'exporters.find-named',
  )
  return row ?? { registers: [], rows: [] }
}

export interface OfficialRow {
  readonly state: State
  readonly key: string
  readonly entry: OfficialEntry
}

export async function putOfficials(
  tx: Writer,
  state: State,
  officials: readonly { readonly key: string; readonly entry: OfficialEntry }[],
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO issuing_official (state, key, entry, recorded_at)
     SELECT $1, given->>'key', given->'entry', $3 FROM json_array_elements($2) AS given ORDER BY given->>'key'
     ON CONFLICT (state, key) DO UPDATE SET entry = EXCLUDED.entry, recorded_at = EXCLUDED.recorded_at`,
    [state, JSON.stringify(officials), at],
  )
}

export async function listOfficials(
  reader: Reader,
  { state, name }: { readonly state?: State | undefined; readonly name?: string | undefined },
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<readonly OfficialRow[]> {
  return await reader.query<OfficialRow>(
    `SELECT state, key, entry FROM issuing_official
     WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR starts_with(key, $2)) AND ($3::text IS NULL OR (state, key) > ($3, $4))
     ORDER BY state, key LIMIT $5`,
    [state ?? null, name ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
}
