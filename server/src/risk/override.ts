import { isPermitted, listConsignments } from '@lintas/customs/declaration'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import {
  controlsToRaise,
  effectOf,
  isBeforeRelease,
  listStandings,
  OVERRIDE_ROLES,
  type Override,
  type OverrideEffect,
  overrideAct,
  waitsForSecond,
} from '@lintas/customs/risk'
import type { DeclarationHead } from '../declarations.ts'
import { findOfficer } from '../platform/access/index.ts'
import { isSamePerson } from '../platform/acting.ts'
import type { Caller, Writer } from '../platform/node.ts'
import * as cases from './case-store.ts'
import * as store from './override-store.ts'
import { type Desk, mayNotAnswer } from './record-control.ts'
import { firstOf, listControls, summaryOf } from './screening-store.ts'

/**
 * Deviates from what screening asked of a declaration, with a reason, and lets the declaration go on.
 *
 * An officer overrides at the own office, and not in a case a colleague has taken. What waits for a second person changes nothing until a
 * supervisor has decided (`decideOverride`); everything else takes effect at once. Who may do what, and what waits, `customs` says.
 */
export async function requestOverride(
  tx: Writer,
  desk: Desk,
  caller: Caller,
  mrn: string,
  override: Override,
): Promise<Result<store.OverrideRow>> {
  const { node, declarations } = desk
  const by = caller.accountId
  const held = await declarations.hold(tx, mrn)
  if (held === undefined) return stop(error('risk.case-unknown', '', { mrn }))
  const refused = mayNotAnswer(caller, held, await cases.holdCase(tx, mrn))
  if (refused !== undefined) return stop(refused)
  const role = caller.role === 'supervisor' ? 'supervisor' : 'officer'
  if (!OVERRIDE_ROLES[override.kind].includes(role)) return stop(error('risk.override-of-supervisors', 'kind', { kind: override.kind }))
  if (!isPermitted('override', held.status)) return stop(notNow(held))
  const unfit = (await cannotTake(tx, held, override)) ?? (await cannotConcern(desk, tx, held, override))
  if (unfit !== undefined) return stop(unfit)

  const controls = await listControls(tx, mrn)
  const effect = effectOf(override, controls, held.version)
  if (!effect.ok) return effect
  const needsSecond = waitsForSecond(effect.value, role)
  const at = node.clock.now()
  const row = await store.insertOverride(tx, {
    mrn,
    documentVersion: held.version,
    body: override,
    effect: kept(effect.value),
    office: held.office ?? '',
    requestedBy: by,
    requestedAt: at,
    needsSecond,
    ...(needsSecond ? { decidedBy: null, decidedAt: null, decision: null } : { decidedBy: by, decidedAt: at, decision: 'approved' }),
  })
  await note(desk, tx, row, needsSecond ? 'request-override' : 'override', by)
  if (needsSecond) return ok(row)
  await carryOut(desk, tx, held, row, effect.value, by)
  return ok(row)
}

/**
 * Decides on an override that waits, as a supervisor other than the one who asked for it.
 *
 * What it comes to is worked out anew: where a control was answered or the document amended meanwhile, it is refused by name.
 */
export async function decideOverride(
  tx: Writer,
  desk: Desk,
  caller: Caller,
  id: string,
  refusal: string | undefined,
): Promise<Result<store.OverrideRow>> {
  const { node, declarations } = desk
  const by = caller.accountId
  const found = await store.findOverride(tx, id)
  // The declaration is held before the override, as whoever asks for one does: neither waits for the other.
  const held = found === undefined ? undefined : await declarations.hold(tx, found.mrn)
  const waiting = found === undefined ? undefined : await store.holdOverride(tx, id)
  if (held === undefined || waiting === undefined) return stop(error('risk.override-unknown', ''))
  if (waiting.decision !== null) return stop(error('risk.override-decided', '', { decision: waiting.decision }))
  if (isSamePerson(waiting.requestedBy, by)) return stop(error('risk.override-own', ''))

  const settled = { decidedBy: by, decidedAt: node.clock.now() }
  if (refusal !== undefined) {
    const row = await store.settleOverride(tx, id, { ...settled, decision: 'refused', refusal, effect: waiting.effect })
    await note(desk, tx, row, 'refuse-override', by)
    return ok(row)
  }
  if (!isPermitted('override', held.status)) return stop(notNow(held))
  if (waiting.documentVersion !== held.version) return stop(error('risk.override-superseded', '', { version: held.version }))
  const effect = effectOf(waiting.body, await listControls(tx, held.mrn), held.version)
  if (!effect.ok) return effect
  const row = await store.settleOverride(tx, id, { ...settled, decision: 'approved', refusal: null, effect: kept(effect.value) })
  await note(desk, tx, row, 'override', by)
  await carryOut(desk, tx, held, row, effect.value, by)
  return ok(row)
}

