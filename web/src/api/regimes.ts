import type { RegimeAuthorisation, RegimeCase, RegimeLedger, StockReconciliation } from '@lintas/contract'
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
