import type { Payment } from '@lintas/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './client.ts'

interface ConsignmentAct {
  readonly doing: 'arrive' | 'pay'
  /** The number of its transport document. */
  readonly consignment: string
}

/** Says that one of several consignments has arrived, or pays for it and lets the sandbox's test provider say so. */
export function useConsignmentAct(state: string, mrn: string) {
  const queries = useQueryClient()
  const path = `/api/v1/declarations/${encodeURIComponent(mrn)}`
  return useMutation({
    async mutationFn({ doing, consignment }: ConsignmentAct) {
      if (doing === 'arrive') return call<unknown>(state, `${path}/arrival`, { method: 'POST', json: { consignment } })
      const payment = await call<Payment>(state, `${path}/payments`, { method: 'POST', json: { consignment } })
      return call<unknown>(state, `/api/v1/payments/${payment.id}/test-confirmation`, { method: 'POST', json: {} })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}

interface Cover {
  readonly reason: string
  /** The account to reserve it on; deposited as money where it is left out. */
  readonly account?: string
}

/** Gives the security a declaration waits for. */
export function useSecure(state: string, mrn: string) {
  const queries = useQueryClient()
  const path = `/api/v1/declarations/${encodeURIComponent(mrn)}`
  return useMutation({
    async mutationFn({ reason, account }: Cover) {
      if (account !== undefined) return call<unknown>(state, `${path}/pledges`, { method: 'POST', json: { reason, account } })
      const asked = await call<Payment>(state, `${path}/deposits`, { method: 'POST', json: { reason } })
      return call<unknown>(state, `/api/v1/payments/${asked.id}/test-confirmation`, { method: 'POST', json: {} })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [state] }),
  })
}
