import type { QuotaAnswer } from '@lintas/contract'
import { type QuotaRow, quotaStatus } from '@lintas/customs/duty'
import { compare, decimal, minus, toExact, ZERO } from '@lintas/customs/kernel'
import { formatRate } from '@lintas/customs/tariff'

export function quotaAnswer(row: QuotaRow, drawn: string): QuotaAnswer {
  const { state: _state, knownSince: _knownSince, within, allocation: _allocation, ...rest } = row
  const left = minus(decimal(row.volume.value), decimal(drawn))
  return structuredClone({
    ...rest,
    within: formatRate(within),
    drawn: toExact(decimal(drawn)),
    left: toExact(compare(left, ZERO) < 0 ? ZERO : left),
    status: quotaStatus(row, decimal(drawn)),
  })
}

export const QUOTA_HEADINGS = [
  'state',
  'on',
  'order_number',
  'name',
  'codes',
  'origins',
  'volume',
  'unit',
  'drawn',
  'left',
  'status',
  'within',
  'valid_from',
  'valid_to',
  'legal_ref',
  'source',
  'confidence',
  'agreement',
]

export function quotaLine(state: string, on: string, quota: QuotaAnswer): readonly string[] {
  const { orderNumber, name, codes, origins = [], volume, drawn, left, status, within } = quota
  const { validFrom, validTo = '', legalRef, source, confidence, agreement = '' } = quota
  const goods = [codes.join(' '), origins.join(' ')]
  return [
    state,
    on,
    orderNumber,
    name,
    ...goods,
    volume.value,
    volume.unit,
    drawn,
    left,
    status,
    within,
    validFrom,
    validTo,
    legalRef,
    source,
    confidence,
    agreement,
  ]
}
