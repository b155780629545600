import type {
  CargoDifference,
  CargoDocument,
  CargoDocumentAnswer,
  ManifestAnswer,
  ManifestDecision,
  ManifestDecisionBody,
  ManifestSummary,
  UnclaimedList,
} from '@lintas/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

const MANIFESTS = '/api/v1/manifests'

function pathOf(number: string): string {
  return `${MANIFESTS}/${encodeURIComponent(number)}`
}

/** Where the table of a manifest, or of what is unclaimed, is as a file. */
export function cargoFile(state: string, number?: string): string {
  return number === undefined ? `/${state}/api/v1/unclaimed.csv` : `/${state}${pathOf(number)}/documents.csv`
}

export function useManifests(state: string, onlyDifferences: boolean) {
  return useInfiniteQuery({
    queryKey: [state, 'manifests', onlyDifferences],
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '20' })
      if (onlyDifferences) query.set('differences', 'true')
      if (pageParam !== '') query.set('cursor', pageParam)
      return call<Page<ManifestSummary>>(state, `${MANIFESTS}?${query}`)
    },
    getNextPageParam: page => page.next,
  })
}

export function useManifest(state: string, number: string) {
  return useQuery({ queryKey: [state, 'manifest', number], queryFn: () => call<ManifestAnswer>(state, pathOf(number)) })
}

export interface DocumentsWish {
  readonly status?: string | undefined
  readonly find?: string | undefined
  readonly differences?: boolean | undefined
}

export function useCargoDocuments(state: string, number: string, { status, find, differences }: DocumentsWish) {
  return useInfiniteQuery({
    queryKey: [state, 'manifest', number, 'documents', status, find, differences],
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '50' })
      if (status !== undefined) query.set('status', status)
      if (find !== undefined && find !== '') query.set('find', find)
      if (differences) query.set('differences', 'true')
      if (pageParam !== '') query.set('cursor', pageParam)
      return call<Page<CargoDocument>>(state, `${pathOf(number)}/documents?${query}`)
    },
    getNextPageParam: page => page.next,
  })
}

export function useCargoDocument(state: string, id: string) {
  return useQuery({
    queryKey: [state, 'cargo-document', id],
    queryFn: () => call<CargoDocumentAnswer>(state, `/api/v1/transport-documents/${encodeURIComponent(id)}`),
  })
}

/** What is unclaimed, and what has its last day within these days. */
export function useUnclaimed(state: string, within: number) {
  return useInfiniteQuery({
    queryKey: [state, 'unclaimed', within],
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '50', within: String(within) })
      if (pageParam !== '') query.set('cursor', pageParam)
      return call<UnclaimedList>(state, `/api/v1/unclaimed?${query}`)
    },
    getNextPageParam: page => page.next,
  })
}

/** Filing the same file twice is filing it once: the reference in it says so. */
export function useFileManifest(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (file: File) => {
      const type = /\.csv$/i.test(file.name) ? 'text/csv' : 'application/json'
      return call<ManifestAnswer>(state, MANIFESTS, { method: 'POST', body: file, headers: { 'content-type': type } })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export interface ManifestReport {
  readonly what: 'arrival' | 'discharge' | 'storage' | 'stock-taking'
  readonly body: object
}

export function useReport(state: string, number: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ what, body }: ManifestReport) =>
      call<ManifestAnswer>(state, `${pathOf(number)}/${what}`, { method: 'POST', json: body }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export function useCargoDifferences(state: string, manifest: string | undefined) {
  return useInfiniteQuery({
    queryKey: [state, 'cargo-differences', manifest],
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ limit: '20', ...(manifest === undefined ? { open: 'true' } : { manifest }) })
      if (pageParam !== '') query.set('cursor', pageParam)
      return call<Page<CargoDifference>>(state, `/api/v1/cargo-differences?${query}`)
    },
    getNextPageParam: page => page.next,
  })
}

/** Says or decides something about a difference. */
export function useActOnDifference(state: string, id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ what, body }: { readonly what: 'explanation' | 'settlement'; readonly body: object }) =>
      call(state, `/api/v1/cargo-differences/${id}/${what}`, { method: 'POST', json: body }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export function useManifestDecisions(state: string, number: string) {
  return useQuery({
    queryKey: [state, 'manifest', number, 'decisions'],
    queryFn: () => call<{ readonly items: readonly ManifestDecision[] }>(state, `${pathOf(number)}/decisions`),
  })
}

export function useDecideManifest(state: string, number: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: ManifestDecisionBody) => call(state, `${pathOf(number)}/decisions`, { method: 'POST', json }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export function useAnswerRequest(state: string, number: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, words }: { readonly id: string; readonly words: string }) =>
      call(state, `${pathOf(number)}/decisions/${id}/answer`, { method: 'POST', json: { words } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

/** What profiles found, and declarations that do not match: for officers. */
export interface ManifestFindings {
  readonly hits: readonly {
    readonly profile: string
    readonly version: number
    readonly reason: string
    readonly instructions?: string
    readonly documents: readonly string[]
    readonly count: number
  }[]
  readonly mismatches: readonly {
    readonly mrn: string
    readonly status: string
    readonly issues: readonly { readonly code: string; readonly message: string }[]
  }[]
}

export function useManifestFindings(state: string, number: string, enabled: boolean) {
  return useQuery({
    queryKey: [state, 'manifest', number, 'findings'],
    enabled,
    queryFn: () => call<ManifestFindings>(state, `${pathOf(number)}/screening`),
  })
}
