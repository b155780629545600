import type { TariffFault, TariffReport } from '@lintas/contract'
import type { FaultAct, FaultField } from '@lintas/customs/tariff'
import { useQuery } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

export interface AskedFaults {
  /** Empty for all. */
  readonly standing: string
  readonly code: string
}

export function queryOfFaults({ standing, code }: AskedFaults): string {
  return new URLSearchParams({ ...(standing === '' ? {} : { standing }), ...(code.length < 2 ? {} : { code }) }).toString()
}

/** Known faults, the newest first; for customs with what was told and what may be done. */
export function useFaults(state: string, asked: AskedFaults, isCustoms: boolean) {
  const path = isCustoms ? 'fault-reports' : 'faults'
  return useQuery({
    queryKey: [state, 'faults', path, asked],
    queryFn: () => call<Page<TariffFault & Partial<TariffReport>>>(state, `/api/v1/tariff/${path}?limit=200&${queryOfFaults(asked)}`),
  })
}

export interface ToldFault {
  readonly field: FaultField
  readonly code?: string
  readonly text: string
}

export function useReportFault(state: string) {
  return useAct<TariffFault, ToldFault>(
    state,
    () => 'tariff/faults',
    told => told,
  )
}

export interface JudgedFault {
  readonly number: string
  readonly act: FaultAct
  readonly words: string
}

export function useJudgeFault(state: string) {
  return useAct<TariffReport, JudgedFault>(
    state,
    ({ number }) => `tariff/faults/${encodeURIComponent(number)}/decision`,
    ({ act, words }) => ({ act, words }),
  )
}
