import type { ExporterApplication, MadeOriginDeclaration, OriginList, ProofCheck, RegisteredExporter } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

const APPLICATIONS = '/api/v1/exporter-applications'
const EXPORTERS = '/api/v1/certified-exporters'
const LISTS = '/api/v1/origin-lists'
const DECLARATIONS = '/api/v1/origin-declarations'

/** Everything about certified exporters is asked anew once anything was done. */
const ALL = 'exporters'

export function useExporterApplications(state: string) {
  return useQuery({
    queryKey: [state, ALL, 'applications'],
    queryFn: () => call<Page<ExporterApplication>>(state, `${APPLICATIONS}?limit=50`),
  })
}

export function useCertifiedExporters(state: string) {
  return useQuery({ queryKey: [state, ALL, 'register'], queryFn: () => call<Page<RegisteredExporter>>(state, `${EXPORTERS}?limit=200`) })
}

export function useMadeDeclarations(state: string) {
  return useQuery({
    queryKey: [state, ALL, 'declarations'],
    queryFn: () => call<Page<Omit<MadeOriginDeclaration, 'uses'>>>(state, `${DECLARATIONS}?limit=100`),
  })
}

export function useMadeDeclaration(state: string, number: string) {
  return useQuery({
    queryKey: [state, ALL, 'declarations', number],
    queryFn: () => call<MadeOriginDeclaration>(state, `${DECLARATIONS}/${number}`),
  })
}

export function useOriginLists(state: string) {
  return useQuery({ queryKey: [state, ALL, 'lists'], queryFn: () => call<Page<OriginList>>(state, `${LISTS}?limit=50`) })
}

/** Does something to an application, an exporter or a list: a path below its list, and what is said. */
export function useExporterAct(state: string, of: 'application' | 'exporter' | 'list' | 'declaration') {
  const path = { application: APPLICATIONS, exporter: EXPORTERS, list: LISTS, declaration: DECLARATIONS }[of]
  return useAct(state, path)
}

/** A try after a lost answer is the same request, so that no document carries two. */
export function useMakeDeclaration(state: string, key: string) {
  const queries = useQueryClient()
  return useMutation({
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, ALL, 'declarations'] }),
    mutationFn: (body: object) =>
      call<MadeOriginDeclaration>(state, DECLARATIONS, { method: 'POST', json: body, headers: { 'idempotency-key': key } }),
  })
}

export function useProofCheck(state: string, number: string) {
  return useQuery({
    queryKey: [state, 'proof', number],
    queryFn: () => call<ProofCheck>(state, `/api/v1/proofs/check?number=${encodeURIComponent(number)}`),
    enabled: number !== '',
  })
}

function useAct(state: string, base: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path = '', body }: { readonly path?: string; readonly body: object }) =>
      call<unknown>(state, `${base}${path}`, { method: 'POST', json: body }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, ALL] }),
  })
}
