import * as contract from '@lintas/contract'
import type { Debtor, DebtRecord, Due } from '@lintas/customs/debt'
import { formatMajor } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { z } from 'zod'
import { mayActFor } from '../platform/access/index.ts'
import { idempotent, languageOf, Problem, pageFrom, readCursor, refuse, routes, sayIn } from '../platform/http/index.ts'
import type { Caller, Node, Reader } from '../platform/node.ts'
import { type AddedChargeRow, listAddedCharges } from './added-charge-store.ts'
import { getDeclaration, interestOf } from './answers.ts'
import type { Cashier } from './cashier.ts'
import { callOf, planOf } from './collection-routes.ts'
import { readDebt } from './debt-record.ts'
import { listCallsOf } from './guarantee-call-store.ts'
import { listPlansOf } from './instalment-store.ts'
import { findRunning } from './instalments.ts'
import { findWriteOff, listWriteOffs, listWriteOffsOf, type WriteOff } from './write-off-store.ts'
import { decideWriteOff, proposeWriteOff } from './write-offs.ts'

/** The doors of a declaration's debt: who owes what by when and what it costs to be late; and of giving up what is not to be had. */
export function registerDebtRecordRoutes(node: Node, cashier: Cashier): void {
  routes(node.http, 'debt', api => {
    const read = { who: 'debt.read' } as const

    api.get('/declarations/:mrn/debt', { config: read, schema: contract.readDebtRecord }, async request => {
      const head = await getDeclaration(cashier, request.caller, request.params.mrn)
      const [record, added, writtenOff] = await Promise.all([
        readDebt(node.db, node, head),
        listAddedCharges(node.db, head.mrn),
        listWriteOffsOf(node.db, head.mrn),
      ])
      const [plans, calls, running] = await Promise.all([
        listPlansOf(node.db, head.mrn),
        listCallsOf(node.db, head.mrn),
        findRunning(node.db, node, head),
      ])
      const next = running?.standing.next
      return {
        mrn: head.mrn,
        currency: STATE_FACTS[node.state].currency,
        ...recordOf(record),
        added: added.map(addedOf),
        writeOffs: writtenOff.map(writeOffOf),
        plans: plans.map(planOf),
        ...(running === undefined || next === undefined
          ? {}
          : { instalment: { payable: formatMajor(running.standing.payable), dueOn: next.dueOn } }),
        calls: calls.map(callOf),
        issues: record.issues.map(sayIn(languageOf(request))),
      }
    })

    const propose = { who: 'debt.write-off' } as const
    api.post('/declarations/:mrn/write-offs', { config: propose, schema: contract.proposeWriteOff }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { mrn } = await getDeclaration(cashier, request.caller, request.params.mrn)
        return node.db.transaction(async tx => {
          const held = await cashier.declarations.hold(tx, mrn)
          if (held === undefined) throw refuse(404, 'debt.declaration-unknown', { mrn })
          const proposed = await proposeWriteOff(tx, node, held, request.body, request.caller.accountId)
          if (!proposed.ok) throw new Problem(422, proposed.issues)
          return await remember(tx, 201, writeOffOf(await getWriteOff(tx, request.caller, proposed.value)))
        })
      }),
    )

    api.get('/write-offs', { config: propose, schema: contract.listWriteOffs }, async request => {
      const { limit, cursor, status } = request.query
      const [before] = readCursor(cursor, z.tuple([z.string().regex(/^\d{1,18}$/)])) ?? []
      const page = pageFrom(await listWriteOffs(node.db, status, before, limit + 1), limit, row => [row.listed])
      return { ...page, items: page.items.map(writeOffOf) }
    })

    const decide = { who: 'debt.decide-write-off' } as const
    api.post('/write-offs/:id/decision', { config: decide, schema: contract.decideWriteOff }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { mrn } = await getWriteOff(node.db, request.caller, request.params.id)
        return node.db.transaction(async tx => {
          await cashier.declarations.hold(tx, mrn)
          const found = await getWriteOff(tx, request.caller, request.params.id)
          const { decision, reason } = request.body
          const decided = await decideWriteOff(tx, node, found, { decision, reason, by: request.caller.accountId })
          if (!decided.ok) throw new Problem(409, decided.issues)
          return await remember(tx, 200, writeOffOf(await getWriteOff(tx, request.caller, found.id)))
        })
      }),
    )
  })
}

async function getWriteOff(reader: Reader, caller: Caller, id: string): Promise<WriteOff> {
  const found = await findWriteOff(reader, id)
  if (found === undefined || !mayActFor(caller, found.debtor)) throw refuse(404, 'debt.write-off-unknown')
  return found
}

function recordOf({ status, arisenOn, debtors, dues, interest }: DebtRecord) {
  return {
    status,
    arisenOn,
    debtors: debtors.map(debtorOf),
    dues: dues.map(dueOf),
    ...(interest === undefined ? {} : { interest: interestOf(interest) }),
  }
}

function debtorOf({ order, who, as, jointly, account, upTo }: Debtor) {
  return {
    order,
    who,
    as,
    jointly,
    ...(account === undefined ? {} : { account }),
    ...(upTo === undefined ? {} : { upTo: formatMajor(upTo) }),
  }
}

function dueOf({ kind, chargedOn, dueOn, amount, open }: Due) {
  return { kind, chargedOn, dueOn, amount: formatMajor(amount), open: formatMajor(open) }
}

function addedOf({ kind, amount, calculation, chargedOn }: AddedChargeRow) {
  return { kind, chargedOn, amount: formatMajor(amount), currency: amount.currency, calculation: { ...calculation } }
}

function writeOffOf(given: WriteOff): contract.WriteOffAnswer {
  const { id, mrn, debtor, amount, reason, legalBasis, status, proposedAt, decidedAt, decisionReason } = given
  return {
    id,
    mrn,
    debtor,
    amount: formatMajor(amount),
    currency: amount.currency,
    reason,
    legalBasis,
    status,
    proposedAt: proposedAt.toISOString(),
    ...(decidedAt === undefined ? {} : { decidedAt: decidedAt.toISOString() }),
    ...(decisionReason === undefined ? {} : { decisionReason }),
  }
}
