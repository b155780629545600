import type { DeclarationAnswer } from '@lintas/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

/** What the check found in a file, before anything is lodged. */
export interface Checked {
  readonly format: string
  readonly version?: string | null
  readonly items: number
  readonly problems: readonly {
    readonly code: string
    readonly severity: 'error' | 'warning' | 'hint'
    readonly path: string
    readonly message: string
    readonly line?: number | null
  }[]
  readonly summary: { readonly errors: number; readonly warnings: number; readonly hints: number }
}

export function useCheck(state: string) {
  return useMutation({
    mutationFn: (file: File) =>
      call<Checked>(state, '/api/v1/declarations/check?scope=state', {
        method: 'POST',
        body: file,
        headers: { 'content-type': typeOf(file) },
      }),
  })
}

/** Lodging the same file twice is lodging it once: the local reference in it says so. */
export function useLodge(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (file: File) =>
      call<DeclarationAnswer>(state, '/api/v1/declarations', { method: 'POST', body: file, headers: { 'content-type': typeOf(file) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export function typeOf({ name }: File): string {
  if (/\.xml$/i.test(name)) return 'application/xml'
  return /\.csv$/i.test(name) ? 'text/csv' : 'application/json'
}
