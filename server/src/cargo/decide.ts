import type { ManifestDecisionBody } from '@lintas/contract'
import { type CargoAct, documentKey } from '@lintas/customs/cargo'
import { day, error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Writer } from '../platform/node.ts'
import { answerDecision, holdDecision, insertDecision } from './decision-store.ts'
import type { ArrivingDeclarations } from './declarations.ts'
import { type DocumentRow, holdDocuments, saveDocuments } from './document-store.ts'
import { touchManifest } from './manifest-store.ts'
import { performEach, type Report } from './report.ts'
import { listTakers } from './write-off-store.ts'

const ACT_OF = { 'do-not-load': 'refuse-loading', 'permit-loading': 'permit-loading', hold: 'hold', 'lift-hold': 'lift-hold' } as const

/**
 * What an officer decides about a manifest that is held, or documents in it: that they are not loaded, that their goods are held, or that the carrier tells
 * more. Declarations that took of goods which are now held wait.
 *
 * @source WCO SAFE Framework of Standards, pillar 1, standard 6 (do-not-load); RKC Specific Annex A ch. 1
 */
export async function decideOnManifest(
  tx: Writer,
  { node, caller, manifest }: Report,
  { kind, documents, words, dueOn }: ManifestDecisionBody,
): Promise<Result<readonly DocumentRow[]>> {
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
  const facts = { kind, count: moved.value.length, ...(dueOn === undefined ? {} : { dueOn }) }
  await node.events.append(tx, [
    { subject: 'manifest', subjectId: manifest.number, act: 'decide', by: caller.accountId, facts, payload: { words } },
  ])
  return ok(moved.value)
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

/** Lets the declarations wait that took of goods which customs holds from now on; each in a transaction of its own, declaration first. */
export async function holdTakers(
  { node, manifest }: Pick<Report, 'node' | 'manifest'>,
  declarations: ArrivingDeclarations,
  rows: readonly DocumentRow[],
): Promise<void> {
  for (const { id } of rows) {
    for (const { mrn } of await listTakers(node.db, id)) {
      const done = await node.db.transaction(tx =>
        declarations.holdUnmatched(tx, mrn, { manifest: manifest.number, codes: ['cargo.document-held'] }),
      )
      if (!done.ok) node.log.warn({ mrn, code: done.issues[0]?.code }, 'goods are held, and their declaration cannot be decided anew')
    }
  }
}
