import type {
  BankEntryAnswer,
  BankFileAnswer,
  DebtRecordAnswer,
  InstalmentPlanAnswer,
  LedgerDayAnswer,
  LedgerVerification,
  ReconciliationAnswer,
  SendingBackAnswer,
} from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

export type LedgerDayHead = Omit<LedgerDayAnswer, 'accounts'>
export type ReconciliationHead = Omit<ReconciliationAnswer, 'cases'>

const list = <Row>(state: string, path: string) => call<Page<Row>>(state, `/api/v1/${path}`)

export function useLedgerDays(state: string) {
  return useQuery({ queryKey: [state, 'ledger-days'], queryFn: () => list<LedgerDayHead>(state, 'ledger/days?limit=14') })
}

export function useSuspense(state: string) {
  return useQuery({ queryKey: [state, 'suspense'], queryFn: () => list<BankEntryAnswer>(state, 'bank/entries?status=suspense&limit=100') })
}

/** What waits for a second officer to be sent back. */
export function useSendingsBack(state: string) {
  return useQuery({
    queryKey: [state, 'sendings-back'],
    queryFn: () => list<SendingBackAnswer>(state, 'bank/sendings-back?status=proposed&limit=100'),
  })
}

export function useBankFiles(state: string) {
  return useQuery({ queryKey: [state, 'bank-files'], queryFn: () => list<BankFileAnswer>(state, 'bank/files?limit=20') })
}

/** The newest reconciliations, each with its differences. */
export function useReconciliations(state: string) {
  return useQuery({
    queryKey: [state, 'reconciliations'],
    queryFn: async () => {
      const { items } = await list<ReconciliationHead>(state, 'reconciliations?limit=5')
      return await Promise.all(items.map(({ id }) => call<ReconciliationAnswer>(state, `/api/v1/reconciliations/${id}`)))
    },
  })
}

export function useVerifyLedger(state: string) {
  return useAct<LedgerVerification>(state, () => 'ledger/verification')
}

export function useImportBankFile(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (file: File) =>
      call<BankFileAnswer>(state, '/api/v1/bank/files', { method: 'POST', body: file, headers: { 'content-type': 'application/xml' } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

export function useDebtRecord(state: string, mrn: string) {
  return useQuery({
    queryKey: [state, 'debt-record', mrn],
    queryFn: () => call<DebtRecordAnswer>(state, `/api/v1/declarations/${mrn}/debt`),
  })
}

export function useApplyForInstalments(state: string, mrn: string) {
  return useAct<InstalmentPlanAnswer, { readonly count: number; readonly firstOn: string; readonly reason: string }>(
    state,
    () => `declarations/${mrn}/instalment-plans`,
    wish => wish,
  )
}

export function useDecideInstalments(state: string, id: string) {
  return useAct<InstalmentPlanAnswer, { readonly decision: 'agreed' | 'refused'; readonly reason?: string }>(
    state,
    () => `instalment-plans/${id}/decision`,
    decided => decided,
  )
}
