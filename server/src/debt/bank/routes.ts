import * as contract from '@lintas/contract'
import { findReferences } from '@lintas/customs/debt'
import { day, formatMajor } from '@lintas/customs/kernel'
import { z } from 'zod'
import { type App, csvOf, idempotent, Problem, pageFrom, placeKey, readCursor, refuse, routes } from '../../platform/http/index.ts'
import type { Caller, Node } from '../../platform/node.ts'
import type { Cashier } from '../cashier.ts'
import { importBankFile } from './import.ts'
import { orderPayouts } from './order-payouts.ts'
import { type BankOrder, listOrders, readOrderXml } from './order-store.ts'
import { assignEntry, settleDebit } from './post-entries.ts'
import { registerReconciliation } from './reconciliation-routes.ts'
import { registerSendingBack } from './sending-back-routes.ts'
import * as store from './store.ts'
import { treasuryOf } from './treasury.ts'

const FILE_BYTES_MAX = 10 * 1024 * 1024
const CSV_ROWS_MAX = 10_000

/** The doors to the bank: for whoever answers for the money; a trader sees where to transfer to and says where it is paid. */
export function registerBankRoutes(node: Node, cashier: Cashier): void {
  routes(node.http, 'debt', api => {
    registerAccounts(api, node)
    registerFiles(api, node, cashier)
    registerEntries(api, node, cashier)
    registerSendingBack(api, node)
    registerOrders(api, node, cashier)
    registerReconciliation(api, node, cashier)
  })
}

function registerAccounts(api: App, node: Node): void {
  const { db, clock, events } = node

  api.get('/bank/treasury', { config: { who: 'debt.read-treasury' }, schema: contract.readTreasury }, async () => {
    const treasury = await treasuryOf(db, node)
    if (treasury === undefined) throw refuse(404, 'debt.treasury-missing')
    return toldTreasury(treasury)
  })

  const set = { who: 'debt.administer-accounts' } as const
  api.put('/bank/treasury', { config: set, schema: contract.setTreasury }, async request => {
    const { bic, inClearing = false } = request.body
    if (inClearing && bic === undefined) throw refuse(422, 'debt.treasury-bic-missing', {}, 'bic')
    const account = { ...request.body, bic, inClearing }
    const by = request.caller.accountId
    await db.transaction(async tx => {
      await store.setTreasury(tx, account, by, clock.now())
      await events.append(tx, [{ subject: 'treasury', subjectId: node.state, act: 'set', by, facts: {}, payload: { ...account } }])
    })
    return toldTreasury(account)
  })

  const own = { who: 'debt.pay' } as const
  api.get('/payee-account', { config: own, schema: contract.readPayee }, async request => {
    const payee = await store.findPayee(db, traderOf(request.caller))
    if (payee === undefined) throw refuse(404, 'debt.payee-missing')
    return told(payee)
  })

  api.put('/payee-account', { config: own, schema: contract.setPayee }, async request => {
    const trader = traderOf(request.caller)
    const account = { ...request.body, bic: request.body.bic }
    const by = request.caller.accountId
    await db.transaction(async tx => {
      await store.setPayee(tx, trader, account, by, clock.now())
      await events.append(tx, [{ subject: 'payee', subjectId: trader, act: 'set', by, facts: {}, payload: { ...account } }])
    })
    return told(account)
  })
}

function registerFiles(api: App, node: Node, cashier: Cashier): void {
  const bank = { who: 'debt.bank' } as const

  api.post('/bank/files', { config: bank, schema: contract.importBankFile, bodyLimit: FILE_BYTES_MAX }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      if (!Buffer.isBuffer(request.body)) throw refuse(415, 'request.media-type-unsupported')
      const imported = await importBankFile(cashier, request.body, request.caller.accountId)
      if (!imported.ok) return reply.problem(422, imported.issues)
      const { file, isNew, entries: fresh } = imported.value
      return node.db.transaction(async tx => remember(tx, 202, { ...fileOf(await getFile(node, file)), isNew, fresh }))
    }),
  )

  api.get('/bank/files', { config: bank, schema: contract.listBankFiles }, async request => {
    const { limit, cursor } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await store.listFiles(node.db, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(fileOf) }
  })

  api.get('/bank/files/:id', { config: bank, schema: contract.readBankFile }, async request =>
    fileOf(await getFile(node, request.params.id)),
  )
}

