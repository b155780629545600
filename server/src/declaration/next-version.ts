import type { DeclarationDocument } from '@lintas/customs/declaration'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { changeClaims, listNewClaims } from '@lintas/customs/proofs'
import { consignmentKey } from '@lintas/customs/risk'
import { cargoKeys, holdManifested, readPlaces, readTimeSensitive, replaceDeclared, writeOffCargo } from '../cargo/index.ts'
import { quotesNamed } from '../cost/index.ts'
import { exportersNamed } from '../exporters/index.ts'
import { holdPermits, writeOffPermits } from '../permits/index.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { holdQuotas } from '../quotas/index.ts'
import { giveBackGoods, promiseGoods, readRegime } from '../regimes/index.ts'
import { seal } from './canonical.ts'
import { authorityOf, type Desk } from './desk.ts'
import { holdPrevious, writeOff } from './previous.ts'
import { decideAgain, type Reason, type Redecided } from './redecide.ts'
import { CLAIM_DAYS, claimConsignment, type DeclarationRow, getDecision, getVersion, insertVersion } from './store.ts'

/** A version that was written, and the decision on it, which is still to be kept. */
export interface NextVersion {
  readonly version: number
  readonly redecided: Redecided
}

/**
 * Makes a document the next version of a declaration that is held in this transaction: it takes the place of its consignment, is decided on, and writes
 * off its previous declarations and its transport documents what it says now.
 *
 * What of the version before may change is for whoever calls to have asked; so is to undo the transaction where it is refused.
 */
export async function makeNextVersion(
  tx: Writer,
  desk: Desk,
  caller: Caller,
  row: DeclarationRow,
  document: DeclarationDocument,
  occasion: Reason['occasion'],
): Promise<Result<NextVersion>> {
  const { node } = desk
  const { mrn, principal, releasedOn } = row
  const cargo = await holdManifested(tx, document, mrn)
  const place = { principal, consignmentKey: consignmentKey(document).key, mrn, declaredOn: node.clock.today() }
  const since = await claimConsignment(tx, place)
  if (since !== undefined) return stop(error('declaration.consignment-declared', 'transportDocuments', { day: since, days: CLAIM_DAYS }))

  if (releasedOn === null) await giveBackGoods(tx, node, mrn, caller.accountId)
  const sealed = seal(document)
  const version = row.version + 1
  const redecided = await decideAgain(tx, desk, row, {
    occasion,
    document,
    documentSha256: sealed.sha256.toString('hex'),
    version,
    authority: await authorityOf(tx, desk, caller, document, row.filer),
    manifested: cargo.manifested,
    ...(releasedOn === null ? {} : { releasedOn }),
    ...(await holdPrevious(tx, caller, document, mrn)),
    ...(await readRegime(tx, caller, document, { mrn, registeredOn: row.registeredOn })),
    quotes: (await quotesNamed(tx, document)).quotes ?? [],
    selfCertified: (await exportersNamed(tx, document)).selfCertified,
    ...(await readTimeSensitive(tx, caller, document)),
    ...(await readPlaces(tx, node, document)),
    ...(await holdQuotas(tx, node, document, row)),
    ...(await presentedNow(tx, desk, row, document)),
  })
  // Quotas, proofs, permits: whoever lodges holds them in this order, too.
  const permits = await holdPermits(tx, node, document, row)
  if (!redecided.ok) return stop(...redecided.issues, ...permits.issues)
  if (permits.issues.length > 0) return stop(...permits.issues)
  await writeOffPermits(tx, node, mrn, permits, caller.accountId)
  await writeOff(tx, mrn, document, redecided.value.given)
  await writeOffCargo(tx, node, mrn, document, cargo, caller.accountId)
  await replaceDeclared(tx, mrn, cargoKeys(document).documents)
  if (releasedOn === null)
    await promiseGoods(tx, node, { mrn, document, given: redecided.value.given, decision: redecided.value.decision }, caller.accountId)
  await insertVersion(tx, mrn, version, sealed, caller.accountId, node.clock.now())
  return ok({ version, redecided: redecided.value })
}

/** Proofs that the version before did not offer are presented today, and judged as of it. */
async function presentedNow(
  tx: Writer,
  { node }: Desk,
  row: DeclarationRow,
  document: DeclarationDocument,
): Promise<Pick<Reason, 'claims'>> {
  const today = node.clock.today()
  if (today === row.registeredOn) return {}
  const claimed = listNewClaims((await getVersion(tx, row.mrn, row.version)).document, document)
  if (claimed.length === 0) return {}
  const { inputs } = await getDecision(tx, row.mrn, row.decision)
  return { claims: changeClaims(inputs.claims ?? {}, { add: { presented: claimed.map(sequence => ({ sequence, on: today })) } }) }
}
