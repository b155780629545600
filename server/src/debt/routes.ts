import * as contract from '@lintas/contract'
import { noticesOf } from '@lintas/customs/debt'
import { type Currency, formatMajor, money } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { z } from 'zod'
import { mayActFor } from '../platform/access/index.ts'
import { idempotent, languageOf, pageFrom, placeKey, readCursor, refuse, routes, sayIn } from '../platform/http/index.ts'
import type { Caller, Node } from '../platform/node.ts'
import { registerAccountRoutes } from './account-routes.ts'
import { findVisible, getDeclaration, paymentOf, payoutOf, securityOf } from './answers.ts'
import { registerBankRoutes } from './bank/routes.ts'
import type { Cashier } from './cashier.ts'
import { registerCollectionRoutes } from './collection-routes.ts'
import { registerDebtRecordRoutes } from './debt-record-routes.ts'
import { findRefusal } from './defer.ts'
import { registerLedgerRoutes } from './ledger-routes.ts'
import { figuresOf, requestPayment, takePayment } from './pay.ts'
import { listPayouts } from './payout-store.ts'
import { registerPosition } from './position-routes.ts'
import { registerCallback } from './provider-callback-route.ts'
import { receiptPage } from './receipt-page.ts'
import { registerRefundRoutes } from './refund-routes.ts'
import { registerSecurityRoutes } from './security-routes.ts'
import { listSecurities } from './security-store.ts'
import * as store from './store.ts'
import type { TestProvider } from './test-provider.ts'

/** The doors of the ledger. A trader sees what it owes, and what those owe whose mandate it holds; others are answered "not found". */
export function registerRoutes(node: Node, cashier: Cashier, sandbox: TestProvider | undefined): void {
  const { currency } = STATE_FACTS[node.state]

  routes(node.http, 'debt', api => {
    const read = { who: 'debt.read' } as const
    const pay = { who: 'debt.pay' } as const

    api.get('/declarations/:mrn/account', { config: read, schema: contract.readDebt }, async request => {
      const { mrn, principal } = await getDeclaration(cashier, request.caller, request.params.mrn)
      const [account, requests, securities, payouts] = await Promise.all([
        store.findAccount(node.db, mrn, currency),
        store.listRequests(node.db, mrn),
        listSecurities(node.db, mrn),
        listPayouts(node.db, mrn),
      ])
      const issues = [...noticesOf(account), ...(await findRefusal(node.db, mrn))].map(sayIn(languageOf(request)))
      return {
        mrn,
        debtor: principal,
        currency,
        ...figuresOf(account, currency),
        securities: securities.map(securityOf),
        payouts: payouts.map(payoutOf),
        payments: requests.map(paymentOf),
        issues,
      }
    })

    api.post('/declarations/:mrn/payments', { config: pay, schema: contract.requestPayment }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const declaration = await getDeclaration(cashier, request.caller, request.params.mrn)
        const asked = await requestPayment(cashier, declaration, request.caller.accountId, request.body)
        if (!asked.ok) return reply.problem(422, asked.issues)
        const payment = paymentOf(asked.value)
        return node.db.transaction(tx => remember(tx, 201, payment))
      }),
    )

    api.post('/payments/:id/test-confirmation', { config: pay, schema: contract.confirmTestPayment }, async (request, reply) => {
      if (sandbox === undefined) throw refuse(422, 'debt.sandbox-only')
      const asked = await store.findRequest(node.db, request.params.id)
      if (asked === undefined) throw refuse(404, 'debt.payment-unknown')
      await requireSeen(cashier, request.caller, asked, 'debt.payment-unknown')
      const now = node.clock.now()
      const { headers, body } = sandbox.write(asked, request.body.outcome, now)
      const notice = sandbox.readNotice(headers, body, now)
      if (!notice.ok) return reply.problem(422, notice.issues)
      const taken = await takePayment(cashier, notice.value)
      return taken.ok ? paymentOf(taken.value) : reply.problem(422, taken.issues)
    })

    api.get('/receipts/:number', { config: read, schema: contract.readReceipt }, request =>
      getReceipt(cashier, request.caller, request.params.number),
    )

    api.get('/receipts/:number/page', { config: read, schema: contract.printReceipt }, async (request, reply) => {
      const receipt = await getReceipt(cashier, request.caller, request.params.number)
      return reply.type('text/html; charset=utf-8').send(receiptPage(receipt))
    })

    api.get('/statement', { config: read, schema: contract.readStatement }, async request => {
      const { limit, cursor } = request.query
      const debtor = request.query.debtor ?? request.caller.organisation?.traderId
      if (debtor === undefined) throw refuse(400, 'debt.debtor-unknown', {}, 'query.debtor')
      if (!mayActFor(request.caller, debtor)) throw refuse(404, 'request.not-found')
      const [after] = readCursor(cursor, z.tuple([placeKey])) ?? ['0']
      const lines = await store.listStatement(node.db, debtor, after, limit + 1)
      const page = pageFrom(lines, limit, line => [line.listed])
      return { ...page, items: page.items.map(lineOf) }
    })
  })
  registerPosition(node)
  registerDebtRecordRoutes(node, cashier)
  registerCollectionRoutes(node, cashier)
  registerLedgerRoutes(node)
  registerBankRoutes(node, cashier)
  registerAccountRoutes(node, cashier)
  registerRefundRoutes(node, cashier)
  registerSecurityRoutes(node, cashier, sandbox)
  registerCallback(node, cashier)
}

async function getReceipt(cashier: Cashier, caller: Caller, number: string): Promise<contract.Receipt> {
  const receipt = await store.findReceipt(cashier.node.db, number)
  if (receipt === undefined) throw refuse(404, 'debt.receipt-unknown')
  await requireSeen(cashier, caller, receipt, 'debt.receipt-unknown')
  return receipt
}

/** What was paid for: a declaration the caller may see, or an account of somebody it may pay for. */
async function requireSeen(
  cashier: Cashier,
  caller: Caller,
  { mrn, debtor }: { readonly mrn?: string | undefined; readonly debtor: string },
  unknown: 'debt.payment-unknown' | 'debt.receipt-unknown',
) {
  const isSeen = mrn === undefined ? mayActFor(caller, debtor, 'payment') : (await findVisible(cashier, caller, mrn)) !== undefined
  if (!isSeen) throw refuse(404, unknown)
}

function lineOf({ postedOn, journal, kind, mrn, change, balance }: store.StatementLine) {
  const { currency } = change
  const major = (minor: bigint, of: Currency) => formatMajor(money(minor, of))
  return {
    postedOn,
    journal,
    kind,
    mrn,
    currency,
    debit: major(change.minor > 0n ? change.minor : 0n, currency),
    credit: major(change.minor < 0n ? -change.minor : 0n, currency),
    balance: formatMajor(balance),
  }
}
