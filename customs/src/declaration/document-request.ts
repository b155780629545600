import { error, type Issue } from '../kernel/index.ts'
import type { ActRecord } from './act-record.ts'

/** A document customs asked for and has not settled, by its id in the request: `1.2` is the second of the first request. */
export interface RequestedDocument {
  readonly id: string
  /** Whether it waits for customs to look at the answer; otherwise for the declarant to give one. */
  readonly isAnswered: boolean
}

/** What is done about documents: customs asks for some or no longer does; the declarant answers one, customs accepts the answer or refuses it. */
export type RequestRecord =
  | { readonly act: 'request-documents' | 'withdraw-request'; readonly documents: readonly string[] }
  | { readonly act: 'answer-request' | 'accept-answer' | 'refuse-answer'; readonly document: string }

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
