import type { LawCoverage, LawProposalAnswer, LawRowAnswer } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

/** What of a state's law its node has on file. */
export function useLawCoverage(state: string) {
  return useQuery({
    queryKey: [state, 'law-coverage'],
    queryFn: () => call<LawCoverage>(state, '/api/v1/law/coverage'),
  })
}

/** All rows of a state's law, of whatever day: a few hundred. */
export function useLawRows(state: string) {
  return useQuery({ queryKey: [state, 'law', 'rows'], queryFn: () => readRows(state) })
}

async function readRows(state: string): Promise<readonly LawRowAnswer[]> {
  const rows: LawRowAnswer[] = []
  for (let from: string | undefined = ''; from !== undefined; ) {
    const page: Page<LawRowAnswer> = await call(state, `/api/v1/law/rows?limit=500${from}`)
    rows.push(...page.items)
    from = page.next === undefined ? undefined : `&cursor=${encodeURIComponent(page.next)}`
  }
  return rows
}

/** Changes to the law that wait for a second person. */
export function useWaitingLaw(state: string, enabled: boolean) {
  return useQuery({
    queryKey: [state, 'law', 'proposals'],
    queryFn: () => call<Page<LawProposalAnswer>>(state, '/api/v1/law/proposals?status=waiting&limit=100'),
    enabled,
  })
}

export type LawDecision = { readonly decision: 'approved' } | { readonly decision: 'refused'; readonly reason: string }

/** Decides on a proposed change; afterwards the law is read anew. */
export function useDecideLaw(state: string, id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: LawDecision) =>
      call<LawProposalAnswer>(state, `/api/v1/law/proposals/${encodeURIComponent(id)}/approval`, { method: 'POST', json }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'law'] }),
  })
}
