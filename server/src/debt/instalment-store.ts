import type { Instalment } from '@lintas/customs/debt'
import { type Currency, type Day, type Money, money } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

/** A debt to be paid in parts, and what was decided about it. */
export interface InstalmentPlan {
  readonly id: string
  readonly mrn: string
  readonly debtor: string
  readonly amount: Money
  readonly reason: string
  readonly lawRow: string
  readonly status: 'applied' | 'agreed' | 'refused' | 'kept' | 'broken'
  readonly appliedBy: string
  readonly appliedAt: Date
  readonly decisionReason: string | undefined
  readonly instalments: readonly Instalment[]
}

interface Row extends Omit<InstalmentPlan, 'amount' | 'instalments' | 'decisionReason'> {
  currency: Currency
  minor: string
  decisionReason: string | null
  instalments: readonly { readonly number: number; readonly dueOn: Day; readonly minor: string }[]
}

const PLANS = `SELECT id, mrn, debtor, currency, minor, reason, law_row AS "lawRow", status, applied_by AS "appliedBy", applied_at AS "appliedAt",
  decision_reason AS "decisionReason",
  (SELECT json_agg(json_build_object('number', number, 'dueOn', due_on::text, 'minor', minor::text) ORDER BY number) FROM instalment WHERE plan = id) AS instalments
  FROM instalment_plan`

export async function findPlan(reader: Reader, id: string): Promise<InstalmentPlan | undefined> {
  const [row] = await reader.query<Row>(`${PLANS} WHERE id = $1`, [id], 'debt-plan')
  return row === undefined ? undefined : planOf(row)
}

/** Plans for one declaration, the first first. Its declaration is held by whoever changes one. */
export async function listPlansOf(reader: Reader, mrn: string): Promise<readonly InstalmentPlan[]> {
  const rows = await reader.query<Row>(`${PLANS} WHERE mrn = $1 ORDER BY listed`, [mrn], 'debt-plans-of')
  return rows.map(planOf)
}

/** Plans that wait for a decision or run, the first first. */
export async function listPlans(reader: Reader, status: 'applied' | 'agreed', limit: number): Promise<readonly InstalmentPlan[]> {
  const rows = await reader.query<Row>(`${PLANS} WHERE status = $1 ORDER BY listed LIMIT $2`, [status, limit], 'debt-plans')
  return rows.map(planOf)
}

export type NewPlan = Pick<InstalmentPlan, 'mrn' | 'debtor' | 'amount' | 'reason' | 'lawRow' | 'instalments'> & {
  readonly by: string
  readonly at: Date
}

/** Keeps an application; undefined where one is open for the declaration already. */
export async function insertPlan(tx: Writer, given: NewPlan): Promise<string | undefined> {
  const { mrn, debtor, amount, reason, lawRow, instalments, by, at } = given
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO instalment_plan (mrn, debtor, currency, minor, reason, law_row, applied_by, applied_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (mrn) WHERE status IN ('applied', 'agreed') DO NOTHING RETURNING id`,
    [mrn, debtor, amount.currency, String(amount.minor), reason, lawRow, by, at],
    'debt-plan-insert',
  )
  if (row === undefined) return undefined
  await tx.query(
    'INSERT INTO instalment (plan, number, due_on, minor) SELECT $1, * FROM unnest($2::smallint[], $3::date[], $4::numeric[])',
    [row.id, instalments.map(each => each.number), instalments.map(each => each.dueOn), instalments.map(each => String(each.amount.minor))],
    'debt-instalments-insert',
  )
  return row.id
}

export async function movePlan(
  tx: Writer,
  id: string,
  {
    status,
    by,
    at,
    reason,
  }: { readonly status: InstalmentPlan['status']; readonly by?: string; readonly at?: Date; readonly reason?: string | undefined },
): Promise<void> {
  await tx.query(
    `UPDATE instalment_plan SET status = $2, decided_by = coalesce($3, decided_by), decided_at = coalesce($4, decided_at),
       decision_reason = coalesce($5, decision_reason) WHERE id = $1`,
    [id, status, by ?? null, at ?? null, reason ?? null],
    'debt-plan-move',
  )
}

function planOf({ currency, minor, decisionReason, instalments, ...row }: Row): InstalmentPlan {
  return {
    ...row,
    amount: money(BigInt(minor), currency),
    decisionReason: decisionReason ?? undefined,
    instalments: instalments.map(each => ({ number: each.number, dueOn: each.dueOn, amount: money(BigInt(each.minor), currency) })),
  }
}
