import type { ExporterEntry } from '@lintas/customs/origin'
import type { State } from '@lintas/customs/reference'
import type { MessageReceipt } from '../platform/neighbours.ts'
import type { Reader, Writer } from '../platform/node.ts'

/** A wording of an entry, by its number. */
interface Wording {
  readonly code: string
  readonly version: string
  readonly entry: ExporterEntry
}

/** Entries of the state's own of which another has an older wording, or none. */
export async function listUndelivered(reader: Reader, own: State, to: State, limit: number): Promise<readonly Wording[]> {
  return await reader.query<Wording>(
    `SELECT code, version, entry FROM certified_exporter AS own
     WHERE state = $1 AND NOT EXISTS (
       SELECT FROM exporter_delivery AS had WHERE had.to_state = $2 AND had.code = own.code AND had.version >= own.version)
     ORDER BY code LIMIT $3`,
    [own, to, limit],
    'exporters.list-undelivered',
  )
}

export async function keepReceipt(
  tx: Writer,
  { to, code, version, receipt }: { readonly to: State; readonly code: string; readonly version: string; readonly receipt: MessageReceipt },
): Promise<void> {
  await tx.query(
    `INSERT INTO exporter_delivery (to_state, code, version, receipt) VALUES ($1, $2, $3, $4)
     ON CONFLICT (to_state, code) DO UPDATE SET version = EXCLUDED.version, receipt = EXCLUDED.receipt
     WHERE exporter_delivery.version < EXCLUDED.version`,
    [to, code, version, JSON.stringify(receipt)],
  )
}

/** Takes in another state's wording; answers whether it was newer than what was here. */
export async function takeIn(
  tx: Writer,
  from: State,
  { entry, version, at }: { readonly entry: ExporterEntry; readonly version: string; readonly at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO certified_exporter (state, code, entry, version, recorded_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (state, code) DO UPDATE SET entry = EXCLUDED.entry, version = EXCLUDED.version, recorded_at = EXCLUDED.recorded_at
     WHERE certified_exporter.version < EXCLUDED.version RETURNING code`,
    [from, entry.code, JSON.stringify(entry), version, at],
  )
  return rows.length > 0
}
