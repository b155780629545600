import type { IndicatorShare, RegisterEntryAnswer, RegisterEntryDraft, SharedIndicatorAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { IndicatorReason } from '@lintas/customs/risk'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

const PATH = '/api/v1/risk/register'

/** What customs watches, the newest first. */
export function useWatchList(state: string) {
  return useQuery({ queryKey: [state, 'watch-list'], queryFn: () => call<Page<RegisterEntryAnswer>>(state, `${PATH}?limit=500`) })
}

/** Proposes an entry. */
export function useProposeEntry(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (draft: Omit<RegisterEntryDraft, 'aliases'>) => call<RegisterEntryAnswer>(state, PATH, { method: 'POST', json: draft }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'watch-list'] }),
  })
}

/** Lets an entry run or refuses it, proposes its end, or agrees to that. */
export function useDecideEntry(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({
      id,
      act,
      json,
    }: {
      readonly id: string
      readonly act: 'approval' | 'ending' | 'ending/approval'
      readonly json?: object
    }) => call<RegisterEntryAnswer>(state, `${PATH}/${id}/${act}`, { method: 'POST', ...(json === undefined ? {} : { json }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'watch-list'] }),
  })
}

/** What was shared with other states, the newest first. */
export function useShares(state: string) {
  return useQuery({
    queryKey: [state, 'watch-list', 'shares'],
    queryFn: () => call<Page<IndicatorShare>>(state, '/api/v1/risk/shares?limit=100'),
  })
}

/** What other states shared, the newest first. */
export function useSharedIndicators(state: string) {
  return useQuery({
    queryKey: [state, 'watch-list', 'shared'],
    queryFn: () => call<Page<SharedIndicatorAnswer>>(state, '/api/v1/risk/shared-indicators?limit=100'),
  })
}

/** What a supervisor does about what states share. */
export type IndicatorAct =
  | {
      readonly act: 'share'
      readonly entry: string
      readonly states: readonly State[]
      readonly reason: IndicatorReason
      readonly note?: string
    }
  | { readonly act: 'withdraw'; readonly id: string; readonly reason: string }
  | { readonly act: 'use'; readonly id: string; readonly from: State }
  | { readonly act: 'refuse'; readonly id: string; readonly from: State; readonly reason: string }

/** Shares an entry, withdraws it, or decides on what another state shared. */
export function useActOnIndicators(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: IndicatorAct) => {
      const post = (path: string, json: object) => call<unknown>(state, `/api/v1/risk/${path}`, { method: 'POST', json })
      switch (wish.act) {
        case 'share': {
          const { act: _, entry, ...body } = wish
          return post(`register/${entry}/shares`, body)
        }
        case 'withdraw':
          return post(`shares/${wish.id}/withdrawal`, { reason: wish.reason })
        case 'use':
          return post(`shared-indicators/${wish.from}/${wish.id}/decision`, { decision: 'in-use' })
        case 'refuse':
          return post(`shared-indicators/${wish.from}/${wish.id}/decision`, { decision: 'refused', reason: wish.reason })
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'watch-list'] }),
  })
}
