import type { AmountText, ValuationWorksheet } from '@lintas/customs/declaration'
import type { Day } from '@lintas/customs/kernel'
import type { AdverseNotice } from '@lintas/customs/release'
import type { AdverseDecision } from '@lintas/customs/rights'
import type { AdjustedPrice, DeterminedValue, SupposedValue } from '@lintas/customs/valuation'
import type { Reader, Writer } from '../platform/node.ts'

export interface Question {
  readonly supposed: readonly SupposedValue[]
  readonly reason: string
  readonly asked: string
  readonly dueOn: Day
}

export interface Answer {
  readonly words: string
  readonly worksheets: readonly { readonly sequence: number; readonly worksheet: ValuationWorksheet }[]
  readonly documents: readonly string[]
}

export interface Settlement {
  readonly outcome: 'accepted' | 'determined'
  readonly items?: readonly DeterminedValue[]
  readonly notice?: AdverseNotice & Partial<Pick<AdverseDecision, 'number'>>
}

/** A question with all that followed from it. */
export interface KeptQuestion extends Question {
  readonly number: number
  readonly askedAt: Date
  readonly answers: readonly (Answer & { readonly answeredAt: string })[]
  readonly settlement: (Settlement & { readonly settledAt: string }) | null
}

interface Row {
  number: number
  question: Question
  asked_at: Date
  answers: KeptQuestion['answers']
  settlement: KeptQuestion['settlement']
}

/** What was asked about the value of a declaration, the first first. */
export async function listQuestions(reader: Reader, mrn: string): Promise<readonly KeptQuestion[]> {
  const rows = await reader.query<Row>(
    `SELECT q.number, q.question, q.asked_at,
       coalesce((SELECT json_agg(a.answer::jsonb || jsonb_build_object('answeredAt', a.answered_at) ORDER BY a.number)
         FROM value_answer a WHERE a.mrn = q.mrn AND a.question = q.number), '[]') AS answers,
       (SELECT s.settlement::jsonb || jsonb_build_object('settledAt', s.settled_at)
         FROM value_settlement s WHERE s.mrn = q.mrn AND s.question = q.number) AS settlement
     FROM value_question q WHERE q.mrn = $1 ORDER BY q.number`,
    [mrn],
    'valuation.questions',
  )
  return rows.map(({ number, question, asked_at: askedAt, answers, settlement }) => ({ ...question, number, askedAt, answers, settlement }))
}

export async function insertQuestion(tx: Writer, mrn: string, question: Question, by: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO value_question (mrn, number, question, asked_by, asked_at)
     SELECT $1, count(*) + 1, $2, $3, $4 FROM value_question WHERE mrn = $1`,
    [mrn, JSON.stringify(question), by, at],
  )
}

export async function insertAnswer(tx: Writer, mrn: string, question: number, answer: Answer, by: string, at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO value_answer (mrn, question, number, answer, answered_by, answered_at)
     SELECT $1, $2, count(*) + 1, $3, $4, $5 FROM value_answer WHERE mrn = $1 AND question = $2`,
    [mrn, question, JSON.stringify(answer), by, at],
  )
}

export async function insertSettlement(
  tx: Writer,
  mrn: string,
  question: number,
  settlement: Settlement,
  by: string,
  at: Date,
): Promise<void> {
  await tx.query('INSERT INTO value_settlement (mrn, question, settlement, settled_by, settled_at) VALUES ($1, $2, $3, $4, $5)', [
    mrn,
    question,
    JSON.stringify(settlement),
    by,
    at,
  ])
}

export interface PriceAdjustment {
  readonly items: readonly { readonly sequence: number; readonly price: AmountText }[]
  readonly reason: string
}

export interface KeptAdjustment extends PriceAdjustment {
  readonly number: number
  readonly adjustedAt: Date
}

/** How prices of a declaration were adjusted, the first first. */
export async function listAdjustments(reader: Reader, mrn: string): Promise<readonly KeptAdjustment[]> {
  const rows = await reader.query<{ number: number; adjustment: PriceAdjustment; adjusted_at: Date }>(
    'SELECT number, adjustment, adjusted_at FROM price_adjustment WHERE mrn = $1 ORDER BY number',
    [mrn],
    'valuation.adjustments',
  )
  return rows.map(({ number, adjustment, adjusted_at: adjustedAt }) => ({ ...adjustment, number, adjustedAt }))
}

export async function insertAdjustment(
  tx: Writer,
  mrn: string,
  adjustment: { readonly items: readonly AdjustedPrice[]; readonly reason: string },
  by: string,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO price_adjustment (mrn, number, adjustment, adjusted_by, adjusted_at)
     SELECT $1, count(*) + 1, $2, $3, $4 FROM price_adjustment WHERE mrn = $1`,
    [mrn, JSON.stringify(adjustment), by, at],
  )
}
