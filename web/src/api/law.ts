import type { LawCoverage } from '@lintas/contract'
import { useQuery } from '@tanstack/react-query'
import { call } from './client.ts'

/** What of a state's law its node has on file. */
export function useLawCoverage(state: string) {
  return useQuery({
    queryKey: [state, 'law-coverage'],
    queryFn: () => call<LawCoverage>(state, '/api/v1/law/coverage'),
  })
}
