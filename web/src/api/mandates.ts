import type { Mandate, MandateScope } from '@lintas/contract'
import { useQuery } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

export function useMandates(state: string) {
  return useQuery({ queryKey: [state, 'mandates'], queryFn: () => call<Page<Mandate>>(state, '/api/v1/mandates?limit=200') })
}

export interface MandateWish {
  readonly agentTraderId: string
  readonly scopes: readonly MandateScope[]
  readonly validFrom: string
  readonly validTo?: string
}

export function useGiveMandate(state: string) {
  return useAct<Mandate, MandateWish>(
    state,
    () => 'mandates',
    wish => wish,
  )
}

export function useRevokeMandate(state: string) {
  return useAct<Mandate, string>(state, id => `mandates/${id}/revocation`)
}
