import { awaitsPaper, isPermitted, type ProofAct, type ProofSide } from '@lintas/customs/proofs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { idempotent, refuse } from '../platform/http/index.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { tradersOf, wholeOf } from './answers.ts'
import { findProof, holdProof, listActs, type ProofRow } from './store.ts'

export type ProofRequest = FastifyRequest<{ Params: { id: string } }>

/** An act, and the side of a proof that does it. */
interface Acting {
  readonly done: ProofAct
  readonly side: ProofSide
}

/** Does an act to the proof that a request names, once, in one transaction, and answers the proof as it stands then. Refused where it does not stand for it. */
export async function actOn(
  node: Node,
  request: ProofRequest,
  reply: FastifyReply,
  { done, side }: Acting,
  work: (tx: Writer, row: ProofRow) => Promise<void>,
) {
  return await idempotent(node.db, request, reply, async remember => {
    const { id } = await getVisible(node.db, request)
    return await node.db.transaction(async tx => {
      await work(tx, await holdFor(tx, id, { done, side }))
      return await remember(tx, 200, await wholeOf(tx, node, await holdProof(tx, id)))
    })
  })
}

/** The proof a request names. One that the caller may not see is answered as one that is not there. */
export async function getVisible(reader: Reader, { params, caller }: ProofRequest): Promise<ProofRow> {
  const row = await findProof(reader, params.id, tradersOf(caller))
  if (row === undefined) throw refuse(404, 'request.not-found')
  return row
}

async function holdFor(tx: Writer, id: string, { done: act, side }: Acting): Promise<ProofRow> {
  const row = await holdProof(tx, id)
  const isOpen = act !== 'take-back' || awaitsPaper(row.form.type, await listDone(tx, id))
  if (row.side !== side || !isPermitted(row.status, act, side) || !isOpen)
    throw refuse(409, 'proofs.act-not-permitted', { act, status: row.status })
  return row
}

async function listDone(reader: Reader, id: string): Promise<readonly string[]> {
  return (await listActs(reader, id)).map(each => each.act)
}
