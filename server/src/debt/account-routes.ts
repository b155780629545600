import * as contract from '@lintas/contract'
import { checkGuarantee, EXPIRY_WARNINGS, periodOf, termOn } from '@lintas/customs/debt'
import { addDays, day, error, formatMajor, type Issue, parseMoney } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { z } from 'zod'
import {
  type App,
  idempotent,
  languageOf,
  Problem,
  pageFrom,
  readCursor,
  refuse,
  requireMatch,
  routes,
  sayIn,
} from '../platform/http/index.ts'
import type { Caller, Node } from '../platform/node.ts'
import { getAccount, mayUse, tellAccount } from './account-answers.ts'
import { readAccountInterest } from './account-interest.ts'
import { listAccountInterest } from './account-interest-store.ts'
import { accountPage } from './account-page.ts'
import { requestAccountPayment } from './account-payment.ts'
import { getDeclaration, interestOf, paymentOf } from './answers.ts'
import type { Cashier } from './cashier.ts'
import * as accounts from './debtor-account-store.ts'
import { deferCharges } from './defer.ts'
import { registerProlongations } from './prolongation-routes.ts'
import { listIssued } from './statement-store.ts'
import { readMonth, tellStatement } from './statements.ts'

const STATEMENTS_MAX = 120
const CHARGES_MAX = 400
const ENDING_MAX = 1_000

/** The doors of debtors' accounts: opened by two administrators, seen by their holder and by customs, used by the holder and whoever may pay for it. */
export function registerAccountRoutes(node: Node, cashier: Cashier): void {
  routes(node.http, 'debt', api => {
    registerReading(api, node)
    registerOpening(api, node, cashier)
    registerUse(api, node, cashier)
    registerProlongations(api, node)
  })
}

function registerReading(api: App, node: Node): void {
  const read = { who: 'debt.read-accounts' } as const

  api.get('/debtor-accounts', { config: read, schema: contract.listDebtorAccounts }, async request => {
    const { limit, cursor, trader, ending } = request.query
    const own = request.caller.organisation?.traderId
    const wanted = trader ?? own
    if (wanted !== undefined && own !== undefined && !mayUse(request.caller, wanted)) throw refuse(404, 'request.not-found')
    if (ending !== undefined) {
      const last = addDays(node.clock.today(), EXPIRY_WARNINGS[0])
      const soon = await accounts.listEnding(node.db, last, ENDING_MAX)
      const shown = soon.filter(row => wanted === undefined || row.trader === wanted)
      return { items: await Promise.all(shown.map(row => tellAccount(node, node.db, row))) }
    }
    const [before] = readCursor(cursor, z.tuple([z.string().regex(/^\d{1,18}$/)])) ?? []
    const rows = await accounts.listAccounts(node.db, wanted, before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: await Promise.all(page.items.map(row => tellAccount(node, node.db, row))) }
  })

  api.get('/debtor-accounts/:number', { config: read, schema: contract.readDebtorAccount }, async request =>
    tellAccount(node, node.db, await getAccount(node, request.caller, request.params.number)),
  )

  api.get('/debtor-accounts/:number/interest', { config: read, schema: contract.readAccountInterest }, async request => {
    const account = await getAccount(node, request.caller, request.params.number)
    const [found, charges] = [
      await readAccountInterest(node.db, node, account),
      await listAccountInterest(node.db, account.id, CHARGES_MAX),
    ]
    const interest = found.ok ? found.value : undefined
    return {
      account: account.number,
      currency: account.limit.currency,
      ...(interest === undefined ? {} : { interest: interestOf(interest) }),
      charges: charges.map(({ until, amount }) => ({ until, amount: formatMajor(amount) })),
      issues: found.ok ? [] : found.issues.map(sayIn(languageOf(request))),
    }
  })

  api.get('/debtor-accounts/:number/statements', { config: read, schema: contract.listAccountStatements }, async request => {
    const account = await getAccount(node, request.caller, request.params.number)
    const issued = await listIssued(node.db, account.id, account.limit.currency, STATEMENTS_MAX)
    return { items: issued.map(({ body }) => body) }
  })

  api.get('/debtor-accounts/:number/statements/:month', { config: read, schema: contract.readAccountStatement }, request =>
    getStatement(node, request.caller, request.params),
  )

  api.get(
    '/debtor-accounts/:number/statements/:month/page',
    { config: read, schema: contract.printAccountStatement },
    async (request, reply) => {
      const statement = await getStatement(node, request.caller, request.params)
      return reply.type('text/html; charset=utf-8').send(accountPage(statement))
    },
  )
}

