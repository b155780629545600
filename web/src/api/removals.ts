import type { DeclarationAnswer, FileReading, RemovalPeriod, RemovalSummary } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** Goods that were taken away, the newest first. */
export function useRemovals(state: string, undeclared: boolean) {
  return useInfiniteQuery({
    queryKey: [state, 'removals', undeclared],
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '100', undeclared: String(undeclared), ...(pageParam && { cursor: pageParam }) })
      return call<Page<RemovalSummary>>(state, `/api/v1/declarations/removals?${query}`)
    },
    getNextPageParam: page => page.next,
  })
}

/** What of a month is still to be declared, ready-made. */
export function useRemovalPeriod(state: string, month: string, principal: string) {
  const query = new URLSearchParams({ month, principal })
  return useQuery({
    queryKey: [state, 'removal-period', month, principal],
    queryFn: () => call<RemovalPeriod>(state, `/api/v1/declarations/removals/period?${query}`),
  })
}

/** Lodges the declaration of a month as it was offered; what is offered then is another, so that `lodged` is told before. */
export function useDeclarePeriod(state: string, lodged: (mrn: string) => unknown) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (document: RemovalPeriod['declarations'][number]['document']) =>
      call<DeclarationAnswer>(state, '/api/v1/declarations', { method: 'POST', json: document }),
    onSuccess: async ({ mrn }) => {
      await lodged(mrn)
      await queries.invalidateQueries({ queryKey: [state] })
    },
  })
}

/** Gives notice of a removal from a file, on an account where one is chosen. */
export function useGiveNotice(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, account }: { readonly file: File; readonly account: string }) => {
      const headers = { 'content-type': 'application/octet-stream' }
      const read = await call<FileReading>(state, '/api/v1/declarations/reading', { method: 'POST', body: file, headers })
      if (read.document === null) return { removal: undefined, problems: read.problems }
      const { mode: _, ...said }: DeclarationInput = read.document
      const document = account === '' ? said : { ...said, guarantees: [{ reference: account }] }
      const removal = await call<DeclarationAnswer>(state, '/api/v1/declarations/removals', { method: 'POST', json: document })
      return { removal, problems: [] }
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}
