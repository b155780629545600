import { overpaidOf } from '@lintas/customs/debt'
import { type ActRecord, isPermitted } from '@lintas/customs/declaration'
import { findingsAbout, findLess, takeOffSecurity } from '@lintas/customs/duty'
import { type Currency, error, formatMajor, money, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { checkReviewer, type OutcomeGiven, type OutcomeStep, openRequest, type RemedyKind, writeOutcome } from '@lintas/customs/rights'
import {
  claimRefund,
  type DeclarationHead,
  decideRefund,
  dischargeSecurity,
  drawSecurity,
  findAccount,
  findRefund,
  holdForRefund,
} from '../debt/index.ts'
import type { Caller, Writer } from '../platform/node.ts'
import type { RightsDesk } from './decide.ts'
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
  const may = checkReviewer(kept, by)
  if (!may.ok) return may
  if (may.value !== remedy) return stop(error('rights.remedy-not-open', '', { remedy, number, status: openRequest(kept)?.remedy ?? '' }))
  const strange = (given.items ?? []).filter(each => !(about.items ?? []).includes(each))
  if (strange.length > 0) return stop(error('rights.items-not-decided', 'items', { items: strange.join(', '), number }))

  const step = writeOutcome(remedy, { ...given, by }, node.state, node.clock.today(), node.law)
  const done = await carryOut(desk, tx, held, kept, step, caller)
  if (!done.ok) return done
  const effect = step.outcome === 'changed' ? await payBack(desk, tx, done.value, step, others, by) : ok(undefined)
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

export interface OutcomeWish extends Omit<OutcomeGiven, 'by'> {
  readonly remedy: RemedyKind
  /** Other declarations of the addressee that a refund may be set off against, held with the one it is about. */
  readonly others: readonly string[]
}

/** Holds the declaration a decision is about, and those a refund that follows may be set off against: in their one order. Answers the latter. */
export async function holdForOutcome(tx: Writer, desk: RightsDesk, { decision }: KeptDecision): Promise<readonly string[]> {
  const { about, addressee, amount } = decision
  const currency = STATE_FACTS[desk.node.state].currency as Currency
  const contested = parseMoney(amount?.amount ?? '0', currency) ?? money(0n, currency)
  return await holdForRefund(tx, desk, { mrn: about.mrn, debtor: addressee, amount: contested })
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
  const undoes = isChanged && (kind === 'refusal' || kind === 'hold') ? { undoes: kind } : {}
  const act = remedy === 'review' ? ('decide-review' as const) : ('decide-appeal' as const)
  const record: ActRecord = { act, contested: number, outcome, ...undoes }
  const { found, determined } = effect
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
  { reasons }: OutcomeStep,
  others: readonly string[],
  by: string,
): Promise<Result<StepEffect | undefined>> {
  const amount = overpaidOf(await findAccount(tx, held.mrn, STATE_FACTS[node.state].currency))
  if (amount.minor === 0n || !isPermitted('claim-refund', held.status)) return ok(undefined)
  const desk = { node, declarations }
  const claimed = await claimRefund(tx, desk, held, 'A decision does not stand.', 'system')
  if (!claimed.ok) return claimed.issues.some(({ code }) => code === 'debt.refund-claimed') ? ok(undefined) : claimed
  const refund = await findRefund(tx, claimed.value)
  if (refund === undefined) throw new Error('a refund was claimed and not found')
  if (by !== 'system') {
    const decided = await decideRefund(tx, desk, refund, { decision: 'approved', reasons, by, others })
    if (!decided.ok) return decided
  }
  return ok({ refund: refund.id, amount: formatMajor(amount), currency: amount.currency })
}
