import type { CostAnswer, CostRequest, QuoteRequest, SignedQuote } from '@lintas/contract'
import { STATES } from '@lintas/customs/reference'
import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { call } from './client.ts'

const ask = (state: string, question: CostRequest) => call<CostAnswer>(state, '/api/v1/costs', { method: 'POST', json: question })

/** What goods cost and need in a state; nothing is asked before somebody said what they are. */
export function useCost(state: string, question: CostRequest | undefined) {
  return useQuery({
    queryKey: [state, 'cost', question],
    queryFn: () => ask(state, question as CostRequest),
    enabled: question !== undefined,
    retry: false,
  })
}

/** The same of every state, each answered by its own node. */
export function useCosts(question: CostRequest | undefined) {
  return useQueries({
    queries: STATES.map(state => ({
      queryKey: [state.toLowerCase(), 'cost', question],
      queryFn: () => ask(state.toLowerCase(), question as CostRequest),
      enabled: question !== undefined,
      retry: false,
    })),
    combine: results => STATES.map((state, place) => ({ state, cost: results[place]?.data, failure: results[place]?.error ?? undefined })),
  })
}

/** Keeps an option as a quote. */
export function useQuote(state: string) {
  return useMutation({
    mutationFn: (question: QuoteRequest) => call<SignedQuote>(state, '/api/v1/quotes', { method: 'POST', json: question }),
  })
}
