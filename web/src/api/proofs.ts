import type { ProofAnswer, ProofHead } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** A file that holds no form. */
export class UnreadableForm extends Error {}

export function useProofs(state: string) {
  return useQuery({
    queryKey: [state, 'proofs'],
    queryFn: () => call<Page<ProofHead>>(state, '/api/v1/proofs?limit=200'),
  })
}

export function useProof(state: string, id: string | undefined) {
  return useQuery({
    queryKey: [state, 'proofs', id],
    queryFn: () => call<ProofAnswer>(state, `/api/v1/proofs/${id}`),
    enabled: id !== undefined,
  })
}

/** Applies for a Form D that a file holds. A try after a lost answer is the same request, so that nothing is applied for twice. */
export function useApplyForProof(state: string, key: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, replaces }: { readonly file: File; readonly replaces: string }) => {
      const json = { form: readForm(await file.text()), ...(replaces === '' ? {} : { replaces }) }
      return await call<ProofAnswer>(state, '/api/v1/proofs', { method: 'POST', json, headers: { 'idempotency-key': key } })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'proofs'] }),
  })
}

function readForm(text: string): object {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read
  } catch {
    // Told as what it is: no form.
  }
  throw new UnreadableForm()
}

/** Does something to a proof: asks, answers, issues, refuses, has it reviewed, withdraws, cancels. */
export function useProofAct(state: string, id: string) {
  return useAct<ProofAnswer, { readonly path: string; readonly body?: object }>(
    state,
    ({ path }) => `proofs/${id}/${path}`,
    ({ body = {} }) => body,
  )
}
