import {
  type DeclarationDocument,
  findDeclarationType,
  type GoodsItem,
  listUndelivered,
  type PreviousFacts,
  previousOf,
} from '../declaration/index.ts'
import { daysBetween, hint, type Issue } from '../kernel/index.ts'
import type { LawBook, ProcedureDays, State } from '../reference/index.ts'
import { RE_EXPORT_RELIEFS, RE_IMPORT_RELIEFS, type ReExportReliefRow, type ReImportReliefRow } from './law.ts'

/** What deciding on goods that come back, or go back, reads besides the item. */
interface ReImportFacts extends PreviousFacts {
  readonly state: State
  readonly law: LawBook
  readonly days: ProcedureDays
}

/** The relief of an item, if any, and what is to be said of it. */
export interface ReImport {
  readonly row?: ReImportReliefRow
  /** What is not charged on goods that leave again and never were in free circulation. */
  readonly uncharged?: ReExportReliefRow
  readonly issues: readonly Issue[]
}

/**
 * Decides whether goods that were exported and come back are relieved. Only a row of the state's law does so; where none is on file, or its
 * conditions are not met, they are charged like every import and it is said why.
 *
 * Goods that go back out are given nothing back here: drawback is claimed once they have left. Where they never were in free circulation, a row says what
 * is not charged on their leaving; without one they are charged like every export.
 *
 * @source RKC Specific Annex B chapter 2 (re-importation in the same state), C chapter 1 (outright exportation)
 */
export function decideReImport(item: GoodsItem, document: DeclarationDocument, { state, law, days, previous }: ReImportFacts): ReImport {
  const { type } = document
  if (type === 'EX3') {
    const { known } = previousOf(item, document, previous ?? [])
    const wasCharged = known.some(each => findDeclarationType(each.type)?.suspends !== true)
    const isUndelivered = listUndelivered(document).some(each => each.item === item)
    const [uncharged] = isUndelivered || (known.length > 0 && !wasCharged) ? law.on(RE_EXPORT_RELIEFS, state, days.registeredOn) : []
    const issues = wasCharged ? [hint('duty.drawback-not-yet', 'previousDocuments')] : []
    return { ...(uncharged === undefined ? {} : { uncharged }), issues }
  }
  if (type !== 'IM6') return { issues: [] }
  const day = days.registeredOn
  const [row] = law.on(RE_IMPORT_RELIEFS, state, day)
  if (row === undefined) return { issues: [hint('duty.re-import-relief-unknown', 'previousDocuments', { state, day })] }
  const { daysMax, documents } = row
  const shown = [...item.documents, ...document.documents].map(each => each.type ?? '')
  const issues: Issue[] = []
  if (daysMax !== undefined && isLate(item, document, previous, daysMax, days))
    issues.push(hint('duty.re-import-relief-late', 'previousDocuments', { days: daysMax, lawRow: row.id }))
  if (documents !== undefined && !documents.some(each => shown.includes(each)))
    issues.push(hint('duty.re-import-relief-document-missing', 'documents', { documents: documents.join(', '), lawRow: row.id }))
  return issues.length === 0 ? { row, issues } : { issues }
}

/** Whether the goods, or what is not known of them, went out too long ago. */
function isLate(
  item: GoodsItem,
  document: DeclarationDocument,
  previous: PreviousFacts['previous'] = [],
  daysMax: number,
  { registeredOn }: ProcedureDays,
): boolean {
  const { known, areAllKnown } = previousOf(item, document, previous)
  return !areAllKnown || known.some(({ releasedOn }) => releasedOn === undefined || daysBetween(releasedOn, registeredOn) > daysMax)
}
