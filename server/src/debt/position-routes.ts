import * as contract from '@lintas/contract'
import { formatMajor } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { mayActFor } from '../platform/access/index.ts'
import { refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { securityOf } from './answers.ts'
import { listDues, listOverpaid, listReceipts } from './position-store.ts'
import { listHeld } from './security-store.ts'

/** Rows of each kind that a position shows; more than this is for the ledger and the lists. */
const ROWS_MAX = 200

/** What a trader owes customs and is owed, at one look. A broker sees it of whoever lets it pay. */
export function registerPosition(node: Node): void {
  const { currency } = STATE_FACTS[node.state]

  routes(node.http, 'debt', api => {
    api.get('/debt-position', { config: { who: 'debt.read' }, schema: contract.readDebtPosition }, async request => {
      const own = request.caller.organisation?.traderId
      const debtor = request.query.debtor ?? own
      if (debtor === undefined) throw refuse(400, 'debt.debtor-unknown', {}, 'query.debtor')
      if (!mayActFor(request.caller, debtor, 'payment')) throw refuse(404, 'request.not-found')
      const [due, overpaid, securities, receipts] = await Promise.all([
        listDues(node.db, debtor, ROWS_MAX),
        listOverpaid(node.db, debtor, ROWS_MAX),
        listHeld(node.db, debtor, ROWS_MAX),
        listReceipts(node.db, debtor, ROWS_MAX),
      ])
      return {
        debtor,
        currency,
        due: due.map(({ mrn, amount, since }) => ({ mrn, amount: formatMajor(amount), currency: amount.currency, since })),
        overpaid: overpaid.map(({ mrn, amount }) => ({ mrn, amount: formatMajor(amount), currency: amount.currency })),
        securities: securities.map(securityOf),
        receipts: [...receipts],
      }
    })
  })
}
