import type { CodeChoice, WatchAlert, WatchList } from '@lintas/contract'
import { useQuery } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

export function useWatchLists(state: string) {
  return useQuery({ queryKey: [state, 'watch-lists'], queryFn: () => call<Page<WatchList>>(state, '/api/v1/watch-lists?limit=500') })
}

export function useWatchAlerts(state: string) {
  return useQuery({ queryKey: [state, 'watch-alerts'], queryFn: () => call<Page<WatchAlert>>(state, '/api/v1/watch-alerts?limit=100') })
}

export function useAddWatchList(state: string) {
  return useAct<WatchList, { readonly name: string; readonly codes: readonly string[] }>(
    state,
    () => 'watch-lists',
    given => given,
  )
}

export function useEndWatchList(state: string) {
  return useAct<WatchList, string>(state, id => `watch-lists/${encodeURIComponent(id)}/ending`)
}

/** Puts what its owner chose in the place of a code of a list. */
export function useChooseCode(state: string) {
  return useAct<WatchList, CodeChoice & { readonly list: string }>(
    state,
    ({ list }) => `watch-lists/${encodeURIComponent(list)}/choices`,
    ({ list: _, ...choice }) => choice,
  )
}
