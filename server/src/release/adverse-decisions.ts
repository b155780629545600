import type { AmountText } from '@lintas/customs/declaration'
import type { Findings } from '@lintas/customs/duty'
import type { Decision } from '@lintas/customs/journey'
import { type Currency, type Day, decimal, formatMajor, majorToMinor, minus, money } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import type { Reason } from '@lintas/customs/release'
import { type AdverseDecision, type AdverseKind, writeAdverseDecision } from '@lintas/customs/rights'
import type { DeclarationHead } from '../declarations.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'

/** What a decision did, kept beside it for whoever has to undo it. */
export interface DecisionEffect {
  readonly found?: Findings
  /** Items whose value customs determined. */
  readonly determined?: readonly number[]
  /** The penalty that was charged, in major units. */
  readonly penalty?: AmountText
  /** The refund that was refused. */
  readonly refund?: string
}

/** What is decided against the principal of a declaration held in the transaction. */
export interface NewAdverseDecision {
  readonly kind: AdverseKind
  readonly held: Pick<DeclarationHead, 'mrn' | 'principal' | 'office'>
  readonly items?: readonly number[] | undefined
  readonly facts?: string | undefined
  readonly reasons: readonly Reason[]
  readonly amount?: AmountText | undefined
  readonly effect?: DecisionEffect
}

/**
 * Writes an adverse decision and serves it: numbered without gaps, with its remedies, and told of in the log. The words are kept apart from the proof.
 *
 * @source ATIGA art. 69; WTO TFA art. 4.1; RKC General Annex ch. 10
 */
export async function issueAdverseDecision(
  tx: Writer,
  { clock, events, law, state }: Pick<Node, 'clock' | 'events' | 'law' | 'state'>,
  { kind, held, items, facts, reasons, amount, effect = {} }: NewAdverseDecision,
  by: string,
): Promise<AdverseDecision> {
  const { mrn, principal, office } = held
  const today = clock.today()
  const number = await takeNumber(tx, state, today)
  const decision = writeAdverseDecision(
    {
      number,
      kind,
      addressee: principal,
      ...(office === undefined ? {} : { office }),
      about: { mrn, ...(items === undefined ? {} : { items }) },
      ...(facts === undefined ? {} : { facts }),
      reasons,
      ...(amount === undefined ? {} : { amount }),
    },
    state,
    today,
    law,
  )
  await tx.query(
    `INSERT INTO adverse_decision (number, kind, mrn, addressee, office, body, effect, decided_by, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [number, kind, mrn, principal, office ?? null, JSON.stringify(decision), JSON.stringify(effect), by, clock.now()],
    'release.insert-adverse-decision',
  )
  const told = { kind, mrn, ...(items === undefined ? {} : { items }), ...(amount === undefined ? {} : { amount }) }
  const words = { ...(facts === undefined ? {} : { facts }), reasons }
  await events.append(tx, [{ subject: 'adverse-decision', subjectId: number, act: 'decide', by, facts: told, payload: words }])
  return decision
}

/** What a decision charges more than the one before it; absent where that is nothing. */
export function chargedMore(before: Pick<Decision, 'assessment'>, { assessment }: Pick<Decision, 'assessment'>): AmountText | undefined {
  const currency = assessment.currency as Currency
  const minor = majorToMinor(minus(decimal(assessment.total), decimal(before.assessment.total)), currency).num
  return minor > 0n ? { amount: formatMajor(money(minor, currency)), currency } : undefined
}

/** The next number of the year. Held until the transaction ends, so that none is left out and none given twice. */
async function takeNumber(tx: Writer, state: State, today: Day): Promise<string> {
  const year = Number(today.slice(0, 4))
  const [row] = await tx.query<{ last: number }>(
    `INSERT INTO adverse_decision_serial (year, last) VALUES ($1, 1)
     ON CONFLICT (year) DO UPDATE SET last = adverse_decision_serial.last + 1 RETURNING last`,
    [year],
    'release.adverse-decision-number',
  )
  if (row === undefined) throw new Error('the serial of adverse decisions gave no number')
  return `${state}-${year}-${String(row.last).padStart(6, '0')}`
}

/** The adverse decisions on a declaration, the first first. */
export async function listAdverseDecisions(reader: Reader, mrn: string): Promise<readonly AdverseDecision[]> {
  const rows = await reader.query<{ body: AdverseDecision }>(
    'SELECT body FROM adverse_decision WHERE mrn = $1 ORDER BY listed',
    [mrn],
    'release.adverse-decisions',
  )
  return rows.map(row => row.body)
}
