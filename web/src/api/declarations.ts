import type { DebtAccount, DeclarationAnswer, DeclarationSummary, Payment } from '@lintas/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

/** One act in the life of a declaration, as the timeline tells it. */
export interface TimelineAct {
  readonly act: string
  readonly at: string
  readonly by: 'declarant' | 'customs' | 'system'
}

export function useDeclarations(state: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: [state, 'declarations'],
    enabled,
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call<Page<DeclarationSummary>>(
        state,
        `/api/v1/declarations?limit=50${pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
      ),
    getNextPageParam: page => page.next,
  })
}

export function useDeclaration(state: string, mrn: string) {
  return useQuery({
    queryKey: [state, 'declaration', mrn],
    queryFn: () => call<DeclarationAnswer>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}`),
    /** What happens is heard as it happens (`useLive`); this is for a network that lets no stream through. */
    refetchInterval: query => (query.state.data?.status === 'released' ? false : 60_000),
  })
}

export function useTimeline(state: string, mrn: string, revision: number | undefined) {
  return useQuery({
    queryKey: [state, 'timeline', mrn, revision],
    enabled: revision !== undefined,
    queryFn: () => call<{ readonly items: readonly TimelineAct[] }>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/timeline`),
  })
}

export function useDebt(state: string, mrn: string, revision: number | undefined) {
  return useQuery({
    queryKey: [state, 'debt', mrn, revision],
    enabled: revision !== undefined,
    queryFn: () => call<DebtAccount>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/account`),
  })
}

/** Asks to pay what is due and lets the sandbox's test provider say that it was paid. */
export function usePay(state: string, mrn: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      const payment = await call<Payment>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/payments`, { method: 'POST', json: {} })
      return call<Payment>(state, `/api/v1/payments/${payment.id}/test-confirmation`, { method: 'POST', json: {} })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}
