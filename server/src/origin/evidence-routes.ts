import { Readable } from 'node:stream'
import * as contract from '@lintas/contract'
import { error, ok, stop } from '@lintas/customs/kernel'
import { type App, Problem, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import type { OriginDoors } from './doors.ts'
import { tradersOf } from './records.ts'
import { evidenceAnswer } from './supplier-answers.ts'
import { type EvidenceRow, findSupplierDeclaration, insertEvidence, listEvidence } from './supplier-store.ts'
import { holdFor, note } from './suppliers.ts'

/** Beyond this the documents of one declaration are none of it any more. */
const DOCUMENTS_MAX = 10

/** The documents that show what a supplier's declaration says: added by who made it, read by whoever sees it. */
export function registerEvidenceRoutes(node: Node, doors: OriginDoors): void {
  const path = '/origin/supplier-declarations/:number/evidence'
  routes(node.http, 'origin', api => registerAdding(api, node, doors, path))
  routes(node.http, 'origin', api => {
    const config = { who: 'origin.read-supply' } as const
    api.get(`${path}/:id`, { config, schema: contract.downloadSupplyEvidence }, async ({ params, caller }, reply) => {
      const row = await findSupplierDeclaration(node.db, params.number, tradersOf(caller))
      const found = row === undefined ? undefined : (await listEvidence(node.db, row.number)).find(each => each.id === params.id)
      if (found === undefined) throw refuse(404, 'request.not-found')
      return reply
        .headers({
          'content-type': found.mediaType,
          'content-length': found.size,
          'content-disposition': doors.attachment(found.name),
          'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
        })
        .send(Readable.from(doors.readContent(node.db, found.sha256)))
    })
  })
}

function registerAdding(api: App, node: Node, doors: OriginDoors, path: string): void {
  const config = { who: 'origin.declare-supply' } as const
  // Bytes of any name are taken as they come; what they are is found in them.
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('*', (_request, body, done) => done(null, body))

  api.post(path, { config, schema: contract.addSupplyEvidence }, async ({ params: { number }, query, caller, body }, reply) => {
    if ((await findSupplierDeclaration(node.db, number, caller.traderIds)) === undefined) throw refuse(404, 'request.not-found')
    if (!(body instanceof Readable)) throw refuse(400, 'documents.bytes-missing')
    const added = await doors.keepFile(node, body, query.name, async (tx, file, keep) => {
      const { row, side } = await holdFor(tx, { number, act: 'add-evidence', caller })
      const before = await listEvidence(tx, number)
      const same = before.find(each => each.sha256 === file.sha256.toString('hex'))
      if (same !== undefined) return ok({ evidence: same, isNew: false })
      if (before.length >= DOCUMENTS_MAX) return stop(error('origin.supplier-evidence-many', '', { max: DOCUMENTS_MAX }))
      await keep()
      await insertEvidence(tx, number, { ...file, by: caller.accountId, at: node.clock.now() })
      await note(tx, node, row, 'add-evidence', side, caller.accountId, file.name)
      const evidence = (await listEvidence(tx, number)).find(each => each.sha256 === file.sha256.toString('hex'))
      return ok({ evidence: kept(evidence), isNew: true })
    })
    if (!added.ok) throw new Problem(added.issues.some(each => each.code === 'documents.file-large') ? 413 : 422, added.issues)
    return reply.code(added.value.isNew ? 201 : 200).send(evidenceAnswer(added.value.evidence))
  })
}

function kept(evidence: EvidenceRow | undefined): EvidenceRow {
  if (evidence === undefined) throw new Error('given a document that was just kept, needs to find it')
  return evidence
}
