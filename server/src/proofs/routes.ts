import * as contract from '@lintas/contract'
import { addDays } from '@lintas/customs/kernel'
import type { FormD, ProofAct, ProofSide, ProofStatus } from '@lintas/customs/proofs'
import { findProcedure, isPermitted } from '@lintas/customs/proofs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import * as access from '../platform/access/index.ts'
import { csvOf, idempotent, Problem, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import { CSV_COLUMNS, headOf, tradersOf, wholeOf } from './answers.ts'
import { standingBy } from './draw.ts'
import { tell } from './exchange.ts'
import { formPdf } from './form-pdf.ts'
import { endProof, examine, issueProof } from './issue.ts'
import { listItems } from './ledger-store.ts'
import * as store from './store.ts'

const CSV_MAX = 500

/** Proofs of origin over HTTP: an exporter applies, an officer decides, both follow what became of it. */
export function registerRoutes(node: Node): void {
  const apply = { who: 'proofs.apply' } as const
  const read = { who: 'proofs.read' } as const
  const decide = { who: 'proofs.decide' } as const
  const review = { who: 'proofs.review' } as const

  /** Does an act to a proof of one side, as it stands; what it does is written with it. */
  async function act(
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    done: ProofAct,
    said: store.ActWords | undefined | ((row: store.ProofRow) => store.ActWords),
    work: (tx: Writer, row: store.ProofRow) => Promise<ProofStatus | undefined>,
    side: ProofSide = 'issuing',
  ) {
    return await idempotent(node.db, request, reply, async remember => {
      const seen = await store.findProof(node.db, request.params.id, tradersOf(request.caller))
      if (seen === undefined) throw refuse(404, 'request.not-found')
      const { id } = seen
      return await node.db.transaction(async tx => {
        const row = await store.holdProof(tx, id)
        if (row.side !== side || !isPermitted(row.status, done, side))
          throw refuse(409, 'proofs.act-not-permitted', { act: done, status: row.status })
        const by = request.caller.accountId
        const words = typeof said === 'function' ? said(row) : said
        const status = await work(tx, row)
        if (status !== undefined) {
          await store.moveProof(tx, id, status)
          const payload = words === undefined ? {} : { payload: { ...words } }
          await node.events.append(tx, [{ subject: 'proof', subjectId: row.number ?? id, act: done, by, facts: {}, ...payload }])
        }
        await store.insertAct(tx, id, done, by, node.clock.now(), words)
        return await remember(tx, 200, await wholeOf(tx, await store.holdProof(tx, id)))
      })
    })
  }

  /** Says something of a proof to its other state; it stands from then on as `statusOf` says, here and there. */
  function say(
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    done: ProofAct,
    side: ProofSide,
    words: (row: store.ProofRow) => store.ActWords,
    statusOf?: (tx: Writer, row: store.ProofRow) => Promise<ProofStatus>,
  ) {
    return act(
      request,
      reply,
      done,
      words,
      async (tx, row) => {
        if (row.number === null) throw new Error('given a proof that two states speak of, needs its number')
        const status = await statusOf?.(tx, row)
        const other = side === 'issuing' ? row.importingState : row.issuingState
        const about = status === undefined ? {} : { status }
        await tell(tx, node, other, { kind: 'word', number: row.number, act: done, words: words(row), ...about })
        return status ?? row.status
      },
      side,
    )
  }

  /** A check that is asked for: when its answer is due, and when all of it ends. The clocks are those of the procedures between the two states. */
  function clocksOf({ issuingState, importingState }: store.ProofRow): Pick<store.ActWords, 'dueOn' | 'endsOn'> {
    const today = node.clock.today()
    const procedure = findProcedure(node.law, 'atiga', [issuingState, importingState], today)
    if (procedure === undefined)
      throw refuse(422, 'proofs.procedure-not-on-file', { exporter: issuingState, importer: importingState, day: today })
    const { replyDays, checkDays } = procedure.verification
    return { dueOn: addDays(today, replyDays), endsOn: addDays(today, checkDays) }
  }

  async function requireIssuable(form: FormD): Promise<void> {
    const issues = await examine(node.db, node, form)
    if (issues.length > 0) throw new Problem(422, issues)
  }

  routes(node.http, 'proofs', api => {
    api.post('/proofs', { config: apply, schema: contract.applyForProof }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { form, replaces } = request.body
        access.require(request, { actFor: form.exporter.id, scope: 'export' })
        await requireIssuable(form)
        if (replaces !== undefined) await requireReplaceable(replaces, form.exporter.id)
        return await node.db.transaction(async tx => {
          const [by, at] = [request.caller.accountId, node.clock.now()]
          const { exporter } = form
          const row = await store.insertProof(tx, {
            side: 'issuing',
            status: 'applied',
            trader: exporter.id,
            issuingState: node.state,
            form,
            replaces,
            at,
          })
          await store.insertAct(tx, row.id, 'apply', by, at)
          const facts = { importer: form.importingCountry, items: form.items.length }
          await node.events.append(tx, [{ subject: 'proof', subjectId: row.id, act: 'apply', by, facts, payload: { trader: exporter.id } }])
          return await remember(tx, 201, await wholeOf(tx, row))
        })
      }),
    )

    async function requireReplaceable(number: string, trader: string): Promise<void> {
      const row = await store.findByNumber(node.db, number)
      const isOurs = row?.side === 'issuing' && row.trader === trader
      if (!isOurs) throw refuse(422, 'proofs.replaced-unknown', { number })
      if (!isPermitted(row.status, 'replace')) throw refuse(409, 'proofs.act-not-permitted', { act: 'replace', status: row.status })
    }

    api.get('/proofs', { config: read, schema: contract.listProofs }, async request => {
      const { limit, cursor, side, status } = request.query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const rows = await store.listProofs(node.db, { side, status, traders: tradersOf(request.caller) }, before, limit + 1)
      const page = pageFrom(rows, limit, row => [row.listed])
      return { ...page, items: page.items.map(headOf) }
    })

    api.get('/proofs.csv', { config: read, schema: contract.listProofsCsv }, async (request, reply) => {
      const rows = (await store.listProofs(node.db, { traders: tradersOf(request.caller) }, undefined, CSV_MAX)).map(headOf)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="proofs.csv"')
      return csvOf([[...CSV_COLUMNS], ...rows.map(row => CSV_COLUMNS.map(column => row[column] ?? ''))])
    })

    api.get('/proofs/:id', { config: read, schema: contract.readProof }, async request => {
      const row = await store.findProof(node.db, request.params.id, tradersOf(request.caller))
      if (row === undefined) throw refuse(404, 'request.not-found')
      return await wholeOf(node.db, row)
    })

    api.get('/proofs/:id/form.pdf', { config: read, schema: contract.printProof }, async (request, reply) => {
      const row = await store.findProof(node.db, request.params.id, tradersOf(request.caller))
      if (row === undefined || !store.isIssued(row)) throw refuse(404, 'request.not-found')
      reply.type('application/pdf').header('content-disposition', `attachment; filename="${row.number}.pdf"`)
      return await formPdf(row, `${node.baseUrl}/proofs/${row.number}`)
    })

    api.post('/proofs/:id/query', { config: decide, schema: contract.queryProof }, (request, reply) =>
      act(request, reply, 'query', { text: request.body.text }, async () => 'queried'),
    )

    api.post('/proofs/:id/answer', { config: apply, schema: contract.answerProofQuery }, async (request, reply) => {
      const { text, form } = request.body
      if (form !== undefined) await requireIssuable(form)
      return await act(request, reply, 'answer', { text }, async (tx, row) => {
        if (form !== undefined && (form.exporter.id !== row.trader || form.importingCountry !== row.importingState))
          throw refuse(422, 'proofs.other-application')
        if (form !== undefined) await store.changeForm(tx, row.id, form)
        return 'applied'
      })
    })

    api.post('/proofs/:id/issue', { config: decide, schema: contract.issueProof }, (request, reply) => {
      const text = request.body?.text
      return act(request, reply, 'issue', text === undefined ? undefined : { text }, async (tx, row) => {
        if (row.status === 'under-review') await requireOther(tx, row, request.caller.accountId)
        const issued = await issueProof(tx, node, row, request.caller.accountId)
        if (!issued.ok) throw new Problem(422, issued.issues)
        return undefined
      })
    })

    api.post('/proofs/:id/refusal', { config: decide, schema: contract.refuseProof }, (request, reply) =>
      act(request, reply, 'refuse', { reasons: request.body.reasons }, async () => 'refused'),
    )

    api.post('/proofs/:id/review', { config: apply, schema: contract.askProofReview }, (request, reply) =>
      act(request, reply, 'ask-review', { text: request.body.grounds }, async () => 'under-review'),
    )

    api.post('/proofs/:id/refusal/confirmation', { config: review, schema: contract.upholdProofRefusal }, (request, reply) =>
      act(request, reply, 'uphold', { reasons: request.body.reasons }, async (tx, row) => {
        await requireOther(tx, row, request.caller.accountId)
        return 'refused'
      }),
    )

    api.post('/proofs/:id/withdrawal', { config: apply, schema: contract.withdrawProof }, (request, reply) =>
      act(request, reply, 'withdraw', undefined, async () => 'withdrawn'),
    )

    api.post('/proofs/:id/cancellation', { config: decide, schema: contract.cancelProof }, (request, reply) =>
      act(request, reply, 'cancel', { text: request.body.reason }, async (tx, row) => {
        if (row.number === null) throw new Error('given a proof that may be cancelled, needs its number')
        await endProof(tx, node, row.number, 'cancelled', request.caller.accountId)
        return undefined
      }),
    )

    const verify = { who: 'proofs.verify' } as const

    api.post('/proofs/:id/check', { config: verify, schema: contract.requestProofCheck }, (request, reply) => {
      const text = request.body?.text
      return say(request, reply, 'request-check', 'importing', row => ({ ...(text === undefined ? {} : { text }), ...clocksOf(row) }))
    })

    api.post('/proofs/:id/check/reply', { config: verify, schema: contract.replyProofCheck }, (request, reply) =>
      say(request, reply, 'reply-check', 'issuing', () => ({ text: request.body.text })),
    )

    api.post('/proofs/:id/denial', { config: verify, schema: contract.denyProof }, (request, reply) =>
      say(
        request,
        reply,
        'deny',
        'importing',
        () => ({ reasons: request.body.reasons }),
        async () => 'denied',
      ),
    )

    api.post('/proofs/:id/clarification', { config: verify, schema: contract.clarifyProof }, (request, reply) =>
      say(request, reply, 'clarify', 'issuing', () => ({ text: request.body.text })),
    )

    api.post('/proofs/:id/reinstatement', { config: verify, schema: contract.reinstateProof }, (request, reply) =>
      say(
        request,
        reply,
        'reinstate',
        'importing',
        () => ({ text: request.body.text }),
        async (tx, row) => standingBy(await listItems(tx, [row.id])),
      ),
    )
  })
}

/** A review is for somebody who did not refuse. */
async function requireOther(tx: Writer, { id }: store.ProofRow, by: string): Promise<void> {
  const acts = await store.listActs(tx, id)
  if (acts.some(each => each.act === 'refuse' && each.by === by)) throw refuse(409, 'proofs.same-person')
}
