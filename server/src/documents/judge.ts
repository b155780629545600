import { planLaterDay } from '@lintas/customs/documents'
import { type Day, error, map, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Caller, Writer } from '../platform/node.ts'
import type { FileDesk } from './add.ts'
import { idOf, insertVerdict, listRequests, setDueDay, setState, type Wanted } from './request-store.ts'

/** What an officer makes of an answer; refused, the declarant answers again, perhaps until a later day. */
export type Verdict =
  | { readonly verdict: 'accepted' }
  | { readonly verdict: 'refused'; readonly reason: string; readonly dueOn?: string | undefined }

/** Accepts the answer for one requested document, or refuses it; answers the number of the request. */
export async function judgeAnswer(
  tx: Writer,
  { node, declarations, queue }: FileDesk,
  caller: Caller,
  wanted: Wanted,
  given: Verdict,
): Promise<Result<number>> {
  const held = await declarations.holdVisible(tx, caller, wanted.mrn)
  const reason = given.verdict === 'refused' ? given.reason : undefined
  const later = given.verdict === 'refused' && given.dueOn !== undefined ? (given.dueOn as Day) : undefined
  if (later !== undefined) {
    const request = (await listRequests(tx, held.mrn)).find(each => each.number === wanted.request)
    const planned = request === undefined ? ok(undefined) : planLaterDay(later, request.dueOn, node.clock.today())
    if (!planned.ok) return planned
  }

  const record = {
    act: given.verdict === 'accepted' ? 'accept-answer' : 'refuse-answer',
    document: idOf(wanted.request, wanted.number),
  } as const
  const proceeded = await declarations.proceed(tx, held, record, caller.accountId, {
    ...(later === undefined ? {} : { facts: { dueOn: later } }),
    ...(reason === undefined ? {} : { payload: { reason } }),
  })
  if (!proceeded.ok) return proceeded
  await insertVerdict(tx, { ...wanted, verdict: given.verdict, reason, by: caller.accountId, at: node.clock.now() })
  await setState(tx, wanted, given.verdict === 'accepted' ? 'accepted' : 'asked')
  if (later !== undefined) await setDueDay(tx, wanted, later)
  await queue.settle(tx, held.mrn, proceeded.value.status)
  return map(proceeded, () => wanted.request)
}

/** Asks no longer for what is not accepted of a request; answers its number. */
export async function withdrawRequest(
  tx: Writer,
  { declarations, queue }: FileDesk,
  caller: Caller,
  { mrn, request }: Omit<Wanted, 'number'>,
): Promise<Result<number>> {
  const held = await declarations.holdVisible(tx, caller, mrn)
  const found = (await listRequests(tx, held.mrn)).find(each => each.number === request)
  const open = found?.documents.filter(each => each.state === 'asked' || each.state === 'answered') ?? []
  if (open.length === 0) return stop(error('documents.request-unknown', '', { request }))
  const record = { act: 'withdraw-request', documents: open.map(each => each.id) } as const
  const proceeded = await declarations.proceed(tx, held, record, caller.accountId)
  if (!proceeded.ok) return proceeded
  for (const { number } of open) await setState(tx, { mrn: held.mrn, request, number }, 'withdrawn')
  await queue.settle(tx, held.mrn, proceeded.value.status)
  return map(proceeded, () => request)
}
