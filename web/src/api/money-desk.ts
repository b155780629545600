import type { AccountDecision, DebtorAccountAnswer, NewDebtorAccount, RefundAnswer } from '@lintas/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

export function useProposeAccount(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: NewDebtorAccount) => call<DebtorAccountAnswer>(state, '/api/v1/debtor-accounts', { method: 'POST', json: wish }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'debtor-accounts'] }),
  })
}

export function useDecideAccount(state: string, { number, revision }: DebtorAccountAnswer) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decided: { readonly decision: AccountDecision; readonly reason?: string }) =>
      call<DebtorAccountAnswer>(state, `/api/v1/debtor-accounts/${encodeURIComponent(number)}/decision`, {
        method: 'POST',
        json: decided,
        headers: { 'if-match': `"${revision}"` },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'debtor-accounts'] }),
  })
}

export function useDecideRefund(state: string, { id, revision }: RefundAnswer) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (decided: {
      readonly decision: 'approved' | 'refused'
      readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
    }) =>
      call<RefundAnswer>(state, `/api/v1/refunds/${id}/decision`, {
        method: 'POST',
        json: decided,
        headers: { 'if-match': `"${revision}"` },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'refunds'] }),
  })
}
