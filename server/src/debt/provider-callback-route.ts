import * as contract from '@lintas/contract'
import { refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import type { Cashier } from './cashier.ts'
import { takePayment } from './pay.ts'
import { takePayout } from './payouts.ts'

const UNKNOWN: ReadonlySet<string> = new Set(['debt.payment-unknown', 'debt.payout-unknown'])

/**
 * What a provider says. Nobody signs in here; the message is signed, over the bytes as they came, so they are not parsed before that is checked.
 *
 * A message about a payment that is not known here is refused, and the provider says it again later.
 */
export function registerCallback(node: Node, cashier: Cashier): void {
  routes(node.http, 'debt', api => {
    api.removeContentTypeParser('application/json')
    api.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

    api.post(
      '/payments/provider-callback',
      { config: { who: 'debt.hear-provider' }, schema: contract.providerCallback, bodyLimit: 16 * 1024 },
      async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const notice = cashier.provider?.readNotice(request.headers, body, node.clock.now())
        if (notice === undefined) throw refuse(404, 'debt.provider-missing')
        if (!notice.ok) return reply.problem(400, notice.issues)
        const taken = await (notice.value.about === 'payout' ? takePayout(cashier, notice.value) : takePayment(cashier, notice.value))
        if (!taken.ok) return reply.problem(taken.issues.some(issue => UNKNOWN.has(issue.code)) ? 404 : 422, taken.issues)
        return reply.code(204).send(undefined)
      },
    )
  })
}
