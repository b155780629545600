import type { PreferencesAnswer } from '@lintas/contract'
import { useQuery } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'

/** How each claim to preference of a declaration stands. */
export function usePreferences(state: string, mrn: string, revision: number, enabled: boolean) {
  return useQuery({
    queryKey: [state, 'preferences', mrn, revision],
    enabled,
    queryFn: () => call<PreferencesAnswer>(state, `/api/v1/${pathOf(mrn)}`),
  })
}

/** Puts claims on security, makes them late, settles them. */
export function usePreferenceAct(state: string, mrn: string) {
  return useAct<PreferencesAnswer, { readonly path: 'security' | 'claims' | 'settlement'; readonly body: object }>(
    state,
    ({ path }) => `${pathOf(mrn)}/${path}`,
    ({ body }) => body,
  )
}

function pathOf(mrn: string): string {
  return `declarations/${encodeURIComponent(mrn)}/preferences`
}
