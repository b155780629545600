import type { SeizureAnswer } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

export function useSeizure(state: string, number: string) {
  return useQuery({ queryKey: [state, 'seizure', number], queryFn: () => call<SeizureAnswer>(state, pathOf(number)) })
}

/** Hands seized goods on, takes them, forfeits them. */
export function useSeizureAct(state: string, number: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { readonly path: string; readonly body?: unknown }) =>
      call<unknown>(state, `${pathOf(number)}/${path}`, { method: 'POST', ...(body === undefined ? {} : { json: body }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

/** Seizes goods, as whoever saw the newest state of their declaration. `onSeized` is called even where its page has moved on meanwhile. */
export function useSeize(state: string, mrn: string, revision: number, onSeized: (seizure: SeizureAnswer) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: unknown) =>
      call<SeizureAnswer>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/seizures`, {
        method: 'POST',
        json: body,
        headers: { 'if-match': `"${revision}"` },
      }),
    onSuccess: onSeized,
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

function pathOf(number: string): string {
  return `/api/v1/seizures/${encodeURIComponent(number)}`
}
