import type { PermitAnswer, PermitLoadAnswer } from '@lintas/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

export interface PermitsAsked {
  readonly code?: string
  readonly direction?: string
  readonly number?: string
}

/** The permits on file that whoever is signed in may see. */
export function usePermits(state: string, asked: PermitsAsked) {
  const query = new URLSearchParams({ ...asked, limit: '100' }).toString()
  return useQuery({
    queryKey: [state, 'permits', query],
    queryFn: () => call<Page<PermitAnswer>>(state, `/api/v1/permits?${query}`),
    placeholderData: keepPreviousData,
  })
}

/** What administrators proposed, the newest first. */
export function usePermitLoads(state: string) {
  return useQuery({
    queryKey: [state, 'permit-loads'],
    queryFn: () => call<{ readonly items: readonly PermitLoadAnswer[] }>(state, '/api/v1/permit-loads'),
  })
}

/** Approves what another administrator proposed, or refuses it. */
export function useDecidePermitLoad(state: string) {
  return useAct<PermitLoadAnswer, { readonly id: string; readonly decision: 'approved' | 'refused' }>(
    state,
    ({ id }) => `permit-loads/${encodeURIComponent(id)}/approval`,
    ({ decision }) => ({ decision }),
  )
}
