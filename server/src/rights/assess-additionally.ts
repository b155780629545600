import type { HearingDecision, HearingWish } from '@lintas/contract'
import { assessPenalty } from '@lintas/customs/debt'
import { type AmountText, type DeclarationDocument, perform } from '@lintas/customs/declaration'
import { findMore } from '@lintas/customs/duty'
import { type Currency, type Day, error, type Issue, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import type { Reason } from '@lintas/customs/release'
import { checkAnswer, checkHeard, findHearingDay } from '@lintas/customs/rights'
import { addCharge } from '../debt/index.ts'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { chargedMore, issueAdverseDecision } from '../release/index.ts'
import { type RightsDesk, readFinding } from './decide.ts'
import { answerHearing, decideHearing, type Hearing, insertHearing, listHearings } from './hearing-store.ts'

/** The breach that a correction of a declaration which charged too little is. */
const UNDER_DECLARATION = 'under-declaration'

/** Says what was found after release, and until when the declarant is heard. One hearing is open at a time. */
export async function openHearing(
  { node, declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  { finding, hearUntil: named }: HearingWish,
  caller: Caller,
): Promise<Result<string>> {
  const { standing } = await declarations.getDecided(tx, held.mrn)
  const permitted = perform(standing, { act: 'assess-additionally' })
  if (!permitted.ok) return permitted
  const { issues } = readFinding(finding, await declarations.getDocument(tx, held.mrn, held.version))
  const until = findHearingDay(node.law, node.state, node.clock.today(), named as Day | undefined)
  if (issues.length > 0 || !until.ok) return stop(...issues, ...(until.ok ? [] : until.issues))
  const { mrn } = held
  const by = caller.accountId
  const id = await insertHearing(tx, { mrn, finding, hearUntil: until.value, openedBy: by, openedAt: node.clock.now() })
  if (id === undefined) return stop(error('rights.hearing-exists', ''))
  const { kind, ...words } = finding
  await node.events.append(tx, [
    { subject: 'hearing', subjectId: id, act: 'open', by, facts: { mrn, kind, hearUntil: until.value }, payload: { ...words } },
  ])
  return ok(id)
}

/** Hears the declarant, once. */
export async function hear({ node }: RightsDesk, tx: Writer, hearing: Hearing, words: string, caller: Caller): Promise<Result<void>> {
  const allowed = checkAnswer(standingOf(hearing))
  if (!allowed.ok) return allowed
  await answerHearing(tx, hearing.id, words, node.clock.now())
  const facts = { mrn: hearing.mrn }
  await node.events.append(tx, [
    { subject: 'hearing', subjectId: hearing.id, act: 'answer', by: caller.accountId, facts, payload: { words } },
  ])
  return ok(undefined)
}

/**
 * Decides on what was found after release: it is charged, with the penalty that the law on file names for the breach, or dropped. Each is a decision that can be questioned.
 *
 * @source RKC General Annex ch. 3 and 4 (assessment after release); ATIGA art. 61, 69
 */
export async function decideOnHearing(
  desk: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  hearing: Hearing,
  given: HearingDecision,
  caller: Caller,
): Promise<Result<void>> {
  const { node } = desk
  const heard = checkHeard(standingOf(hearing), node.clock.today())
  if (!heard.ok) return heard
  const by = caller.accountId
  const decided = given.outcome === 'dropped' ? ok([]) : await charge(desk, tx, held, hearing, given, caller)
  if (!decided.ok) return decided
  const decisions = decided.value
  await decideHearing(tx, hearing.id, { outcome: given.outcome, decisions, by, at: node.clock.now() })
  const facts = { mrn: held.mrn, outcome: given.outcome, decisions }
  await node.events.append(tx, [{ subject: 'hearing', subjectId: hearing.id, act: 'decide', by, facts }])
  return ok(undefined)
}

async function charge(
  desk: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  { finding }: Hearing,
  { reasons, breach }: Extract<HearingDecision, { outcome: 'assessed' }>,
  caller: Caller,
): Promise<Result<readonly string[]>> {
  const { node, declarations } = desk
  const { items, found } = readFinding(finding, await declarations.getDocument(tx, held.mrn, held.version))
  const before = await declarations.getDecided(tx, held.mrn)
  const act = 'assess-additionally' as const
  const done = await declarations.revalue(
    tx,
    held,
    { occasion: act, record: { act }, found: earlier => findMore(earlier, found), facts: { items } },
    caller,
  )
  if (!done.ok) return done
  const { decision } = await declarations.getDecided(tx, held.mrn)
  const amount = chargedMore(before.decision, decision)
  if (amount === undefined) return stop(error('rights.nothing-more', ''))
  const assessed = { kind: 'additional-assessment', held, items, facts: finding.facts, reasons, amount, effect: { found } } as const
  const { number } = await issueAdverseDecision(tx, node, assessed, caller.accountId)
  if (breach === undefined) return ok([number])
  const penalty = await chargePenalty(
    desk,
    tx,
    held,
    { breach, base: amount, isVoluntary: false, reasons, because: number },
    caller.accountId,
  )
  return penalty.ok ? ok([number, ...(penalty.value === undefined ? [] : [penalty.value])]) : penalty
}

interface PenaltyWish {
  readonly breach: string
  readonly base: AmountText
  readonly isVoluntary: boolean
  readonly reasons: readonly Reason[]
  /** What it is charged because of: a decision, a version of the document. */
  readonly because: string
}

/** Charges a penalty by the row of law on the day of registration; refused by name where none is on file. Answers the decision, where it comes to anything. */
async function chargePenalty(
  { node }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  { breach, base, isVoluntary, reasons, because }: PenaltyWish,
  by: string,
): Promise<Result<string | undefined>> {
  const currency = base.currency as Currency
  const short = parseMoney(base.amount, currency)
  if (short === undefined) throw new Error(`given ${base.amount} ${currency}, needs a payable amount`)
  const found = assessPenalty(node.law, { state: node.state, breach, on: held.registeredOn, base: short, isVoluntary })
  if (!found.ok) return found
  const calculation = found.value
  const amount = parseMoney(calculation.amount, currency)
  if (amount === undefined || amount.minor === 0n) return ok(undefined)
  await addCharge(tx, node, held, { kind: 'penalty', charge: because, amount, calculation }, by)
  const penalty = { amount: calculation.amount, currency }
  const law = { text: `Penalty for ${breach}: ${calculation.base} ${currency} was short.`, legalBasis: calculation.legalRef }
  const decision = await issueAdverseDecision(
    tx,
    node,
    { kind: 'penalty', held, reasons: [...reasons, law], amount: penalty, effect: { penalty } },
    by,
  )
  return ok(decision.number)
}

export interface Corrected {
  readonly head: DeclarationHead
  readonly isVoluntary: boolean
  readonly penalty: string | undefined
  readonly issues: readonly Issue[]
}

/**
 * Corrects a released declaration. Before customs has found anything it is a voluntary disclosure, and what was short is charged with the reduced penalty that the law on file names; where
 * it names none, none is charged, and that is said.
 *
 * @source RKC General Annex std. 3.39; domain notes §4.4
 */
export async function correctReleased(
  desk: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  document: DeclarationDocument,
  caller: Caller,
): Promise<Result<Corrected>> {
  const { declarations } = desk
  const before = await declarations.getDecided(tx, held.mrn)
  const isVoluntary = !(await listHearings(tx, held.mrn)).some(each => each.outcome === null)
  const done = await declarations.correct(tx, held, document, caller)
  if (!done.ok) return done
  const { decision } = await declarations.getDecided(tx, held.mrn)
  const base = chargedMore(before.decision, decision)
  if (base === undefined) return ok({ head: done.value, isVoluntary, penalty: undefined, issues: [] })
  const reasons = [
    {
      text: `The declarant corrected the declaration${isVoluntary ? ' before customs had found anything' : ' after customs had found it'}.`,
      legalBasis: 'RKC General Annex std. 3.39',
    },
  ]
  const wish = { breach: UNDER_DECLARATION, base, isVoluntary, reasons, because: `correction/${decision.version}` }
  const penalty = await chargePenalty(desk, tx, held, wish, 'system')
  return ok({
    head: done.value,
    isVoluntary,
    penalty: penalty.ok ? penalty.value : undefined,
    issues: penalty.ok ? [] : penalty.issues.map(issue => ({ ...issue, severity: 'hint' as const })),
  })
}

function standingOf({ hearUntil, answer, outcome }: Hearing) {
  return { hearUntil, isAnswered: answer !== null, isDecided: outcome !== null }
}
