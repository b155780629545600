import { Readable } from 'node:stream'
import * as contract from '@lintas/contract'
import { type App, Problem, refuse, routes } from '../platform/http/index.ts'
import { addDocument, bytesOf, type FileDesk } from './add.ts'
import { documentOf } from './answers.ts'
import { registerRequests } from './request-routes.ts'
import { findDocument, listDocuments, readContent } from './store.ts'

/** The doors of a declaration's documents. A declaration the caller does not see has none. */
export function registerRoutes(desk: FileDesk): void {
  const { http } = desk.node
  routes(http, 'documents', api => {
    registerReading(api, desk)
    registerRequests(api, desk)
  })
  routes(http, 'documents', api => registerAdding(api, desk))
}

function registerAdding(api: App, desk: FileDesk): void {
  const { node, declarations } = desk
  const config = { who: 'documents.add' } as const
  // Bytes of any name are taken as they come; what they are is found in them.
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('*', (_request, body, done) => done(null, body))

  api.post('/declarations/:mrn/documents', { config, schema: contract.addDocument }, async (request, reply) => {
    const { mrn } = await declarations.getVisible(node.db, request.caller, request.params.mrn)
    if (!(request.body instanceof Readable)) throw refuse(400, 'documents.bytes-missing')
    const added = await addDocument(desk, request.caller, mrn, request.query, request.body)
    if (!added.ok) throw new Problem(added.issues.some(each => each.code === 'documents.file-large') ? 413 : 422, added.issues)
    return reply.code(added.value.isNew ? 201 : 200).send(documentOf(added.value.document))
  })
}

function registerReading(api: App, desk: FileDesk): void {
  const { node, declarations, quotaBytes } = desk
  const config = { who: 'documents.read' } as const

  api.get('/declarations/:mrn/documents', { config, schema: contract.listDocuments }, async request => {
    const { mrn } = await declarations.getVisible(node.db, request.caller, request.params.mrn)
    const documents = await listDocuments(node.db, mrn)
    return { items: documents.map(documentOf), bytesLeft: Math.max(0, quotaBytes - bytesOf(documents)) }
  })

  api.get('/declarations/:mrn/documents/:id/content', { config, schema: contract.downloadDocument }, async (request, reply) => {
    const { mrn } = await declarations.getVisible(node.db, request.caller, request.params.mrn)
    const found = await findDocument(node.db, mrn, request.params.id)
    if (found === undefined) throw refuse(404, 'documents.unknown', { id: request.params.id })
    return reply
      .headers({
        'content-type': found.mediaType,
        'content-length': found.size,
        'content-disposition': attachment(found.name),
        'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      })
      .send(Readable.from(readContent(node.db, found.sha256)))
  })
}

/** Always a file to save, under its own name; the plain name is for readers that know no other. @source RFC 6266; RFC 8187 */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
