import * as contract from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import { approvableFrom, type Letter, linesLeft, type Withdrawal } from '@lintas/customs/rights'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { idempotent, Problem, pageFrom, placeKey, readCursor, refuse, requireMatch, routes } from '../platform/http/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import type { RightsDesk } from './decide.ts'
import { findBatch, holdBatch, type KeptBatch, listBatches } from './disposal-store.ts'
import { abandon, approveBatch, certifyBatch, object, openBatch, publishBatch, withdraw } from './dispose.ts'
import { letterPdf } from './letter-pdf.ts'
import { LANGUAGE_OF } from './letter-texts.ts'

type BatchRequest = FastifyRequest<{ Params: { id: string } }>

const CONFLICTS: ReadonlySet<string> = new Set([
  'declaration.act-not-permitted',
  'rights.batch-status',
  'rights.batch-listed',
  'rights.batch-objected',
  'rights.batch-same-officer',
  'rights.batch-line-elsewhere',
  'rights.batch-line-withdrawn',
  'cargo.document-held',
])
/** So many batches are on the public list at once, the newest of them. */
const LISTED_MAX = 100

/** The doors of goods left to the state, and of the batches in which they are disposed of. */
export function registerDisposal(desk: RightsDesk): void {
  const { node, declarations } = desk

  async function getVisible(reader: Reader, caller: Caller, id: string): Promise<KeptBatch> {
    const batch = await findBatch(reader, id)
    if (batch === undefined || (caller.role === 'officer' && batch.office !== caller.office))
      throw refuse(404, 'rights.batch-unknown', { id })
    return batch
  }

  function change(request: BatchRequest, reply: FastifyReply, work: (tx: Writer, batch: KeptBatch) => Promise<Result<unknown>>) {
    return idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { id, lines } = await getVisible(tx, request.caller, request.params.id)
        await declarations.holdEach(
          tx,
          lines.flatMap(each => each.mrn ?? []),
        )
        const done = await work(tx, (await holdBatch(tx, id)) as KeptBatch) // it was there, and batches are never taken away
        if (!done.ok) throw problemOf(done.issues)
        return await remember(tx, 200, batchAnswer((await findBatch(tx, id)) as KeptBatch))
      }),
    )
  }

  routes(node.http, 'rights', api => {
    const disposing = { who: 'rights.dispose' } as const

    api.post('/declarations/:mrn/abandonment', { config: { who: 'rights.ask' }, schema: contract.abandonGoods }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
          requireMatch(request, held.revision)
          const done = await abandon(desk, tx, held, request.body.waiver, request.caller)
          if (!done.ok) throw problemOf(done.issues)
          const { mrn, status, revision } = await declarations.getVisible(tx, request.caller, held.mrn)
          return await remember(tx, 200, { mrn, status, revision })
        }),
      ),
    )
    api.post('/disposal-batches', { config: disposing, schema: contract.openBatch }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const done = await openBatch(desk, tx, request.body, request.caller)
          if (!done.ok) throw problemOf(done.issues)
          return await remember(tx, 201, batchAnswer((await findBatch(tx, done.value)) as KeptBatch))
        }),
      ),
    )
    api.get('/disposal-batches', { config: disposing, schema: contract.listBatches }, async ({ caller, query }) => {
      const [before] = readCursor(query.cursor, z.tuple([placeKey])) ?? []
      const office = caller.role === 'supervisor' ? undefined : (caller.office ?? '')
      const rows = await listBatches(node.db, { office }, before, query.limit + 1)
      const page = pageFrom(rows, query.limit, row => [row.id])
      return { ...page, items: page.items.map(batchAnswer) }
    })
    api.get('/disposal-list', { config: { who: 'rights.read-list' }, schema: contract.listedBatches }, async () => ({
      items: (await listBatches(node.db, { status: 'listed' }, undefined, LISTED_MAX)).map(batch => {
        const { approvals: _, lines, ...shown } = batchAnswer(batch)
        return { ...shown, lines: lines.map(({ objection: __, withdrawn, ...line }) => ({ ...line, ...publicly(withdrawn) })) }
      }),
    }))
    api.get('/disposal-batches/:id', { config: disposing, schema: contract.readBatch }, async ({ caller, params }) =>
      batchAnswer(await getVisible(node.db, caller, params.id)),
    )
    api.post('/disposal-batches/:id/publication', { config: disposing, schema: contract.publishBatch }, (request, reply) =>
      change(request, reply, (tx, batch) => publishBatch(desk, tx, batch, request.caller)),
    )
    api.post('/disposal-batches/:id/lines/:number/objection', { config: disposing, schema: contract.objectToLine }, (request, reply) =>
      change(request, reply, (tx, batch) => object(desk, tx, batch, Number(request.params.number), request.body.objection, request.caller)),
    )
    api.post('/disposal-batches/:id/lines/:number/withdrawal', { config: disposing, schema: contract.withdrawLine }, (request, reply) =>
      change(request, reply, (tx, batch) => withdraw(desk, tx, batch, Number(request.params.number), request.body, request.caller)),
    )
    api.post('/disposal-batches/:id/approval', { config: disposing, schema: contract.approveBatch }, (request, reply) =>
      change(request, reply, (tx, batch) => approveBatch(desk, tx, batch, request.caller)),
    )
    api.post('/disposal-batches/:id/certificate', { config: disposing, schema: contract.certifyBatch }, (request, reply) =>
      change(request, reply, (tx, batch) => certifyBatch(desk, tx, batch, request.body, request.caller)),
    )
    api.get(
      '/disposal-batches/:id/certificate',
      { config: disposing, schema: contract.readCertificate },
      async ({ caller, params }, reply) => {
        const batch = await getVisible(node.db, caller, params.id)
        if (batch.certificate === null) throw refuse(409, 'rights.batch-status', { status: batch.status })
        reply.type('application/pdf').header('content-disposition', `inline; filename="disposal-${batch.id}.pdf"`)
        return await letterPdf(certificateOf(batch, batch.certificate), node.state, [...new Set([LANGUAGE_OF[node.state], 'en'])])
      },
    )
  })
}

