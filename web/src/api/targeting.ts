import type {
  AuditCandidate,
  Drift,
  Fairness,
  LiftMonth,
  PriceAlarm,
  RiskModelsAnswer,
  TakenFromWorklist,
  Worklist,
} from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, Refusal } from './client.ts'
import type { Page } from './declarations.ts'

/** What targeting finds against the lot, by office and month. */
export function useLift(state: string) {
  return useQuery({
    queryKey: [state, 'lift'],
    queryFn: () => call<{ readonly items: readonly LiftMonth[] }>(state, '/api/v1/risk/lift'),
  })
}

/** What the own office inspects today; nothing where nobody said what it can do. */
export function useWorklist(state: string) {
  return useQuery({
    queryKey: [state, 'worklist'],
    queryFn: async () => {
      try {
        return await call<Worklist>(state, `/api/v1/risk/worklist`)
      } catch (failure) {
        if (failure instanceof Refusal && failure.problem.status === 404) return null
        throw failure
      }
    },
  })
}

/** Says what an office can do from today on. */
export function useSetCapacity(state: string, office: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (json: { readonly inspections: number; readonly exploration: string; readonly revenueWeight: string }) =>
      call<unknown>(state, `/api/v1/risk/capacities/${encodeURIComponent(office)}`, { method: 'PUT', json }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [state, 'worklist'] }),
  })
}

/** Takes a consignment from today's list. */
export function useTakeFromList(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ mrn, control }: { readonly mrn: string; readonly control: 'examination' | 'document-check' }) =>
      call<TakenFromWorklist>(state, `/api/v1/risk/worklist/${mrn}/control`, { method: 'POST', json: { control } }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: [state, 'worklist'] })
      await queries.invalidateQueries({ queryKey: [state, 'audit-candidates'] })
    },
  })
}

/** Released goods noted for a check after release, the newest first. */
export function useAuditCandidates(state: string) {
  return useQuery({
    queryKey: [state, 'audit-candidates'],
    queryFn: () => call<Page<AuditCandidate>>(state, '/api/v1/risk/audit-candidates?limit=50'),
  })
}

/** Goods whose unit price lies far out, the newest first. */
export function usePriceAlarms(state: string) {
  return useQuery({
    queryKey: [state, 'price-alarms'],
    queryFn: () => call<Page<PriceAlarm>>(state, '/api/v1/risk/price-alarms?limit=50'),
  })
}

/** How far what is declared of late differs from before. */
export function useDrift(state: string) {
  return useQuery({
    queryKey: [state, 'drift'],
    queryFn: () => call<{ readonly items: readonly Drift[] }>(state, '/api/v1/risk/drift'),
  })
}

/** Whom targeting falls on. */
export function useFairness(state: string) {
  return useQuery({ queryKey: [state, 'fairness'], queryFn: () => call<Fairness>(state, '/api/v1/risk/fairness') })
}

const TRAINING_MS = 2_000

/** Models of the node, the newest first; asked again while one is being trained. */
export function useModels(state: string) {
  return useQuery({
    queryKey: [state, 'models'],
    queryFn: () => call<RiskModelsAnswer>(state, '/api/v1/risk/models'),
    refetchInterval: ({ state: { data } }) => (data?.items.some(each => each.status === 'training') === true ? TRAINING_MS : false),
  })
}

/** Trains a model, puts one to use by its number, or goes back to the one before. */
export function useChangeModels(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wish: 'train' | 'roll-back' | number) =>
      wish === 'train'
        ? call<unknown>(state, '/api/v1/risk/models', { method: 'POST', json: {} })
        : call<unknown>(state, `/api/v1/risk/models/${wish === 'roll-back' ? wish : `${wish}/activation`}`, { method: 'POST', json: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'models'] }),
  })
}
