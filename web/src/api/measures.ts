import type { MeasuresAnswer, QuotasAnswer } from '@lintas/contract'
import type { MeasureDirection } from '@lintas/customs/permits'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from './client.ts'

export interface MeasuresAsked {
  readonly code: string
  readonly direction: MeasureDirection
  readonly country: string
}

/** The query of an address: the country is the origin of what comes in and the destination of what goes out. */
export function queryOfMeasures({ code, direction, country }: MeasuresAsked): string {
  const place = country === '' ? {} : { [direction === 'import' ? 'origin' : 'destination']: country }
  return new URLSearchParams({ code, direction, ...place }).toString()
}

/** The measures of a state for goods of a code, today; nothing is asked before there are two digits. */
export function useMeasures(state: string, asked: MeasuresAsked) {
  const query = queryOfMeasures(asked)
  return useQuery({
    queryKey: [state, 'measures', query],
    queryFn: () => call<MeasuresAnswer>(state, `/api/v1/measures?${query}`),
    placeholderData: keepPreviousData,
    enabled: asked.code.length >= 2,
  })
}

/** The tariff quotas of today for goods of a code. */
export function useQuotas(state: string, code: string) {
  return useQuery({
    queryKey: [state, 'quotas', code],
    queryFn: () => call<QuotasAnswer>(state, `/api/v1/quotas?${new URLSearchParams({ code })}`),
    placeholderData: keepPreviousData,
  })
}
