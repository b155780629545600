import { createHash, randomBytes } from 'node:crypto'
import { type Day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATES, type State } from '@lintas/customs/reference'
import { digestsOf, INDICATOR_REASONS, type IndicatorReason, REGISTERS, tellsWhom } from '@lintas/customs/risk'
import { z } from 'zod'
import { isSamePerson } from '../platform/acting.ts'
import type { MessageReceipt, StateMessage } from '../platform/neighbours.ts'
import type { Node, Writer } from '../platform/node.ts'
import { deliverShares } from './deliver-shares.ts'
import { holdEntry, statusOf } from './register-store.ts'
import * as store from './share-indicator-store.ts'

const SUBJECT = 'indicators'
const JOB = 'indicators.deliver'
const AT_ONCE = 200
const DIGESTS_MAX = 60

export interface ShareWish {
  readonly states: readonly State[]
  readonly reason: IndicatorReason
  readonly note?: string | undefined
  readonly validTo?: string | undefined
}

/**
 * Shares an entry that runs with other states, on the word of a supervisor who did not propose it. They are told digests, a reason and days; a note that
 * names whom it is about is refused.
 */
export function shareEntry(node: Node, id: string, wish: ShareWish, by: string): Promise<Result<readonly store.ShareRow[]>> {
  const { db, clock, jobs, events } = node
  return db.transaction(async tx => {
    const entry = await holdEntry(tx, id)
    if (entry === undefined) return stop(error('risk.entry-unknown', ''))
    const status = statusOf(entry)
    if (status !== 'approved') return stop(error('risk.entry-not-so', '', { status, needs: 'approved' }))
    if (isSamePerson(entry.proposedBy, by)) return stop(error('risk.entry-own', ''))
    const { body } = entry
    const validTo = (wish.validTo ?? body.validTo) as Day
    const told = await store.listToldOf(tx, id)
    const wrong = [
      ...(wish.states.includes(node.state) ? [error('risk.share-own-state', 'states', { state: node.state })] : []),
      ...(validTo > body.validTo || validTo <= clock.today()
        ? [error('risk.share-period', 'validTo', { today: clock.today(), until: body.validTo })]
        : []),
      ...wish.states.filter(each => told.includes(each)).map(state => error('risk.share-repeated', 'states', { state })),
      ...(wish.note !== undefined && tellsWhom(body, wish.note) ? [error('risk.share-names', 'note')] : []),
    ]
    if (wrong.length > 0) return stop(...wrong)

    const shared: store.ShareRow[] = []
    for (const toState of [...new Set(wish.states)].sort()) {
      const key = await store.keyFor(tx, toState, randomBytes(32).toString('hex'), clock.now())
      const indicator = { register: body.register, key, digests: digestsOf(body, key), reason: wish.reason, note: wish.note, validTo }
      const row = await store.insertShare(tx, {
        entry: id,
        toState,
        body: { ...indicator, validFrom: body.validFrom as Day },
        sharedBy: by,
        sharedAt: clock.now(),
      })
      shared.push(row)
      await events.append(tx, [
        {
          subject: 'shared-indicator',
          subjectId: row.id,
          act: 'share',
          by,
          facts: { entry: id, to: toState, reason: wish.reason, validTo },
        },
      ])
    }
    await jobs.send(JOB, {}, { tx })
    return ok(shared)
  })
}

/** Withdraws what was shared; the other state is told. */
export function withdrawShare(node: Node, id: string, reason: string, by: string): Promise<Result<store.ShareRow>> {
  return node.db.transaction(async tx => {
    if ((await store.findShare(tx, id)) === undefined) return stop(error('risk.share-unknown', ''))
    const [row] = await takeBackShares(node, tx, { share: id }, reason, by)
    return row === undefined ? stop(error('risk.share-withdrawn', '')) : ok(row)
  })
}

/** The same for all that was shared of an entry which ends. */
export async function takeBackShares(
  { clock, jobs, events }: Pick<Node, 'clock' | 'jobs' | 'events'>,
  tx: Writer,
  of: Parameters<typeof store.withdraw>[1],
  reason: string,
  by: string,
): Promise<readonly store.ShareRow[]> {
  const rows = await store.withdraw(tx, of, { by, at: clock.now(), reason })
  if (rows.length === 0) return rows
  await events.append(
    tx,
    rows.map(({ id, toState }) => ({
      subject: 'shared-indicator',
      subjectId: id,
      act: 'withdraw',
      by,
      facts: { to: toState },
      payload: { reason },
    })),
  )
  await jobs.send(JOB, {}, { tx })
  return rows
}

