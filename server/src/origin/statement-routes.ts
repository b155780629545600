import { createHash } from 'node:crypto'
import * as contract from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { checkStockMethods, determineOrigin, indexRecords, listLinks, listStocks, type RuleBook, whyNot } from '@lintas/customs/origin'
import { z } from 'zod'
import * as access from '../platform/access/index.ts'
import { csvOf, idempotent, languageOf, Problem, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node, Reader } from '../platform/node.ts'
import { ratesOf } from '../reference/index.ts'
import type { OriginDoors } from './doors.ts'
import { insertLinks, listLinksOf } from './link-store.ts'
import { findRecords, tradersOf } from './records.ts'
import { inQuestion, sayDetermination, sayIssue } from './say.ts'
import {
  decideStockMethods,
  findStatement,
  insertStatement,
  listStatements,
  type StatementHead,
  type StatementRow,
  withdrawStatement,
} from './store.ts'

const STATEMENT_BYTES_MAX = 10 * 1024 * 1024
const CSV_MAX = 500

/** The cost statements that producers keep with what was determined: theirs, their brokers' and customs' to see. */
export function registerStatementRoutes(node: Node, rulesOf: () => RuleBook, doors: OriginDoors): void {
  const keep = { who: 'origin.keep-statement' } as const
  const read = { who: 'origin.read-statements' } as const
  const tell = (row: StatementHead) => headOf(row, node.clock.today())

  routes(node.http, 'origin', api => {
    api.post(
      '/origin/statements',
      { config: keep, schema: contract.keepOriginStatement, bodyLimit: STATEMENT_BYTES_MAX },
      (request, reply) =>
        idempotent(node.db, request, reply, async remember => {
          const { trader, name, question, standing } = request.body
          access.require(request, { actFor: trader })
          if (standing !== undefined && standing.validTo <= standing.validFrom) throw refuse(422, 'origin.statement-days', standing)
          const links = listLinks(question.materials)
          const rates = await ratesOf(node)
          return await node.db.transaction(async tx => {
            const records = await findRecords(tx, doors, links, [trader], true)
            const found = determineOrigin(question, { law: node.law, rules: rulesOf(), rates, records })
            if (!found.ok) throw new Problem(422, found.issues.map(inQuestion))
            const determination = found.value
            const [by, at] = [request.caller.accountId, node.clock.now()]
            const days = { validFrom: standing?.validFrom, validTo: standing?.validTo }
            const row = await insertStatement(tx, { trader, name, question, determination, records, ...days, by, at })
            const known = indexRecords(records)
            const shown = links.filter(link => whyNot(link, known, question.on) === undefined)
            await insertLinks(tx, row.id, shown)
            const stocks = listStocks(question.materials)
            if (stocks.length > 0) {
              const issues = checkStockMethods(stocks, await decideStockMethods(tx, { trader, statement: row.id, stocks, at }))
              if (issues.length > 0) throw new Problem(422, issues.map(inQuestion))
            }
            const facts = { status: determination.status, questionSha256: sha256Of(question), ...days }
            const event = { subject: 'origin-statement', subjectId: row.id, act: 'keep', by, facts, payload: { trader, name } }
            await node.events.append(tx, [event])
            return await remember(tx, 201, await wholeOf(tx, row, node.clock.today(), languageOf(request)))
          })
        }),
    )

    api.get('/origin/statements', { config: read, schema: contract.listOriginStatements }, async request => {
      const { limit, cursor } = request.query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const page = pageFrom(await listStatements(node.db, tradersOf(request.caller), before, limit + 1), limit, row => [row.listed])
      return { ...page, items: page.items.map(tell) }
    })

    api.get('/origin/statements.csv', { config: read, schema: contract.listOriginStatementsCsv }, async (request, reply) => {
      const rows = (await listStatements(node.db, tradersOf(request.caller), undefined, CSV_MAX)).map(tell)
      reply.type('text/csv; charset=utf-8')
      return csvOf([[...CSV_COLUMNS], ...rows.map(row => CSV_COLUMNS.map(column => row[column] ?? ''))])
    })

    api.get('/origin/statements/:id', { config: read, schema: contract.readOriginStatement }, async request => {
      const row = await findStatement(node.db, request.params.id, tradersOf(request.caller))
      if (row === undefined) throw refuse(404, 'request.not-found')
      return await wholeOf(node.db, row, node.clock.today(), languageOf(request))
    })

    api.post('/origin/statements/:id/withdrawal', { config: keep, schema: contract.withdrawOriginStatement }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { id } = request.params
        if ((await findStatement(node.db, id, tradersOf(request.caller))) === undefined) throw refuse(404, 'request.not-found')
        return await node.db.transaction(async tx => {
          const by = request.caller.accountId
          const row = await withdrawStatement(tx, id, by, node.clock.now())
          if (row === undefined) throw refuse(409, 'origin.statement-withdrawn')
          await node.events.append(tx, [{ subject: 'origin-statement', subjectId: id, act: 'withdraw', by, facts: {} }])
          return await remember(tx, 200, tell(row))
        })
      }),
    )
  })
}

const CSV_COLUMNS = [
  'id',
  'trader',
  'name',
  'code',
  'exporter',
  'importer',
  'on',
  'status',
  'criterion',
  'percent',
  'validFrom',
  'validTo',
  'standing',
  'keptAt',
] as const

function headOf(row: StatementHead, today: Day): contract.OriginStatementHead {
  const { id, trader, name, code, exporter, importer, on, status, criterion, percent, valid_from: validFrom, valid_to: validTo } = row
  const days = validFrom === null || validTo === null ? {} : { validFrom, validTo }
  const head = { id, trader, name, code, exporter, importer, on, status, criterion, percent, ...days }
  return { ...head, standing: standingOf(row, today), keptAt: row.kept_at.toISOString() }
}

function standingOf(
  { valid_from: from, valid_to: to, withdrawn_at: withdrawn, fallen }: StatementHead,
  today: Day,
): contract.OriginStatementHead['standing'] {
  if (withdrawn !== null) return 'withdrawn'
  if (to !== null && today >= to) return 'ended'
  if (fallen) return 'to-redo'
  if (from === null) return 'one-off'
  return today < from ? 'not-yet' : 'in-force'
}

async function wholeOf(reader: Reader, row: StatementRow, today: Day, language: string): Promise<contract.OriginStatement> {
  const links = await listLinksOf(reader, row.id)
  const restsOn = links.map(link => {
    const { kind, number, line, problem } = link
    return { kind, number, line, ...(problem === null ? {} : { problem: sayIssue(problem, language) }) }
  })
  return { ...headOf(row, today), question: { ...row.question }, determination: sayDetermination(row.determination, language), restsOn }
}

function sha256Of(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
