import { createHash } from 'node:crypto'
import * as contract from '@lintas/contract'
import { type Day, error } from '@lintas/customs/kernel'
import { type ClockStanding, moveToExporter, rejectionClocks, startClocks, startsComments } from '@lintas/customs/proofs'
import type { FastifyRequest } from 'fastify'
import { type App, Problem, refuse } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import { actOn, getVisible } from './acted-on.ts'
import { recordOf } from './answers.ts'
import { receivedOn, requireProcedure } from './clocks.ts'
import { listUndecided } from './consequence-store.ts'
import { follow } from './consequences.ts'
import { standingBy } from './draw.ts'
import { listItems } from './ledger-store.ts'
import { type Effect, say } from './say.ts'
import * as store from './store.ts'

/** The doors of verification: a check by the issuer, a visit to who made the goods, what was determined, a denial and what its issuer says to it. */
export function registerVerifyRoutes(api: App, node: Node): void {
  const verify = { who: 'proofs.verify' } as const

  api.post('/proofs/:id/check', { config: verify, schema: contract.requestProofCheck }, (request, reply) => {
    const { text, suspend = false } = request.body ?? {}
    const words = { ...(text === undefined ? { isRandom: true } : { text }), ...(suspend ? { suspends: true } : {}) }
    return say(node, request, reply, {
      done: 'request-check',
      side: 'importing',
      words,
      work: async (tx, row) => {
        if (suspend) await follow(tx, node, row, { kind: 'suspend', reasons: [], by: request.caller.accountId })
        if (suspend) await store.suspendProof(tx, row.id, node.clock.now())
        return {}
      },
    })
  })

  api.post('/proofs/:id/check/reply', { config: verify, schema: contract.replyProofCheck }, (request, reply) =>
    say(node, request, reply, { done: 'reply-check', side: 'issuing', words: { text: request.body.text } }),
  )

  api.post('/proofs/:id/visit', { config: verify, schema: contract.notifyProofVisit }, (request, reply) =>
    say(node, request, reply, {
      done: 'notify-visit',
      side: 'importing',
      words: { visit: request.body },
      work: async (tx, row) => {
        await follow(tx, node, row, { kind: 'tell-visit', reasons: [], by: request.caller.accountId })
        return {}
      },
    }),
  )

  api.post('/proofs/:id/visit/consent', { config: verify, schema: contract.consentProofVisit }, (request, reply) => {
    const { consents, text } = request.body
    return say(node, request, reply, { done: consents ? 'consent-visit' : 'refuse-visit', side: 'issuing', words: { text } })
  })

  api.post('/proofs/:id/visit/postponement', { config: verify, schema: contract.postponeProofVisit }, (request, reply) => {
    const { until, agreed = false, text } = request.body
    return say(node, request, reply, {
      done: 'postpone-visit',
      side: 'issuing',
      words: { text, until, ...(agreed ? { agreed } : {}) },
      work: async (_, __, { clocks }) => {
        const visit = clocks.find(each => each.clock === 'visit')
        if (visit === undefined || until <= visit.dueOn) return {}
        if (!agreed) throw refuse(422, 'proofs.visit-postponed-too-far', { until, dueOn: visit.dueOn })
        return { clocks: [{ clock: 'visit', dueOn: until }] }
      },
    })
  })

  api.post('/proofs/:id/receipt', { config: verify, schema: contract.noteProofReceipt }, (request, reply) => {
    const { on, text } = request.body
    requirePast(on)
    return say(node, request, reply, {
      done: 'note-receipt',
      side: 'issuing',
      words: { on, text },
      work: async (tx, row, { stage, clocks }) => {
        const counting = clocks.find(each => each.clock === (stage === 'determined' ? 'comment' : 'consent') && !each.isMet)
        if (counting === undefined) return {}
        const told = toldOn(await store.listActs(tx, row.id), counting)
        if (told !== undefined && on < told) throw refuse(422, 'proofs.receipt-before', { on, told })
        return { told: { moved: moveToExporter(counting, on as Day) } }
      },
    })
  })

  api.post('/proofs/:id/visit/report', { config: verify, schema: contract.holdProofVisit }, (request, reply) =>
    say(node, request, reply, { done: 'hold-visit', side: 'importing', words: { text: request.body.text } }),
  )

  api.post('/proofs/:id/determination', { config: verify, schema: contract.determineProof }, (request, reply) =>
    say(node, request, reply, {
      done: 'determine',
      side: 'importing',
      words: { originating: request.body.originating, reasons: request.body.reasons },
      work: (tx, row, { stage }) =>
        startsComments(stage, request.body.originating)
          ? Promise.resolve({ clocks: startClocks('determine', node.clock.today(), requireProcedure(node, row)) })
          : determined(tx, row, request),
    }),
  )

  api.post('/proofs/:id/determination/comments', { config: verify, schema: contract.commentProofDetermination }, (request, reply) =>
    say(node, request, reply, { done: 'comment', side: 'issuing', words: { text: request.body.text } }),
  )

  api.post('/proofs/:id/determination/final', { config: verify, schema: contract.finaliseProofDetermination }, (request, reply) =>
    say(node, request, reply, {
      done: 'finalise',
      side: 'importing',
      words: { originating: request.body.originating, reasons: request.body.reasons },
      work: (tx, row) => determined(tx, row, request),
    }),
  )

  /** What was determined counts from now on: for the proof, and for every declaration that drew of it or waits for it. */
  async function determined(
    tx: Writer,
    row: store.IssuedRow,
    { body, caller }: Pick<FastifyRequest<{ Body: contract.ProofDetermination }>, 'body' | 'caller'>,
  ): Promise<Effect> {
    const { originating, reasons, hearUntil } = body
    await store.suspendProof(tx, row.id, undefined)
    await follow(tx, node, row, { kind: originating ? 'grant' : 'deny', reasons, by: caller.accountId, hearUntil })
    if (!originating) return await rejected(tx, row, true)
    return row.status === 'denied' || row.status === 'returned' ? { status: standingBy(await listItems(tx, [row.id])) } : {}
  }

  /** How a proof stands that was rejected as a whole, and until when its issuer has that, and a paper. One that is back with its issuer stays there. */
  async function rejected(tx: Writer, row: store.IssuedRow, isDetermined: boolean): Promise<Effect> {
    const acts = await store.listActs(tx, row.id)
    const about = { type: row.form.type, receivedOn: receivedOn(acts, node.state), isDetermined, isWhole: row.status !== 'returned' }
    const clocks = rejectionClocks(about, node.clock.today(), requireProcedure(node, row))
    return { clocks, ...(row.status === 'returned' ? {} : { status: 'denied' }) }
  }

  api.post('/proofs/:id/denial', { config: verify, schema: contract.denyProof }, (request, reply) =>
    say(node, request, reply, {
      done: 'deny',
      side: 'importing',
      words: { reasons: request.body.reasons },
      work: async (tx, row) => {
        await follow(tx, node, row, { kind: 'tell', reasons: request.body.reasons, by: request.caller.accountId })
        return await rejected(tx, row, false)
      },
    }),
  )

  api.post('/proofs/:id/denial/declarations', { config: verify, schema: contract.denyProofDeclarations }, (request, reply) => {
    const { caller, body } = request
    return actOn(node, request, reply, { done: 'deny-drawn', side: 'importing' }, async (tx, row) => {
      const concerned = (await listUndecided(tx, row.id)).map(each => each.mrn)
      if (concerned.length === 0) throw refuse(409, 'proofs.none-concerned')
      const { reasons, hearUntil, declarations = concerned } = body
      const others = declarations.flatMap((mrn, index) =>
        concerned.includes(mrn) ? [] : [error('proofs.declaration-not-concerned', `declarations[${index}]`, { mrn })],
      )
      if (others.length > 0) throw new Problem(422, others)
      const by = caller.accountId
      await follow(tx, node, row, { kind: 'deny', reasons, by, hearUntil, declarations })
      const event = {
        subject: 'proof',
        subjectId: row.number ?? row.id,
        act: 'deny-drawn',
        by,
        facts: { declarations },
        payload: { reasons },
      }
      await node.events.append(tx, [event])
      await store.insertAct(tx, row.id, 'deny-drawn', by, node.clock.now(), { reasons, declarations })
    })
  })

  api.post('/proofs/:id/return', { config: verify, schema: contract.returnProof }, (request, reply) => {
    const { text, on = node.clock.today() } = request.body
    requirePast(on)
    return say(node, request, reply, { done: 'return', side: 'importing', words: { text, on }, work: async () => ({ status: 'returned' }) })
  })

  api.post('/proofs/:id/return/receipt', { config: verify, schema: contract.takeProofBack }, (request, reply) => {
    const { text, on = node.clock.today() } = request.body
    requirePast(on)
    return say(node, request, reply, { done: 'take-back', side: 'issuing', words: { text, on } })
  })

  function requirePast(on: string): void {
    const today = node.clock.today()
    if (on > today) throw refuse(422, 'proofs.day-to-come', { on, today })
  }

  api.post('/proofs/:id/clarification', { config: verify, schema: contract.clarifyProof }, (request, reply) =>
    say(node, request, reply, { done: 'clarify', side: 'issuing', words: { text: request.body.text } }),
  )

  api.post('/proofs/:id/reinstatement', { config: verify, schema: contract.reinstateProof }, (request, reply) =>
    say(node, request, reply, {
      done: 'reinstate',
      side: 'importing',
      words: { text: request.body.text },
      work: async (tx, row) => {
        if (row.suspended) {
          const reasons = [{ text: request.body.text, legalBasis: 'ATIGA Annex 8, rules 13.4, 19.8' }]
          await store.suspendProof(tx, row.id, undefined)
          await follow(tx, node, row, { kind: 'grant', reasons, by: request.caller.accountId })
        }
        return { status: standingBy(await listItems(tx, [row.id])) }
      },
    }),
  )

  api.post('/proofs/:id/referral', { config: { who: 'proofs.refer' }, schema: contract.referProof }, (request, reply) =>
    say(node, request, reply, {
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

/** The day on which the act was done that a clock counts the receipt of. */
function toldOn(acts: readonly store.ActRow[], { clock }: ClockStanding): string | undefined {
  return acts
    .findLast(each => each.words?.clocks?.some(started => started.clock === clock))
    ?.words?.clocks?.find(each => each.clock === clock)?.from
}