function registerOpening(api: App, node: Node, { declarations }: Cashier): void {
  const administer = { who: 'debt.administer-accounts' } as const
  const by = (caller: Caller) => caller.accountId

  api.post('/debtor-accounts', { config: administer, schema: contract.openDebtorAccount }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const { body } = request
      const { currency } = STATE_FACTS[node.state]
      const limit = parseMoney(body.limit, currency)
      const issues = listProblems(node, body, limit !== undefined && limit.minor > 0n)
      if (body.mrn !== undefined && (await declarations.find(node.db, body.mrn)) === undefined)
        issues.push(error('debt.declaration-unknown', 'mrn', { mrn: body.mrn }))
      if (issues.length > 0 || limit === undefined) return reply.problem(422, issues)
      const { kind, instrument, trader, term, guarantor, guarantorReference, mrn } = body
      const [validFrom, validTo] = [day(body.validFrom), body.validTo === undefined ? undefined : day(body.validTo)]
      return node.db.transaction(async tx => {
        const serial = await accounts.takeAccountSerial(tx)
        const number = `${node.state}-${kind === 'deferred-payment' ? 'D' : 'G'}-${serial.padStart(6, '0')}`
        const at = node.clock.now()
        const given = {
          number,
          kind,
          instrument,
          trader,
          limit,
          term,
          guarantor,
          guarantorReference,
          mrn,
          validFrom,
          validTo,
          by: by(request.caller),
          at,
        }
        const id = await accounts.insertAccount(tx, given)
        const facts = {
          kind,
          ...(instrument === undefined ? {} : { instrument }),
          trader,
          limit: formatMajor(limit),
          currency,
          validFrom,
          validTo: validTo ?? null,
        }
        await node.events.append(tx, [{ subject: 'account', subjectId: number, act: 'propose', by: by(request.caller), facts }])
        return await remember(tx, 201, await tellAccount(node, tx, await accounts.holdAccount(tx, id)))
      })
    }),
  )

  api.post('/debtor-accounts/:number/decision', { config: administer, schema: contract.decideDebtorAccount }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const found = await getAccount(node, request.caller, request.params.number)
      return node.db.transaction(async tx => {
        const account = await accounts.holdAccount(tx, found.id)
        requireMatch(request, account.revision)
        const { decision, reason } = request.body
        if (!mayBecome(account.status, decision))
          throw refuse(409, 'debt.account-not-so', { account: account.number, status: account.status })
        const isFirst = account.status === 'proposed'
        if (isFirst && account.proposedBy === by(request.caller))
          throw refuse(409, 'debt.opener-may-not-approve', { account: account.number })
        const decided = isFirst ? { decidedBy: by(request.caller) } : {}
        await accounts.setStatus(tx, account.id, { status: decision, reason, ...decided, at: node.clock.now() })
        const facts = { from: account.status, to: decision }
        const payload = reason === undefined ? {} : { payload: { reason } }
        await node.events.append(tx, [
          { subject: 'account', subjectId: account.number, act: 'decide', by: by(request.caller), facts, ...payload },
        ])
        return await remember(tx, 200, await tellAccount(node, tx, await accounts.holdAccount(tx, account.id)))
      })
    }),
  )
}

