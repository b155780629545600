import * as contract from '@lintas/contract'
import type { Day, Result } from '@lintas/customs/kernel'
import type { OfferedProfile } from '@lintas/customs/risk'
import { z } from 'zod'
import { type App, Problem, pageFrom, placeKey, readCursor } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { profileOf, statusOf } from './answers.ts'
import { draftOffered, offerToStates, refuseOffered, standingOf } from './offer-profile.ts'
import { listOffered, listOffers, type OfferedRow, type OfferRow } from './offered-profile-store.ts'
import { withdrawOffer } from './withdraw-offer.ts'

/** Profiles offered to other states by a supervisor, and theirs, of which an officer here makes a draft. For customs alone. */
export function registerOffers(node: Node, api: App): void {
  const read = { who: 'risk.read' } as const
  const share = { who: 'risk.share-profile' } as const
  const today = () => node.clock.today()

  api.post('/risk/profiles/:id/versions/:version/offers', { config: share, schema: contract.offerProfile }, async (request, reply) => {
    const rows = given(await offerToStates(node, request.params, request.body, request.caller.accountId))
    return reply.code(201).send({ items: rows.map(offerOf) })
  })

  api.get('/risk/profile-offers', { config: read, schema: contract.listProfileOffers }, async request => {
    const { limit, cursor } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listOffers(node.db, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(offerOf) }
  })

  api.post('/risk/profile-offers/:id/withdrawal', { config: share, schema: contract.withdrawProfileOffer }, async request =>
    offerOf(given(await withdrawOffer(node, request.params.id, request.body.reason, request.caller.accountId))),
  )

  api.get('/risk/offered-profiles', { config: read, schema: contract.listOfferedProfiles }, async request => {
    const { limit, cursor } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await listOffered(node.db, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(row => offeredOf(row, today())) }
  })

  const draft = { config: { who: 'risk.propose-profile' as const }, schema: contract.draftOfferedProfile }
  api.post('/risk/offered-profiles/:from/:id/draft', draft, async (request, reply) => {
    const { from, id } = request.params
    const { validFrom, validTo, ...own } = request.body
    const words = { ...own, validFrom: validFrom as Day, validTo: validTo as Day }
    return reply.code(201).send(profileOf(given(await draftOffered(node, from, id, words, request.caller.accountId))))
  })

  const refuse = { config: { who: 'risk.decide-indicator' as const }, schema: contract.refuseOfferedProfile }
  api.post('/risk/offered-profiles/:from/:id/refusal', refuse, async request => {
    const { from, id } = request.params
    return offeredOf(given(await refuseOffered(node, from, id, request.body.reason, request.caller.accountId)), today())
  })
}

function given<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Problem(statusOf(result.issues), result.issues)
  return result.value
}

function offerOf(row: OfferRow): contract.ProfileOffer {
  const { id, profile, profileVersion, toState, body, offeredBy, offeredAt, withdrawnBy, withdrawal, version, delivered, receipt } = row
  const hasAll = delivered === version
  return {
    id,
    profile,
    version: profileVersion,
    to: toState,
    offered: wordsOf(body),
    status: version === 1 ? (hasAll ? 'received' : 'sent') : hasAll ? 'withdrawn' : 'withdrawing',
    offeredBy,
    offeredAt: offeredAt.toISOString(),
    ...(withdrawnBy === null ? {} : { withdrawnBy }),
    ...(withdrawal === null ? {} : { withdrawal }),
    ...(receipt === null ? {} : { receipt }),
  }
}

function offeredOf(row: OfferedRow, today: Day): contract.OfferedProfileAnswer {
  const { from, id, body, receivedAt, profile, profileVersion, decidedBy, refusal, withdrawal } = row
  return {
    from,
    id,
    ...(body === null ? {} : { offered: wordsOf(body) }),
    status: standingOf(row, today),
    receivedAt: receivedAt.toISOString(),
    ...(profile === null || profileVersion === null ? {} : { drafted: { profile, version: profileVersion } }),
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(refusal === null ? {} : { refusal }),
    ...(withdrawal === null ? {} : { withdrawal }),
  }
}

const wordsOf = (offered: OfferedProfile) => ({ ...offered, controls: [...offered.controls] })
