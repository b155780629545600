import { addMonths, type Day, error, type Issue } from '../kernel/index.ts'
import type { FormD } from './form-d.ts'
import type { CertificationProcedure } from './law.ts'
import type { ProofAct } from './life.ts'

/** Of a proof, what decides whether a copy can be made of it. */
export interface Copied extends Pick<FormD, 'type'> {
  readonly issuedOn: Day
}

/** What may be done about a copy of a proof: asked for by its exporter, then made or refused by an officer. An electronic form cannot be lost, so none is made. */
export function copyActs(type: FormD['type'], done: readonly string[]): readonly ProofAct[] {
  if (type !== 'form-d') return []
  const last = done.findLast(act => act === 'ask-copy' || act === 'copy' || act === 'refuse-copy')
  return last === 'ask-copy' ? ['copy', 'refuse-copy'] : ['ask-copy']
}

/**
 * Everything that keeps a certified true copy from being made on a day. The copy bears the number and the day of the original and is the same proof in every
 * ledger.
 *
 * @source ATIGA Annex 8, rules 12 and 26.2
 */
export function checkCopy({ type, issuedOn }: Copied, { copyMonths }: CertificationProcedure, day: Day): readonly Issue[] {
  if (type !== 'form-d') return [error('proofs.copy-electronic', 'type')]
  const last = addMonths(issuedOn, copyMonths)
  return day > last ? [error('proofs.copy-too-late', 'issuedOn', { issuedOn, last, day })] : []
}
