import { findAccount } from '../debt/index.ts'
import type { Reader } from '../platform/node.ts'
import type { Shown } from './answers.ts'
import { currencyOf } from './charges.ts'
import { findOwed } from './owed.ts'
import { type DeclarationRow, getDecision } from './store.ts'

/** A declaration with its newest decision and what is left to pay: what an answer about it shows. */
export async function showDeclaration(reader: Reader, row: DeclarationRow): Promise<Shown> {
  const { body, sha256 } = await getDecision(reader, row.mrn, row.decision)
  const account = await findAccount(reader, row.mrn, currencyOf(body))
  return { row, decision: body, decisionSha256: sha256, owed: await findOwed(reader, row, account, body) }
}
