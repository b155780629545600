import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import { type Currency, error, type Issue, money, type Result, stop } from '@lintas/customs/kernel'
import type { Reason } from '@lintas/customs/release'
import type { AdverseDecision } from '@lintas/customs/rights'
import { type AdjustedPrice, checkAdjustment, type DeterminedValue, regimeOf } from '@lintas/customs/valuation'
import { dischargeSecurity, drawSecurity } from '../debt/index.ts'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import { chargedMore, issueAdverseDecision } from '../release/index.ts'
import type { ValuedDeclarations } from './declarations.ts'
import {
  type Answer,
  insertAdjustment,
  insertAnswer,
  insertQuestion,
  insertSettlement,
  type KeptQuestion,
  listQuestions,
  type PriceAdjustment,
  type Question,
} from './store.ts'

/** What the verbs on a value need; the declaration is held in the transaction. */
export interface ValueDesk {
  readonly node: Pick<Node, 'clock' | 'events' | 'jobs' | 'law' | 'state'>
  readonly declarations: ValuedDeclarations
}

type Done = Promise<Result<DeclarationHead>>

/**
 * Asks about the declared value of some goods: release waits for it.
 *
 * @source WTO Decision 6.1 (cases where customs has reasons to doubt the truth or accuracy of the declared value); WTO TFA art. 7
 */
export async function questionValue(
  { node, declarations }: ValueDesk,
  tx: Writer,
  held: DeclarationHead,
  question: Question,
  caller: Caller,
): Done {
  const document = await declarations.getDocument(tx, held.mrn, held.version)
  const issues = [
    ...(regimeOf(document.type) === 'export' ? [error('valuation.question-on-export', '')] : []),
    ...(question.dueOn > node.clock.today() ? [] : [error('valuation.question-due-past', 'dueOn')]),
    ...listUnknown(document, question.supposed, 'supposed'),
  ]
  if (issues.length > 0) return stop(...issues)
  const { supposed, dueOn, reason, asked } = question
  const facts = { items: supposed.map(each => each.sequence), dueOn }
  const done = await declarations.proceed(tx, held, { act: 'question-value' }, caller.accountId, { facts, payload: { reason, asked } })
  if (done.ok) await insertQuestion(tx, held.mrn, question, caller.accountId, node.clock.now())
  return done
}

/** Answers the open question. It may be answered again until it is settled. */
export async function answerValue(
  { node, declarations }: ValueDesk,
  tx: Writer,
  held: DeclarationHead,
  answer: Answer,
  caller: Caller,
): Done {
  const document = await declarations.getDocument(tx, held.mrn, held.version)
  const unknown = listUnknown(document, answer.worksheets, 'worksheets')
  if (unknown.length > 0) return stop(...unknown)
  const { words, documents } = answer
  const more = { as: 'declarant' as const, facts: { documents: documents.length }, payload: { words } }
  const done = await declarations.proceed(tx, held, { act: 'answer-value' }, caller.accountId, more)
  const open = await findOpen(tx, held)
  if (done.ok && open !== undefined) await insertAnswer(tx, held.mrn, open.number, answer, caller.accountId, node.clock.now())
  return done
}

/**
 * Lets the goods go on security while their value is open: for what they would be charged beyond the declared value, were they worth what customs supposes.
 *
 * @source WTO Customs Valuation Agreement art. 13
 */
export async function releaseOnSecurity({ declarations }: ValueDesk, tx: Writer, held: DeclarationHead, caller: Caller): Done {
  const open = await findOpen(tx, held)
  const supposed = open?.supposed ?? []
  return await declarations.revalue(
    tx,
    held,
    { occasion: 'release-on-security', record: { act: 'release-on-security' }, value: before => ({ ...before, supposed }) },
    caller,
  )
}

/** How a question is settled. */
export type Settling =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'determined'; readonly items: readonly DeterminedValue[]; readonly reasons: readonly Reason[] }

/**
 * Settles the open question: the declared value is accepted, or another is determined by a worksheet, in writing. No value is determined before the
 * declarant answered or let the time pass.
 *
 * After release, security pays what is charged more; what is left of it is given back.
 *
 * @source WTO Decision 6.1; WTO Customs Valuation Agreement art. 11, 16; ATIGA art. 69
 */
