import type { PlaceWish } from '@lintas/contract'
import {
  checkCapacity,
  checkIntake,
  kindsNeeded,
  listPlaces,
  massOf,
  type NamedPlace,
  placeCode,
  placeStandingOn,
} from '@lintas/customs/cargo'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Given } from '@lintas/customs/journey'
import { type Day, decimal, error, hint, type Issue, ok, plus, type Result, stop, ZERO } from '@lintas/customs/kernel'
import { findOffice } from '@lintas/customs/reference'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'
import type { DocumentRow } from './document-store.ts'
import * as store from './place-store.ts'

type Desk = Pick<Node, 'clock' | 'events' | 'law' | 'state'>

/** What a decision is to know of the places a declaration names: nothing where it names none by a code. */
export async function readPlaces(
  reader: Reader,
  { clock }: Pick<Node, 'clock'>,
  document: DeclarationDocument,
): Promise<Pick<Given, 'places'>> {
  const codes = [...new Set(listPlaces(document).map(each => each.code))]
  if (codes.length === 0) return {}
  const today = clock.today()
  const named = (await store.findPlaces(reader, codes)).map(place => namedOn(place, today))
  if (named.length === 0 && !(await store.hasPlaces(reader))) return { places: { isEmpty: true, named } }
  return { places: { named } }
}

function namedOn(place: store.PlaceRow, day: Day): NamedPlace {
  const { code, uses, kinds } = place
  return { code, uses, kinds, standing: placeStandingOn(place, day) }
}

/** A place goods may be brought to, by the code the register has; and what is to be said about it. */
export interface Intake {
  readonly location: string
  readonly issues: readonly Issue[]
}

/**
 * Whether goods of a manifest may be brought to a place: it is on the register, open, for temporary storage, fit for each of them, and has room for all. Held until the transaction
 * ends, so that of two who bring goods the later sees what the earlier brought. A state without any place on its register has nothing to compare with, and that is said.
 *
 * @source RKC Specific Annex A ch. 2 std. 2 to 4
 */
export async function admitCargo(
  tx: Writer,
  { clock }: Pick<Node, 'clock'>,
  written: string,
  rows: readonly Pick<DocumentRow, 'id' | 'number' | 'body' | 'standing'>[],
): Promise<Result<Intake>> {
  const code = placeCode(written)
  const place = await store.holdPlace(tx, code)
  if (place === undefined && !(await store.hasPlaces(tx)))
    return ok({ location: written, issues: [hint('cargo.places-not-on-file', 'location')] })
  if (place === undefined) return stop(error('cargo.place-unknown', 'location', { place: written }))
  const coming = rows.filter(row => row.standing.location !== code)
  if (coming.length === 0) return ok({ location: code, issues: [] })
  const named = namedOn(place, clock.today())
  const unfit = coming.flatMap(({ number, body, standing: { cargo } }) =>
    checkIntake(
      { ...named, standing: 'open' },
      { use: undefined, needs: kindsNeeded({ cargo, dangerousGoods: body.dangerousGoods }), path: number },
    ),
  )
  const held = await store.sumHeld(
    tx,
    code,
    coming.map(each => each.id),
  )
  const brought = coming.reduce((sum, { standing }) => plus(sum, massOf(standing.left)), ZERO)
  const issues = [
    ...checkIntake(named, { use: 'temporary-storage', needs: [], path: 'location' }),
    ...unfit,
    ...checkCapacity(place, decimal(held.grossMassKg), brought).map(issue => ({ ...issue, path: 'location' })),
  ]
  return issues.length === 0 ? ok({ location: code, issues: [] }) : { ok: false, issues }
}

/** Keeps a wording of a place until a second person puts it on the register. */
export async function proposePlace(tx: Writer, desk: Desk, { reason, ...wish }: PlaceWish, by: string): Promise<Result<store.PlaceRow>> {
  const { state, law, clock } = desk
  const body = { ...wish, validFrom: wish.validFrom as Day, validTo: wish.validTo as Day | undefined }
  const { code, office, validFrom, validTo } = body
  const today = clock.today()
  const issues = [
    ...(validTo !== undefined && validTo <= validFrom ? [error('cargo.place-validity', 'validTo', { validFrom, validTo })] : []),
    ...(office.startsWith(`${state}-`) && findOffice(law, office, today) !== undefined
      ? []
      : [error('cargo.office-unknown', 'office', { office, state })]),
  ]
  if (issues.length > 0) return { ok: false, issues }
  const row = await store.insertProposal(tx, body, { reason, by, at: clock.now() })
  if (row === undefined) return stop(error('cargo.place-proposed', 'code', { place: code }))
  await note(tx, desk, row, 'propose', by, { reason })
  return ok(row)
}

/** Puts a proposed wording on the register, or refuses it, on the word of somebody other than its proposer. */
export async function decidePlace(tx: Writer, desk: Desk, id: string, by: string, refusal: string | undefined): Promise<Result<void>> {
  const row = await store.holdProposal(tx, id)
  if (row === undefined) return stop(error('cargo.place-proposal-not-there', '', { id }))
  if (row.decision !== null) return stop(error('cargo.place-decided', '', { decision: row.decision }))
  if (isSamePerson(row.proposedBy, by)) return stop(error('cargo.place-own', ''))
  const current = await store.holdPlace(tx, row.code)
  const { suspendedAt } = current ?? { suspendedAt: null }
  if (refusal === undefined && suspendedAt !== null && row.proposedAt < suspendedAt)
    return stop(error('cargo.place-stale', '', { place: row.code }))
  await store.decideProposal(tx, row, by, desk.clock.now(), refusal)
  await note(tx, desk, row, refusal === undefined ? 'approve' : 'refuse', by, refusal === undefined ? {} : { reason: refusal })
  return ok(undefined)
}

/** Suspends a place at once, on one person's word. It is opened again by another wording, on two. */
export async function suspendPlace(tx: Writer, desk: Desk, code: string, by: string, reason: string): Promise<Result<void>> {
  const row = await store.holdPlace(tx, code)
  if (row === undefined) return stop(error('cargo.place-not-there', '', { place: code }))
  if (row.suspendedAt !== null) return ok(undefined)
  await store.suspendPlace(tx, row.id, desk.clock.today(), by, desk.clock.now(), reason)
  await note(tx, desk, row, 'suspend', by, { reason })
  return ok(undefined)
}

async function note(
  tx: Writer,
  { events }: Pick<Node, 'events'>,
  { id, code, operator, office, uses, kinds, validFrom, validTo }: store.PlaceRow,
  act: string,
  by: string,
  payload: Readonly<Record<string, string>>,
): Promise<void> {
  const facts = { id, operator, office, uses, kinds, validFrom, ...(validTo === undefined ? {} : { validTo }) }
  const event = { subject: 'storage-place', subjectId: code, act, by, facts }
  await events.append(tx, [Object.keys(payload).length === 0 ? event : { ...event, payload }])
}
