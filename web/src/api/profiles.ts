import type {
  BackTestAnswer,
  ExpressionTrial,
  KeptBackTest,
  OfferedProfileAnswer,
  OverrideCount,
  ProfileDiff,
  ProfileOffer,
  StoredProfile,
} from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { OwnWords, ProfileDraft } from '@lintas/customs/risk'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, Refusal } from './client.ts'
import type { Page } from './declarations.ts'

/** The versions of risk profiles that wait for a second person. */
export function useProposedProfiles(state: string) {
  return useQuery({
    queryKey: [state, 'profiles'],
    queryFn: () => call<Page<StoredProfile>>(state, '/api/v1/risk/profiles?status=proposed&limit=500'),
  })
}

/** The versions that run. */
export function useRunningProfiles(state: string) {
  return useQuery({
    queryKey: [state, 'profiles', 'approved'],
    queryFn: () => call<Page<StoredProfile>>(state, '/api/v1/risk/profiles?status=approved&limit=500'),
  })
}

/** Profiles offered to other states, the newest first. */
export function useProfileOffers(state: string) {
  return useQuery({
    queryKey: [state, 'profiles', 'offers'],
    queryFn: () => call<Page<ProfileOffer>>(state, '/api/v1/risk/profile-offers?limit=100'),
  })
}

/** Profiles that other states offer, the newest first. */
export function useOfferedProfiles(state: string) {
  return useQuery({
    queryKey: [state, 'profiles', 'offered'],
    queryFn: () => call<Page<OfferedProfileAnswer>>(state, '/api/v1/risk/offered-profiles?limit=100'),
  })
}

/** What is done about profiles that states offer one another. */
export type OfferAct =
  | {
      readonly act: 'offer'
      readonly profile: Pick<StoredProfile, 'id' | 'version'>
      readonly states: readonly State[]
      readonly note?: string
    }
  | { readonly act: 'withdraw'; readonly id: string; readonly reason: string }
  | { readonly act: 'draft'; readonly from: State; readonly offer: string; readonly own: OwnWords }
  | { readonly act: 'refuse'; readonly from: State; readonly offer: string; readonly reason: string }

export function useActOnOffers(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: OfferAct) => {
      const post = (path: string, json: object) => call<unknown>(state, path, { method: 'POST', json })
      switch (wish.act) {
        case 'offer': {
          const { act: _, profile, ...body } = wish
          return post(`${pathOf(profile)}/offers`, body)
        }
        case 'withdraw':
          return post(`/api/v1/risk/profile-offers/${wish.id}/withdrawal`, { reason: wish.reason })
        case 'draft':
          return post(`/api/v1/risk/offered-profiles/${wish.from}/${wish.offer}/draft`, wish.own)
        case 'refuse':
          return post(`/api/v1/risk/offered-profiles/${wish.from}/${wish.offer}/refusal`, { reason: wish.reason })
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'profiles'] }),
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

/** How a version was last tried on the past; nothing where it was not yet. */
export function useKeptBackTest(state: string, profile: StoredProfile) {
  return useQuery({
    queryKey: [state, 'profiles', profile.id, profile.version, 'back-test'],
    queryFn: async () => {
      try {
        return await call<KeptBackTest>(state, `${pathOf(profile)}/back-test`)
      } catch (failure) {
        if (failure instanceof Refusal && failure.problem.status === 404) return null
        throw failure
      }
    },
  })
}

/** Tries a version on the year that was, for whoever approves it. */
export function useBackTestProfile(state: string, profile: StoredProfile) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call<BackTestAnswer>(state, `${pathOf(profile)}/back-test`, { method: 'POST', json: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'profiles', profile.id, profile.version] }),
  })
}

/** Asks an expression of the year that was. */
export function useBackTest(state: string) {
  return useMutation({
    mutationFn: (expression: string) => call<BackTestAnswer>(state, '/api/v1/risk/back-tests', { method: 'POST', json: { expression } }),
  })
}

/** Checks an expression, and asks it of one declaration where one is named. */
export function useTryExpression(state: string) {
  return useMutation({
    mutationFn: (given: { readonly expression: string; readonly mrn?: string }) =>
      call<ExpressionTrial>(state, '/api/v1/risk/expression-trials', { method: 'POST', json: given }),
  })
}

/** Proposes a profile, or the next version of one. */
export function useProposeProfile(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (draft: ProfileDraft) => call<StoredProfile>(state, '/api/v1/risk/profiles', { method: 'POST', json: draft }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'profiles'] }),
  })
}

/** How often each officer deviated from what screening asked for. */
export function useOverrideCounts(state: string) {
  return useQuery({
    queryKey: [state, 'override-counts'],
    queryFn: () => call<{ readonly items: readonly OverrideCount[] }>(state, '/api/v1/overrides/counts'),
  })
}

function pathOf({ id, version }: Pick<StoredProfile, 'id' | 'version'>): string {
  return `/api/v1/risk/profiles/${encodeURIComponent(id)}/versions/${version}`
}