export async function settleValue(desk: ValueDesk, tx: Writer, held: DeclarationHead, settling: Settling, caller: Caller): Done {
  const { node, declarations } = desk
  const { clock } = node
  const { mrn } = held
  const open = await findOpen(tx, held)
  const before = await declarations.getDecided(tx, mrn)
  const determined = settling.outcome === 'determined' ? settling.items : undefined
  const document = await declarations.getDocument(tx, mrn, held.version)
  if (determined !== undefined) {
    const isAwaited = open !== undefined && open.answers.length === 0 && clock.today() <= open.dueOn
    const issues = [
      ...(isAwaited ? [error('valuation.answer-awaited', '', { dueOn: open.dueOn })] : []),
      ...listUnknown(document, determined, 'items'),
    ]
    if (issues.length > 0) return stop(...issues)
  }
  const settled = await declarations.revalue(
    tx,
    held,
    {
      occasion: 'settle-value',
      record: { act: 'settle-value' },
      value: ({ supposed: _, ...before }) =>
        determined === undefined ? before : { ...before, determined: merge(before.determined, determined) },
      payload: settling.outcome === 'determined' ? { outcome: settling.outcome, reasons: settling.reasons } : { outcome: settling.outcome },
    },
    caller,
  )
  if (!settled.ok) return stop(...settled.issues.map(issue => inItems(issue, determined ?? [], document)))
  if (open === undefined) return settled
  const notice = settling.outcome === 'determined' ? await serveUplift(desk, tx, held, open, settling, before.decision, caller) : undefined
  const { outcome } = settling
  const kept = { outcome, ...(determined === undefined ? {} : { items: determined }), ...(notice === undefined ? {} : { notice }) }
  await insertSettlement(tx, mrn, open.number, kept, caller.accountId, clock.now())
  await endSecurity(desk, tx, settled.value, caller.accountId)
  return settled
}

/** The determination of another value than the declared one is an adverse decision: with what it costs more, and what customs had asked. */
async function serveUplift(
  { node, declarations }: ValueDesk,
  tx: Writer,
  held: DeclarationHead,
  { reason }: Question,
  { items, reasons }: Extract<Settling, { outcome: 'determined' }>,
  before: Decision,
  caller: Caller,
): Promise<AdverseDecision> {
  const { decision } = await declarations.getDecided(tx, held.mrn)
  const sequences = items.map(each => each.sequence)
  return await issueAdverseDecision(
    tx,
    node,
    {
      kind: 'value-uplift',
      held,
      items: sequences,
      facts: reason,
      reasons,
      amount: chargedMore(before, decision),
      effect: { determined: sequences },
    },
    caller.accountId,
  )
}

/** What was given for the open value pays what the released goods are charged more, and the rest goes back. */
async function endSecurity({ node, declarations }: ValueDesk, tx: Writer, held: DeclarationHead, by: string): Promise<void> {
  const { decision } = await declarations.getDecided(tx, held.mrn)
  if (held.status === 'released') await drawSecurity(tx, node, held, 'value-open', by)
  await dischargeSecurity(tx, node, held, { reason: 'value-open', keep: money(0n, decision.assessment.currency as Currency) }, by)
}

/**
 * Adjusts a price that was declared at its entry as subject to adjustment, within the time the law gives: the goods are assessed again at it.
 *
 * @source WTO Technical Committee on Customs Valuation, Commentary 4.1 (price review clauses)
 */
export async function adjustPrice(
  { node, declarations }: ValueDesk,
  tx: Writer,
  held: DeclarationHead,
  adjustment: PriceAdjustment,
  caller: Caller,
): Done {
  const { clock, law, state } = node
  const document = await declarations.getDocument(tx, held.mrn, held.version)
  const { releasedOn } = await declarations.getDecided(tx, held.mrn)
  const { items, reason } = adjustment
  const today = clock.today()
  const allowed = releasedOn === undefined ? undefined : checkAdjustment(document, items, { state, law, releasedOn, today })
  if (allowed?.ok === false) return allowed
  const value = (before: { readonly adjustedPrices?: readonly AdjustedPrice[] }) => ({
    ...before,
    adjustedPrices: merge(before.adjustedPrices, items),
  })
  const done = await declarations.revalue(
    tx,
    held,
    { occasion: 'adjust-price', record: { act: 'adjust-price' }, value, payload: { reason } },
    caller,
  )
  if (done.ok) await insertAdjustment(tx, held.mrn, adjustment, caller.accountId, clock.now())
  return done
}

/** The question that is not settled yet. */
async function findOpen(tx: Writer, { mrn }: DeclarationHead): Promise<KeptQuestion | undefined> {
  return (await listQuestions(tx, mrn)).find(each => each.settlement === null)
}

/** What was said of items before, and what is said of them now in its place. */
function merge<T extends { readonly sequence: number }>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
  const kept = (before ?? []).filter(each => !now.some(other => other.sequence === each.sequence))
  return [...kept, ...now].sort((one, other) => one.sequence - other.sequence)
}

/** Issues speak of the declaration; the officer gave worksheets of items. */
function inItems(issue: Issue, items: readonly DeterminedValue[], document: DeclarationDocument): Issue {
  const place = /^goodsItems\[(\d+)\]\.valuationWorksheet/.exec(issue.path)
  const sequence = document.goodsItems[Number(place?.[1])]?.sequence
  const index = items.findIndex(each => each.sequence === sequence)
  return place === null || index < 0 ? issue : { ...issue, path: issue.path.replace(place[0], `items[${index}].worksheet`) }
}

function listUnknown(document: DeclarationDocument, items: readonly { readonly sequence: number }[], field: string): readonly Issue[] {
  return items.flatMap(({ sequence }, index) =>
    document.goodsItems.some(item => item.sequence === sequence)
      ? []
      : [error('valuation.item-unknown', `${field}[${index}].sequence`, { sequence })],
  )
}
