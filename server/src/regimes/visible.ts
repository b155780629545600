import { mayActFor } from '../platform/access/index.ts'
import { refuse } from '../platform/http/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import { type AuthorisationRow, findAuthorisation, holdAuthorisation } from './authorisation-store.ts'
import { type CaseRow, findCase } from './case-store.ts'
import { holdDeclarations } from './hold-store.ts'
import { findLot, type LotRow } from './lot-store.ts'
import { findMovement, type MovementRow } from './movement-store.ts'

/** Whose records somebody may see: trader ids; everybody's for customs. */
export function holdersOf({ role, traderIds }: Caller): readonly string[] | undefined {
  return role === 'officer' || role === 'supervisor' ? undefined : traderIds
}

/** An authorisation, for its holder, whoever acts for him, and customs. To everybody else it is not there. */
export async function getAuthorisation(reader: Reader, caller: Caller, number: string): Promise<AuthorisationRow> {
  return shown(await findAuthorisation(reader, number), caller, number)
}

export async function holdVisibleAuthorisation(tx: Writer, caller: Caller, number: string): Promise<AuthorisationRow> {
  return shown(await holdAuthorisation(tx, number), caller, number)
}

function shown(row: AuthorisationRow | undefined, caller: Caller, number: string): AuthorisationRow {
  if (row === undefined || !mayActFor(caller, row.holder)) throw refuse(404, 'regimes.authorisation-not-there', { number })
  return row
}

/** A lot, likewise. */
export async function getLotFor(reader: Reader, caller: Caller, id: string): Promise<LotRow> {
  const lot = await findLot(reader, id)
  if (lot === undefined || !mayActFor(caller, lot.holder)) throw refuse(404, 'regimes.lot-unknown')
  return lot
}

/** The same, with its declaration held until the transaction ends, so that nothing else moves of it meanwhile. */
export async function holdLotFor(tx: Writer, caller: Caller, id: string): Promise<LotRow> {
  const { mrn } = await getLotFor(tx, caller, id)
  await holdDeclarations(tx, [mrn])
  return await getLotFor(tx, caller, id)
}

/** Goods that wait for somebody to accept them; held. */
export async function holdOffered(
  tx: Writer,
  caller: Caller,
  id: string,
): Promise<{ readonly movement: MovementRow; readonly lot: LotRow }> {
  const unknown = () => refuse(404, 'regimes.movement-unknown')
  const offered = await findMovement(tx, id)
  const to = offered?.toAuthorisation === undefined ? undefined : await findAuthorisation(tx, offered.toAuthorisation)
  const lot = offered === undefined ? undefined : await findLot(tx, offered.lot)
  if (lot === undefined || to === undefined || !mayActFor(caller, to.holder)) throw unknown()
  await holdDeclarations(tx, [lot.mrn])
  const movement = await findMovement(tx, id)
  if (movement === undefined) throw unknown()
  return { movement, lot }
}

/** A case, with the declaration of its goods held. */
export async function holdCase(tx: Writer, id: string): Promise<CaseRow> {
  const found = await findCase(tx, id)
  if (found === undefined) throw refuse(404, 'regimes.case-unknown')
  if (found.mrn !== null) await holdDeclarations(tx, [found.mrn])
  return (await findCase(tx, id)) ?? found
}
