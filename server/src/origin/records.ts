import { type Link, NO_RECORDS, type OriginRecords } from '@lintas/customs/origin'
import type { Caller, Reader } from '../platform/node.ts'
import type { OriginDoors } from './doors.ts'
import { findRelied, type SupplierRow } from './supplier-store.ts'

/** Whose records a caller's bills may name: those of the traders it acts for; undefined for customs, who sees all. */
export function tradersOf({ role, traderIds }: Caller): readonly string[] | undefined {
  return role === 'officer' || role === 'supervisor' ? undefined : traderIds
}

/** What the node keeps of what a bill names, as far as these traders may read it; `isHeld`: as it is until the transaction ends. */
export async function findRecords(
  reader: Reader,
  { findProofRecords }: OriginDoors,
  links: readonly Link[],
  traders: readonly string[] | undefined,
  isHeld = false,
): Promise<OriginRecords> {
  if (links.length === 0) return NO_RECORDS
  const numbersOf = (kind: Link['kind']) => links.flatMap(each => (each.kind === kind ? [each.number] : []))
  const suppliers = await findRelied(reader, numbersOf('supplier'), traders, isHeld)
  return { suppliers: suppliers.map(recordOf), proofs: await findProofRecords(reader, numbersOf('proof'), traders) }
}

function recordOf({ number, status, supplier, madeBy, statement }: SupplierRow): OriginRecords['suppliers'][number] {
  return { number, status, supplier: supplier.name, madeBy, ...(statement === null ? {} : { statement }) }
}
