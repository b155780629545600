import type { OverrideCount, StoredProfile } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** All versions of the risk profiles of a state. */
export function useProfiles(state: string) {
  return useQuery({
    queryKey: [state, 'profiles'],
    queryFn: () => call<Page<StoredProfile>>(state, '/api/v1/risk/profiles?limit=500'),
  })
}

/** Lets a proposed profile run. */
export function useApproveProfile(state: string, { id, version }: StoredProfile) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      call<StoredProfile>(state, `/api/v1/risk/profiles/${encodeURIComponent(id)}/versions/${version}/approval`, { method: 'POST' }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'profiles'] }),
  })
}

/** How often each officer deviated from what screening asked for. */
export function useOverrideCounts(state: string) {
  return useQuery({
    queryKey: [state, 'override-counts'],
    queryFn: () => call<{ readonly items: readonly OverrideCount[] }>(state, '/api/v1/overrides/counts'),
  })
}
