import type { HearingAnswer } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

/** What customs found after release of a declaration, the first first. */
export function useHearings(state: string, mrn: string, enabled: boolean) {
  return useQuery({
    queryKey: [state, 'hearings', mrn],
    enabled,
    queryFn: () => call<{ readonly items: readonly HearingAnswer[] }>(state, pathOf(mrn)),
  })
}

/** Opens, answers or decides a hearing. */
export function useHearingAct(state: string, mrn: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path = '', body }: { readonly path?: string; readonly body: unknown }) =>
      call<HearingAnswer>(state, `${pathOf(mrn)}${path}`, { method: 'POST', json: body }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

function pathOf(mrn: string): string {
  return `/api/v1/declarations/${encodeURIComponent(mrn)}/hearings`
}
