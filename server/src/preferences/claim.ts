import type { DeclarationDocument, Preference } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { ledgerNumber } from '@lintas/customs/proofs'
import { type GivenBack, giveBack } from '../debt/index.ts'
import type { DeclarationHead } from '../declarations.ts'
import type { Caller, Writer } from '../platform/node.ts'
import type { PreferenceDesk } from './secure.ts'
import { type Settled, settlePreference } from './settle.ts'
import { type Deposit, listDeposits, nameProofs } from './store.ts'

export interface LateClaim {
  readonly sequence: number
  readonly preference: Preference
}

/**
 * Claims a preference for released goods, or presents the proof they were released on security for, within the time the state's law gives: the document is corrected and
 * judged as of today. Where the claim holds, security goes back, and what was paid without it is claimed back for the debtor and waits for its officers.
 *
 * @source the rows `late-proof` name the national law; ATIGA art. 60.1; Annex 8, rule 14
 */
export async function claimLate(
  desk: PreferenceDesk,
  tx: Writer,
  held: DeclarationHead,
  claims: readonly LateClaim[],
  caller: Caller,
): Promise<Result<Settled>> {
  const { node, declarations } = desk
  if (held.status !== 'released') return stop(error('preferences.not-released', '', { status: held.status }))
  const document = await declarations.getDocument(tx, held.mrn, held.version)
  const unknown = claims.flatMap(({ sequence }, index) =>
    document.goodsItems.some(each => each.sequence === sequence)
      ? []
      : [error('proofs.item-unknown', `claims[${index}].sequence`, { item: sequence })],
  )
  if (unknown.length > 0) return stop(...unknown)
  const claimed = withClaims(document, claims)
  const done = await declarations.correct(tx, held, claimed, caller)
  if (!done.ok) return done
  const { claims: since, decision } = await declarations.getDecided(tx, held.mrn)
  await nameProofs(
    tx,
    held.mrn,
    claims.flatMap(({ sequence }) => {
      const item = claimed.goodsItems.find(each => each.sequence === sequence)
      return item === undefined ? [] : [{ sequence, number: ledgerNumber(item) }]
    }),
  )
  const proven = listProven(decision, claimed, await listDeposits(tx, held.mrn)).filter(each => since.onSecurity?.includes(each) === true)
  if (proven.length > 0) {
    const settling = { outcome: 'granted', items: proven.map(sequence => ({ sequence })), reasons: [], others: [] } as const
    return await settlePreference(desk, tx, done.value, settling, SYSTEM)
  }
  const holds = claims.every(({ sequence }) => decision.assessment.items.find(each => each.sequence === sequence)?.pending === undefined)
  const refund = holds ? await giveBackLate({ node, declarations }, tx, done.value) : ok(undefined)
  if (!refund.ok) return refund
  return ok({ head: done.value, ...(refund.value === undefined ? {} : { refund: refund.value }) })
}

async function giveBackLate(desk: PreferenceDesk, tx: Writer, held: DeclarationHead): Promise<Result<GivenBack | undefined>> {
  return await giveBack(tx, desk, held, { why: 'A preference was claimed after release.', reasons: [], by: 'system', others: [] })
}

function withClaims(document: DeclarationDocument, claims: readonly LateClaim[]): DeclarationDocument {
  return {
    ...document,
    goodsItems: document.goodsItems.map(item => {
      const claim = claims.find(each => each.sequence === item.sequence)
      return claim === undefined ? item : { ...item, preference: claim.preference }
    }),
  }
}

/** Customs itself. */
export const SYSTEM: Caller = { accountId: 'system', role: 'supervisor', traderIds: [] }

/** Of the items that were secured, those whose claim holds without it by the decision that stands, and that waited for their proof. */
function listProven(decision: Decision, document: DeclarationDocument, deposits: readonly Deposit[]): readonly number[] {
  const unproven = decision.issues.filter(each => each.code === 'proofs.on-security').map(each => each.params?.item)
  const awaited = deposits.filter(each => each.outcome === null && each.until !== null).map(each => each.sequence)
  return document.goodsItems.map(each => each.sequence).filter(each => awaited.includes(each) && !unproven.includes(each))
}
