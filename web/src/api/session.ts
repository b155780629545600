import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, Refusal } from './client.ts'

/** Who is signed in at a node, as `GET /api/v1/me` tells it. */
export interface Session {
  readonly accountId: string
  readonly role: 'public' | 'trader' | 'broker' | 'carrier' | 'officer' | 'supervisor' | 'administrator' | 'checker'
  readonly organisation?: { readonly id: string; readonly name: string; readonly traderId: string }
  /** The customs office an officer works at. */
  readonly office?: string
  readonly permissions: readonly string[]
}

export function useSession(state: string) {
  return useQuery({ queryKey: [state, 'session'], queryFn: () => readSession(state) })
}

/** Nobody signed in is an answer, not a failure: whoever comes is the public. */
async function readSession(state: string): Promise<Session> {
  try {
    return await call<Session>(state, '/api/v1/me')
  } catch (failure) {
    if (failure instanceof Refusal && failure.problem.status === 401) return { accountId: 'public', role: 'public', permissions: [] }
    throw failure
  }
}

export function useSignIn(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (given: { email: string; password: string }) =>
      call<unknown>(state, '/api/auth/sign-in/email', { method: 'POST', json: given }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export function useSignOut(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call<unknown>(state, '/api/auth/sign-out', { method: 'POST', json: {} }),
    onSuccess: () => queries.clear(),
  })
}

/** How one can sign in here beside a password. */
export function useSignInWays(state: string) {
  return useQuery({
    queryKey: [state, 'sign-in-ways'],
    queryFn: () => call<{ readonly provider?: { readonly name: string } }>(state, '/api/auth/sign-in-ways'),
  })
}

/** Leaves for the identity provider, which sends the browser back. */
export function useProviderSignIn(state: string) {
  return useMutation({
    async mutationFn() {
      const { url } = await call<{ readonly url: string }>(state, '/api/auth/sign-in/provider', { method: 'POST' })
      window.location.assign(url)
    },
  })
}
