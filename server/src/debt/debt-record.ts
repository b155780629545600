import { type AddedKind, addedJournal, type DebtRecord, recordDebt } from '@lintas/customs/debt'
import { formatMajor, type Money } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import type { DeclarationHead, Declarations } from '../declarations.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { insertAddedCharge, listOwing } from './added-charge-store.ts'
import { post } from './postings.ts'
import { listGuarantors } from './security-store.ts'
import { findAccount, listJournals } from './store.ts'

/** What these verbs need of a node. */
export type DebtDesk = Pick<Node, 'clock' | 'events' | 'law' | 'state'>

/** A declaration's debt as it stands today. */
export async function readDebt(
  reader: Reader,
  { clock, law, state }: Omit<DebtDesk, 'events'>,
  head: DeclarationHead,
): Promise<DebtRecord> {
  const { currency } = STATE_FACTS[state]
  const { principal, declarant, filer, registeredOn, releasedOn } = head
  return recordDebt(law, {
    state,
    currency,
    principal,
    declarant,
    filer,
    registeredOn,
    releasedOn,
    journals: await listJournals(reader, head.mrn),
    guarantors: await listGuarantors(reader, head.mrn, currency),
    today: clock.today(),
  })
}

/**
 * Charges the interest that ran up on a held declaration until today and is not charged yet: before its debt is paid, deferred or called, so that whoever
 * settles it settles all of it. Nothing is charged while the goods wait, nor where the law on file has no rate.
 */
export async function chargeInterest(tx: Writer, desk: DebtDesk, held: DeclarationHead): Promise<void> {
  if (held.releasedOn === undefined) return
  const { interest } = await readDebt(tx, desk, held)
  if (interest === undefined || interest.toCharge.minor === 0n) return
  const { toCharge: amount, charged, calculation } = interest
  await addCharge(tx, desk, held, { kind: 'interest', charge: `${calculation.to}/${charged.minor}`, amount, calculation }, 'system')
}

interface AddedCharge {
  readonly kind: AddedKind
  /** What it is for, so that the same is never charged twice. */
  readonly charge: string
  readonly amount: Money
  /** How it was worked out, as it is shown. */
  readonly calculation: object
}

/** Charges interest or a penalty on a held declaration, beside what its decisions assess. */
export async function addCharge(tx: Writer, desk: DebtDesk, held: DeclarationHead, given: AddedCharge, by: string): Promise<void> {
  const { mrn, principal: debtor } = held
  const { kind, charge, amount, calculation } = given
  const today = desk.clock.today()
  const before = await findAccount(tx, mrn, amount.currency)
  const journal = addedJournal({ mrn, debtor, postedOn: today, kind, charge, amount }, before)
  await post(tx, [journal])
  await insertAddedCharge(tx, { journal: journal.id, mrn, kind, amount, calculation, chargedOn: today, by })
  const facts = { mrn, kind, amount: formatMajor(amount), currency: amount.currency }
  await desk.events.append(tx, [{ subject: 'debt', subjectId: mrn, act: `charge-${kind}`, by, facts, payload: { calculation } }])
}

/** How many debts one night looks at. */
const NIGHT_MAX = 20_000

/**
 * Charges interest on every debt that is overdue, once a month: whoever pays in between is charged up to that day then, and every page shows it up to
 * today, charged or not.
 */
export async function chargeOverdue(node: DebtDesk & Pick<Node, 'db' | 'log'>, declarations: Declarations): Promise<void> {
  const month = node.clock.today().slice(0, 7)
  for (const mrn of await listOwing(node.db, `${month}-01`, NIGHT_MAX)) {
    const head = await declarations.find(node.db, mrn)
    if (head?.releasedOn === undefined) continue
    const work = async (tx: Writer) => {
      const held = await declarations.hold(tx, mrn)
      if (held !== undefined) await chargeInterest(tx, node, held)
    }
    await node.db.transaction(work).catch(cause => node.log.error({ err: cause, mrn }, 'interest could not be charged; it is tried again'))
  }
}
