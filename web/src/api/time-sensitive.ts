import type { StandingAuthorisationAnswer } from '@lintas/contract'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

const PATH = '/api/v1/time-sensitive-authorisations'

/** Standing authorisations for goods that cannot wait: the own ones, for customs every one. */
export function useStandingAuthorisations(state: string) {
  return useInfiniteQuery({
    queryKey: [state, 'time-sensitive'],
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '20', ...(pageParam === '' ? {} : { cursor: pageParam }) })
      return call<Page<StandingAuthorisationAnswer>>(state, `${PATH}?${query}`)
    },
    getNextPageParam: page => page.next,
  })
}

/** Applies for one; or, with the number of one, decides on it or moves it. */
export function useStandingAct(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path = '', body }: { readonly path?: string; readonly body: object }) =>
      call<StandingAuthorisationAnswer>(state, `${PATH}${path}`, { method: 'POST', json: body }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'time-sensitive'] }),
  })
}
