import { createHash } from 'node:crypto'
import { type Day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATES, type State } from '@lintas/customs/reference'
import { draftFromOffer, isOver, type OwnWords, offeredProfileSchema, offerProfile } from '@lintas/customs/risk'
import { z } from 'zod'
import { isSamePerson } from '../platform/acting.ts'
import type { MessageReceipt, StateMessage } from '../platform/neighbours.ts'
import type { Node } from '../platform/node.ts'
import { deliverShares } from './deliver-shares.ts'
import * as store from './offered-profile-store.ts'
import { holdProfile, type ProfileRow } from './profile-store.ts'
import { propose } from './propose-profile.ts'
import { listRunning } from './register-store.ts'
import { DELIVER_OFFERS as JOB } from './withdraw-offer.ts'

const SUBJECT = 'profiles'
const AT_ONCE = 200

export interface OfferWish {
  readonly states: readonly State[]
  readonly note?: string | undefined
}

/** Offers a version that runs to other states, on the word of a supervisor who did not propose it. */
export function offerToStates(
  node: Node,
  of: store.VersionKey,
  { states, note }: OfferWish,
  by: string,
): Promise<Result<readonly store.OfferRow[]>> {
  const { db, clock, jobs, events } = node
  return db.transaction(async tx => {
    const held = await holdProfile(tx, of.id, of.version)
    if (held === undefined) return stop(error('risk.profile-unknown', '', { ...of }))
    const today = clock.today()
    if (held.status !== 'approved' || isOver(held.profile, today)) return stop(error('risk.offer-not-running', ''))
    if (isSamePerson(held.proposedBy, by)) return stop(error('risk.profile-own', ''))
    const told = await store.listOfferedTo(tx, of)
    const wrong = [
      ...(states.includes(node.state) ? [error('risk.share-own-state', 'states', { state: node.state })] : []),
      ...states.filter(each => told.includes(each)).map(state => error('risk.offer-repeated', 'states', { state })),
    ]
    const body = offerProfile(held.profile, note, await listRunning(tx))
    if (!body.ok || wrong.length > 0) return stop(...wrong, ...(body.ok ? [] : body.issues))

    const offers: store.OfferRow[] = []
    for (const toState of [...new Set(states)].sort()) {
      const row = await store.insertOffer(tx, of, { toState, body: body.value, offeredBy: by, offeredAt: clock.now() })
      offers.push(row)
      const facts = { profile: of.id, version: of.version, to: toState }
      await events.append(tx, [{ subject: 'profile-offer', subjectId: row.id, act: 'offer', by, facts }])
    }
    await jobs.send(JOB, {}, { tx })
    return ok(offers)
  })
}

/** Delivers what waits, as soon as it is offered and every five minutes, and receives what others offer. */
export function openProfileExchange(node: Node): void {
  node.neighbours.receive(node.state, SUBJECT, message => receive(node, message))
  node.jobs.every(JOB, '*/5 * * * *', () => deliverWaiting(node))
}

async function deliverWaiting(node: Node): Promise<void> {
  await deliverShares(
    node,
    SUBJECT,
    await store.listUndelivered(node.db, AT_ONCE),
    ({ id, version, body, withdrawal }) =>
      version === 1 ? { kind: 'profile', offer: id, profile: body } : { kind: 'withdrawal', offer: id, reason: withdrawal ?? '' },
    ({ id, version }, receipt) => node.db.transaction(tx => store.keepReceipt(tx, id, version, receipt)),
  )
}

const messageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('profile'), offer: z.uuid(), profile: offeredProfileSchema }),
  z.strictObject({ kind: z.literal('withdrawal'), offer: z.uuid(), reason: z.string().max(2_000) }),
])

/**
 * Does what another state tells, once however often it comes. An offer is known by its sender and its id. It runs nowhere: whether its question can be asked here is seen
 * when a draft is made of it.
 */
async function receive(node: Node, { id, from, body }: StateMessage): Promise<MessageReceipt> {
  if (!STATES.includes(from) || from === node.state) throw new Error(`given a profile from ${from}, needs one of another state`)
  const message = messageSchema.parse(body)
  const at = node.clock.now()
  await node.db.transaction(async tx => {
    const { offer } = message
    const isNew =
      message.kind === 'withdrawal'
        ? await store.takeBack(tx, from, offer, message.reason, at)
        : await store.takeIn(tx, from, offer, message.profile, at)
    if (!isNew) return
    const act = message.kind === 'withdrawal' ? 'end' : 'receive'
    await node.events.append(tx, [{ subject: 'profile-offer', subjectId: `${from} ${offer}`, act, by: 'system', facts: { from } }])
  })
  return { id, by: node.state, at: at.toISOString(), sha256: createHash('sha256').update(JSON.stringify(body)).digest('hex') }
}

/** Makes a draft of what another state offers, in an officer's own name: proposed, and no more. It is refused where its question cannot be asked here. */
export function draftOffered(node: Node, from: State, id: string, own: OwnWords, by: string): Promise<Result<ProfileRow>> {
  const { db, clock, events } = node
  return db.transaction(async tx => {
    const row = await store.holdOffered(tx, from, id)
    if (row === undefined) return stop(error('risk.offer-unknown', ''))
    const status = standingOf(row, clock.today())
    if (row.body === null || status !== 'received') return stop(error('risk.offer-not-so', '', { status }))
    const proposed = await propose(node, tx, draftFromOffer(row.body, own), by)
    if (!proposed.ok) return proposed
    const { id: profile, version } = proposed.value.profile
    await store.decide(tx, row, { made: { id: profile, version } }, by, clock.now())
    await events.append(tx, [{ subject: 'profile-offer', subjectId: `${from} ${id}`, act: 'draft', by, facts: { from, profile, version } }])
    return proposed
  })
}

/** Makes nothing of what another state offers. */
export function refuseOffered(node: Node, from: State, id: string, reason: string, by: string): Promise<Result<store.OfferedRow>> {
  const { db, clock, events } = node
  return db.transaction(async tx => {
    const row = await store.holdOffered(tx, from, id)
    if (row === undefined) return stop(error('risk.offer-unknown', ''))
    const status = standingOf(row, clock.today())
    if (status !== 'received') return stop(error('risk.offer-not-so', '', { status }))
    const decided = await store.decide(tx, row, { refusal: reason }, by, clock.now())
    await events.append(tx, [
      { subject: 'profile-offer', subjectId: `${from} ${id}`, act: 'refuse', by, facts: { from }, payload: { reason } },
    ])
    return ok(decided)
  })
}

/** Where what another state offers stands on a day. */
export function standingOf(
  { body, withdrawnAt, profile, refusal }: store.OfferedRow,
  today: Day,
): 'received' | 'drafted' | 'refused' | 'ended' | 'withdrawn' {
  if (withdrawnAt !== null || body === null) return 'withdrawn'
  if (profile !== null) return 'drafted'
  if (refusal !== null) return 'refused'
  return isOver(body, today) ? 'ended' : 'received'
}
