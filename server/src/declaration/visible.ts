import { maySee } from '../platform/access/index.ts'
import { refuse } from '../platform/http/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import { type DeclarationRow, findDeclaration, holdDeclaration, type Whose } from './store.ts'

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

/** The declarations a caller may list: the organisation's own; the own office's; a supervisor's choice. */
export function whoseFor({ role, organisation, office: own }: Caller, office: string | undefined): Whose {
  if (organisation !== undefined) return { traderId: organisation.traderId }
  if (role === 'supervisor') return { office }
  if (office !== undefined && office !== own) throw refuse(403, 'declaration.office-of-others')
  return { office: own }
}
