import { error, map, type Result, stop } from '@lintas/customs/kernel'
import type { Caller, Writer } from '../platform/node.ts'
import type { FileDesk } from './add.ts'
import { idOf, insertAnswer, setState, type Wanted } from './request-store.ts'
import { findDocument } from './store.ts'

/** What a declarant answers: a document that is in the file of the declaration, or why there is none. */
export type Answer = { readonly document: string } | { readonly cannotBeHad: string }

/** Answers for one requested document, the others of its request perhaps at another time; answers the number of the request. */
export async function answerRequest(
  tx: Writer,
  { node, declarations }: FileDesk,
  caller: Caller,
  wanted: Wanted,
  answer: Answer,
): Promise<Result<number>> {
  const held = await declarations.holdVisible(tx, caller, wanted.mrn)
  const document = 'document' in answer ? await findDocument(tx, held.mrn, answer.document) : undefined
  if ('document' in answer && document === undefined) return stop(error('documents.unknown', 'document', { id: answer.document }))

  const id = idOf(wanted.request, wanted.number)
  const cannotBeHad = 'cannotBeHad' in answer ? answer.cannotBeHad : undefined
  const proceeded = await declarations.proceed(tx, held, { act: 'answer-request', document: id }, caller.accountId, {
    as: 'declarant',
    facts: document === undefined ? { cannotBeHad: true } : { sha256: document.sha256 },
    ...(cannotBeHad === undefined ? {} : { payload: { cannotBeHad } }),
  })
  if (!proceeded.ok) return proceeded
  await insertAnswer(tx, { ...wanted, document: document?.id, cannotBeHad, by: caller.accountId, at: node.clock.now() })
  await setState(tx, wanted, 'answered')
  return map(proceeded, () => wanted.request)
}
