import type { OverrideCount, ProfileDiff, StoredProfile } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** The versions of risk profiles that wait for a second person. */
export function useProposedProfiles(state: string) {
  return useQuery({
    queryKey: [state, 'profiles'],
    queryFn: () => call<Page<StoredProfile>>(state, '/api/v1/risk/profiles?status=proposed&limit=500'),
  })
}

/** What a version changes in the one that runs. */
export function useProfileDiff(state: string, profile: StoredProfile) {
  return useQuery({
    queryKey: [state, 'profiles', profile.id, profile.version],
    queryFn: () => call<ProfileDiff>(state, `${pathOf(profile)}/diff`),
  })
}

/** Lets a proposed profile run. */
export function useApproveProfile(state: string, profile: StoredProfile) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call<StoredProfile>(state, `${pathOf(profile)}/approval`, { method: 'POST' }),
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

function pathOf({ id, version }: StoredProfile): string {
  return `/api/v1/risk/profiles/${encodeURIComponent(id)}/versions/${version}`
}
