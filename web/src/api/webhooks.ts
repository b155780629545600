import type { Delivery, Endpoint } from '@lintas/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'
import type { Page } from './declarations.ts'

const path = '/api/v1/webhooks'

export function useEndpoints(state: string) {
  return useQuery({ queryKey: [state, 'webhooks'], queryFn: () => call<{ readonly items: readonly Endpoint[] }>(state, path) })
}

export function useDeliveries(state: string, endpoint: string) {
  return useQuery({
    queryKey: [state, 'webhooks', endpoint, 'deliveries'],
    queryFn: () => call<Page<Delivery>>(state, `${path}/${endpoint}/deliveries?limit=20`),
    /** What is on its way arrives soon. */
    refetchInterval: 5_000,
  })
}

/** What one does to an address: each is asked of the node, then all that is shown of addresses is read anew. */
export function useEndpointActs(state: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: EndpointAct) => doAct(state, act),
    onSettled: () => queries.invalidateQueries({ queryKey: [state, 'webhooks'] }),
  })
}

export type EndpointAct =
  | { readonly act: 'add'; readonly url: string }
  | { readonly act: 'ping' | 'rotate' | 'remove'; readonly id: string }
  | { readonly act: 'replay'; readonly id: string; readonly delivery: string }

/** The secret, where the act makes one: it is said this once. */
async function doAct(state: string, act: EndpointAct): Promise<{ readonly secret?: string }> {
  switch (act.act) {
    case 'add':
      return await call(state, path, { method: 'POST', json: { url: act.url } })
    case 'rotate':
      return await call(state, `${path}/${act.id}/secret`, { method: 'POST', json: { graceHours: 24 } })
    case 'ping':
      await call(state, `${path}/${act.id}/ping`, { method: 'POST' })
      return {}
    case 'replay':
      await call(state, `${path}/${act.id}/deliveries/${act.delivery}/replay`, { method: 'POST' })
      return {}
    case 'remove':
      await call(state, `${path}/${act.id}`, { method: 'DELETE' })
      return {}
  }
}
