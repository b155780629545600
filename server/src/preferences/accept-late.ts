import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import { at, type Day, error, type Issue } from '@lintas/customs/kernel'
import { checkLatePresentation } from '@lintas/customs/proofs'
import type { SettledItem } from './settle.ts'

interface Judged {
  readonly document: DeclarationDocument
  readonly decision: Decision
  readonly registeredOn: Day
}

/** Everything that keeps proofs from being accepted after their last day. The goods came on the day the declaration says, else on that of its registration. */
export function checkAcceptedLate(judged: Judged, items: readonly SettledItem[], isGranted: boolean): readonly Issue[] {
  const importedOn = (judged.document.arrivalOn as Day | undefined) ?? judged.registeredOn
  return items.flatMap(({ sequence, late: ground }, index) => {
    const path = `items[${index}].late`
    if (ground === undefined) return []
    if (!isGranted) return [error('preferences.late-denied', path)]
    const presented = { ground, validTo: lastDayMissed(judged, sequence), importedOn }
    return checkLatePresentation(presented, sequence).map(issue => at(path, issue))
  })
}

const EXPIRED: ReadonlySet<string> = new Set(['proofs.expired', 'origin.proof-expired'])

/** The last day of the proof of an item that was presented after it; undefined where that is not what it waits for. Of two days the earlier was missed first. */
export function lastDayMissed({ document, decision }: Pick<Judged, 'document' | 'decision'>, sequence: number): Day | undefined {
  const index = document.goodsItems.findIndex(each => each.sequence === sequence)
  const about = decision.issues.filter(each => EXPIRED.has(each.code) && each.path.startsWith(`goodsItems[${index}].`))
  return about.map(each => String(each.params?.validTo) as Day).sort()[0]
}
