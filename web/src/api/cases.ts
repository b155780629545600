import type { Case, CaseDetail } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** What an officer looks for in the queue. */
export interface QueueFilter {
  readonly assigned: 'anybody' | 'mine' | 'nobody'
  /** Empty for every lane. */
  readonly lane: string
  readonly state: 'open' | 'closed'
  readonly search: string
}

export interface CaseCounts {
  readonly open: number
  readonly mine: number
  readonly nobody: number
  readonly lanes: Readonly<Record<string, number>>
}

/** Others work on the same queue: it is read anew as often as somebody would look up. */
const REFRESH_MS = 15_000

export function useCases(state: string, filter: QueueFilter) {
  return useInfiniteQuery({
    queryKey: [state, 'cases', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) => call<Page<Case>>(state, `/api/v1/cases?${queryOf(filter, pageParam)}`),
    getNextPageParam: page => page.next,
    refetchInterval: REFRESH_MS,
  })
}

export function useCaseCounts(state: string) {
  return useQuery({
    queryKey: [state, 'cases', 'counts'],
    queryFn: () => call<CaseCounts>(state, '/api/v1/cases/counts'),
    refetchInterval: REFRESH_MS,
  })
}

/** Takes a case, or gives it back to the queue. */
export function useAssignment(state: string, mrn: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: 'take' | 'give-back') =>
      call<Case>(state, `/api/v1/cases/${encodeURIComponent(mrn)}/assignment`, { method: act === 'take' ? 'POST' : 'DELETE' }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

function queryOf({ assigned, lane, state, search }: QueueFilter, cursor: string): URLSearchParams {
  return new URLSearchParams({
    limit: '50',
    state,
    assigned: assigned === 'mine' ? 'me' : assigned,
    ...(lane === '' ? {} : { lane }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(cursor === '' ? {} : { cursor }),
  })
}

export function useCase(state: string, mrn: string) {
  return useQuery({ queryKey: [state, 'case', mrn], queryFn: () => call<CaseDetail>(state, `/api/v1/cases/${encodeURIComponent(mrn)}`) })
}

/** The document as it was lodged. */
export function useDeclared(state: string, mrn: string) {
  return useQuery({
    queryKey: [state, 'declared', mrn],
    queryFn: () => call<{ document: DeclarationDocument }>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/document`),
  })
}

/** What an officer found when answering a control. */
export interface Report {
  readonly outcome: 'clean' | 'minor' | 'discrepancy'
  /** Duties and taxes that were not declared, as reckoned; in the state's currency. */
  readonly revenue?: string
  readonly findings: readonly { readonly path: string; readonly kind: string; readonly declared?: string; readonly found?: string }[]
  readonly note?: string
}

export function useRecordControl(state: string, mrn: string, id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (report: Report) =>
      call<unknown>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/controls/${encodeURIComponent(id)}/outcome`, {
        method: 'POST',
        json: report,
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

/** Refuses to release, in writing; only by somebody who has the newest state of the declaration in view. */
export function useRefuseRelease(state: string, mrn: string, revision: number) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (reasons: readonly { readonly text: string; readonly legalBasis: string }[]) =>
      call<unknown>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/refusal`, {
        method: 'POST',
        json: { reasons },
        headers: { 'if-match': `"${revision}"` },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}
