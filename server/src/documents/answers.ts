import type { StoredRequest, SupportingDocument } from '@lintas/contract'
import { isOverdue } from '@lintas/customs/documents'
import type { Day } from '@lintas/customs/kernel'
import type { RequestRow } from './request-store.ts'
import type { DocumentRow } from './store.ts'

export function documentOf({ id, mrn, type, words, name, mediaType, size, sha256, side, addedAt }: DocumentRow): SupportingDocument {
  return {
    id,
    mrn,
    ...(type === null ? {} : { type }),
    ...(words === null ? {} : { words }),
    name,
    mediaType,
    size,
    sha256,
    addedBy: side,
    addedAt: addedAt.toISOString(),
  }
}

/** A request as both sides read it: no name of an officer is in it. */
export function requestOf(
  { mrn, number, reason, dueOn, lawRow, office, askedAt, notices, documents }: RequestRow,
  today: Day,
): StoredRequest {
  const isOpen = documents.some(each => each.state === 'asked')
  return {
    mrn,
    number,
    reason,
    dueOn,
    ...(lawRow === null ? {} : { lawRow }),
    overdue: isOpen && isOverdue({ dueOn }, today),
    office,
    askedAt: askedAt.toISOString(),
    notices: notices.map(each => ({ ...each, givenAt: each.givenAt.toISOString() })),
    documents: documents.map(({ id, type, words, items, state, answers }) => ({
      id,
      ...(type === null ? {} : { type }),
      ...(words === null ? {} : { words }),
      items: [...items],
      state,
      answers: answers.map(({ document, cannotBeHad, answeredAt, verdict, verdictReason, judgedAt }) => ({
        ...(document === null ? {} : { document }),
        ...(cannotBeHad === null ? {} : { cannotBeHad }),
        answeredAt: answeredAt.toISOString(),
        ...(verdict === null ? {} : { verdict }),
        ...(verdictReason === null ? {} : { verdictReason }),
        ...(judgedAt === null ? {} : { judgedAt: judgedAt.toISOString() }),
      })),
    })),
  }
}
