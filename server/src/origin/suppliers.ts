import { at, error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import {
  checkSupplierStatement,
  permittedSupplierActs,
  type SuppliedProduct,
  type SupplierAct,
  type SupplierSide,
  type SupplierStatement,
} from '@lintas/customs/origin'
import { refuse } from '../platform/http/index.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import type { OriginDoors } from './doors.ts'
import { judgeAgain } from './links.ts'
import * as store from './supplier-store.ts'

type Deed = 'ask' | 'record' | SupplierAct

/** As what somebody acts on a declaration: the producer who relies on it, the supplier that was asked for it, or both for two clients. */
export function sidesOf(
  { producer, supplierTrader, madeBy }: store.SupplierRow,
  { traderIds }: Pick<Caller, 'traderIds'>,
): readonly SupplierSide[] {
  return [
    ...(traderIds.includes(producer) ? ['producer' as const] : []),
    ...(madeBy === 'supplier' && supplierTrader !== null && traderIds.includes(supplierTrader) ? ['supplier' as const] : []),
  ]
}

interface Supplies {
  readonly trader: string
  readonly supplier: store.SupplierRow['supplier'] & { readonly trader?: string | undefined }
}

/** A producer records what its supplier told it, and answers for that. */
export async function recordSupply(
  tx: Writer,
  node: Node,
  { trader, supplier, statement }: Supplies & { readonly statement: SupplierStatement },
  by: string,
): Promise<Result<store.SupplierRow>> {
  const { trader: supplierTrader, ...named } = supplier
  const issues = errorsOf(statement).map(issue => at('statement', issue))
  if (issues.length > 0) return stop(...issues)
  const given = { producer: trader, supplier: named, supplierTrader, madeBy: 'producer', status: 'recorded', statement } as const
  const row = await store.insertSupplierDeclaration(tx, node, given)
  await note(tx, node, row, 'record', 'producer', by)
  return ok(row)
}

/** A producer asks a supplier that has an account here. */
export async function askSupplier(
  tx: Writer,
  node: Node,
  { trader, supplier, product, words }: Supplies & { readonly product: SuppliedProduct; readonly words?: string | undefined },
  by: string,
): Promise<Result<store.SupplierRow>> {
  const { trader: supplierTrader = '', ...named } = supplier
  if (supplierTrader === trader) return stop(error('origin.supplier-yourself', 'supplier.trader'))
  if ((await store.findOrganisation(tx, supplierTrader)) === undefined)
    return stop(error('origin.supplier-no-account', 'supplier.trader', { trader: supplierTrader }))
  const asked = { product, ...(words === undefined ? {} : { words }) }
  const given = { producer: trader, supplier: named, supplierTrader, madeBy: 'supplier', status: 'asked', asked } as const
  const row = await store.insertSupplierDeclaration(tx, node, given)
  await note(tx, node, row, 'ask', 'producer', by, words)
  return ok(row)
}

interface Acting {
  readonly number: string
  readonly act: SupplierAct
  readonly caller: Caller
}

/** Holds a declaration for an act of one of the caller's sides; refused where it does not stand for it. */
export async function holdFor(
  tx: Writer,
  { number, act, caller }: Acting,
): Promise<{ readonly row: store.SupplierRow; readonly side: SupplierSide }> {
  const row = await store.holdSupplierDeclaration(tx, number)
  const side = sidesOf(row, caller).find(each => permittedSupplierActs(row.status, [each]).includes(act))
  if (side === undefined) throw refuse(409, 'origin.supplier-act-not-permitted', { act, status: row.status })
  return { row, side }
}

/** The supplier makes the declaration it was asked for, about the product it was asked for. */
export async function declareSupply(
  tx: Writer,
  node: Node,
  acting: Acting,
  statement: SupplierStatement,
): Promise<Result<store.SupplierRow>> {
  const { row, side } = await holdFor(tx, acting)
  const issues = [...errorsOf(statement), ...(row.asked === null ? [] : isOther(statement, row.asked.product))]
  if (issues.length > 0) return stop(...issues)
  const made = await store.moveSupplierDeclaration(tx, row.number, 'declared', statement)
  await note(tx, node, made, 'declare', side, acting.caller.accountId)
  return ok(made)
}

export async function declineSupply(tx: Writer, node: Node, acting: Acting, reason: string): Promise<store.SupplierRow> {
  const { row, side } = await holdFor(tx, acting)
  const declined = await store.moveSupplierDeclaration(tx, row.number, 'declined', null)
  await note(tx, node, declined, 'decline', side, acting.caller.accountId, reason)
  return declined
}

/** Withdraws a declaration; what rests on it falls in the same transaction. */
export async function withdrawSupply(
  tx: Writer,
  node: Node,
  doors: OriginDoors,
  acting: Acting,
  reason: string,
): Promise<store.SupplierRow> {
  const { row, side } = await holdFor(tx, acting)
  const by = acting.caller.accountId
  const withdrawn = await store.moveSupplierDeclaration(tx, row.number, 'withdrawn', row.statement)
  await note(tx, node, withdrawn, 'withdraw', side, by, reason)
  await judgeAgain(tx, node, doors, [row.number], by)
  return withdrawn
}

/** Puts another declaration in the place of one, under a number of its own; what rests on the former is to be determined again. */
export async function replaceSupply(
  tx: Writer,
  node: Node,
  doors: OriginDoors,
  acting: Acting,
  statement: SupplierStatement,
): Promise<Result<store.SupplierRow>> {
  const { row, side } = await holdFor(tx, acting)
  const { number, producer, supplier, supplierTrader, madeBy, status, asked } = row
  const issues = [...errorsOf(statement), ...(asked === null ? [] : isOther(statement, asked.product))]
  if (issues.length > 0) return stop(...issues)
  const by = acting.caller.accountId
  const replaced = await store.moveSupplierDeclaration(tx, number, 'replaced', row.statement)
  const trader = supplierTrader ?? undefined
  const next = { producer, supplier, supplierTrader: trader, madeBy, status, asked, statement, replaces: number }
  const made = await store.insertSupplierDeclaration(tx, node, next)
  await note(tx, node, replaced, 'replace', side, by, made.number)
  await note(tx, node, made, side === 'supplier' ? 'declare' : 'record', side, by)
  await judgeAgain(tx, node, doors, [number], by)
  return ok(made)
}

function errorsOf(statement: SupplierStatement): readonly Issue[] {
  return checkSupplierStatement(statement).filter(each => each.severity === 'error')
}

/** What a supplier declares is about what it was asked about, as far as six digits of the code and its own reference say. */
function isOther({ product }: SupplierStatement, asked: SuppliedProduct): readonly Issue[] {
  const isSame = product.article === asked.article && product.code.slice(0, 6) === asked.code.slice(0, 6)
  return isSame ? [] : [error('origin.supplier-other-product', 'product', { asked: `${asked.article} (${asked.code})` })]
}

/** Writes an act into the history of a declaration and into the log, where it is told from. */
export async function note(
  tx: Writer,
  { clock, events }: Pick<Node, 'clock' | 'events'>,
  { number, producer, supplierTrader, status, madeBy }: store.SupplierRow,
  act: Deed,
  side: SupplierSide,
  by: string,
  words?: string,
): Promise<void> {
  await store.insertSupplierAct(tx, number, { act, side, by, at: clock.now(), words })
  const payload = { producer, ...(supplierTrader === null ? {} : { supplier: supplierTrader }), ...(words === undefined ? {} : { words }) }
  await events.append(tx, [{ subject: 'supplier-declaration', subjectId: number, act, by, facts: { status, side, madeBy }, payload }])
}
