import type { Counted } from './bill.ts'
import { type Advice, advice, type Finding, finding, nameLines } from './finding.ts'
import type { OriginQuestion } from './question.ts'
import { evidenceOf, needsVessel } from './wholly-obtained-limbs.ts'

/** How a claim that a good is wholly obtained stands: nothing where none is made. */
export interface WhollyObtained {
  readonly outcome: 'met' | 'not-met' | 'open'
  readonly findings: readonly Finding[]
  readonly toQualify: readonly Advice[]
}

/**
 * Judges that a good was wholly obtained or produced in the exporting state: by the limb that is claimed and what shows it. A claim whose evidence is
 * missing stays open; one that the facts contradict (a vessel of another flag, a material from elsewhere) is not met.
 *
 * @source ATIGA art. 27
 */
export function judgeWhollyObtained(
  { whollyObtained, exporter, good: { code } }: OriginQuestion,
  counted: readonly Counted[],
): WhollyObtained | undefined {
  if (whollyObtained === undefined) return undefined
  const { limb, evidence, vessel } = whollyObtained
  const source = `ATIGA art. 27(${limb})`
  const contrary = [
    ...(needsVessel(limb, code) ? judgeVessel(vessel, exporter, source) : []),
    ...judgeMaterials(counted, exporter, limb === 'k' || limb === 'h', source),
  ]
  if (contrary.some(each => each.outcome === 'not-met')) return { outcome: 'not-met', findings: contrary, toQualify: [] }

  const shown = new Set(evidence.map(each => each.kind))
  const missing = evidenceOf(limb, code)
    .map(list => list.filter(kind => !shown.has(kind)))
    .reduce((least, each) => (each.length < least.length ? each : least))
  const isOpen = missing.length > 0 || contrary.some(each => each.outcome === 'open')
  if (!isOpen) {
    const shownBy = evidence.map(each => `${each.kind} ${each.reference}`).join(', ')
    return {
      outcome: 'met',
      findings: [...contrary, finding('met', 'origin.wholly-obtained', source, { limb, exporter, shownBy })],
      toQualify: [],
    }
  }
  const asked = missing.length === 0 ? 'vessel' : missing.join(', ')
  return {
    outcome: 'open',
    findings: [...contrary, finding('open', 'origin.wholly-obtained-unproven', source, { limb, missing: asked })],
    toQualify: [advice('origin.qualify-evidence', { limb, missing: asked })],
  }
}

/** The vessel is registered in one state, whose goods these are, and flies its flag. @source ATIGA art. 27(f) to (h), footnotes 5 and 6 */
function judgeVessel(
  vessel: NonNullable<OriginQuestion['whollyObtained']>['vessel'],
  exporter: string,
  source: string,
): readonly Finding[] {
  if (vessel === undefined) return [finding('open', 'origin.vessel-missing', source)]
  const isHome = vessel.registeredIn === exporter && vessel.flag === exporter
  return isHome ? [] : [finding('not-met', 'origin.vessel-elsewhere', source, { exporter, ...vessel })]
}

/** What a good was made of must itself be wholly obtained in the exporting state; a good of the other limbs is made of nothing. */
function judgeMaterials(counted: readonly Counted[], exporter: string, mayBeMade: boolean, source: string): readonly Finding[] {
  const others = counted.filter(each => (each.inChange || each.inValue) && !(mayBeMade && each.isWhollyObtained && each.from === exporter))
  if (others.length === 0) return []
  return [finding('not-met', 'origin.not-only-obtained-there', source, { exporter, lines: nameLines(others.map(each => each.line)) })]
}
