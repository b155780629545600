import type { MeasureAnswer } from '@lintas/contract'
import type { ConcernedBy, MeasuresKnown } from '@lintas/customs/permits'

export function measureAnswer({ measure, concerns }: ConcernedBy): MeasureAnswer {
  const { state: _state, knownSince: _knownSince, ...row } = measure
  return structuredClone({ ...row, concerns })
}

export const MEASURE_HEADINGS = [
  'state',
  'on',
  'known',
  'id',
  'kind',
  'name',
  'direction',
  'concerns',
  'codes',
  'except_codes',
  'origins',
  'destinations',
  'severity',
  'needs',
  'authority',
  'valid_from',
  'valid_to',
  'legal_ref',
  'source',
  'confidence',
]

export function measureLine(state: string, on: string, known: MeasuresKnown, measure: MeasureAnswer): readonly string[] {
  const { codes, exceptCodes, origins = [], destinations = [], document, condition, codeType } = measure
  return [
    state,
    on,
    known,
    measure.id,
    measure.kind,
    measure.name,
    measure.direction,
    measure.concerns,
    codes.join(' '),
    exceptCodes.join(' '),
    origins.join(' '),
    destinations.join(' '),
    measure.severity,
    document?.name ?? condition ?? codeType ?? '',
    measure.authority,
    measure.validFrom,
    measure.validTo ?? '',
    measure.legalRef,
    measure.source,
    measure.confidence,
  ]
}
