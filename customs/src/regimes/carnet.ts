import type { DeclarationDocument, DocumentReference } from '../declaration/index.ts'
import { type Day, error, type Issue, parseDay } from '../kernel/index.ts'

/** The code of an ATA carnet among documents. @source UN/EDIFACT 1001, code 955 */
const CARNET = '955'

/** The ATA carnet a declaration shows, on itself or on an item. */
export function findCarnet({ documents, goodsItems }: DeclarationDocument): DocumentReference | undefined {
  return [...documents, ...goodsItems.flatMap(item => item.documents)].find(({ type }) => type === CARNET)
}

/**
 * What a carnet lacks to stand in for security: its number, its holder (`name`), the association that guarantees it (`issuer`), and that it is valid as long
 * as the goods stay.
 *
 * @source Istanbul Convention, Annex A, art. 1, 4 and 5
 */
export function checkCarnet({ id, name, issuer, validTo }: DocumentReference, until: Day | undefined): readonly Issue[] {
  const path = 'documents'
  const last = parseDay(validTo ?? '')
  const missing = Object.entries({ number: id, holder: name, association: issuer, validity: last }).filter(
    ([, value]) => value === undefined,
  )
  const short = last !== undefined && until !== undefined && last < until
  return [
    ...missing.map(([part]) => error('regimes.carnet-incomplete', path, { part })),
    ...(short ? [error('regimes.carnet-too-short', path, { validTo: last, until })] : []),
  ]
}
