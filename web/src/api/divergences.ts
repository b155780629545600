import type { DivergenceAnswer } from '@lintas/contract'
import { useQuery } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** Like goods that have different codes, the newest first; `standing` empty for all. */
export function useDivergences(state: string, standing: string) {
  const query = standing === '' ? '' : `&standing=${standing}`
  return useQuery({
    queryKey: [state, 'divergences', standing],
    queryFn: () => call<Page<DivergenceAnswer>>(state, `/api/v1/divergences?limit=200${query}`),
  })
}

export function useCloseDivergence(state: string) {
  return useAct<DivergenceAnswer, { readonly number: string; readonly reason: string }>(
    state,
    ({ number }) => `divergences/${encodeURIComponent(number)}/closing`,
    ({ reason }) => ({ reason }),
  )
}
