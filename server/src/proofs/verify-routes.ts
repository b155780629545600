import { createHash } from 'node:crypto'
import * as contract from '@lintas/contract'
import {
  type ClockStarted,
  type ProofAct,
  type ProofSide,
  type ProofStatus,
  startClocks,
  startsComments,
  VERIFICATION_ACTS,
  type Verification,
  verificationOf,
} from '@lintas/customs/proofs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, idempotent, refuse } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import { getVisible, holdFor, type ProofRequest } from './acted-on.ts'
import { recordOf, wholeOf } from './answers.ts'
import { commentClock, denialClock, refreshClock, requireProcedure, verifyingActs } from './clocks.ts'
import { insertConsequences } from './consequence-store.ts'
import { CARRY_OUT } from './consequences.ts'
import { standingBy } from './draw.ts'
import { listItems } from './ledger-store.ts'
import * as store from './store.ts'
import { tell } from './tell.ts'

/** What one state says to the other of a proof. */
interface Saying {
  readonly done: ProofAct
  readonly side: ProofSide
  readonly words: store.ActWords
  /** What else it does, and how the proof stands from then on, here and there. */
  readonly work?: (tx: Writer, row: store.ProofRow, verification: Verification) => Promise<Effect>
}

interface Effect {
  readonly status?: ProofStatus
  readonly clocks?: readonly ClockStarted[]
  readonly words?: store.ActWords
}

