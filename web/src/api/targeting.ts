import type { LiftMonth } from '@lintas/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from './client.ts'

/** What targeting finds against the lot, by office and month. */
export function useLift(state: string) {
  return useQuery({
    queryKey: [state, 'lift'],
    queryFn: () => call<{ readonly items: readonly LiftMonth[] }>(state, '/api/v1/risk/lift'),
  })
}
