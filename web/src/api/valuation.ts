import type { DeclarationAnswer, ValueQuestionAnswer } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

/** What customs asked about the value of a declaration, the first question first. */
export function useValueQuestions(state: string, mrn: string, revision: number | undefined) {
  return useQuery({
    queryKey: [state, 'value-questions', mrn, revision],
    enabled: revision !== undefined,
    queryFn: () => call<{ readonly items: readonly ValueQuestionAnswer[] }>(state, pathOf(mrn, 'value-questions')),
  })
}

/** Does something about the value: asks, answers, settles, adjusts. What is on the screen is read anew. */
export function useValueAct(state: string, mrn: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body: unknown }) =>
      call<unknown>(state, pathOf(mrn, path), { method: 'POST', json: body }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export type ItemValue = DeclarationAnswer['decision']['valuation']['items'][number]

function pathOf(mrn: string, what: string): string {
  return `/api/v1/declarations/${encodeURIComponent(mrn)}/${what}`
}

/** How prices were adjusted, and until when they may be. */
export function usePriceAdjustments(state: string, mrn: string) {
  return useQuery({
    queryKey: [state, 'price-adjustments', mrn],
    queryFn: () => call<{ readonly until?: string }>(state, pathOf(mrn, 'price-adjustments')),
  })
}