/** The doors of verification: a check by the issuer, a visit to who made the goods, what was determined, a denial and what its issuer says to it. */
export function registerVerifyRoutes(api: App, node: Node): void {
  const verify = { who: 'proofs.verify' } as const

  /** Says something of a proof to its other state, in its turn, with the clocks it starts. */
  async function say(request: ProofRequest, reply: FastifyReply, { done, side, words, work }: Saying) {
    return await idempotent(node.db, request, reply, async remember => {
      const { id } = await getVisible(node.db, request)
      return await node.db.transaction(async tx => {
        const row = await holdFor(tx, id, done, side)
        if (row.number === null) throw refuse(409, 'proofs.act-not-permitted', { act: done, status: row.status })
        const today = node.clock.today()
        const before = verificationOf(verifyingActs(await store.listActs(tx, id)), today)
        if (VERIFICATION_ACTS.includes(done) && !before.turns.includes(done))
          throw refuse(409, 'proofs.not-its-turn', { act: done, stage: before.stage })
        const effect = (await work?.(tx, row, before)) ?? {}
        const clocks = [...startClocks(done, today, requireProcedure(node, row)), ...(effect.clocks ?? [])]
        const told = { ...words, ...datesOf(clocks), ...(clocks.length === 0 ? {} : { clocks }) }
        const status = effect.status ?? row.status
        if (status !== row.status) await store.moveProof(tx, id, status)
        const by = request.caller.accountId
        await node.events.append(tx, [{ subject: 'proof', subjectId: row.number, act: done, by, facts: {}, payload: { ...told } }])
        await store.insertAct(tx, id, done, by, node.clock.now(), { ...told, ...effect.words })
        const other = side === 'issuing' ? row.importingState : row.issuingState
        const about = effect.status === undefined ? {} : { status: effect.status }
        await tell(tx, node, other, { kind: 'word', number: row.number, act: done, words: told, ...about })
        await refreshClock(tx, node, id)
        return await remember(tx, 200, await wholeOf(tx, node, await store.holdProof(tx, id)))
      })
    })
  }

  api.post('/proofs/:id/check', { config: verify, schema: contract.requestProofCheck }, (request, reply) => {
    const { text, suspend = false } = request.body ?? {}
    const words = { ...(text === undefined ? { isRandom: true } : { text }), ...(suspend ? { suspends: true } : {}) }
    return say(request, reply, {
      done: 'request-check',
      side: 'importing',
      words,
      work: async (tx, row) => {
        if (suspend) await follow(tx, row, 'suspend', [], request.caller.accountId)
        if (suspend) await store.suspendProof(tx, row.id, node.clock.now())
        return {}
      },
    })
  })

  api.post('/proofs/:id/check/reply', { config: verify, schema: contract.replyProofCheck }, (request, reply) =>
    say(request, reply, { done: 'reply-check', side: 'issuing', words: { text: request.body.text } }),
  )

  api.post('/proofs/:id/visit', { config: verify, schema: contract.notifyProofVisit }, (request, reply) =>
    say(request, reply, { done: 'notify-visit', side: 'importing', words: { visit: request.body } }),
  )

  api.post('/proofs/:id/visit/consent', { config: verify, schema: contract.consentProofVisit }, (request, reply) => {
    const { consents, text } = request.body
    return say(request, reply, { done: consents ? 'consent-visit' : 'refuse-visit', side: 'issuing', words: { text } })
  })

  api.post('/proofs/:id/visit/postponement', { config: verify, schema: contract.postponeProofVisit }, (request, reply) => {
    const { until, agreed = false, text } = request.body
    return say(request, reply, {
      done: 'postpone-visit',
      side: 'issuing',
      words: { text, until, ...(agreed ? { agreed } : {}) },
      work: async (_, __, { clocks }) => {
        const visit = clocks.find(each => each.clock === 'visit')
        if (visit !== undefined && until > visit.dueOn && !agreed)
          throw refuse(422, 'proofs.visit-postponed-too-far', { until, dueOn: visit.dueOn })
        return visit !== undefined && until > visit.dueOn ? { clocks: [{ clock: 'visit', dueOn: until }] } : {}
      },
    })
  })

  api.post('/proofs/:id/visit/report', { config: verify, schema: contract.holdProofVisit }, (request, reply) =>
    say(request, reply, { done: 'hold-visit', side: 'importing', words: { text: request.body.text } }),
  )

  api.post('/proofs/:id/determination', { config: verify, schema: contract.determineProof }, (request, reply) =>
    say(request, reply, {
      done: 'determine',
      side: 'importing',
      words: { originating: request.body.originating, reasons: request.body.reasons },
      work: (tx, row, { stage }) =>
        startsComments(stage, request.body.originating)
          ? Promise.resolve({ clocks: commentClock(node.clock.today(), requireProcedure(node, row)) })
          : determined(tx, row, request),
    }),
  )

  api.post('/proofs/:id/determination/comments', { config: verify, schema: contract.commentProofDetermination }, (request, reply) =>
    say(request, reply, { done: 'comment', side: 'issuing', words: { text: request.body.text } }),
  )

  api.post('/proofs/:id/determination/final', { config: verify, schema: contract.finaliseProofDetermination }, (request, reply) =>
    say(request, reply, {
      done: 'finalise',
      side: 'importing',
      words: { originating: request.body.originating, reasons: request.body.reasons },
      work: (tx, row) => determined(tx, row, request),
    }),
  )

  /** What was determined counts from now on: for the proof, and for every declaration that drew of it or waits for it. */
  async function determined(
    tx: Writer,
    row: store.ProofRow,
    { body, caller }: Pick<FastifyRequest<{ Body: contract.ProofDetermination }>, 'body' | 'caller'>,
  ): Promise<Effect> {
    const { originating, reasons, hearUntil } = body
    await store.suspendProof(tx, row.id, undefined)
    await follow(tx, row, originating ? 'grant' : 'deny', reasons, caller.accountId, hearUntil)
    if (!originating) return { status: 'denied', clocks: denialClock(node.clock.today(), requireProcedure(node, row)) }
    return row.status === 'denied' ? { status: standingBy(await listItems(tx, [row.id])) } : {}
  }

  /** Says what follows for the declarations concerned; it is carried out once this is kept. */
  async function follow(
    tx: Writer,
    { id }: store.ProofRow,
    kind: 'suspend' | 'grant' | 'deny',
    reasons: contract.ProofDetermination['reasons'],
    by: string,
    hearUntil?: string,
  ): Promise<void> {
    await insertConsequences(tx, id, { kind, reasons, hearUntil, by, at: node.clock.now() })
    await node.jobs.send(CARRY_OUT, {}, { tx })
  }

  api.post('/proofs/:id/denial', { config: verify, schema: contract.denyProof }, (request, reply) =>
    say(request, reply, {
      done: 'deny',
      side: 'importing',
      words: { reasons: request.body.reasons },
      work: async () => ({ status: 'denied' }),
    }),
  )

  api.post('/proofs/:id/clarification', { config: verify, schema: contract.clarifyProof }, (request, reply) =>
    say(request, reply, { done: 'clarify', side: 'issuing', words: { text: request.body.text } }),
  )

  api.post('/proofs/:id/reinstatement', { config: verify, schema: contract.reinstateProof }, (request, reply) =>
    say(request, reply, {
      done: 'reinstate',
      side: 'importing',
      words: { text: request.body.text },
      work: async (tx, row) => ({ status: standingBy(await listItems(tx, [row.id])) }),
    }),
  )

  api.post('/proofs/:id/referral', { config: { who: 'proofs.refer' }, schema: contract.referProof }, (request, reply) =>
    say(request, reply, {
      done: 'refer',
      side: 'importing',
      words: { text: request.body.text },
      work: async (tx, row) => {
        const record = await recordOf(tx, node, row)
        return { words: { record, recordSha256: createHash('sha256').update(JSON.stringify(record)).digest('hex') } }
      },
    }),
  )

  api.get('/proofs/:id/record', { config: verify, schema: contract.readProofRecord }, async request => {
    const row = await getVisible(node.db, request)
    const referred = (await store.listActs(node.db, row.id)).findLast(each => each.act === 'refer')
    const { record, recordSha256 } = referred?.words ?? {}
    return record !== undefined && recordSha256 !== undefined
      ? { referred: true, sha256: recordSha256, record }
      : { referred: false, record: await recordOf(node.db, node, row) }
  })
}

/** The two last days of a check, as its request always told them. */
function datesOf(clocks: readonly ClockStarted[]): Pick<store.ActWords, 'dueOn' | 'endsOn'> {
  const [dueOn, endsOn] = (['reply', 'check'] as const).map(name => clocks.find(each => each.clock === name)?.dueOn)
  return dueOn === undefined || endsOn === undefined ? {} : { dueOn, endsOn }
}
