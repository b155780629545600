import * as contract from '@lintas/contract'
import type { FormD, ProofAct, ProofStatus } from '@lintas/customs/proofs'
import { isPermitted } from '@lintas/customs/proofs'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import * as access from '../platform/access/index.ts'
import { csvOf, idempotent, Problem, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import { actOn, getVisible, type ProofRequest } from './acted-on.ts'
import { CSV_COLUMNS, headOf, tradersOf, wholeOf } from './answers.ts'
import { checkAddress } from './check-address.ts'
import { registerCopyRoutes } from './copy-routes.ts'
import { formPdf } from './form-pdf.ts'
import { endProof, examine, issueProof } from './issue.ts'
import * as store from './store.ts'
import { registerVerifyRoutes } from './verify-routes.ts'

const CSV_MAX = 500

/** What gives the reasons that box 4 of a rejected form bears. */
const REJECTING: ReadonlySet<string> = new Set(['deny', 'determine', 'finalise'])

/** Proofs of origin over HTTP: an exporter applies, an officer decides, both follow what became of it. */
export function registerRoutes(node: Node): void {
  const apply = { who: 'proofs.apply' } as const
  const read = { who: 'proofs.read' } as const
  const decide = { who: 'proofs.decide' } as const
  const review = { who: 'proofs.review' } as const

  /** Does an act of the issuing side; what it does is written with it. */
  function act(
    request: ProofRequest,
    reply: FastifyReply,
    done: ProofAct,
    words: store.ActWords | undefined,
    work: (tx: Writer, row: store.ProofRow) => Promise<ProofStatus | undefined>,
  ) {
    return actOn(node, request, reply, { done, side: 'issuing' }, async (tx, row) => {
      const by = request.caller.accountId
      const status = await work(tx, row)
      if (status !== undefined) {
        await store.moveProof(tx, row.id, status)
        const payload = words === undefined ? {} : { payload: { ...words } }
        await node.events.append(tx, [{ subject: 'proof', subjectId: row.number ?? row.id, act: done, by, facts: {}, ...payload }])
      }
      await store.insertAct(tx, row.id, done, by, node.clock.now(), words)
    })
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
          return await remember(tx, 201, await wholeOf(tx, node, row))
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
      const { limit, cursor, side, status, late } = request.query
      const lateOn = late === 'true' ? node.clock.today() : undefined
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const rows = await store.listProofs(node.db, { side, status, lateOn, traders: tradersOf(request.caller) }, before, limit + 1)
      const page = pageFrom(rows, limit, row => [row.listed])
      return { ...page, items: page.items.map(headOf) }
    })

    api.get('/proofs.csv', { config: read, schema: contract.listProofsCsv }, async (request, reply) => {
      const rows = (await store.listProofs(node.db, { traders: tradersOf(request.caller) }, undefined, CSV_MAX)).map(headOf)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="proofs.csv"')
      return csvOf([[...CSV_COLUMNS], ...rows.map(row => CSV_COLUMNS.map(column => row[column] ?? ''))])
    })

    api.get('/proofs/:id', { config: read, schema: contract.readProof }, async request => {
      const row = await getVisible(node.db, request)
      return await wholeOf(node.db, node, row)
    })

    api.get('/proofs/:id/form.pdf', { config: read, schema: contract.printProof }, async (request, reply) => {
      const row = await store.findProof(node.db, request.params.id, tradersOf(request.caller))
      if (row === undefined || !store.isIssued(row)) throw refuse(404, 'request.not-found')
      reply.type('application/pdf').header('content-disposition', `attachment; filename="${row.number}.pdf"`)
      const isRejected = row.status === 'denied' || row.status === 'returned'
      const denied = isRejected
        ? (await store.listActs(node.db, row.id)).findLast(each => REJECTING.has(each.act) && each.words?.reasons !== undefined)
        : undefined
      return await formPdf({ ...row, refusal: denied?.words?.reasons?.[0]?.text }, checkAddress(node, row.number))
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

    registerCopyRoutes(api, node, act)

    registerVerifyRoutes(api, node)
  })
}

/** A review is for somebody who did not refuse. */
async function requireOther(tx: Writer, { id }: store.ProofRow, by: string): Promise<void> {
  const acts = await store.listActs(tx, id)
  if (acts.some(each => each.act === 'refuse' && each.by === by)) throw refuse(409, 'proofs.same-person')
}
