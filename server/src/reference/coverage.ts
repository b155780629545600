import type { LawCoverage } from '@lintas/contract'
import { DUTY_LAYERS } from '@lintas/customs/duty'
import { LAW_KINDS } from '@lintas/customs/journey'
import type { Day } from '@lintas/customs/kernel'
import { CONFIDENCE, type LawBook, type State } from '@lintas/customs/reference'

/** Counts what of a state's law is on file, whatever its day, and what of it is in force on the day. */
export function coverageOf(law: LawBook, state: State, day: Day): LawCoverage {
  const duties = law.on(DUTY_LAYERS, state, day).filter(row => row.direction === 'import' && row.kind === 'customs-duty')
  const kinds = LAW_KINDS.map(kind => {
    const rows = law.rows(kind).filter(row => row.state === state)
    const count = (confidence: string) => rows.filter(row => row.confidence === confidence).length
    return {
      kind: kind.name,
      rows: rows.length,
      inForce: law.on(kind, state, day).length,
      byConfidence: Object.fromEntries(CONFIDENCE.map(each => [each, count(each)])) as LawCoverage['kinds'][number]['byConfidence'],
    }
  })
  return { state, on: day, lawVersion: law.version, assesses: duties.length > 0, kinds }
}
