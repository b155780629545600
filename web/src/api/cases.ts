import type { Case } from '@lintas/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** What an officer looks for in the queue. */
export interface QueueFilter {
  readonly assigned: 'anybody' | 'mine' | 'nobody'
  /** Empty for every lane. */
  readonly lane: string
  readonly state: 'open' | 'closed'
  readonly search: string
}

export interface CaseCounts {
  readonly open: number
  readonly mine: number
  readonly nobody: number
  readonly lanes: Readonly<Record<string, number>>
}

/** Others work on the same queue: it is read anew as often as somebody would look up. */
const REFRESH_MS = 15_000

export function useCases(state: string, filter: QueueFilter) {
  return useInfiniteQuery({
    queryKey: [state, 'cases', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) => call<Page<Case>>(state, `/api/v1/cases?${queryOf(filter, pageParam)}`),
    getNextPageParam: page => page.next,
    refetchInterval: REFRESH_MS,
  })
}

export function useCaseCounts(state: string) {
  return useQuery({
    queryKey: [state, 'cases', 'counts'],
    queryFn: () => call<CaseCounts>(state, '/api/v1/cases/counts'),
    refetchInterval: REFRESH_MS,
  })
}

/** Takes a case, or gives it back to the queue. */
export function useAssignment(state: string, mrn: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: 'take' | 'give-back') =>
      call<Case>(state, `/api/v1/cases/${encodeURIComponent(mrn)}/assignment`, { method: act === 'take' ? 'POST' : 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

function queryOf({ assigned, lane, state, search }: QueueFilter, cursor: string): URLSearchParams {
  return new URLSearchParams({
    limit: '50',
    state,
    assigned: assigned === 'mine' ? 'me' : assigned,
    ...(lane === '' ? {} : { lane }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(cursor === '' ? {} : { cursor }),
  })
}
