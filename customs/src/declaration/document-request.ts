import { error, type Issue } from '../kernel/index.ts'
import type { ActRecord, RequestRecord } from './act-record.ts'
import type { RequestedDocument } from './standing.ts'

/** What is waited for after an act about requested documents. */
export function afterRequest(requested: readonly RequestedDocument[], record: RequestRecord): readonly RequestedDocument[] {
  switch (record.act) {
    case 'request-documents':
      return [...requested, ...record.documents.map(id => ({ id, isAnswered: false }))]
    case 'withdraw-request':
      return requested.filter(each => !record.documents.includes(each.id))
    case 'accept-answer':
      return requested.filter(each => each.id !== record.document)
    case 'answer-request':
    case 'refuse-answer':
      return requested.map(each => (each.id === record.document ? { ...each, isAnswered: record.act === 'answer-request' } : each))
  }
}

/** Why an act about requested documents is refused where they stand; a document check is not in order while one is outstanding. */
export function refuseAboutDocuments(requested: readonly RequestedDocument[], record: ActRecord): Issue | undefined {
  switch (record.act) {
    case 'request-documents': {
      const again = record.documents.find(id => requested.some(each => each.id === id))
      return again === undefined ? undefined : error('declaration.document-requested', '', { document: again })
    }
    case 'withdraw-request': {
      const unknown = record.documents.find(id => !requested.some(each => each.id === id))
      return unknown === undefined ? undefined : error('declaration.document-not-requested', '', { document: unknown })
    }
    case 'answer-request':
    case 'accept-answer':
    case 'refuse-answer': {
      const { act, document } = record
      const found = requested.find(each => each.id === document)
      if (found === undefined) return error('declaration.document-not-requested', '', { document })
      if (found.isAnswered === (act !== 'answer-request')) return undefined
      return error(found.isAnswered ? 'declaration.document-answered' : 'declaration.document-not-answered', '', { document })
    }
    case 'record-control': {
      const isBlocked = record.kind === 'document-check' && record.outcome === 'satisfied' && requested.length > 0
      return isBlocked ? error('declaration.documents-outstanding', '', { count: requested.length }) : undefined
    }
    default:
      return undefined
  }
}
