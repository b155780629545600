import { type ActRecord, linkPrevious, perform } from '@lintas/customs/declaration'
import { type Currency, error, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { findReserved, pledgeSecurity } from '../debt/index.ts'
import { takePermitsAgain } from '../permits/index.ts'
import type { Writer } from '../platform/node.ts'
import { drawProofs } from '../proofs/index.ts'
import { drawQuotasAgain } from '../quotas/index.ts'
import { holdDeclarations } from '../regimes/index.ts'
import type { Desk } from './desk.ts'
import { readAgain, writeOffLinks } from './previous.ts'
import { type DeclarationRow, getDecision, getVersion } from './store.ts'

/** Statuses in which goods are kept from their declarant: what they took of previous declarations is free meanwhile, and nothing is reserved for them. */
export const KEPT: ReadonlySet<string> = new Set(['release-refused', 'seized', 'forfeited', 'abandoned', 'disposed'])

/**
 * Takes for goods that go on after all what they had given up while they were kept: their quantities of previous declarations, as far as nobody took them
 * meanwhile, and what was reserved for a removal.
 *
 * Refused where others took the quantities: whoever decides has to know, and nothing is taken twice. Where the account has no room left the declaration waits for its security, and says so.
 */
export async function restore(
  tx: Writer,
  desk: Desk,
  row: DeclarationRow,
  records: readonly ActRecord[],
  by: string,
): Promise<Result<void>> {
  const undone = records.find(each => 'undoes' in each && each.undoes !== undefined && each.undoes !== 'hold')
  if (undone === undefined || !KEPT.has(row.status) || !perform(row.standing, undone).ok) return ok(undefined)
  const taken = await takeAgain(tx, desk, row, by)
  if (taken.ok && row.mode === 'REMOVAL') await reserveAgain(tx, desk, row, by)
  return taken
}

async function takeAgain(tx: Writer, { node }: Desk, row: DeclarationRow, by: string): Promise<Result<void>> {
  const { mrn, version, decision } = row
  const { document } = await getVersion(tx, mrn, version)
  const { inputs, body } = await getDecision(tx, mrn, decision)
  if (body.quotas !== undefined) {
    const drawn = await drawQuotasAgain(tx, node, row, body.quotas, by)
    if (!drawn.ok) return drawn
  }
  if (body.proofs !== undefined) {
    const drawn = await drawProofs(tx, node, { kind: 'declaration', id: mrn }, body.proofs, by)
    if (!drawn.ok) return drawn
  }
  const taken = await takePermitsAgain(tx, node, document, row, by)
  if (!taken.ok || inputs.previous === undefined) return taken
  await holdDeclarations(
    tx,
    inputs.previous.map(each => each.mrn),
  )
  const { links, issues } = linkPrevious(document, await readAgain(tx, mrn, document, inputs))
  if (issues.length > 0)
    return stop(...issues.map(({ code, params = {} }) => error(code === EXCEEDED ? 'declaration.restored-taken' : code, '', params)))
  await writeOffLinks(tx, mrn, links)
  return ok(undefined)
}

const EXCEEDED = 'declaration.previous-quantity-exceeded'

/** Reserves again where it was reserved before. An account that is full or closed leaves it unsecured: the goods then wait until they are secured. */
async function reserveAgain(tx: Writer, { node }: Desk, { mrn, principal, decision }: DeclarationRow, by: string): Promise<void> {
  const { securities = [] } = (await getDecision(tx, mrn, decision)).body
  const required = securities.find(each => each.reason === 'periodic')
  const account = await findReserved(tx, mrn, 'periodic')
  if (required === undefined || account === undefined) return
  const { reason, until } = required
  const amount = parseMoney(required.amount.amount, required.amount.currency as Currency)
  if (amount === undefined) throw new Error(`given ${required.amount.amount}, needs a payable amount`)
  const reserved = await pledgeSecurity(tx, node, { mrn, principal }, { reason, amount, account, until }, by)
  if (!reserved.ok) node.log.warn({ mrn, code: reserved.issues[0]?.code }, 'a removal that goes on after all waits for its security')
}
