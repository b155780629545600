import type { ModeComparisonAnswer } from '@lintas/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from './client.ts'

/** What differs between two modes of transport in a state, today. */
export function useModeComparison(state: string, from: string, to: string) {
  return useQuery({
    queryKey: [state, 'modes', from, to],
    queryFn: () => call<ModeComparisonAnswer>(state, `/api/v1/modes/differences?${new URLSearchParams({ from, to })}`),
    placeholderData: keepPreviousData,
    enabled: from !== to,
  })
}
