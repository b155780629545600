import { messageOf, type SupplierDeclaration, type SupplierDeclarationDetail, type SupplierEvidence } from '@lintas/contract'
import { checkSupplierStatement, permittedSupplierActs } from '@lintas/customs/origin'
import type { Caller, Reader } from '../platform/node.ts'
import * as store from './supplier-store.ts'
import { sidesOf } from './suppliers.ts'

export function supplierAnswer(row: store.SupplierRow, caller: Pick<Caller, 'traderIds'>): SupplierDeclaration {
  const { number, producer, supplier, supplierTrader, madeBy, status, asked, statement, replaces, openedAt } = row
  return {
    number,
    producer,
    supplier: { ...supplier, ...(supplierTrader === null ? {} : { trader: supplierTrader }) },
    madeBy,
    status,
    ...(asked === null ? {} : { asked }),
    ...(statement === null ? {} : { statement: { ...statement } }),
    ...(replaces === null ? {} : { replaces }),
    ...store.daysOf(row),
    acts: permittedSupplierActs(status, sidesOf(row, caller)),
    openedAt: openedAt.toISOString(),
  }
}

/** One with its history, its documents and what of it is doubtful. */
export async function supplierDetail(
  reader: Reader,
  row: store.SupplierRow,
  caller: Pick<Caller, 'traderIds'>,
  language: string,
): Promise<SupplierDeclarationDetail> {
  const history = await store.listSupplierActs(reader, row.number)
  const evidence = await store.listEvidence(reader, row.number)
  const issues = row.statement === null ? [] : checkSupplierStatement(row.statement)
  return {
    ...supplierAnswer(row, caller),
    history: history.map(({ act, side, at, words }) => ({ act, side, at: at.toISOString(), ...(words === null ? {} : { words }) })),
    evidence: evidence.map(evidenceAnswer),
    issues: issues.map(({ code, path, params }) => ({
      code,
      path,
      message: messageOf({ code, ...(params === undefined ? {} : { params }) }, language),
    })),
  }
}

export function evidenceAnswer({ id, name, mediaType, size, sha256, addedAt }: store.EvidenceRow): SupplierEvidence {
  return { id, name, mediaType, size, sha256, addedAt: addedAt.toISOString() }
}
