import { putOnSecurity } from '@lintas/customs/duty'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { answerClock, checkRequest, isContested, openRequest, type RemedyKind } from '@lintas/customs/rights'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Writer } from '../platform/node.ts'
import type { RightsDesk } from './decide.ts'
import { addStep, type KeptDecision } from './store.ts'

/**
 * Asks for a review, or appeals, within the time the law gives; where that is not on file nobody is late. The clock of customs starts.
 *
 * @source ATIGA art. 69; WTO TFA art. 4
 */
export async function ask(
  { node, declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  kept: KeptDecision,
  { remedy, grounds }: { readonly remedy: RemedyKind; readonly grounds: string },
  caller: Caller,
): Promise<Result<void>> {
  const today = node.clock.today()
  const allowed = checkRequest(kept, remedy, today)
  if (!allowed.ok) return allowed
  const { number } = kept.decision
  const act = remedy === 'review' ? ('request-review' as const) : ('appeal' as const)
  const more = { as: 'declarant' as const, facts: { contested: number }, payload: { grounds } }
  const done = await declarations.proceed(tx, held, { act }, caller.accountId, more)
  if (!done.ok) return done
  const clock = answerClock(node.law, node.state, remedy, today)
  const answerBy = clock === undefined ? {} : { answerBy: clock.answerBy }
  const step = { step: 'request', remedy, on: today, by: caller.accountId, grounds, ...answerBy } as const
  await addStep(tx, kept, step, { by: caller.accountId, at: node.clock.now() })
  await node.events.append(tx, [
    {
      subject: 'adverse-decision',
      subjectId: number,
      act,
      by: caller.accountId,
      facts: { mrn: held.mrn, ...answerBy },
      payload: { grounds },
    },
  ])
  return ok(undefined)
}

/** Withdraws the open request: the decision stands as before, and its time runs on. */
export async function withdraw({ node }: RightsDesk, tx: Writer, kept: KeptDecision, caller: Caller): Promise<Result<void>> {
  const { number, about } = kept.decision
  const open = openRequest(kept)
  if (open === undefined) return stop(error('rights.nothing-to-withdraw', '', { number }))
  await addStep(
    tx,
    kept,
    { step: 'withdraw', on: node.clock.today(), by: caller.accountId },
    { by: caller.accountId, at: node.clock.now() },
  )
  const facts = { mrn: about.mrn, remedy: open.remedy }
  await node.events.append(tx, [{ subject: 'adverse-decision', subjectId: number, act: 'withdraw-request', by: caller.accountId, facts }])
  return ok(undefined)
}

/**
 * Records that what is paid for a declaration is paid under protest: paying accepts nothing, and what the decision charged is given back where it does not stand.
 *
 * @source WTO TFA art. 4; RKC General Annex ch. 10
 */
export async function protest(
  { node, declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  kept: KeptDecision,
  caller: Caller,
): Promise<Result<void>> {
  const { number } = kept.decision
  if (kept.steps.some(each => each.step === 'protest')) return stop(error('rights.protested', '', { number }))
  const by = caller.accountId
  const done = await declarations.proceed(tx, held, { act: 'pay-under-protest' }, by, { as: 'declarant', facts: { contested: number } })
  if (!done.ok) return done
  await addStep(tx, kept, { step: 'protest', on: node.clock.today(), by }, { by, at: node.clock.now() })
  await node.events.append(tx, [{ subject: 'adverse-decision', subjectId: number, act: 'protest', by, facts: { mrn: held.mrn } }])
  return ok(undefined)
}

/**
 * Lets goods go on security while what was found of them is under review or appeal: they are charged as declared, and the difference is secured.
 *
 * @source WTO TFA art. 7.3; RKC General Annex std. 3.17, 3.41
 */
export async function secureContested(
  { declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  kept: KeptDecision,
  caller: Caller,
): Promise<Result<DeclarationHead>> {
  const { number } = kept.decision
  if (!isContested(kept)) return stop(error('rights.not-contested', '', { number }))
  const { found } = kept.effect
  if (found === undefined) return stop(error('rights.nothing-to-secure', '', { number }))
  return await declarations.revalue(
    tx,
    held,
    {
      occasion: 'secure-under-review',
      record: { act: 'secure-under-review' },
      found: before => putOnSecurity(before, found),
      facts: { contested: number },
    },
    caller,
  )
}
