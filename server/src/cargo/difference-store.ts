import type { DifferenceExplanation } from '@lintas/contract'
import { type CargoAmount, cargoOf, type DifferenceKind, type DifferenceOutcome } from '@lintas/customs/cargo'
import { type Day, decimal } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'
import type { Whose } from './manifest-store.ts'

/** A difference with everything that was said and decided about it. */
export interface DifferenceRow {
  readonly id: string
  readonly manifest: string
  readonly document: string
  readonly number: string
  readonly kind: DifferenceKind
  readonly amount: CargoAmount
  readonly open: CargoAmount
  readonly openedOn: Day
  readonly explainBy: Day | null
  readonly law: string | null
  readonly explanations: readonly (DifferenceExplanation & { readonly at: string })[]
  readonly settledOn: Day | null
  readonly settlements: readonly SettlementRow[]
}

export interface SettlementRow {
  readonly outcome: DifferenceOutcome
  readonly amount: CargoAmount
  readonly mrn: string | null
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
  readonly on: Day
}

interface Read extends Omit<DifferenceRow, 'amount' | 'open' | 'settlements'> {
  readonly packages: string
  readonly mass: string
  readonly openPackages: string
  readonly openMass: string
  readonly settlements: readonly (Omit<SettlementRow, 'amount'> & { readonly packages: number; readonly mass: string })[] | null
}

const DIFFERENCES = `SELECT f.id, f.manifest, f.document, d.number, f.kind, f.packages::text, trim_scale(f.mass_kg)::text AS mass,
    f.open_packages::text AS "openPackages", trim_scale(f.open_kg)::text AS "openMass", f.opened_on AS "openedOn", f.explain_by AS "explainBy", f.law,
    f.explanations, f.settled_on AS "settledOn",
    (SELECT json_agg(json_build_object('outcome', s.outcome, 'packages', s.packages, 'mass', trim_scale(s.mass_kg)::text, 'mrn', s.mrn, 'reasons', s.reasons,
       'on', s.settled_on) ORDER BY s.number) FROM cargo_difference_settlement s WHERE s.difference = f.id) AS settlements
  FROM cargo_difference f JOIN transport_document d ON d.id = f.document`

export async function findDifference(reader: Reader, id: string): Promise<DifferenceRow | undefined> {
  const [row] = await reader.query<Read>(`${DIFFERENCES} WHERE f.id = $1`, [id], 'cargo.difference')
  return row === undefined ? undefined : rowOf(row)
}

export interface DifferenceFilter {
  readonly manifest?: string | undefined
  readonly open?: 'true' | 'false' | undefined
}

/** Differences, the oldest first, above a place: of a carrier, of an office or of everybody. */
export async function listDifferences(
  reader: Reader,
  whose: Whose,
  { manifest, open }: DifferenceFilter,
  after: string | undefined,
  limit: number,
): Promise<readonly DifferenceRow[]> {
  const { carrier, office }: { carrier?: string; office?: string | undefined } = whose
  const rows = await reader.query<Read>(
    `${DIFFERENCES} JOIN manifest m ON m.number = f.manifest
     WHERE ($1::text IS NULL OR m.carrier = $1) AND ($2::text IS NULL OR m.office = $2) AND ($3::text IS NULL OR f.manifest = $3)
       AND ($4::boolean IS NULL OR (f.settled_on IS NULL) = $4) AND ($5::bigint IS NULL OR f.id > $5) ORDER BY f.id LIMIT $6`,
    [carrier ?? null, office ?? null, manifest ?? null, open === undefined ? null : open === 'true', after ?? null, limit],
    'cargo.differences',
  )
  return rows.map(rowOf)
}

/** Differences of documents which are not settled; documents that are held let nobody add another meanwhile. */
export async function listOpenOf(reader: Reader, documents: readonly string[]): Promise<readonly DifferenceRow[]> {
  const rows = await reader.query<Read>(
    `${DIFFERENCES} WHERE f.document = ANY ($1::bigint[]) AND f.settled_on IS NULL ORDER BY f.id`,
    [documents],
    'cargo.differences-open',
  )
  return rows.map(rowOf)
}

