import { listPlaces } from '@lintas/customs/cargo'
import { type DeclarationDocument, listPrevious, listUndelivered } from '@lintas/customs/declaration'
import { claimedQuotas } from '@lintas/customs/duty'
import type { Decision, Given } from '@lintas/customs/journey'
import { type Issue, map } from '@lintas/customs/kernel'
import { ledgerNumbers } from '@lintas/customs/proofs'
import { concernsRegime } from '@lintas/customs/regimes'
import { holdManifested, readPlaces, readTimeSensitive, writeOffCargo } from '../cargo/index.ts'
import { holdPermits, writeOffPermits } from '../permits/index.ts'
import type { Writer } from '../platform/node.ts'
import { drawProofs, holdProofs } from '../proofs/index.ts'
import { drawQuotas, holdQuotas } from '../quotas/index.ts'
import { followRelease, promiseGoods, readRegime } from '../regimes/index.ts'
import { ALONE, type Arrange } from './arrange.ts'
import type { Desk } from './desk.ts'
import type { Lodging } from './lodging.ts'
import { declareRemovals, holdRemoved, type Removed } from './period.ts'
import { holdPrevious, writeOff } from './previous.ts'
import { reserveRemoval } from './removal.ts'

const NONE_REMOVED: Removed = { rows: [], removed: undefined }

/** Whether a declaration touches others, or somebody's account: it is then lodged in a transaction that holds them. */
export function touchesOthers(document: DeclarationDocument): boolean {
  const isOfOthers = document.mode === 'REMOVAL' || document.mode === 'PERIODIC' || listPrevious(document).length > 0
  const namesOthers = listPlaces(document).length > 0 || listUndelivered(document).length > 0
  const draws = claimedQuotas(document).length > 0 || ledgerNumbers(document).length > 0
  return isOfOthers || namesOthers || draws || document.timeSensitive !== undefined || concernsRegime(document)
}

/** Holds what a lodging touches, until its transaction ends: what the decision is to know of it, what keeps it from being lodged beside that, and what is arranged then. */
export async function holdOthers(
  tx: Writer,
  desk: Desk,
  lodging: Lodging,
  given: Given,
): Promise<{ readonly given: Given; readonly arrange: Arrange; readonly issues: readonly Issue[] }> {
  const { caller, document } = lodging
  const { mrn } = given
  const previous = await holdPrevious(tx, caller, document, mrn)
  const { rows, removed } = document.mode === 'PERIODIC' ? await holdRemoved(tx, lodging) : NONE_REMOVED
  const cargo = await holdManifested(tx, document, mrn)
  const { manifested } = cargo
  if (manifested !== undefined) desk.journeys.remember(document)
  const regime = await readRegime(tx, caller, document, given)
  const found: Given = {
    ...given,
    ...previous,
    ...(removed === undefined ? {} : { removed }),
    ...(manifested === undefined ? {} : { manifested }),
    ...regime,
    ...(await readTimeSensitive(tx, caller, document)),
    ...(await readPlaces(tx, desk.node, document)),
    ...(await holdQuotas(tx, desk.node, document, given)),
    ...(await holdProofs(tx, desk.node, document, mrn)),
  }
  const permits = await holdPermits(tx, desk.node, document, given)

  const settle = (decision: Decision) => {
    if (document.mode === 'REMOVAL') return reserveRemoval(tx, desk, lodging, decision)
    return document.mode === 'PERIODIC' ? declareRemovals(tx, desk, lodging, decision, rows) : ALONE(decision)
  }
  const arrange: Arrange = async decision =>
    map(await settle(decision), ({ account, write }) => ({
      account,
      async write(reached) {
        await write(reached)
        await writeOff(tx, mrn, document, found)
        if (decision.quotas !== undefined) await drawQuotas(tx, desk.node, found, decision.quotas, caller.accountId)
        if (decision.proofs !== undefined)
          await drawProofs(tx, desk.node, { kind: 'declaration', id: mrn }, decision.proofs, caller.accountId)
        await writeOffPermits(tx, desk.node, mrn, permits, caller.accountId)
        await writeOffCargo(tx, desk.node, mrn, document, cargo, caller.accountId)
        await promiseGoods(tx, desk.node, { mrn, document, given: found, decision }, caller.accountId)
        if (reached === 'released') await followRelease(tx, desk.node, { mrn, document, given: found, decision }, 'system')
      },
    }))
  return { given: found, arrange, issues: permits.issues }
}
