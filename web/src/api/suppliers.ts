import type { SupplierDeclaration, SupplierDeclarationDetail, SupplierEvidence } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

const SUPPLIES = '/api/v1/origin/supplier-declarations'

/** Declarations one relies on, and those one was asked for. */
export function useSupplierDeclarations(state: string) {
  return useQuery({ queryKey: [state, 'supplies'], queryFn: () => call<Page<SupplierDeclaration>>(state, `${SUPPLIES}?limit=200`) })
}

export function useSupplierDeclaration(state: string, number: string) {
  return useQuery({
    queryKey: [state, 'supplies', number],
    queryFn: () => call<SupplierDeclarationDetail>(state, `${SUPPLIES}/${number}`),
  })
}

/** Opens a declaration: recorded, or asked of the supplier. A try after a lost answer is the same request. */
export function useOpenSupply(state: string, key: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ isAsked, body }: { readonly isAsked: boolean; readonly body: object }) =>
      call<SupplierDeclarationDetail>(state, isAsked ? `${SUPPLIES}/requests` : SUPPLIES, {
        method: 'POST',
        json: body,
        headers: { 'idempotency-key': key },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'supplies'] }),
  })
}

export interface SupplyAct {
  readonly number: string
  readonly path: 'declaration' | 'refusal' | 'withdrawal' | 'replacement'
  readonly body: object
}

/** Does something to one; statements that rest on it are asked anew. */
export function useSupplyAct(state: string) {
  return useAct<SupplierDeclarationDetail, SupplyAct>(
    state,
    ({ number, path }) => `origin/supplier-declarations/${number}/${path}`,
    ({ body }) => body,
  )
}

export function useAddPaper(state: string, number: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (file: File) =>
      call<SupplierEvidence>(state, `${SUPPLIES}/${number}/evidence?${new URLSearchParams({ name: file.name })}`, {
        method: 'POST',
        body: file,
        headers: { 'content-type': 'application/octet-stream' },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'supplies'] }),
  })
}
