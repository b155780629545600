import type { CaseMessage, ReadUpTo } from '@lintas/contract'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

interface ThreadPage extends Page<CaseMessage> {
  readonly readUpTo: ReadUpTo
  readonly unread: number
}

const of = (mrn: string) => `/api/v1/declarations/${encodeURIComponent(mrn)}/messages`

export function useThread(state: string, mrn: string) {
  return useInfiniteQuery({
    queryKey: [state, 'messages', mrn],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call<ThreadPage>(state, `${of(mrn)}?limit=20${pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`),
    getNextPageParam: page => page.next,
  })
}

export function useSendMessage(state: string, mrn: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (text: string) => call<CaseMessage>(state, of(mrn), { method: 'POST', json: { text } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'messages', mrn] }),
  })
}

export function useMarkRead(state: string, mrn: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (upTo: number) => call<unknown>(state, `${of(mrn)}/read`, { method: 'POST', json: { upTo } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}
