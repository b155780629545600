import * as contract from '@lintas/contract'
import { day, formatMajor, money } from '@lintas/customs/kernel'
import { z } from 'zod'
import { csvOf, idempotent, pageFrom, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { closeDays, type LedgerDay, readDay, verifyDays } from './close-days.ts'
import { findDay, listDays } from './ledger-day-store.ts'

/** The doors of the ledger's days: closed by a job every night or by hand, read and verified by whoever answers for the money. */
export function registerLedgerRoutes(node: Node): void {
  routes(node.http, 'debt', api => {
    const read = { who: 'debt.read-ledger' } as const

    api.get('/ledger/days', { config: read, schema: contract.listLedgerDays }, async request => {
      const { limit, cursor } = request.query
      const [before] = readCursor(cursor, z.tuple([contract.calendarDay])) ?? []
      const rows = await listDays(node.db, before === undefined ? undefined : day(before), limit + 1)
      const page = pageFrom(rows, limit, row => [row.day])
      return { ...page, items: page.items.map(row => headOf(readDay(row))) }
    })

    api.get('/ledger/days/:day', { config: read, schema: contract.readLedgerDay }, async request =>
      tellDay(await getDay(node, request.params.day)),
    )

    api.get('/ledger/days/:day/csv', { config: read, schema: contract.readLedgerDayAsCsv }, async (request, reply) => {
      const { day: on, accounts } = tellDay(await getDay(node, request.params.day))
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="ledger-${on}.csv"`)
      const rows = accounts.map(each => [on, each.account, each.currency, each.opening, each.debit, each.credit, each.closing])
      return csvOf([['day', 'account', 'currency', 'opening', 'debit', 'credit', 'closing'], ...rows])
    })

    const close = { who: 'debt.close-day' } as const
    api.post('/ledger/days', { config: close, schema: contract.closeLedgerDays }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const closed = await closeDays(node, request.caller.accountId)
        return node.db.transaction(tx => remember(tx, 200, { closed: [...closed] }))
      }),
    )

    api.post('/ledger/verification', { config: read, schema: contract.verifyLedger }, async () => {
      const { days, faults } = await verifyDays(node)
      return { ok: faults.length === 0, days, faults: [...faults] }
    })
  })
}

async function getDay({ db }: Pick<Node, 'db'>, on: string): Promise<LedgerDay> {
  const row = await findDay(db, day(on))
  if (row === undefined) throw refuse(404, 'debt.day-not-closed', { day: on })
  return readDay(row)
}

function headOf({ day: on, journals, postings, previous, sha256, closedBy, closedAt }: LedgerDay) {
  return {
    day: on,
    journals,
    postings,
    ...(previous === undefined ? {} : { previous }),
    sha256,
    closedBy,
    closedAt: closedAt.toISOString(),
  }
}

function tellDay(given: LedgerDay): contract.LedgerDayAnswer {
  return {
    ...headOf(given),
    accounts: given.accounts.map(({ account, currency, opening, debit, credit, closing }) => {
      const major = (minor: bigint) => formatMajor(money(minor, currency))
      return { account, currency, opening: major(opening), debit: major(debit), credit: major(credit), closing: major(closing) }
    }),
  }
}
