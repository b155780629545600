import type { AdverseDecisionAnswer } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** The adverse decisions on a declaration, the newest first. */
export function useDecisionsOn(state: string, mrn: string, revision: number | undefined) {
  return useQuery({
    queryKey: [state, 'decisions-on', mrn, revision],
    enabled: revision !== undefined,
    queryFn: () => call<Page<AdverseDecisionAnswer>>(state, `/api/v1/adverse-decisions?mrn=${encodeURIComponent(mrn)}&limit=50`),
  })
}

/** Requests for review and appeals that wait for an answer. */
export function useWaitingDecisions(state: string) {
  return useQuery({
    queryKey: [state, 'decisions-waiting'],
    queryFn: () => call<Page<AdverseDecisionAnswer>>(state, '/api/v1/adverse-decisions?waiting=yes&limit=500'),
  })
}

export function useDecision(state: string, number: string) {
  return useQuery({ queryKey: [state, 'decision', number], queryFn: () => call<AdverseDecisionAnswer>(state, pathOf(number)) })
}

/** Does something about a decision, as whoever saw its newest state. */
export function useDecisionAct(state: string, { number, revision }: AdverseDecisionAnswer) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body?: unknown }) =>
      call<unknown>(state, `${pathOf(number)}/${path}`, {
        method: 'POST',
        ...(body === undefined ? {} : { json: body }),
        headers: { 'if-match': `"${revision}"` },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

/** Decides against goods, as whoever saw the newest state of their declaration. */
export function useDecideAdversely(state: string, mrn: string, revision: number, onDecided: (decision: AdverseDecisionAnswer) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: unknown) =>
      call<AdverseDecisionAnswer>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/adverse-decisions`, {
        method: 'POST',
        json: body,
        headers: { 'if-match': `"${revision}"` },
      }),
    onSuccess: onDecided,
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

function pathOf(number: string): string {
  return `/api/v1/adverse-decisions/${encodeURIComponent(number)}`
}
