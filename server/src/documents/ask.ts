import { type DocumentRequest, planRequest } from '@lintas/customs/documents'
import { map, type Result } from '@lintas/customs/kernel'
import type { Caller, Writer } from '../platform/node.ts'
import type { FileDesk } from './add.ts'
import { idOf, insertRequest, listRequests } from './request-store.ts'

/**
 * Asks the declarant for documents, naming each, why, and until when; answers the number of the request.
 *
 * The declaration waits under control from then on, also where nothing else kept it, and is in the officers' queue.
 *
 * @source RKC General Annex std. 3.16 (only the documents that are needed), 3.17 (time to bring them)
 */
export async function requestDocuments(
  tx: Writer,
  { node, declarations, queue }: FileDesk,
  caller: Caller,
  given: string,
  request: DocumentRequest,
): Promise<Result<number>> {
  const held = await declarations.holdVisible(tx, caller, given)
  const { mrn, version } = held
  const document = await declarations.getDocument(tx, mrn, version)
  const items = document.goodsItems.map(item => item.sequence)
  const planned = planRequest(request, { items, today: node.clock.today(), law: node.law, state: node.state })
  if (!planned.ok) return planned

  const { dueOn, lawRow } = planned.value
  const number = (await listRequests(tx, mrn)).length + 1
  const ids = request.documents.map((_, index) => idOf(number, index + 1))
  const { reason, documents } = request
  const proceeded = await declarations.proceed(tx, held, { act: 'request-documents', documents: ids }, caller.accountId, {
    facts: { request: number, dueOn, types: documents.map(({ type }) => type ?? null), ...(lawRow === undefined ? {} : { lawRow }) },
    payload: { reason, documents },
  })
  if (!proceeded.ok) return proceeded
  const at = node.clock.now()
  await insertRequest(tx, { mrn, number, reason, dueOn, lawRow, by: caller.accountId, office: held.office ?? '', at, documents })
  await queue.open(tx, mrn, document, 'documents-requested', at)
  return map(proceeded, () => number)
}