function registerEntries(api: App, node: Node, cashier: Cashier): void {
  const bank = { who: 'debt.bank' } as const

  api.get('/bank/entries', { config: bank, schema: contract.listBankEntries }, async request => {
    const { limit, cursor, status, file } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const page = pageFrom(await store.listEntries(node.db, { status, file }, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(entryOf) }
  })

  api.get('/bank/entries/csv', { config: bank, schema: contract.readBankEntriesAsCsv }, async (request, reply) => {
    const { status, file } = request.query
    const rows = (await store.listEntries(node.db, { status, file }, undefined, CSV_ROWS_MAX)).map(entryOf)
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="bank-entries.csv"')
    const head = ['id', 'bookedOn', 'direction', 'amount', 'currency', 'status', 'party', 'account', 'words', 'payment', 'payout', 'note']
    const cells = rows.map(row => [
      row.id,
      row.bookedOn,
      row.direction,
      row.amount,
      row.currency,
      row.status,
      row.party ?? '',
      row.partyAccount ?? '',
      row.words.join(' / '),
      row.payment ?? '',
      row.payout ?? '',
      row.note ?? '',
    ])
    return csvOf([head, ...cells])
  })

  api.post('/bank/entries/:id/assignment', { config: bank, schema: contract.assignBankEntry }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const { id } = request.params
      if ((await store.findEntry(node.db, id)) === undefined) throw refuse(404, 'debt.bank-entry-unknown')
      const [reference] = findReferences([request.body.reference])
      if (reference === undefined) throw refuse(422, 'debt.bank-reference-unknown', {}, 'reference')
      return node.db.transaction(async tx => {
        const assigned = await assignEntry(cashier, tx, id, { reference, note: request.body.note, by: request.caller.accountId })
        if (!assigned.ok) throw new Problem(422, assigned.issues)
        const entry = await store.findEntry(tx, id)
        if (entry === undefined) throw new Error('an entry was assigned and not found')
        return await remember(tx, 200, entryOf(entry))
      })
    }),
  )

  api.post('/bank/entries/:id/settlement', { config: bank, schema: contract.settleBankDebit }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const { id } = request.params
      if ((await store.findEntry(node.db, id)) === undefined) throw refuse(404, 'debt.bank-entry-unknown')
      return node.db.transaction(async tx => {
        const settled = await settleDebit(cashier, tx, id, { note: request.body.note, by: request.caller.accountId })
        if (!settled.ok) throw new Problem(422, settled.issues)
        const entry = await store.findEntry(tx, id)
        if (entry === undefined) throw new Error('an entry was settled and not found')
        return await remember(tx, 200, entryOf(entry))
      })
    }),
  )
}

function registerOrders(api: App, node: Node, cashier: Cashier): void {
  const bank = { who: 'debt.bank' } as const

  api.post('/bank/orders', { config: bank, schema: contract.orderBankPayouts }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const ordered = await orderPayouts(cashier, request.caller.accountId)
      if (!ordered.ok) return reply.problem(409, ordered.issues)
      const { order, leftOut } = ordered.value
      const left = leftOut.map(({ payout, debtor, mrn, lacks }) => ({
        payout,
        ...(debtor === undefined ? {} : { debtor }),
        ...(mrn === undefined ? {} : { mrn }),
        lacks,
      }))
      const answer = { ...(order === undefined ? {} : { order: orderOf(order) }), leftOut: left }
      return node.db.transaction(tx => remember(tx, 200, answer))
    }),
  )

  api.get('/bank/orders', { config: bank, schema: contract.listBankOrders }, async request => {
    const { limit, cursor, day: on } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await listOrders(node.db, on === undefined ? undefined : day(on), before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: page.items.map(orderOf) }
  })

  api.get('/bank/orders/:id/xml', { config: bank, schema: contract.readBankOrder }, async (request, reply) => {
    const order = await readOrderXml(node.db, request.params.id)
    if (order === undefined) throw refuse(404, 'debt.bank-order-unknown')
    const file = `${order.kind}-${order.messageId}.xml`
    reply.type('application/xml; charset=utf-8').header('content-disposition', `attachment; filename="${file}"`)
    return order.xml
  })
}

async function getFile({ db }: Pick<Node, 'db'>, id: string): Promise<store.BankFileRow> {
  const file = await store.findFile(db, id)
  if (file === undefined) throw refuse(404, 'debt.bank-file-unknown')
  return file
}

function traderOf({ organisation }: Caller): string {
  if (organisation === undefined) throw refuse(400, 'debt.debtor-unknown')
  return organisation.traderId
}

function told({ holder, account, bic }: store.BankAccount): contract.BankAccountAnswer {
  return { holder, account, ...(bic === undefined ? {} : { bic }) }
}

function toldTreasury({ inClearing, ...account }: store.TreasuryAccount): contract.TreasuryAnswer {
  return { ...told(account), ...(inClearing ? { inClearing } : {}) }
}

function fileOf({ id, kind, messageId, sha256, importedAt, entries, waiting, suspense }: store.BankFileRow): contract.BankFileAnswer {
  return { id, kind, messageId, sha256, importedAt: importedAt.toISOString(), entries, waiting, suspense }
}

function entryOf(entry: store.EntryRow): contract.BankEntryAnswer {
  const { id, file, direction, amount, bookedOn, words, party, partyAccount, status, request, payout, note } = entry
  return {
    id,
    file,
    direction,
    amount: formatMajor(amount),
    currency: amount.currency,
    bookedOn,
    words: [...words],
    ...(party === undefined ? {} : { party }),
    ...(partyAccount === undefined ? {} : { partyAccount }),
    status,
    ...(request === undefined ? {} : { payment: request }),
    ...(payout === undefined ? {} : { payout }),
    ...(note === undefined ? {} : { note }),
  }
}

function orderOf({ id, kind, messageId, day: on, count, amount, createdAt }: BankOrder): contract.BankOrderAnswer {
  return { id, kind, messageId, day: on, count, amount: formatMajor(amount), currency: amount.currency, createdAt: createdAt.toISOString() }
}
