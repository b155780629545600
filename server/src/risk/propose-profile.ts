import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { compileProfile, isAboutManifest, isMitigable, type ProfileDraft, type RiskProfile } from '@lintas/customs/risk'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Writer } from '../platform/node.ts'
import { isOffered } from './offered-profile-store.ts'
import { findBackTest } from './past-store.ts'
import * as store from './profile-store.ts'
import { takeBackOffers } from './withdraw-offer.ts'

type Parts = Pick<Node, 'db' | 'events' | 'state' | 'clock' | 'jobs'>

/** Keeps a profile, or its next version, until a second person lets it run. One that would fail or run for ever is refused, all reasons at once. */
export function proposeProfile(node: Parts, draft: ProfileDraft, by: string): Promise<Result<store.ProfileRow>> {
  return node.db.transaction(tx => propose(node, tx, draft, by))
}

export async function propose(
  node: Pick<Parts, 'events' | 'state'>,
  tx: Writer,
  draft: ProfileDraft,
  by: string,
): Promise<Result<store.ProfileRow>> {
  const profile: RiskProfile = { ...draft, state: node.state, version: await store.takeVersion(tx, draft.id) }
  const compiled = compileProfile(profile)
  if (!compiled.ok) return compiled
  const { objective } = draft
  if (draft.mitigable && !isMitigable(draft)) return stop(error('risk.profile-never-mitigated', 'mitigable', { objective }))
  await store.insertProfile(tx, profile, by, null)
  await note(node, tx, profile, 'propose', by)
  return ok({ profile, status: 'proposed', proposedBy: by, approvedBy: undefined, offeredBy: undefined })
}

/** Lets a proposed profile run, on the word of somebody other than its proposer. One that was made of another state's offer is tried on the own past before. */
export function approveProfile(node: Parts, id: string, version: number, by: string): Promise<Result<store.ProfileRow>> {
  return node.db.transaction(async tx => {
    const held = await store.holdProfile(tx, id, version)
    if (held === undefined) return stop(error('risk.profile-unknown', '', { id, version }))
    if (held.status === 'retired') return stop(error('risk.profile-retired', ''))
    if (held.status === 'approved') return stop(error('risk.profile-approved', ''))
    if (isSamePerson(held.proposedBy, by)) return stop(error('risk.profile-own', ''))
    const compiled = compileProfile(held.profile)
    if (!compiled.ok) return compiled
    if (
      (await isOffered(tx, { id, version })) &&
      !isAboutManifest(compiled.value.expression) &&
      (await findBackTest(tx, id, version)) === undefined
    )
      return stop(error('risk.profile-untried', '', { id, version }))
    await store.approve(tx, id, version, by)
    await note(node, tx, held.profile, 'approve', by)
    return ok({ ...held, status: 'approved', approvedBy: by })
  })
}

/** Ends a profile before its time, at once. Stopping needs no second person; states that were offered it are told. */
export function retireProfile(node: Parts, id: string, version: number, by: string): Promise<Result<store.ProfileRow>> {
  return node.db.transaction(async tx => {
    const held = await store.holdProfile(tx, id, version)
    if (held === undefined) return stop(error('risk.profile-unknown', '', { id, version }))
    if (held.status === 'retired') return ok(held)
    await store.retire(tx, id, version, by)
    await takeBackOffers(node, tx, { id, version }, 'The profile was retired.', by)
    await note(node, tx, held.profile, 'retire', by)
    return ok({ ...held, status: 'retired' })
  })
}

/** The event covers the whole profile, as officers' knowledge: its words lie in the payload. */
async function note({ events }: Pick<Parts, 'events'>, tx: Writer, profile: RiskProfile, act: string, by: string): Promise<void> {
  const { id, version, validFrom, validTo } = profile
  await events.append(tx, [
    {
      subject: 'risk-profile',
      subjectId: `${id}@${version}`,
      act,
      by,
      facts: { profile: id, version, validFrom, validTo },
      payload: { profile },
    },
  ])
}
