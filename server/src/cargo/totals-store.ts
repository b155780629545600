import type { CargoTotals } from '@lintas/contract'
import type { Reader } from '../platform/node.ts'

/** The sums of each manifest asked for. */
export async function totalsOf(reader: Reader, numbers: readonly string[]): Promise<ReadonlyMap<string, CargoTotals>> {
  const rows = await reader.query<TotalsRow>(
    `SELECT manifest, count(*)::integer AS documents,
       sum((standing->'announced'->>'packages')::bigint)::text AS announced_packages, trim_scale(sum((standing->'announced'->>'grossMassKg')::numeric))::text AS announced_kg,
       sum(total_packages - coalesce((standing->'received'->>'packages')::bigint, 0))::text AS total_packages,
       trim_scale(sum(total_kg - coalesce((standing->'received'->>'grossMassKg')::numeric, 0)))::text AS total_kg,
       sum(declared_packages)::text AS declared_packages, trim_scale(sum(declared_kg))::text AS declared_kg,
       sum(gone_packages)::text AS gone_packages, trim_scale(sum(gone_kg))::text AS gone_kg,
       sum(left_packages)::text AS left_packages, trim_scale(sum(left_kg))::text AS left_kg,
       sum(excess_packages)::text AS excess_packages, trim_scale(sum(excess_kg))::text AS excess_kg,
       count(*) FILTER (WHERE is_difference)::integer AS differences,
       (SELECT json_object_agg(status, n) FROM (SELECT status, count(*) AS n FROM transport_document s
          WHERE s.manifest = d.manifest AND NOT has_houses GROUP BY status) AS counted) AS by_status
     FROM transport_document d WHERE manifest = ANY ($1) AND NOT has_houses AND status <> 'void' GROUP BY manifest`,
    [numbers],
    'cargo.totals',
  )
  return new Map(rows.map(row => [row.manifest, totalsIn(row)]))
}

interface TotalsRow {
  manifest: string
  documents: number
  announced_packages: string
  announced_kg: string
  total_packages: string
  total_kg: string
  declared_packages: string
  declared_kg: string
  gone_packages: string
  gone_kg: string
  left_packages: string
  left_kg: string
  excess_packages: string
  excess_kg: string
  differences: number
  by_status: Record<string, number> | null
}

function totalsIn(row: TotalsRow): CargoTotals {
  const amount = (packages: string, kg: string) => ({ packages: Number(packages), grossMassKg: kg })
  return {
    documents: row.documents,
    announced: amount(row.announced_packages, row.announced_kg),
    total: amount(row.total_packages, row.total_kg),
    declared: amount(row.declared_packages, row.declared_kg),
    gone: amount(row.gone_packages, row.gone_kg),
    left: amount(row.left_packages, row.left_kg),
    excess: amount(row.excess_packages, row.excess_kg),
    byStatus: row.by_status ?? {},
    differences: row.differences,
  }
}
