import type { FindingOnGoods } from '@lintas/contract'
import { isPermitted } from '@lintas/customs/declaration'
import { type Issue, ok, type Result } from '@lintas/customs/kernel'
import { changeClaims } from '@lintas/customs/proofs'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { type PreferenceDesk, SYSTEM, settlePreference } from '../preferences/index.ts'
import { type Consequence, finishConsequence, listWaitingConsequences, noteProblem } from '../proofs/index.ts'
import { openHearing } from '../rights/index.ts'

const AT_ONCE = 200

type Outcome = NonNullable<Consequence['result']>

/**
 * Carries out what follows for declarations from what was determined of proofs. One that is refused or fails is undone, says why, is tried again, and keeps
 * no other waiting.
 */
export async function carryOut(desk: PreferenceDesk): Promise<void> {
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const waiting: readonly Consequence[] = await listWaitingConsequences(desk.node.db, after, AT_ONCE)
    for (const consequence of waiting) await tryOne(desk, consequence)
    after = waiting.at(-1)?.id
  }
}

async function tryOne(desk: PreferenceDesk, consequence: Consequence): Promise<void> {
  const { node } = desk
  const refused = await node.db
    .transaction(tx => carryOne(desk, tx, consequence))
    .catch(failure => {
      if (failure instanceof NotCarriedOut) return failure.issues
      node.log.error({ err: failure, mrn: consequence.mrn }, 'what was determined of a proof could not be carried out; it is tried again')
      return undefined
    })
  if (refused === undefined) return
  await node.db.transaction(tx => noteProblem(tx, consequence.id, refused.map(each => each.code).join(', ')))
}

/** What was refused undoes what was done before it. */
class NotCarriedOut extends Error {
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super(issues.map(each => each.code).join())
    this.issues = issues
  }
}

async function carryOne(desk: PreferenceDesk, tx: Writer, consequence: Consequence): Promise<undefined> {
  const { node, declarations } = desk
  const { id, mrn, kind } = consequence
  const held = await declarations.hold(tx, mrn)
  const done = held === undefined ? ok('nothing' as const) : await DOES[kind](desk, tx, held, consequence)
  if (!done.ok) throw new NotCarriedOut(done.issues)
  if (!(await finishConsequence(tx, id, done.value, node.clock.now()))) throw new NotCarriedOut([])
}

type Does = (desk: PreferenceDesk, tx: Writer, held: DeclarationHead, consequence: Consequence) => Promise<Result<Outcome>>

const DOES: Readonly<Record<Consequence['kind'], Does>> = {
  suspend,
  grant,
  deny,
  tell: tell('tell-denied-proof'),
  'tell-visit': tell('tell-proof-visit'),
}

/** Goods that wait are charged without preference meanwhile; those that are gone stay so. @source ATIGA Annex 8, rule 18(c) */
async function suspend(
  { declarations }: PreferenceDesk,
  tx: Writer,
  held: DeclarationHead,
  { items }: Consequence,
): Promise<Result<Outcome>> {
  if (!isPermitted('suspend-preference', held.status)) return ok('nothing')
  const done = await declarations.revalue(
    tx,
    held,
    {
      occasion: 'suspend-preference',
      record: { act: 'suspend-preference' },
      claims: before => changeClaims(before, { add: { suspended: items } }),
      facts: { items },
    },
    SYSTEM,
  )
  return done.ok ? ok('suspended') : done
}

/** What was suspended or secured is granted; what was overpaid waits for officers. @source ATIGA Annex 8, rule 19.8 */
async function grant(desk: PreferenceDesk, tx: Writer, held: DeclarationHead, { items, reasons }: Consequence): Promise<Result<Outcome>> {
  const { claims } = await desk.declarations.getDecided(tx, held.mrn)
  const open = items.filter(each => claims.onSecurity?.includes(each) === true || claims.suspended?.includes(each) === true)
  if (open.length === 0 || !isPermitted('settle-preference', held.status)) return ok('nothing')
  const settling = { outcome: 'granted', items: open.map(sequence => ({ sequence })), reasons, others: [] } as const
  const settled = await settlePreference(desk, tx, held, settling, SYSTEM)
  return settled.ok ? ok('granted') : settled
}

/** Denied in writing where goods wait or went on security; heard where they went without. @source ATIGA Annex 8, rules 13.2, 18(d); art. 69 */
async function deny(desk: PreferenceDesk, tx: Writer, held: DeclarationHead, consequence: Consequence): Promise<Result<Outcome>> {
  const { items, reasons, hearUntil, decidedBy } = consequence
  const { claims, found } = await desk.declarations.getDecided(tx, held.mrn)
  const left = items.filter(each => found?.denied?.includes(each) !== true)
  if (left.length === 0 || !isPermitted('settle-preference', held.status)) return ok('nothing')
  const officer: Caller = { accountId: decidedBy, role: 'officer', traderIds: [] }
  const isFree = (sequence: number) => held.status !== 'released' || claims.onSecurity?.includes(sequence) === true
  const now = left.filter(isFree)
  if (now.length > 0) {
    const settling = { outcome: 'denied', items: now.map(sequence => ({ sequence })), reasons, others: [] } as const
    const settled = await settlePreference(desk, tx, held, settling, officer)
    if (!settled.ok) return settled
  }
  const gone = left.filter(each => !isFree(each))
  if (gone.length === 0) return ok('denied')
  const finding: FindingOnGoods = { kind: 'denial-of-preference', items: [...gone], reasons: reasons.map(each => ({ ...each })) }
  const heard = await openHearing(desk, tx, held, { finding, ...(hearUntil === null ? {} : { hearUntil }) }, officer)
  return heard.ok ? ok('hearing') : heard
}

/**
 * Tells the declarant that a proof was denied which gave preference before, or that a visit is announced about its goods; nothing is charged by that. A declaration that has ended is
 * told nothing.
 *
 * @source ATIGA Annex 8, rules 13.2, 19.2(d), 30.3
 */
function tell(act: 'tell-denied-proof' | 'tell-proof-visit'): Does {
  return async ({ declarations }, tx, held, { items, number }) => {
    if (!isPermitted(act, held.status)) return ok('nothing')
    const told = await declarations.proceed(tx, held, { act }, 'system', { facts: { proof: number, items } })
    return told.ok ? ok('told') : told
  }
}
