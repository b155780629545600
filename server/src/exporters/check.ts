import type { ProofCheck } from '@lintas/contract'
import { addMonths, type Day } from '@lintas/customs/kernel'
import { PROOF_FORMS } from '@lintas/customs/origin'
import { type ProofStatus, parseProofNumber } from '@lintas/customs/proofs'
import { isState } from '@lintas/customs/reference'
import type { Node } from '../platform/node.ts'
import { findByNumber, findChecked, listToldUses, numberOf } from '../proofs/index.ts'
import { findDeclaration } from './declaration-store.ts'

/** How a proof stands to somebody who holds it: what it is, its day, and whether it holds. Nothing of its goods or parties. */
export type ProofStanding = Pick<ProofCheck, 'answer' | 'kind' | 'issuedOn'>

type Desk = Pick<Node, 'db' | 'law' | 'state' | 'clock'>

/**
 * Whether a proof holds, by the number on it: an origin declaration that was made out here, or a Form D that this state issued or was sent. One that another
 * state issued and that is not here may be on its way; nobody here can tell it from a number that was made up.
 */
export async function checkNumber(desk: Desk, written: string): Promise<ProofStanding> {
  const number = parseProofNumber(written)
  return number === undefined ? await checkDeclaration(desk, written) : await checkFormD(desk, number)
}

async function checkDeclaration({ db, law, state, clock }: Desk, number: string): Promise<ProofStanding> {
  const row = await findDeclaration(db, number)
  if (row === undefined) return await checkTold({ db, state, clock }, number)
  const { issuedOn } = row.body.document
  const told = { kind: 'origin-declaration', issuedOn } as const
  if (row.revokedAt !== null) return { answer: 'revoked', ...told }
  const uses = await listToldUses(db, numberOf(row.body))
  if (uses.some(each => each.status === 'used')) return { answer: 'used', ...told }
  const form = law.on(PROOF_FORMS, state, issuedOn).find(each => each.agreement === 'atiga' && each.selfCertified)
  const isOver = form !== undefined && clock.today() > addMonths(issuedOn, form.validityMonths)
  return { answer: isOver ? 'expired' : 'valid', ...told }
}

/** One that was made out in another state, as that state told it. */
async function checkTold({ db, state, clock }: Pick<Desk, 'db' | 'state' | 'clock'>, number: string): Promise<ProofStanding> {
  const row = await findChecked(db, number)
  const from = /^([A-Z]{2})-OD-/.exec(number)?.[1]
  if (row === undefined) return { answer: from !== undefined && from !== state && isState(from) ? 'not-yet-received' : 'unknown' }
  const { status, importingState, issuedOn, validTo } = row
  const told = { kind: 'origin-declaration', issuedOn } as const
  if (status === 'cancelled') return { answer: 'revoked', ...told }
  if (status === 'used' || importingState !== state) return { answer: 'used', ...told }
  return { answer: validTo !== null && clock.today() > validTo ? 'expired' : 'valid', ...told }
}

async function checkFormD({ db, state, clock }: Desk, number: string): Promise<ProofStanding> {
  const row = await findByNumber(db, number)
  if (row === undefined) return { answer: number.startsWith(`D-${state}`) ? 'unknown' : 'not-yet-received' }
  return { answer: standingOf(row.status, row.validTo, clock.today()), kind: 'form-d', issuedOn: row.issuedOn }
}

function standingOf(status: ProofStatus, validTo: Day, today: Day): ProofStanding['answer'] {
  if (status === 'cancelled' || status === 'replaced') return 'revoked'
  if (status === 'denied' || status === 'returned' || status === 'used') return status
  return today > validTo ? 'expired' : 'valid'
}
