import type { Colleague, DelegatedAct, Delegation, NewDelegation } from '@lintas/contract'
import { useQuery } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

export function useColleagues(state: string) {
  return useQuery({ queryKey: [state, 'colleagues'], queryFn: () => call<Page<Colleague>>(state, '/api/v1/colleagues') })
}

export function useDelegations(state: string) {
  return useQuery({ queryKey: [state, 'delegations'], queryFn: () => call<Page<Delegation>>(state, '/api/v1/delegations?limit=100') })
}

export function useDelegatedActs(state: string) {
  return useQuery({
    queryKey: [state, 'delegated-acts'],
    queryFn: () => call<Page<DelegatedAct>>(state, '/api/v1/delegated-acts?limit=50'),
  })
}

export function useGiveDelegation(state: string) {
  return useAct<Delegation, NewDelegation>(
    state,
    () => 'delegations',
    given => given,
  )
}

export function useEndDelegation(state: string) {
  return useAct<Delegation, string>(state, id => `delegations/${id}/ending`)
}
