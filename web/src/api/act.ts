import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

/** Something done at a node; what the page shows of that state is asked anew. `revision`: what the page shows of the record, where it must not have changed. */
export function useAct<Answer, Given = void>(
  state: string,
  pathOf: (given: Given) => string,
  jsonOf: (given: Given) => object = () => ({}),
  revision?: number,
) {
  const queries = useQueryClient()
  const headers = revision === undefined ? {} : { 'if-match': `"${revision}"` }
  return useMutation({
    mutationFn: (given: Given) => call<Answer>(state, `/api/v1/${pathOf(given)}`, { method: 'POST', json: jsonOf(given), headers }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}
