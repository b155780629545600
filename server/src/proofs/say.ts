import {
  type ClockStarted,
  type ProofAct,
  type ProofSide,
  type ProofStatus,
  startClocks,
  VERIFICATION_ACTS,
  type Verification,
  verificationOf,
} from '@lintas/customs/proofs'
import type { FastifyReply } from 'fastify'
import { refuse } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import { actOn, type ProofRequest } from './acted-on.ts'
import { refreshClock, requireProcedure, verifyingActs } from './clocks.ts'
import * as store from './store.ts'
import { tell } from './tell.ts'

/** What one state says to the other of a proof. */
export interface Saying {
  readonly done: ProofAct
  readonly side: ProofSide
  readonly words: store.ActWords
  /** What else it does, and how the proof stands from then on, here and there. */
  readonly work?: (tx: Writer, row: store.IssuedRow, verification: Verification) => Promise<Effect>
}

export interface Effect {
  readonly status?: ProofStatus
  readonly clocks?: readonly ClockStarted[]
  /** More words: kept here, and told where the other state is to know them. */
  readonly words?: store.ActWords
  readonly told?: store.ActWords
}

/** Says something of a proof to its other state, in its turn, with the clocks it starts. */
export function say(node: Node, request: ProofRequest, reply: FastifyReply, { done, side, words, work }: Saying) {
  return actOn(node, request, reply, { done, side }, async (tx, row) => {
    const { id } = row
    if (!store.isIssued(row)) throw refuse(409, 'proofs.act-not-permitted', { act: done, status: row.status })
    const today = node.clock.today()
    const before = verificationOf(verifyingActs(await store.listActs(tx, id), node.state), today)
    if (VERIFICATION_ACTS.includes(done) && !before.turns.includes(done))
      throw refuse(409, 'proofs.not-its-turn', { act: done, stage: before.stage })
    const effect = (await work?.(tx, row, before)) ?? {}
    const started = done === 'determine' ? [] : startClocks(done, today, requireProcedure(node, row))
    const clocks = [...started, ...(effect.clocks ?? [])]
    const told = { ...words, ...effect.told, ...datesOf(clocks), ...(clocks.length === 0 ? {} : { clocks }) }
    const status = effect.status ?? row.status
    if (status !== row.status) await store.moveProof(tx, id, status)
    const by = request.caller.accountId
    await node.events.append(tx, [{ subject: 'proof', subjectId: row.number, act: done, by, facts: {}, payload: { ...told } }])
    await store.insertAct(tx, id, done, by, node.clock.now(), { ...told, ...effect.words })
    const other = side === 'issuing' ? row.importingState : row.issuingState
    const about = effect.status === undefined ? {} : { status: effect.status }
    await tell(tx, node, other, { kind: 'word', number: row.number, act: done, words: told, ...about })
    await refreshClock(tx, node, id)
  })
}

/** The two last days of a check, as its request always told them. */
function datesOf(clocks: readonly ClockStarted[]): Pick<store.ActWords, 'dueOn' | 'endsOn'> {
  const [dueOn, endsOn] = (['reply', 'check'] as const).map(name => clocks.find(each => each.clock === name)?.dueOn)
  return dueOn === undefined || endsOn === undefined ? {} : { dueOn, endsOn }
}
