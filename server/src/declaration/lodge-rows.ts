import type { DeclarationAccount, Journal } from '@lintas/customs/debt'
import { type ActRecord, DRAFT, listConsignments } from '@lintas/customs/declaration'
import { type Decision, type Given, isPreArrival, proceed } from '@lintas/customs/journey'
import { type ControlRecord, controlsToOpen, controlsToOpenEach } from '@lintas/customs/risk'
import { type NewNote, newNote } from '../release/index.ts'
import type { Share } from '../risk/index.ts'
import type { Shown } from './answers.ts'
import { type Sealed, seal } from './canonical.ts'
import { charge, owedOf } from './charges.ts'
import { actsOf } from './decided-acts.ts'
import type { Lodging } from './lodging.ts'

/** A lodging that was decided: all there is to write, and all there is to show. */
export interface LodgedRows {
  readonly lodging: Lodging
  readonly given: Given
  readonly body: Sealed
  readonly shown: Shown
  readonly records: readonly ActRecord[]
  readonly opened: readonly ControlRecord[]
  readonly journals: readonly Journal[]
  /** One, or one for each of several consignments; none where nothing is released yet. */
  readonly notes: readonly NewNote[]
  readonly shares: readonly Share[]
  readonly at: Date
}

/**
 * Goes from a decision as far as the declaration may go by itself (to its release, where nothing is asked and nothing is due), and lays it out.
 *
 * @param settle how the account stands with what is arranged beside the lodging
 */
export function layOut(
  lodging: Lodging,
  given: Given,
  decision: Decision,
  shares: readonly Share[],
  at: Date,
  settle: (charged: DeclarationAccount) => DeclarationAccount,
): LodgedRows {
  const { document, today, filer, declarant, principal, localReference, key, sealed } = lodging
  const { mrn, version, state } = given
  const body = seal(decision)
  const { journals, account } = charge(decision, principal)
  const owed = owedOf(settle(account), decision)
  const several = listConsignments(document)
  const opened =
    several === undefined
      ? controlsToOpen(decision.screening, [], version)
      : controlsToOpenEach(decision.screening, [], version, several, [])
  const consignments = several?.map(each => each.id)
  const { completion } = decision
  const lodged: ActRecord = {
    act: 'lodge',
    isPreArrival: isPreArrival(document),
    ...(consignments === undefined ? {} : { consignments }),
    ...(completion === undefined ? {} : { completion: { kind: completion.kind, dueOn: completion.dueOn } }),
  }
  const acts = [lodged, ...actsOf(decision, opened, owed)]
  const reached = proceed(DRAFT, acts, { ...owed, decision, today })
  if (!reached.ok) throw new Error(`given the acts of a lodging, needs each to be permitted: ${reached.issues[0]?.code}`)

  const { standing, records, released } = reached.value
  const isReleased = standing.status === 'released'
  const row = {
    mrn,
    declarant,
    localReference,
    filer,
    principal,
    office: document.office ?? null,
    type: document.type ?? '',
    mode: document.mode ?? 'NORMAL',
    documentSha256: sealed.sha256.toString('hex'),
    consignmentKey: key.key,
    transportKey: key.transportKey,
    lotDay: given.lot.day,
    registeredOn: today,
    registeredAt: at,
    standing,
    status: standing.status,
    lane: decision.screening.lane,
    arrivedOn: standing.hasArrived ? today : null,
    releasedOn: isReleased ? today : null,
    version,
    decision: given.number,
    revision: records.length,
  }
  const noted = { mrn, version, state, releasedOn: today }
  const notes = released.map(({ consignment, conditions }) => newNote(noted, document, conditions, consignment))
  const decisionSha256 = body.sha256.toString('hex')
  return { lodging, given, body, records, opened, journals, notes, shares, at, shown: { row, decision, decisionSha256, owed } }
}
