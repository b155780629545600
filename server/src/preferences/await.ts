import type { Day, Result } from '@lintas/customs/kernel'
import { findLateProof } from '@lintas/customs/proofs'
import type { Writer } from '../platform/node.ts'
import { SYSTEM } from './claim.ts'
import type { PreferenceDesk } from './secure.ts'
import { type Settling, settlePreference } from './settle.ts'
import { type Deposit, listAwaited, listDeposits } from './store.ts'

const AT_ONCE = 1_000

/**
 * Judges what went on security while its proof was awaited: granted where the proof came and holds; denied, as an adverse decision, where the last day is over. Run as
 * often as one likes.
 *
 * @source the rows `late-proof` name the national law; RKC General Annex std. 5.7
 */
export async function settleAwaited(desk: PreferenceDesk): Promise<void> {
  const today = desk.node.clock.today()
  for (const mrn of await listAwaited(desk.node.db, today, AT_ONCE)) {
    for (const deposit of await listDeposits(desk.node.db, mrn))
      await judge(desk, deposit, today).catch(cause =>
        desk.node.log.error({ err: cause, mrn }, 'goods on security could not be judged by their proof; it is tried again'),
      )
  }
}

async function judge(desk: PreferenceDesk, deposit: Deposit, today: Day): Promise<void> {
  const { outcome, until } = deposit
  if (outcome !== null || until === null) return
  const isGranted = await attempt(desk, deposit, 'granted', [])
  if (!isGranted && until < today) await attempt(desk, deposit, 'lapsed', await reasonsFor(desk, deposit, until))
}

/** What is refused undoes what was tried. */
class NotSettled extends Error {}

async function attempt(
  { node, declarations }: PreferenceDesk,
  { mrn, sequence }: Deposit,
  outcome: Settling['outcome'],
  reasons: Settling['reasons'],
): Promise<boolean> {
  return await node.db
    .transaction(async (tx: Writer) => {
      const held = await declarations.hold(tx, mrn)
      const isOpen = (await listDeposits(tx, mrn)).some(each => each.sequence === sequence && each.outcome === null)
      if (held === undefined || !isOpen) return true
      const settling = { outcome, items: [{ sequence }], reasons, others: [] }
      const settled: Result<unknown> = await settlePreference({ node, declarations }, tx, held, settling, SYSTEM)
      if (!settled.ok) throw new NotSettled()
      return true
    })
    .catch(failure => {
      if (failure instanceof NotSettled) return false
      throw failure
    })
}

async function reasonsFor({ node, declarations }: PreferenceDesk, { mrn, sequence }: Deposit, until: Day): Promise<Settling['reasons']> {
  const head = await declarations.find(node.db, mrn)
  if (head === undefined) return []
  const document = await declarations.getDocument(node.db, mrn, head.version)
  const agreement = document.goodsItems.find(each => each.sequence === sequence)?.preference?.agreement ?? ''
  const row = findLateProof(node.law, node.state, agreement, head.registeredOn)
  return [{ text: `No proof of origin that holds was presented by ${until}.`, legalBasis: row?.legalRef ?? 'ATIGA Annex 8, rule 13' }]
}
