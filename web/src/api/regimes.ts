import type {
  DrawbackClaim,
  RegimeApplication,
  RegimeAuthorisation,
  RegimeCase,
  RegimeLedger,
  RegimeLot,
  StockReconciliation,
} from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

export function useAuthorisations(state: string) {
  return useQuery({
    queryKey: [state, 'regimes'],
    queryFn: () => call<Page<RegimeAuthorisation>>(state, '/api/v1/regime-authorisations?limit=100'),
  })
}

/** What officers have to judge: of one authorisation, or of all. */
export function useRegimeCases(state: string, authorisation?: string) {
  const of = authorisation === undefined ? '' : `&authorisation=${encodeURIComponent(authorisation)}`
  return useQuery({
    queryKey: [state, 'regimes', 'cases', authorisation ?? ''],
    queryFn: () => call<Page<RegimeCase>>(state, `/api/v1/regime-cases?open=true&limit=100${of}`),
  })
}

export function useLedger(state: string, number: string) {
  return useQuery({
    queryKey: [state, 'regimes', 'ledger', number],
    queryFn: () => call<RegimeLedger>(state, `${authorisationPath(number)}/ledger`),
  })
}

export function useStockReconciliations(state: string, number: string) {
  return useQuery({
    queryKey: [state, 'regimes', 'reconciliations', number],
    queryFn: () => call<Page<StockReconciliation>>(state, `${authorisationPath(number)}/reconciliations?limit=20`),
  })
}

interface Decided {
  readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
}

export function useDecideAuthorisation(state: string, number: string) {
  return useActs(state, (decided: Decided & { readonly decision: 'approved' | 'refused' }) =>
    call<RegimeAuthorisation>(state, `${authorisationPath(number)}/decision`, { method: 'POST', json: decided }),
  )
}

export function useJudgeCase(state: string, id: string) {
  return useActs(state, (judged: Decided & { readonly outcome: 'accepted' | 'refused' }) =>
    call<RegimeCase>(state, `/api/v1/regime-cases/${id}/decision`, { method: 'POST', json: judged }),
  )
}

export function useApplyForRegime(state: string) {
  return useActs(state, (application: RegimeApplication) =>
    call<RegimeAuthorisation>(state, '/api/v1/regime-authorisations', { method: 'POST', json: application }),
  )
}

export function useSetStanding(state: string, number: string) {
  return useActs(state, (wish: Decided & { readonly standing: 'suspended' | 'granted' | 'revoked' }) =>
    call<RegimeAuthorisation>(state, `${authorisationPath(number)}/standing`, { method: 'POST', json: wish }),
  )
}

/** What a holder tells of a lot: what became of part of it, or until when it has to stay. */
type Told =
  | { readonly kind: string; readonly quantity: string; readonly reason: string }
  | { readonly until: string; readonly reason: string }

export function useTellOfLot(state: string, id: string) {
  return useActs(state, (told: Told) =>
    call<RegimeLot | RegimeCase>(state, `/api/v1/regime-lots/${id}/${'until' in told ? 'extensions' : 'notices'}`, {
      method: 'POST',
      json: told,
    }),
  )
}

export function useTakeStock(state: string, number: string) {
  return useActs(
    state,
    (taken: { readonly takenOn: string; readonly counted: readonly { readonly lot: string; readonly quantity: string }[] }) =>
      call<{ cases: RegimeCase[] }>(state, `${authorisationPath(number)}/stock-takes`, { method: 'POST', json: taken }),
  )
}

interface CountedPeriod {
  readonly from: string
  readonly to: string
  readonly counted: readonly { readonly code: string; readonly unit: string; readonly quantity: string }[]
}

export function useReconcile(state: string, number: string) {
  return useActs(state, (period: CountedPeriod) =>
    call<StockReconciliation>(state, `${authorisationPath(number)}/reconciliations`, { method: 'POST', json: period }),
  )
}

export function useDrawbackClaims(state: string) {
  return useQuery({
    queryKey: [state, 'regimes', 'claims'],
    queryFn: () => call<Page<DrawbackClaim>>(state, '/api/v1/drawback-claims?limit=50'),
  })
}

export function useClaimDrawback(state: string) {
  return useActs(state, (claim: Pick<DrawbackClaim, 'authorisation' | 'exportMrn'> & { readonly imports?: readonly string[] }) =>
    call<DrawbackClaim>(state, '/api/v1/drawback-claims', { method: 'POST', json: claim }),
  )
}

export function useDecideClaim(state: string, id: string) {
  return useActs(state, (decided: Decided & { readonly decision: 'approved' | 'refused' }) =>
    call<DrawbackClaim>(state, `/api/v1/drawback-claims/${id}/decision`, { method: 'POST', json: decided }),
  )
}

function useActs<Wish, Answer>(state: string, mutationFn: (wish: Wish) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey: [state, 'regimes'] }) })
}

/** Where the ledger is to be had otherwise: `ledger.csv` for a spreadsheet, `ledger/page` to print. */
export function ledgerFile(state: string, number: string, form: 'ledger.csv' | 'ledger/page'): string {
  return `/${state}${authorisationPath(number)}/${form}`
}

export function reconciliationFile(state: string, number: string, id: string, form: 'csv' | 'page'): string {
  return `/${state}${authorisationPath(number)}/reconciliations/${id}/${form}`
}

function authorisationPath(number: string): string {
  return `/api/v1/regime-authorisations/${encodeURIComponent(number)}`
}