/** Delivers what waits, as soon as it is shared and every five minutes, and receives what others share. */
export function openIndicatorExchange(node: Node): void {
  node.neighbours.receive(node.state, SUBJECT, message => receive(node, message))
  node.jobs.every(JOB, '*/5 * * * *', () => deliverWaiting(node))
}

async function deliverWaiting(node: Node): Promise<void> {
  await deliverShares(
    node,
    SUBJECT,
    await store.listUndelivered(node.db, AT_ONCE),
    ({ id, version, body, withdrawal }) =>
      version === 1 ? { kind: 'indicator', share: id, ...body } : { kind: 'withdrawal', share: id, reason: withdrawal ?? '' },
    ({ id, version }, receipt) => node.db.transaction(tx => store.keepReceipt(tx, id, version, receipt)),
  )
}

const day = z.iso.date().transform(text => text as Day)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const messageSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('indicator'),
    share: z.uuid(),
    register: z.enum(REGISTERS),
    key: digest,
    digests: z.array(digest).min(1).max(DIGESTS_MAX),
    reason: z.enum(INDICATOR_REASONS),
    note: z.string().max(500).optional(),
    validFrom: day,
    validTo: day,
  }),
  z.strictObject({ kind: z.literal('withdrawal'), share: z.uuid(), reason: z.string().max(2_000) }),
])

/**
 * Does what another state tells, once however often it comes. A share is known by its sender and its id: no state speaks of another's. What does not have the
 * form of an indicator, or says that it comes from nobody or from here, is thrown back.
 */
async function receive(node: Node, { id, from, body }: StateMessage): Promise<MessageReceipt> {
  if (!STATES.includes(from) || from === node.state) throw new Error(`given an indicator from ${from}, needs one of another state`)
  const message = messageSchema.parse(body)
  const at = node.clock.now()
  await node.db.transaction(async tx => {
    const { kind, share } = message
    const isNew =
      kind === 'withdrawal'
        ? await store.takeBack(tx, from, share, message.reason, at)
        : await store.takeIn(tx, from, share, bodyOf(message), at)
    if (!isNew) return
    const act = kind === 'withdrawal' ? 'end' : 'receive'
    await node.events.append(tx, [{ subject: 'shared-indicator', subjectId: `${from} ${share}`, act, by: 'system', facts: { from } }])
  })
  return { id, by: node.state, at: at.toISOString(), sha256: createHash('sha256').update(JSON.stringify(body)).digest('hex') }
}

function bodyOf({ kind: _, share: __, ...body }: Extract<z.output<typeof messageSchema>, { kind: 'indicator' }>): store.IndicatorBody {
  return body
}

/** Takes what another state shared into use, or refuses it; what is in use may be refused later, what was withdrawn or is over is neither. */
export function decideShared(
  node: Node,
  from: State,
  id: string,
  decision: { readonly decision: 'in-use' } | { readonly decision: 'refused'; readonly reason: string },
  by: string,
): Promise<Result<store.SharedRow>> {
  const { db, clock, events } = node
  return db.transaction(async tx => {
    const row = await store.holdShared(tx, from, id)
    if (row === undefined) return stop(error('risk.indicator-unknown', ''))
    const status = standingOf(row, clock.today())
    const may = status === 'received' || (status === 'in-use' && decision.decision === 'refused')
    if (!may) return stop(error('risk.indicator-not-so', '', { status }))
    const refusal = decision.decision === 'refused' ? { refusal: decision.reason } : {}
    const decided = await store.decide(tx, row, { decision: decision.decision, by, at: clock.now(), ...refusal })
    const act = decision.decision === 'in-use' ? 'use' : 'refuse'
    await events.append(tx, [{ subject: 'shared-indicator', subjectId: `${from} ${id}`, act, by, facts: { from }, payload: refusal }])
    return ok(decided)
  })
}

/** Where what another state shared stands on a day. */
export function standingOf(
  { body, withdrawnAt, decision }: store.SharedRow,
  today: Day,
): 'received' | 'in-use' | 'refused' | 'ended' | 'withdrawn' {
  if (withdrawnAt !== null || body === null) return 'withdrawn'
  if (decision === 'refused') return 'refused'
  return today >= body.validTo ? 'ended' : (decision ?? 'received')
}