function problemOf(issues: ConstructorParameters<typeof Problem>[1]): Problem {
  return new Problem(issues.some(({ code }) => CONFLICTS.has(code)) ? 409 : 422, issues)
}

function batchAnswer({ id, way, office, status, listedOn, approvals, lines, certificate }: KeptBatch): contract.DisposalBatchAnswer {
  return {
    id,
    way,
    office,
    status,
    ...(listedOn === undefined ? {} : { listedOn, approvableFrom: approvableFrom(listedOn) }),
    approvals: approvals.length,
    lines: lines.map(({ mrn, transportDocument, objection, withdrawn, document: _, manifest: __, disposed: ___, ...line }) => ({
      ...line,
      ...(mrn === undefined ? {} : { mrn }),
      ...(transportDocument === undefined ? {} : { transportDocument }),
      ...(objection === undefined ? {} : { objection }),
      ...(withdrawn === undefined ? {} : { withdrawn: withdrawalAnswer(withdrawn) }),
    })),
    ...(certificate === null ? {} : { certificate }),
  }
}

function withdrawalAnswer({ ground, words, on }: Withdrawal) {
  return { ground, on, ...(words === undefined ? {} : { words }) }
}

/** Of a line that was taken out everybody may read when and why, not in whose words: they may name somebody. */
function publicly(withdrawn: contract.DisposalBatchAnswer['lines'][number]['withdrawn']) {
  return withdrawn === undefined ? {} : { withdrawn: { ground: withdrawn.ground, on: withdrawn.on } }
}

/** The certificate in the form of a letter: what was disposed of, how, where, who saw it, what it cost and brought, and which lines were taken out before. */
function certificateOf({ id, way, office, lines }: KeptBatch, certificate: NonNullable<KeptBatch['certificate']>): Letter {
  const { disposedOn, place, method, witness, costs, proceeds, net, currency } = certificate
  const out = lines.flatMap(({ number, withdrawn }) => (withdrawn === undefined ? [] : [`${number} (${withdrawn.on})`]))
  return {
    title: { key: `title.certificate-${way}` },
    number: id,
    servedOn: disposedOn,
    fields: [
      ['number', id],
      ['decidedOn', disposedOn],
      ['office', office],
      ['place', place],
      ['method', method],
      ['witness', witness],
      ['costs', `${currency} ${costs}`],
      ['proceeds', `${currency} ${proceeds}`],
      ['net', `${currency} ${net}`],
      ...(out.length === 0 ? [] : [['withdrawn', out.join(', ')] as const]),
    ],
    facts: linesLeft(lines)
      .map(({ number, mrn, transportDocument, description }) => `${number}. ${mrn ?? transportDocument}: ${description}`)
      .join('\n'),
    reasons: [],
    rights: [],
  }
}
