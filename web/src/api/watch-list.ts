import type { RegisterEntryAnswer, RegisterEntryDraft } from '@lintas/contract'
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