/** Changes the controls, lets the declaration go on, and puts its case where it belongs. */
async function carryOut(
  { node, declarations }: Desk,
  tx: Writer,
  held: DeclarationHead,
  { id, body, effect: { waived } }: store.OverrideRow,
  effect: OverrideEffect,
  by: string,
): Promise<void> {
  const { mrn, version } = held
  const at = node.clock.now()
  if (body.kind === 'reassign') {
    await cases.assign(tx, mrn, body.to, at)
    return
  }
  const before = await listControls(tx, mrn)
  const opened = controlsToRaise(effect, before, version, { id, reason: body.reason })
  await store.insertWaivers(tx, mrn, id, waived)
  await store.insertControls(tx, mrn, opened, at)
  if (opened.some(each => isBeforeRelease(each.control)) && (await cases.holdCase(tx, mrn)) === undefined) {
    const document = await declarations.getDocument(tx, mrn, version)
    await cases.openCase(tx, {
      mrn,
      office: held.office ?? '',
      lane: effect.to,
      first: firstOf(document),
      summary: summaryOf(document, body.text),
      at,
    })
  }
  const proceeded = await declarations.proceed(tx, held, overrideAct(effect), by, { lane: effect.to })
  if (!proceeded.ok) throw new Error(`given an override of ${mrn} that was permitted, needs its act to be: ${proceeded.issues[0]?.code}`)
  const isAnswered = listStandings(await listControls(tx, mrn), version).every(each => each.outcome === 'satisfied')
  await cases.changeLane(tx, mrn, effect.to, isAnswered ? at : null)
}

function notNow({ status }: DeclarationHead) {
  return error('declaration.act-not-permitted', '', { act: 'override', status })
}

/** Why a case cannot be given to the account: nobody of customs, or an officer of another office. */
async function cannotTake(tx: Writer, { office }: DeclarationHead, override: Override) {
  if (override.kind !== 'reassign') return undefined
  const taker = await findOfficer(tx, override.to)
  const may = taker !== undefined && (taker.role === 'supervisor' || taker.office === office)
  return may ? undefined : error('risk.officer-unknown', 'to', { office: office ?? '' })
}

/** Why an override cannot be about the consignment it names: the declaration is about no such one. */
async function cannotConcern({ declarations }: Desk, tx: Writer, { mrn, version }: DeclarationHead, override: Override) {
  if (override.kind === 'reassign' || override.consignment === undefined) return undefined
  const { consignment } = override
  const several = listConsignments(await declarations.getDocument(tx, mrn, version)) ?? []
  return several.some(each => each.id === consignment)
    ? undefined
    : error('declaration.consignment-unknown', 'consignment', { consignment })
}

function kept({ waived, ...effect }: OverrideEffect): store.OverrideRow['effect'] {
  return { ...effect, waived: waived.map(each => each.id) }
}

/** The event of it is the case's, not the declaration's: its declarant reads that one, and reads no reasons. */
async function note({ node }: Desk, tx: Writer, row: store.OverrideRow, act: string, by: string): Promise<void> {
  const { id, mrn, body, effect, office, refusal } = row
  const facts = { override: id, kind: body.kind, reason: body.reason, ...effect, office }
  const payload = { text: body.text, ...(refusal === null ? {} : { refusal }) }
  await node.events.append(tx, [{ subject: 'case', subjectId: mrn, act, by, facts, payload }])
}
