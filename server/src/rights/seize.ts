import type { ForfeitureWish, HandoverWish, SeizureWish } from '@lintas/contract'
import { chargeJournal } from '@lintas/customs/debt'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { checkFinal, checkHandover, checkReceipt } from '@lintas/customs/rights'
import { findAccount, post } from '../debt/index.ts'
import type { DeclarationHead } from '../declarations.ts'
import { isSamePerson, personsOf } from '../platform/acting.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { issueAdverseDecision } from '../release/index.ts'
import type { RightsDesk } from './decide.ts'
import { addHandover, findSeizure, insertSeizure, moveSeizure, type Seizure, takeHandover } from './seizure-store.ts'
import type { KeptDecision } from './store.ts'

/**
 * Seizes goods that are not released, in writing. Whoever seizes answers for them until another takes them.
 *
 * @source RKC Specific Annex H ch. 1, std. 20 to 22 (seizure, with a document to the person concerned)
 */
export async function seizeGoods(
  { node, declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  { description, items, packages, place, seal, facts, reasons }: SeizureWish,
  caller: Caller,
): Promise<Result<string>> {
  const by = caller.accountId
  const done = await declarations.proceed(tx, held, { act: 'seize' }, by)
  if (!done.ok) return done
  const decision = await issueAdverseDecision(tx, node, { kind: 'seizure', held, items, facts, reasons }, by)
  const { number } = decision
  const goods = { description, ...(items === undefined ? {} : { items }), ...(packages === undefined ? {} : { packages }) }
  const counted = packages === undefined ? {} : { packages }
  const first = { holder: `customs ${held.office ?? node.state}`, place, ...(seal === undefined ? {} : { seal }), ...counted }
  await insertSeizure(tx, { number, mrn: held.mrn, goods }, first, by, node.clock.now())
  await tell(tx, { node }, number, 'seize', by, { mrn: held.mrn, ...counted })
  return ok(number)
}

/** Offers seized goods to somebody else, who has to take them: nobody signs for both. */
export async function handOver(
  { node }: Pick<RightsDesk, 'node'>,
  tx: Writer,
  seizure: Seizure,
  wish: HandoverWish,
  caller: Caller,
): Promise<Result<void>> {
  const allowed = checkHandover(seizure.chain, caller.accountId)
  if (!allowed.ok) return allowed
  await addHandover(tx, seizure, wish, caller.accountId, node.clock.now())
  await tell(tx, { node }, seizure.number, 'hand-over', caller.accountId, { mrn: seizure.mrn, link: seizure.chain.length + 1 })
  return ok(undefined)
}

/** Takes what was offered, and answers for it from now on. A declarant takes goods back once they are restored, and not before. */
export async function receive({ node }: Pick<RightsDesk, 'node'>, tx: Writer, seizure: Seizure, caller: Caller): Promise<Result<void>> {
  const open = checkReceipt(seizure.chain, personsOf(caller.accountId))
  if (!open.ok) return open
  if (caller.organisation !== undefined && seizure.state !== 'restored')
    return stop(error('rights.not-restored', '', { number: seizure.number }))
  await takeHandover(tx, seizure.number, open.value.number, caller.accountId, node.clock.now())
  await tell(tx, { node }, seizure.number, 'receive', caller.accountId, { mrn: seizure.mrn, link: open.value.number })
  return ok(undefined)
}

/**
 * Forfeits seized goods to the state, once the seizure can no longer be questioned; the forfeiture itself can be. What the goods were charged is posted back: they are
 * the state's now.
 *
 * @source RKC Specific Annex H ch. 1
 */
export async function forfeit(
  { node, declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  kept: KeptDecision,
  { facts, reasons }: ForfeitureWish,
  caller: Caller,
): Promise<Result<string>> {
  const final = checkFinal(kept, node.clock.today())
  if (!final.ok) return final
  if (isSamePerson(kept.decidedBy, caller.accountId)) return stop(error('rights.same-officer', '', { number: kept.decision.number }))
  const by = caller.accountId
  const done = await declarations.proceed(tx, held, { act: 'forfeit' }, by, { facts: { seizure: kept.decision.number } })
  if (!done.ok) return done
  await moveSeizure(tx, kept.decision.number, 'forfeited')
  await releaseFromCharges({ node }, tx, held, 'forfeiture')
  const { number } = await issueAdverseDecision(
    tx,
    node,
    { kind: 'forfeiture', held, items: kept.decision.about.items, facts, reasons },
    by,
  )
  return ok(number)
}

/** Posts back what goods were charged that are no longer the declarant's. Interest and penalties stay. */
export async function releaseFromCharges(
  { node }: Pick<RightsDesk, 'node'>,
  tx: Writer,
  { mrn, principal: debtor }: DeclarationHead,
  why: string,
): Promise<void> {
  const account = await findAccount(tx, mrn, STATE_FACTS[node.state].currency)
  const back = chargeJournal({ mrn, debtor, decision: why, postedOn: node.clock.today() }, [], account)
  if (back !== undefined) await post(tx, [back])
}

async function tell(
  tx: Writer,
  { node }: Pick<RightsDesk, 'node'>,
  number: string,
  act: string,
  by: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  await node.events.append(tx, [{ subject: 'seizure', subjectId: number, act, by, facts }])
}

/** The seizure that a decision is about. */
export async function getSeizure(tx: Writer, number: string): Promise<Seizure> {
  const found = await findSeizure(tx, number)
  if (found === undefined) throw new Error(`given ${number}, needs a seizure that is kept`)
  return found
}
