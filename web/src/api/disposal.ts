import type { CertificateWish, DisposalBatchAnswer, DisposalWish } from '@lintas/contract'
import { useQuery } from '@tanstack/react-query'
import { useAct } from './act.ts'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

export type ListedBatch = Omit<DisposalBatchAnswer, 'approvals'>

export function useDisposalBatches(state: string) {
  return useQuery({
    queryKey: [state, 'disposal-batches'],
    queryFn: () => call<Page<DisposalBatchAnswer>>(state, '/api/v1/disposal-batches?limit=50'),
  })
}

/** What everybody may see, and object to. */
export function useDisposalList(state: string) {
  return useQuery({
    queryKey: [state, 'disposal-list'],
    queryFn: () => call<{ readonly items: readonly ListedBatch[] }>(state, '/api/v1/disposal-list'),
  })
}

export function useOpenBatch(state: string) {
  return useAct<DisposalBatchAnswer, DisposalWish>(
    state,
    () => 'disposal-batches',
    wish => wish,
  )
}

/** Does something to a batch: puts it on the list, approves it, certifies it, notes or lifts an objection to a line, takes one out. */
export function useBatchAct(state: string, id: string) {
  return useAct<
    DisposalBatchAnswer,
    {
      readonly path: string
      readonly body?: CertificateWish | { readonly objection?: string } | { readonly ground: string; readonly words: string }
    }
  >(
    state,
    ({ path }) => `disposal-batches/${id}/${path}`,
    ({ body = {} }) => body,
  )
}
