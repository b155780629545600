import { type InterestCalculation, overpaidOf, repaymentInterestJournal, takenBackJournal } from '@lintas/customs/debt'
import { type ActRecord, type AmountText, isPermitted, listPrevious } from '@lintas/customs/declaration'
import { findingsAbout, findLess, takeOffSecurity } from '@lintas/customs/duty'
import { type Currency, error, money, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import {
  type AdverseKind,
  assessRepaymentInterest,
  checkReviewer,
  checkRevocation,
  listOverpaid,
  type OutcomeGiven,
  type OutcomeStep,
  statusOf,
  writeOutcome,
} from '@lintas/customs/rights'
import { dischargeSecurity, drawSecurity, findAccount, giveBack, holdForRefund, listJournals, post } from '../debt/index.ts'
import type { DeclarationHead } from '../declarations.ts'
import { personsOf } from '../platform/acting.ts'
import type { Caller, Writer } from '../platform/node.ts'
import type { RightsDesk } from './decide.ts'
import { findSeizureOf, moveSeizure } from './seizure-store.ts'
import { addStep, type KeptDecision, type StepEffect } from './store.ts'

/**
 * Decides on the open request and carries out what follows, in one transaction: the goods are assessed without what does not stand, security is given
 * back or drawn, and what was overpaid is claimed back by customs itself, with this officer's approval; a larger amount waits for a second officer.
 *
 * Nobody decides on what he decided before. Whoever calls holds the declaration, and undoes the transaction where it is refused.
 *
 * @source ATIGA art. 60.1, 69.2; WTO TFA art. 4
 */
export async function decideOnRequest(
  desk: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  kept: KeptDecision,
  { remedy, others, ...given }: OutcomeWish,
  caller: Caller,
): Promise<Result<void>> {
  const { node } = desk
  const { number, about } = kept.decision
  const by = caller.accountId
  const may = mayDecide(kept, remedy, by)
  if (!may.ok) return may
  const strange = (given.items ?? []).filter(each => !(about.items ?? []).includes(each))
  if (strange.length > 0) return stop(error('rights.items-not-decided', 'items', { items: strange.join(', '), number }))

  const step = writeOutcome(remedy, { ...given, by }, node.state, node.clock.today(), node.law)
  const done = await carryOut(desk, tx, held, kept, step, caller)
  if (!done.ok) return done
  const effect = step.outcome === 'changed' ? await payBack(desk, tx, done.value, number, step, others, by) : ok(undefined)
  if (!effect.ok) return effect
  await addStep(tx, kept, step, { by, at: node.clock.now(), effect: effect.value })
  const facts = {
    mrn: about.mrn,
    remedy,
    outcome: step.outcome,
    ...(given.items === undefined ? {} : { items: given.items }),
    ...effect.value,
  }
  await node.events.append(tx, [
    { subject: 'adverse-decision', subjectId: number, act: `decide-${remedy}`, by, facts, payload: { reasons: step.reasons } },
  ])
  return ok(undefined)
}

/** Whether somebody may decide: on the request that is open, or, of customs' own motion, where none is. */
function mayDecide(kept: KeptDecision, remedy: OutcomeStep['remedy'], by: string): Result<unknown> {
  if (remedy === 'revocation') return checkRevocation(kept, personsOf(by))
  const open = checkReviewer(kept, personsOf(by))
  if (!open.ok || open.value === remedy) return open
  return stop(error('rights.remedy-not-open', '', { remedy, number: kept.decision.number, status: statusOf(kept.steps) }))
}

export interface OutcomeWish extends Omit<OutcomeGiven, 'by'> {
  readonly remedy: OutcomeStep['remedy']
  /** Other declarations of the addressee that a refund may be set off against, held with the one it is about. */
  readonly others: readonly string[]
}

/**
 * Holds the declaration a decision is about, those it goes on from, and those a refund that follows may be set off against: in their one order. Answers
 * the last.
 */
export async function holdForOutcome(tx: Writer, desk: RightsDesk, { decision }: KeptDecision): Promise<readonly string[]> {
  const { about, addressee, amount } = decision
  const currency = STATE_FACTS[desk.node.state].currency as Currency
  const contested = parseMoney(amount?.amount ?? '0', currency) ?? money(0n, currency)
  const { mrn } = about
  const head = await desk.declarations.find(tx, mrn)
  const before = head === undefined ? [] : listPrevious(await desk.declarations.getDocument(tx, mrn, head.version))
  return await holdForRefund(tx, desk, { mrn, debtor: addressee, amount: contested }, before)
}

/** What an outcome does to the declaration. */
async function carryOut(
  { node, declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  { decision, effect }: KeptDecision,
  step: OutcomeStep,
  caller: Caller,
): Promise<Result<DeclarationHead>> {
  const { number, kind } = decision
  const { outcome, remedy, items } = step
  const isChanged = outcome === 'changed'
  const undone = UNDOES[kind]
  const undoes = isChanged && undone !== undefined ? { undoes: undone } : {}
  const act = remedy === 'appeal' ? ('decide-appeal' as const) : ('decide-review' as const)
  const record: ActRecord = { act, contested: number, outcome, ...undoes }
  const { found, determined, penalty } = effect
  if (isChanged && penalty !== undefined) await takeBack({ node }, tx, held, number, penalty)
  if (isChanged && undone === 'seizure') return await restore({ node, declarations }, tx, held, kind, record, act, caller)
  if (found !== undefined) {
    const before = await declarations.getDecided(tx, held.mrn)
    if (!isChanged && before.found?.onSecurity === undefined) return await declarations.proceed(tx, held, record, caller.accountId)
    const gone = isChanged ? findingsAbout(found, items) : {}
    const done = await declarations.revalue(
      tx,
      held,
      { occasion: act, record, found: before => takeOffSecurity(findLess(before, gone), found) },
      caller,
    )
    if (done.ok) await endSecurity({ node, declarations }, tx, done.value, caller.accountId)
    return done
  }
  if (determined !== undefined && isChanged) {
    const gone = items ?? determined
    return await declarations.revalue(
      tx,
      held,
      {
        occasion: act,
        record,
        value: ({ determined: all = [], ...before }) => {
          const left = all.filter(each => !gone.includes(each.sequence))
          return left.length === 0 ? before : { ...before, determined: left }
        },
      },
      caller,
    )
  }
  return await declarations.proceed(tx, held, record, caller.accountId)
}

/** A penalty that does not stand is charged no more. */
async function takeBack(
  { node }: Pick<RightsDesk, 'node'>,
  tx: Writer,
  held: DeclarationHead,
  contested: string,
  penalty: AmountText,
): Promise<void> {
  const currency = penalty.currency as Currency
  const amount = parseMoney(penalty.amount, currency)
  if (amount === undefined) throw new Error(`given a penalty of ${penalty.amount} ${currency}, needs a payable amount`)
  const { mrn, principal: debtor } = held
  const account = await findAccount(tx, mrn, currency)
  await post(tx, [takenBackJournal({ mrn, debtor, postedOn: node.clock.today(), kind: 'penalty', contested, amount }, account)])
}

/** What kept goods from their declarant, by the decision that did. */
const UNDOES: { readonly [kind in AdverseKind]?: 'refusal' | 'hold' | 'seizure' } = {
  refusal: 'refusal',
  hold: 'hold',
  seizure: 'seizure',
  forfeiture: 'seizure',
}

/** Goods go back to where they were seized; forfeited ones are charged again what the state had taken off them. */
async function restore(
  { declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  kind: AdverseKind,
  record: ActRecord,
  occasion: 'decide-review' | 'decide-appeal',
  caller: Caller,
): Promise<Result<DeclarationHead>> {
  const seizure = await findSeizureOf(tx, held.mrn)
  if (seizure !== undefined) await moveSeizure(tx, seizure.number, 'restored')
  return kind === 'forfeiture'
    ? await declarations.revalue(tx, held, { occasion, record }, caller)
    : await declarations.proceed(tx, held, record, caller.accountId)
}

/** What was given for the contested amount pays what released goods are charged, and what is no longer needed goes back. */
async function endSecurity({ node, declarations }: RightsDesk, tx: Writer, held: DeclarationHead, by: string): Promise<void> {
  const currency = STATE_FACTS[node.state].currency as Currency
  if (held.status === 'released') await drawSecurity(tx, node, held, 'under-review', by)
  const required = (await declarations.requiredSecurities(tx, held.mrn)).find(each => each.reason === 'under-review')
  const keep = required === undefined ? money(0n, currency) : (parseMoney(required.amount.amount, currency) ?? money(0n, currency))
  await dischargeSecurity(tx, node, held, { reason: 'under-review', keep }, by)
}

/** Claims back, for the addressee, what was overpaid: nobody has to ask for what customs knows it owes. @source ATIGA art. 60.1; RKC General Annex std. 4.18, 4.23 */
async function payBack(
  { node, declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  number: string,
  { reasons }: OutcomeStep,
  others: readonly string[],
  by: string,
): Promise<Result<StepEffect | undefined>> {
  const { currency } = STATE_FACTS[node.state]
  const overpaid = overpaidOf(await findAccount(tx, held.mrn, currency))
  if (overpaid.minor === 0n || !isPermitted('claim-refund', held.status)) return ok(undefined)
  const interest = await addInterest({ node }, tx, held, number, currency)
  const given = await giveBack(tx, { node, declarations }, held, { why: 'A decision does not stand.', reasons, by, others })
  if (!given.ok || given.value === undefined) return given
  return ok({ ...given.value, ...(interest === undefined ? {} : { interest }) })
}

/** Adds the interest that the law on file gives on what was charged wrongly, for as long as customs held it. Nothing where it has no rate. */
async function addInterest(
  { node }: Pick<RightsDesk, 'node'>,
  tx: Writer,
  { mrn, principal: debtor }: DeclarationHead,
  contested: string,
  currency: Currency,
): Promise<InterestCalculation | undefined> {
  const today = node.clock.today()
  const owed = listOverpaid(await listJournals(tx, mrn), currency)
  if (owed.length === 0) return undefined
  const found = assessRepaymentInterest(node.law, node.state, owed, today)
  const amount = found.ok ? parseMoney(found.value.amount, currency) : undefined
  if (!found.ok || amount === undefined || amount.minor === 0n) return undefined
  const journal = repaymentInterestJournal({ mrn, debtor, postedOn: today, contested, amount }, { currency })
  await post(tx, [journal])
  const facts = { mrn, contested, amount: found.value.amount, currency }
  await node.events.append(tx, [
    { subject: 'debt', subjectId: mrn, act: 'owe-interest', by: 'system', facts, payload: { calculation: found.value } },
  ])
  return found.value
}