function registerUse(api: App, node: Node, cashier: Cashier): void {
  const pay = { who: 'debt.pay' } as const

  api.post('/debtor-accounts/:number/standing', { config: pay, schema: contract.instructDebtorAccount }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const found = await getAccount(node, request.caller, request.params.number)
      return node.db.transaction(async tx => {
        const held = (await accounts.holdAccountsOf(tx, found.trader)).find(each => each.id === found.id)
        if (held?.kind !== 'deferred-payment' || held.status !== 'open')
          throw refuse(409, 'debt.account-not-so', { account: found.number, status: held?.status ?? found.status })
        const { standing } = request.body
        await accounts.setStanding(tx, found, standing)
        await node.events.append(tx, [
          { subject: 'account', subjectId: found.number, act: 'instruct', by: request.caller.accountId, facts: { standing } },
        ])
        return await remember(tx, 200, await tellAccount(node, tx, await accounts.holdAccount(tx, found.id)))
      })
    }),
  )

  api.post('/debtor-accounts/:number/payments', { config: pay, schema: contract.payDebtorAccount }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const account = await getAccount(node, request.caller, request.params.number)
      const asked = await requestAccountPayment(cashier, account, request.caller.accountId)
      if (!asked.ok) return reply.problem(422, asked.issues)
      const payment = paymentOf({ ...asked.value, accountNumber: account.number })
      return node.db.transaction(tx => remember(tx, 201, payment))
    }),
  )

  api.post('/declarations/:mrn/deferrals', { config: pay, schema: contract.deferCharges }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const { mrn } = await getDeclaration(cashier, request.caller, request.params.mrn)
      const account = await getAccount(node, request.caller, request.body.account)
      return node.db.transaction(async tx => {
        const held = await cashier.declarations.hold(tx, mrn)
        if (held === undefined) throw refuse(404, 'debt.declaration-unknown', { mrn })
        const deferred = await deferCharges(tx, { node, declarations: cashier.declarations }, held, account.id, request.caller.accountId)
        if (!deferred.ok) throw new Problem(422, deferred.issues)
        const now = await accounts.holdAccount(tx, account.id)
        return await remember(tx, 200, { mrn, status: deferred.value.status, account: await tellAccount(node, tx, now) })
      })
    }),
  )
}

function listProblems(node: Node, body: contract.NewDebtorAccount, hasLimit: boolean): Issue[] {
  const issues: Issue[] = []
  if (!hasLimit) issues.push(error('debt.limit-malformed', 'limit', { currency: STATE_FACTS[node.state].currency }))
  if (body.validTo !== undefined && body.validTo <= body.validFrom)
    issues.push(error('debt.account-period', 'validTo', { validFrom: body.validFrom }))
  if (body.kind === 'deferred-payment' && termOn(node.law, node.state, day(body.validFrom), body.term) === undefined)
    issues.push(error('debt.term-missing', 'term', { state: node.state }))
  return [...issues, ...checkGuarantee({ ...body, validTo: body.validTo === undefined ? undefined : day(body.validTo) })]
}

type Decided = contract.AccountDecision

/** A proposal is opened or rejected; what was opened may be suspended, opened again, and closed for good. */
function mayBecome(status: accounts.AccountRow['status'], decision: Decided): boolean {
  switch (status) {
    case 'proposed':
      return decision === 'open' || decision === 'rejected'
    case 'open':
      return decision === 'suspended' || decision === 'closed'
    case 'suspended':
      return decision === 'open' || decision === 'closed'
    case 'rejected':
    case 'closed':
      return false
  }
}

async function getStatement(
  node: Node,
  caller: Caller,
  { number, month }: { number: string; month: string },
): Promise<contract.StatementOfAccount> {
  const account = await getAccount(node, caller, number)
  const issued = await listIssued(node.db, account.id, account.limit.currency, STATEMENTS_MAX)
  const kept = issued.find(each => each.month === month)?.body
  return kept ?? tellStatement(node, account, await readMonth(node.db, account, periodOf(day(`${month}-01`))))
}
