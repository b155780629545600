import { type Findings, findMore } from '@lintas/customs/duty'
import { type Currency, error, money, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { type ClaimsChange, changeClaims, type LateGround } from '@lintas/customs/proofs'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { Reason } from '@lintas/customs/release'
import { dischargeSecurity, drawSecurity, type GivenBack, giveBack, holdForRefund } from '../debt/index.ts'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { tellDenial } from '../proofs/index.ts'
import { chargedMore, issueAdverseDecision } from '../release/index.ts'
import { checkAcceptedLate } from './accept-late.ts'
import type { PreferenceDesk } from './secure.ts'
import { type Deposit, settleDeposits } from './store.ts'

/** How claims are settled, all alike. */
export interface Settling {
  readonly outcome: NonNullable<Deposit['outcome']>
  readonly items: readonly SettledItem[]
  readonly reasons: readonly Reason[]
  /** Other declarations of the debtor that a refund may be set off against, held with this one. */
  readonly others: readonly string[]
}

export interface SettledItem {
  readonly sequence: number
  /** The code that was found right, where the proof bears another than was declared. */
  readonly commodityCode?: string | undefined
  /** Why its proof is accepted although it was presented after its last day. */
  readonly late?: LateGround | undefined
}

export interface Settled {
  readonly head: DeclarationHead
  /** The adverse decision, where it went against the declarant. */
  readonly decision?: string
  readonly refund?: GivenBack
}

/**
 * Settles claims. One that is granted is judged by its proof without security, with the code that was found right; where it does not hold it is refused and says why.
 * One that is denied is an adverse decision. Security pays what released goods are charged more, the rest goes back; what was overpaid is claimed back for the debtor.
 *
 * A proof that was presented after its last day is accepted with its ground and reasons. Goods that were released without security are charged nothing more before their declarant is heard.
 *
 * @source ATIGA Annex 8, rules 13.2, 14(b), 14(c), 16.2, 18(c), 19.8; art. 60.1, 69
 */
export async function settlePreference(
  { node, declarations }: PreferenceDesk,
  tx: Writer,
  held: DeclarationHead,
  { outcome, items, reasons, others }: Settling,
  caller: Caller,
): Promise<Result<Settled>> {
  const by = caller.accountId
  const sequences = items.map(each => each.sequence)
  const document = await declarations.getDocument(tx, held.mrn, held.version)
  const before = await declarations.getDecided(tx, held.mrn)
  const isGranted = outcome === 'granted'
  const acceptedLate = items.flatMap(({ sequence, late: ground }) => (ground === undefined ? [] : [{ sequence, ground }]))
  if ((!isGranted || acceptedLate.length > 0) && reasons.length === 0) return stop(error('preferences.reasons-missing', 'reasons'))
  const issues = items.flatMap(({ sequence }, index) => {
    const item = document.goodsItems.find(each => each.sequence === sequence)
    if (item === undefined) return [error('proofs.item-unknown', `items[${index}].sequence`, { item: sequence })]
    if (item.preference === undefined) return [error('proofs.nothing-claimed', `items[${index}].sequence`, { item: sequence })]
    const isSecured = before.claims.onSecurity?.includes(sequence) === true
    const isFree = isGranted || held.status !== 'released' || isSecured
    return isFree ? [] : [error('preferences.hear-first', `items[${index}].sequence`, { item: sequence })]
  })
  issues.push(...checkAcceptedLate({ document, decision: before.decision, registeredOn: held.registeredOn }, items, isGranted))
  if (issues.length > 0) return stop(...issues)

  const codes = items.flatMap(({ sequence, commodityCode }) => (commodityCode === undefined ? [] : [{ sequence, commodityCode }]))
  const classified = codes.filter(
    each => document.goodsItems.find(item => item.sequence === each.sequence)?.commodityCode !== each.commodityCode,
  )
  const change: ClaimsChange = {
    add: { codeSettled: codes.map(each => each.sequence), acceptedLate },
    remove: { onSecurity: sequences, suspended: sequences },
  }
  const found: Findings = isGranted ? { classified } : { denied: sequences }
  const done = await declarations.revalue(
    tx,
    held,
    {
      occasion: 'settle-preference',
      record: { act: 'settle-preference' },
      claims: claims => changeClaims(claims, isGranted ? change : { remove: change.remove ?? {} }),
      found: earlier => findMore(earlier, found),
      facts: {
        items: sequences,
        outcome,
        ...(codes.length === 0 ? {} : { codes }),
        ...(acceptedLate.length === 0 ? {} : { acceptedLate }),
      },
      payload: { reasons },
    },
    caller,
  )
  if (!done.ok) return done
  const after = await declarations.getDecided(tx, held.mrn)
  if (isGranted) {
    const unproven = items.flatMap(({ sequence }, index) => {
      const reason = after.decision.assessment.items.find(each => each.sequence === sequence)?.pending?.reason
      return reason === undefined ? [] : [error('proofs.claim-unproven', `items[${index}]`, { item: sequence, reason })]
    })
    if (unproven.length > 0) return stop(...unproven)
  }
  await settleDeposits(tx, held.mrn, sequences, outcome, by, node.clock.now())
  await endSecurity({ node, declarations }, tx, done.value, by)
  const amount = chargedMore(before.decision, after.decision)
  const isAdverse = !isGranted || (classified.length > 0 && amount !== undefined)
  const words = isAdverse
    ? { kind: isGranted ? ('reclassification' as const) : ('denial-of-preference' as const), items: sequences }
    : undefined
  const decision =
    words === undefined || (isGranted && reasons.length === 0)
      ? undefined
      : (await issueAdverseDecision(tx, node, { ...words, held: done.value, reasons, amount, effect: { found } }, by)).number
  if (outcome === 'denied') await tellDenial(tx, node, document, sequences, { reasons, by })
  const why = isGranted ? 'The preference that was claimed is granted.' : 'Charges changed with a claim to preference.'
  const refund = await giveBack(tx, { node, declarations }, done.value, { why, reasons, by, others })
  if (!refund.ok) return refund
  return ok({
    head: done.value,
    ...(decision === undefined ? {} : { decision }),
    ...(refund.value === undefined ? {} : { refund: refund.value }),
  })
}

/** Holds a declaration that is to be settled, and those of its debtor that a refund may be set off against: in their one order. */
export async function holdToSettle(
  tx: Writer,
  { node, declarations }: PreferenceDesk,
  mrn: string,
  debtor: string,
): Promise<readonly string[]> {
  const currency = STATE_FACTS[node.state].currency as Currency
  const { decision } = await declarations.getDecided(tx, mrn)
  const amount = parseMoney(decision.assessment.total, currency) ?? money(0n, currency)
  return await holdForRefund(tx, { node, declarations }, { mrn, debtor, amount })
}

/** What was given for an open claim pays what released goods are charged more, and what is no longer needed goes back. */
async function endSecurity({ node, declarations }: PreferenceDesk, tx: Writer, held: DeclarationHead, by: string): Promise<void> {
  const currency = STATE_FACTS[node.state].currency as Currency
  if (held.status === 'released') await drawSecurity(tx, node, held, 'origin-open', by)
  const required = (await declarations.requiredSecurities(tx, held.mrn)).find(each => each.reason === 'origin-open')
  const keep = required === undefined ? money(0n, currency) : (parseMoney(required.amount.amount, currency) ?? money(0n, currency))
  await dischargeSecurity(tx, node, held, { reason: 'origin-open', keep }, by)
}
