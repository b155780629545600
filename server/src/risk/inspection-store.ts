import type { Day } from '@lintas/customs/kernel'
import type { InspectionFigures, Outcome } from '@lintas/customs/risk'
import type { Reader, Writer } from '../platform/node.ts'

/** Said whenever figures changed, with the parties they are of. */
export const INSPECTED = 'risk_inspected'

/** A party in one of the roles in which figures are kept. */
export interface PartyInRole {
  readonly role: 'importer' | 'declarant'
  readonly traderId: string
}

export type RecordRow = PartyInRole & InspectionFigures

/** What of a declaration's earlier controls is known. Its declaration is held by the caller. */
export async function findOutcome(tx: Reader, mrn: string): Promise<Outcome | undefined> {
  const [row] = await tx.query<{ outcome: Outcome }>('SELECT outcome FROM risk_inspection WHERE mrn = $1', [mrn], 'risk-inspection')
  return row?.outcome
}

export interface Inspected {
  readonly mrn: string
  readonly office: string
  readonly on: Day
  readonly outcome: Outcome
  readonly drawn: boolean
  readonly targeted: boolean
  readonly kinds: readonly string[]
  /** In major units of the state's currency; what several controls found adds up. */
  readonly revenue: string
}

export async function keepInspection(tx: Writer, { mrn, office, on, outcome, drawn, targeted, kinds, revenue }: Inspected): Promise<void> {
  await tx.query(
    `INSERT INTO risk_inspection (mrn, office, inspected_on, outcome, drawn, targeted, kinds, revenue) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (mrn) DO UPDATE SET outcome = excluded.outcome, drawn = risk_inspection.drawn OR excluded.drawn,
       targeted = risk_inspection.targeted OR excluded.targeted, revenue = risk_inspection.revenue + excluded.revenue,
       kinds = ARRAY(SELECT DISTINCT unnest(risk_inspection.kinds || excluded.kinds) ORDER BY 1)`,
    [mrn, office, on, outcome, drawn, targeted, kinds, revenue],
    'risk-inspection-keep',
  )
}

/** Adds to the figures of parties, in one order, so that no two officers wait for each other. */
export async function addToRecords(tx: Writer, parties: readonly PartyInRole[], { inspected, found }: InspectionFigures): Promise<void> {
  await tx.query(
    `INSERT INTO inspection_record AS kept (role, trader_id, inspected, found)
     SELECT role, trader_id, $3, $4 FROM unnest($1::text[], $2::text[]) AS given (role, trader_id) ORDER BY role, trader_id
     ON CONFLICT (role, trader_id) DO UPDATE SET inspected = kept.inspected + excluded.inspected, found = kept.found + excluded.found`,
    [parties.map(each => each.role), parties.map(each => each.traderId), inspected, found],
    'risk-inspection-records',
  )
  await tx.query('SELECT pg_notify($1, $2)', [INSPECTED, JSON.stringify(parties)])
}

/** The figures of parties; of all there are where none is named. */
export async function listRecords(reader: Reader, parties?: readonly PartyInRole[]): Promise<readonly RecordRow[]> {
  const all = 'SELECT role, trader_id AS "traderId", inspected, found FROM inspection_record'
  if (parties === undefined) return await reader.query<RecordRow>(all)
  return await reader.query<RecordRow>(
    `${all} WHERE (role, trader_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [parties.map(each => each.role), parties.map(each => each.traderId)],
    'risk-inspection-of',
  )
}

export interface MonthRow {
  readonly office: string
  readonly month: string
  readonly drawn: number
  readonly drawnFound: number
  readonly targeted: number
  readonly targetedFound: number
  readonly revenue: string
}

/** Inspections of offices by month, newest first. A declaration that was drawn and targeted stands under both. */
export async function listMonths(
  reader: Reader,
  { office, from, to }: { readonly office?: string | undefined; readonly from: Day; readonly to: Day },
): Promise<readonly MonthRow[]> {
  return await reader.query<MonthRow>(
    `SELECT office, to_char(inspected_on, 'YYYY-MM') AS month,
       count(*) FILTER (WHERE drawn)::integer AS drawn,
       count(*) FILTER (WHERE drawn AND outcome = 'discrepancy')::integer AS "drawnFound",
       count(*) FILTER (WHERE targeted)::integer AS targeted,
       count(*) FILTER (WHERE targeted AND outcome = 'discrepancy')::integer AS "targetedFound",
       sum(revenue)::text AS revenue
     FROM risk_inspection WHERE inspected_on >= $1 AND inspected_on < $2 AND ($3::text IS NULL OR office = $3)
     GROUP BY office, month ORDER BY month DESC, office`,
    [from, to, office ?? null],
    'risk-inspection-months',
  )
}
