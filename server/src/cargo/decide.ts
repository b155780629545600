import type { ManifestDecisionBody } from '@lintas/contract'
import { type CargoAct, documentKey } from '@lintas/customs/cargo'
import { day, error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Writer } from '../platform/node.ts'
import { answerDecision, holdDecision, insertDecision } from './decision-store.ts'
import { holdDocuments, saveDocuments } from './document-store.ts'
import { HOLD_JOB } from './follow.ts'
import { touchManifest } from './manifest-store.ts'
import { performEach } from './report.ts'
import type { Report } from './reported.ts'

const ACT_OF = { 'do-not-load': 'refuse-loading', 'permit-loading': 'permit-loading', hold: 'hold', 'lift-hold': 'lift-hold' } as const

/**
 * What an officer decides about a manifest that is held, or documents in it: that they are not loaded, that their goods are held, or that the carrier tells
 * more. Declarations that took of goods which are now held are let wait by a job of this transaction (`holdTakers`).
 *
 * @source WCO SAFE Framework of Standards, pillar 1, standard 6 (do-not-load); RKC Specific Annex A ch. 1
 */
export async function decideOnManifest(
  tx: Writer,
  { node, caller, manifest }: Report,
  { kind, documents, words, dueOn }: ManifestDecisionBody,
): Promise<Result<undefined>> {
  const at = node.clock.now()
  const held = await holdDocuments(tx, manifest.number, documents)
  const keys = new Set(held.map(each => documentKey(each.number)))
  const unknown = (documents ?? []).flatMap((number, index): readonly Issue[] =>
    keys.has(documentKey(number)) ? [] : [error('cargo.discharge-unknown', `documents[${index}]`, { number })],
  )
  if (unknown.length > 0) return { ok: false, issues: unknown }
  const act = kind === 'request-information' ? undefined : ({ act: ACT_OF[kind] } satisfies CargoAct)
  const rows = act === undefined ? [] : held.filter(({ hasHouses, standing }) => !hasHouses && standing.bar !== 'void')
  const moved = act === undefined ? ok([]) : performEach(rows, () => act)
  if (!moved.ok) return moved
  await saveDocuments(tx, moved.value)
  await insertDecision(tx, {
    manifest: manifest.number,
    kind,
    documents: documents ?? null,
    words,
    dueOn: dueOn === undefined ? null : day(dueOn),
    by: caller.accountId,
    at,
  })
  await touchManifest(tx, manifest.number)
  if (kind === 'hold') await node.jobs.send(HOLD_JOB, { manifest: manifest.number }, { tx })
  const facts = { kind, count: moved.value.length, ...(dueOn === undefined ? {} : { dueOn }) }
  await node.events.append(tx, [
    { subject: 'manifest', subjectId: manifest.number, act: 'decide', by: caller.accountId, facts, payload: { words } },
  ])
  return ok(undefined)
}

/** The carrier's answer to a request for information; given once. */
export async function answerRequest(tx: Writer, { node, caller, manifest }: Report, id: string, words: string): Promise<Result<undefined>> {
  const decision = await holdDecision(tx, manifest.number, id)
  if (decision === undefined || decision.kind !== 'request-information') return stop(error('cargo.request-unknown', '', { id }))
  if (decision.answer !== null) return stop(error('cargo.request-answered', '', { id }))
  await answerDecision(tx, id, words, caller.accountId, node.clock.now())
  await touchManifest(tx, manifest.number)
  await node.events.append(tx, [
    { subject: 'manifest', subjectId: manifest.number, act: 'answer', by: caller.accountId, facts: { decision: id }, payload: { words } },
  ])
  return ok(undefined)
}
