import { refuse } from '../platform/http/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import { type DeclarationRow, findDeclaration, holdDeclaration } from './store.ts'

/** The declaration of this number, for a caller who may see it. To everybody else it is not there, so that nobody learns what others declare. */
export async function getVisible(reader: Reader, caller: Caller, mrn: string): Promise<DeclarationRow> {
  return shown(await findDeclaration(reader, mrn), caller, mrn)
}

/** The same, held until the transaction ends. */
export async function holdVisible(tx: Writer, caller: Caller, mrn: string): Promise<DeclarationRow> {
  return shown(await holdDeclaration(tx, mrn), caller, mrn)
}

function shown(row: DeclarationRow | undefined, caller: Caller, mrn: string): DeclarationRow {
  if (row === undefined || !maySee(caller, row)) throw refuse(404, 'declaration.unknown', { mrn })
  return row
}

/** A trader sees what was declared by it or for it, a broker what it filed, an officer what came to the own office, a supervisor everything. */
export function maySee(
  { role, organisation, office }: Caller,
  row: Pick<DeclarationRow, 'filer' | 'principal' | 'declarant' | 'office'>,
): boolean {
  switch (role) {
    case 'trader':
    case 'broker':
      return organisation !== undefined && [row.filer, row.principal, row.declarant].includes(organisation.traderId)
    case 'officer':
      return office !== undefined && row.office === office
    case 'supervisor':
      return true
    case 'public':
    case 'administrator':
    case 'checker':
      return false
  }
}
