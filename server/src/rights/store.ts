import type { InterestCalculation } from '@lintas/customs/debt'
import type { Day } from '@lintas/customs/kernel'
import { type AdverseDecision, type ProceedingStep, statusOf } from '@lintas/customs/rights'
import type { Reader, Writer } from '../platform/node.ts'
import type { DecisionEffect } from '../release/index.ts'

/** What carrying out a step came to, beside its words. */
export interface StepEffect {
  /** The refund that follows. */
  readonly refund?: string
  readonly amount?: string
  readonly currency?: string
  /** Interest in the amount, with how it was worked out. */
  readonly interest?: InterestCalculation
}

/** An adverse decision as it is kept, with its steps. */
export interface KeptDecision {
  readonly decision: AdverseDecision
  readonly decidedBy: string
  readonly effect: DecisionEffect
  readonly steps: readonly ProceedingStep[]
  readonly effects: readonly (StepEffect | null)[]
  /** How the refunds that its outcomes led to stand, by id. */
  readonly refunds: Readonly<Record<string, string>>
  readonly revision: number
  readonly listed: string
}

interface Row {
  body: AdverseDecision
  decided_by: string
  effect: DecisionEffect
  revision: number
  listed: string
  steps: readonly { readonly body: ProceedingStep; readonly effect: StepEffect | null; readonly refundStatus: string | null }[] | null
}

const DECISIONS = `SELECT d.body, d.decided_by, d.effect, d.revision, d.listed,
  (SELECT json_agg(json_build_object('body', s.body, 'effect', s.effect, 'refundStatus', r.status) ORDER BY s.number)
   FROM adverse_decision_step s LEFT JOIN refund r ON r.id::text = s.effect ->> 'refund' WHERE s.decision = d.number) AS steps
  FROM adverse_decision d`

export async function findDecision(reader: Reader, number: string): Promise<KeptDecision | undefined> {
  const [row] = await reader.query<Row>(`${DECISIONS} WHERE d.number = $1`, [number], 'rights.decision')
  return row === undefined ? undefined : keptOf(row)
}

/** Which decisions are asked for: of an addressee or whoever filed, of an office, of everybody. */
export interface Wanted {
  readonly trader?: string | undefined
  readonly office?: string | undefined
  readonly mrn?: string | undefined
  readonly kind?: string | undefined
  readonly status?: string | undefined
  readonly waiting?: string | undefined
}

/** Decisions, the newest first, below a place in the list. */
export async function listDecisions(
  reader: Reader,
  wanted: Wanted,
  before: string | undefined,
  limit: number,
): Promise<readonly KeptDecision[]> {
  const { trader, office, mrn, kind, status, waiting } = wanted
  const rows = await reader.query<Row>(
    `${DECISIONS}
     WHERE ($1::text IS NULL OR d.addressee = $1 OR EXISTS (SELECT FROM declaration l WHERE l.mrn = d.mrn AND $1 IN (l.filer, l.declarant)))
       AND ($2::text IS NULL OR d.office = $2) AND ($3::text IS NULL OR d.mrn = $3) AND ($4::text IS NULL OR d.kind = $4)
       AND ($5::text IS NULL OR d.status = $5) AND ($6::text IS NULL OR d.status IN ('review-requested', 'appealed'))
       AND ($7::bigint IS NULL OR d.listed < $7)
     ORDER BY d.listed DESC LIMIT $8`,
    [trader ?? null, office ?? null, mrn ?? null, kind ?? null, status ?? null, waiting ?? null, before ?? null, limit],
    'rights.decisions',
  )
  return rows.map(keptOf)
}

/** Adds a step and moves the decision to where it leads. The declaration it is about is held in the transaction. */
export async function addStep(
  tx: Writer,
  { decision, steps }: Pick<KeptDecision, 'decision' | 'steps'>,
  step: ProceedingStep,
  { by, at, effect }: { readonly by: string; readonly at: Date; readonly effect?: StepEffect | undefined },
): Promise<void> {
  await tx.query(
    'INSERT INTO adverse_decision_step (decision, number, body, effect, done_by, done_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [decision.number, steps.length + 1, JSON.stringify(step), effect === undefined ? null : JSON.stringify(effect), by, at],
    'rights.insert-step',
  )
  const answerBy = step.step === 'request' ? (step.answerBy ?? null) : null
  await tx.query(
    `UPDATE adverse_decision SET status = $2, answer_by = CASE WHEN $3 THEN answer_by ELSE $4::date END, revision = revision + 1 WHERE number = $1`,
    [decision.number, statusOf([...steps, step]), step.step === 'protest', answerBy],
    'rights.move-decision',
  )
}

/** Decisions whose answer is due on a day or before it. */
export async function listAwaited(reader: Reader, on: Day): Promise<readonly { readonly number: string; readonly mrn: string }[]> {
  return await reader.query<{ number: string; mrn: string }>(
    `SELECT number, mrn FROM adverse_decision WHERE answer_by <= $1 AND status IN ('review-requested', 'appealed') ORDER BY answer_by, number`,
    [on],
    'rights.awaited',
  )
}

function keptOf({ body, decided_by: decidedBy, effect, revision, listed, steps }: Row): KeptDecision {
  const all = steps ?? []
  const refunds = all.flatMap(each => (each.effect?.refund === undefined ? [] : [[each.effect.refund, each.refundStatus ?? ''] as const]))
  return {
    decision: body,
    decidedBy,
    effect,
    steps: all.map(each => each.body),
    effects: all.map(each => each.effect),
    refunds: Object.fromEntries(refunds),
    revision,
    listed,
  }
}

/** Notes that customs was reminded of an overdue answer; answers whether that was the first time. */
export async function noteReminded(tx: Writer, number: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE adverse_decision SET reminded_at = $2 WHERE number = $1 AND reminded_at IS NULL RETURNING number',
    [number, at],
    'rights.note-reminded',
  )
  return rows.length > 0
}
