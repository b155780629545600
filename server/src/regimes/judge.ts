import { type Day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { isSamePerson } from '../platform/acting.ts'
import { dayIn } from '../platform/clock.ts'
import type { Writer } from '../platform/node.ts'
import { type CaseRow, settleCase } from './case-store.ts'
import { findLot, setTerm } from './lot-store.ts'
import { type RegimeDesk, settleMovement } from './move.ts'
import { findMovement } from './movement-store.ts'
import { checkTerm } from './notice.ts'

interface Judgement {
  readonly outcome: 'accepted' | 'refused'
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
}

/**
 * An officer's word on a case whose goods are held. What is missing is discharged where its reason is accepted, and charged where it is not; a longer term is
 * given or refused. Nobody judges a case of his own, nor one that was judged. A refusal says its reasons.
 *
 * @source RKC Specific Annex D ch. 1 std. 14 (deterioration), F ch. 1 std. 24, G std. 21
 */
export async function judge(
  tx: Writer,
  node: RegimeDesk,
  row: CaseRow,
  { outcome, reasons }: Judgement,
  by: string,
): Promise<Result<void>> {
  if (row.outcome !== null) return stop(error('regimes.case-decided', '', { outcome: row.outcome }))
  if (isSamePerson(row.openedBy, by)) return stop(error('regimes.case-own', ''))
  if (outcome === 'refused' && reasons.length === 0) return stop(error('regimes.reasons-missing', 'reasons'))
  const lot = row.kind === 'extension' && outcome === 'accepted' && row.lot !== null ? await findLot(tx, row.lot) : undefined
  const beyond = lot === undefined || row.until === null ? [] : checkTerm(node, lot, row.until)
  if (beyond.length > 0) return stop(...beyond)
  if (!(await settleCase(tx, row.id, { outcome, reasons, by, at: node.clock.now() })))
    return stop(error('regimes.case-decided', '', { outcome }))
  const facts = { kind: row.kind, outcome, ...(row.lot === null ? {} : { lot: row.lot }) }
  await node.events.append(tx, [{ subject: 'regime-case', subjectId: row.id, act: 'judge', by, facts, payload: { reasons } }])
  const movement = row.movement === null ? undefined : await findMovement(tx, row.movement)
  const openedOn = dayIn(STATE_FACTS[node.state].timeZone)(row.openedAt)
  if (movement !== undefined) return await settleMovement(tx, node, movement, outcome === 'accepted' ? 'discharged' : 'due', by, openedOn)
  if (row.kind === 'extension' && outcome === 'accepted' && row.lot !== null && row.until !== null)
    await extend(tx, node, row.lot, row.until, by)
  return ok(undefined)
}

async function extend(tx: Writer, node: RegimeDesk, lot: string, until: Day, by: string): Promise<void> {
  await setTerm(tx, lot, until)
  await node.events.append(tx, [{ subject: 'regime-lot', subjectId: lot, act: 'extend', by, facts: { until } }])
}