export interface NewDifference {
  readonly document: string
  readonly kind: DifferenceKind
  readonly amount: CargoAmount
  readonly explainBy: Day | undefined
  readonly law: string | undefined
}

/** Opens differences of a manifest, however many, in one statement. */
export async function insertDifferences(
  tx: Writer,
  { manifest, on, by }: { readonly manifest: string; readonly on: Day; readonly by: string },
  found: readonly NewDifference[],
): Promise<readonly string[]> {
  if (found.length === 0) return []
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO cargo_difference (manifest, document, kind, packages, mass_kg, open_packages, open_kg, opened_on, opened_by, explain_by, law)
     SELECT $1, document, kind, packages, mass, packages, mass, $2, $3, explain_by, law
     FROM json_to_recordset($4::json) AS given (document bigint, kind text, packages bigint, mass numeric, explain_by date, law text) RETURNING id`,
    [
      manifest,
      on,
      by,
      JSON.stringify(
        found.map(({ document, kind, amount, explainBy, law }) => ({
          document,
          kind,
          packages: amount.packages,
          mass: amount.grossMassKg,
          explain_by: explainBy ?? null,
          law: law ?? null,
        })),
      ),
    ],
    'cargo.insert-differences',
  )
  return rows.map(row => row.id)
}

export async function addExplanation(tx: Writer, id: string, explanation: DifferenceExplanation & { readonly at: string }): Promise<void> {
  await tx.query('UPDATE cargo_difference SET explanations = (explanations::jsonb || $2::jsonb)::json WHERE id = $1', [
    id,
    JSON.stringify([explanation]),
  ])
}

/** Keeps how a difference, or a part of it, was settled, and what stays open. */
export async function addSettlement(
  tx: Writer,
  { id, settlements }: Pick<DifferenceRow, 'id' | 'settlements'>,
  { outcome, amount, mrn, reasons, on }: SettlementRow,
  { open, isSettled, by }: { readonly open: CargoAmount; readonly isSettled: boolean; readonly by: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO cargo_difference_settlement (difference, number, outcome, packages, mass_kg, mrn, reasons, settled_by, settled_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, settlements.length + 1, outcome, amount.packages, amount.grossMassKg, mrn, JSON.stringify(reasons), by, on],
  )
  await tx.query('UPDATE cargo_difference SET open_packages = $2, open_kg = $3, settled_on = $4 WHERE id = $1', [
    id,
    open.packages,
    open.grossMassKg,
    isSettled ? on : null,
  ])
}

/** What of the goods a declaration took of a document stands for differences already. */
export async function spentOf(reader: Reader, document: string, mrn: string): Promise<CargoAmount> {
  const [row] = await reader.query<{ packages: string; mass: string }>(
    `SELECT coalesce(sum(s.packages), 0)::text AS packages, trim_scale(coalesce(sum(s.mass_kg), 0))::text AS mass
     FROM cargo_difference_settlement s JOIN cargo_difference f ON f.id = s.difference WHERE f.document = $1 AND s.mrn = $2`,
    [document, mrn],
  )
  return cargoOf(Number(row?.packages ?? 0), decimal(row?.mass ?? '0'))
}

function rowOf({ packages, mass, openPackages, openMass, settlements, ...row }: Read): DifferenceRow {
  return {
    ...row,
    amount: { packages: Number(packages), grossMassKg: mass },
    open: { packages: Number(openPackages), grossMassKg: openMass },
    settlements: (settlements ?? []).map(each => ({
      outcome: each.outcome,
      amount: { packages: each.packages, grossMassKg: each.mass },
      mrn: each.mrn,
      reasons: each.reasons,
      on: each.on,
    })),
  }
}
