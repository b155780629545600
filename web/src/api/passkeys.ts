import type { Passkey } from '@lintas/contract'
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

/** Whether this browser can make and show passkeys: on a secure page only. */
export function hasPasskeys(): boolean {
  return typeof window.PublicKeyCredential === 'function'
}

export function usePasskeys(state: string) {
  return useQuery({ queryKey: [state, 'passkeys'], queryFn: () => call<{ items: readonly Passkey[] }>(state, '/api/auth/passkeys') })
}

export function useAddPasskey(state: string) {
  const queries = useQueryClient()
  return useMutation({
    async mutationFn(name: string) {
      const optionsJSON = await call<PublicKeyCredentialCreationOptionsJSON>(state, '/api/auth/passkeys/registration')
      const response = await startRegistration({ optionsJSON })
      return await call<Passkey>(state, '/api/auth/passkeys', { method: 'POST', json: { name, response } })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'passkeys'] }),
  })
}

export function useRemovePasskey(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call<unknown>(state, `/api/auth/passkeys/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'passkeys'] }),
  })
}

export function usePasskeySignIn(state: string) {
  const queries = useQueryClient()
  return useMutation({
    async mutationFn() {
      const optionsJSON = await call<PublicKeyCredentialRequestOptionsJSON>(state, '/api/auth/sign-in/passkey')
      const response = await startAuthentication({ optionsJSON })
      return await call<unknown>(state, '/api/auth/sign-in/passkey', { method: 'POST', json: { response } })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}
