import type {
  AccountInterestAnswer,
  DebtorAccountAnswer,
  DebtPosition,
  GuaranteeProlongation,
  Payment,
  RefundAnswer,
  StatementOfAccount,
} from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

export function usePosition(state: string, enabled: boolean) {
  return useQuery({ queryKey: [state, 'position'], enabled, queryFn: () => call<DebtPosition>(state, '/api/v1/debt-position') })
}

export function useDebtorAccounts(state: string, enabled: boolean) {
  return useQuery({
    queryKey: [state, 'debtor-accounts'],
    enabled,
    queryFn: () => call<Page<DebtorAccountAnswer>>(state, '/api/v1/debtor-accounts?limit=50'),
  })
}

export function useRefunds(state: string, enabled: boolean) {
  return useQuery({ queryKey: [state, 'refunds'], enabled, queryFn: () => call<Page<RefundAnswer>>(state, '/api/v1/refunds?limit=50') })
}

/** Refunds that wait for an officer, the first and the second one, the oldest claim last. */
export function useWaitingRefunds(state: string) {
  const inStatus = (status: RefundAnswer['status']) => call<Page<RefundAnswer>>(state, `/api/v1/refunds?status=${status}&limit=500`)
  return useQuery({
    queryKey: [state, 'refunds', 'waiting'],
    queryFn: async () => {
      const [approvedOnce, claimed] = await Promise.all([inStatus('approved-once'), inStatus('claimed')])
      return [...approvedOnce.items, ...claimed.items]
    },
  })
}

export function useAccountInterest(state: string, account: string) {
  return useQuery({
    queryKey: [state, 'account-interest', account],
    queryFn: () => call<AccountInterestAnswer>(state, `${accountPath(account)}/interest`),
  })
}

export function useAccountMonth(state: string, account: string, month: string) {
  return useQuery({
    queryKey: [state, 'account-month', account, month],
    queryFn: () => call<StatementOfAccount>(state, `${accountPath(account)}/statements/${month}`),
  })
}

/** Where the statement of a month is as a page to print. */
export function statementPage(state: string, account: string, month: string): string {
  return `/${state}${accountPath(account)}/statements/${month}/page`
}

function accountPath(account: string): string {
  return `/api/v1/debtor-accounts/${encodeURIComponent(account)}`
}

/** Asks to pay, and lets the sandbox's test provider say that it was paid. */
function usePayment<Of>(state: string, pathOf: (of: Of) => string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (of: Of) => {
      const payment = await call<Payment>(state, pathOf(of), { method: 'POST', json: {} })
      return call<Payment>(state, `/api/v1/payments/${payment.id}/test-confirmation`, { method: 'POST', json: {} })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export function usePayDeclaration(state: string) {
  return usePayment<string>(state, mrn => `/api/v1/declarations/${encodeURIComponent(mrn)}/payments`)
}

export function usePayAccount(state: string) {
  return usePayment<string>(state, account => `${accountPath(account)}/payments`)
}

export function useDefer(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ mrn, account }: { readonly mrn: string; readonly account: string }) =>
      call(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/deferrals`, { method: 'POST', json: { account } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export function useClaimRefund(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ mrn, reason }: { readonly mrn: string; readonly reason: string }) =>
      call<RefundAnswer>(state, `/api/v1/declarations/${encodeURIComponent(mrn)}/refunds`, { method: 'POST', json: { reason } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export function useProlongations(state: string, account: string) {
  return useQuery({
    queryKey: [state, 'prolongations', account],
    queryFn: () => call<{ readonly items: readonly GuaranteeProlongation[] }>(state, `${accountPath(account)}/prolongations`),
  })
}

/** Asks that a guarantee end later. */
export function useAskForProlongation(state: string, account: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: { readonly until: string; readonly guarantorReference: string; readonly reason: string }) =>
      call<GuaranteeProlongation>(state, `${accountPath(account)}/prolongations`, { method: 'POST', json: wish }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'prolongations', account] }),
  })
}

export function useDecideProlongation(state: string, account: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({
      id,
      ...decided
    }: {
      readonly id: string
      readonly outcome: 'granted' | 'refused'
      readonly reasons: readonly { readonly text: string; readonly legalBasis: string }[]
    }) => call(state, `${accountPath(account)}/prolongations/${id}/decision`, { method: 'POST', json: decided }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: [state, 'prolongations', account] }),
        queries.invalidateQueries({ queryKey: [state, 'debtor-accounts'] }),
      ]),
  })
}
