import { isPermitted, type ProofAct, type ProofSide } from '@lintas/customs/proofs'
import type { FastifyRequest } from 'fastify'
import { refuse } from '../platform/http/index.ts'
import type { Reader, Writer } from '../platform/node.ts'
import { tradersOf } from './answers.ts'
import { findProof, holdProof, type ProofRow } from './store.ts'

export type ProofRequest = FastifyRequest<{ Params: { id: string } }>

/** The proof a request names. One that the caller may not see is answered as one that is not there. */
export async function getVisible(reader: Reader, { params, caller }: ProofRequest): Promise<ProofRow> {
  const row = await findProof(reader, params.id, tradersOf(caller))
  if (row === undefined) throw refuse(404, 'request.not-found')
  return row
}

/** Holds a proof for an act of a side; refused where it does not stand for it. */
export async function holdFor(tx: Writer, id: string, act: ProofAct, side: ProofSide): Promise<ProofRow> {
  const row = await holdProof(tx, id)
  if (row.side !== side || !isPermitted(row.status, act, side)) throw refuse(409, 'proofs.act-not-permitted', { act, status: row.status })
  return row
}
