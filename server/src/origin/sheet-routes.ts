import * as contract from '@lintas/contract'
import { addDays, day } from '@lintas/customs/kernel'
import { type RuleBook, type RuleSheet, type RuleSheetHead, readRuleRows, ruleSheetHeadSchema } from '@lintas/customs/origin'
import { z } from 'zod'
import { isSamePerson } from '../platform/acting.ts'
import { idempotent, Problem, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node, Writer } from '../platform/node.ts'
import { readCells } from './read-cells.ts'
import type { NodeRules } from './rules.ts'
import * as store from './sheet-store.ts'

const SHEET_BYTES_MAX = 10 * 1024 * 1024

/** The doors of loaded rule sheets: one administrator loads, another activates; one that is wrong is withdrawn at once. */
export function registerSheetRoutes(node: Node, rules: NodeRules): void {
  const load = { who: 'origin.load-rules' } as const
  const decide = { who: 'origin.decide-rules' } as const
  const read = { who: 'origin.read-sheets' } as const

  routes(node.http, 'origin', api => {
    api.post('/origin/rule-sheets', { config: load, schema: contract.loadRuleSheet, bodyLimit: SHEET_BYTES_MAX }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { head, rows: text, reason } = request.body
        const sheet = readSheet(head, text)
        const changes = compare(rules.current, await rules.with(sheet), sheet.head, node.clock.today())
        const by = request.caller.accountId
        return await node.db.transaction(async tx => {
          const row = await store.insertSheet(tx, { head, rows: text, rowCount: sheet.rows.length, reason, by, at: node.clock.now() })
          await note(tx, node, row, 'load', by, reason)
          return await remember(tx, 201, { ...answerOf(row), changes })
        })
      }),
    )

    api.get('/origin/rule-sheets', { config: read, schema: contract.listRuleSheets }, async ({ query: { limit, cursor } }) => {
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const page = pageFrom(await store.listSheets(node.db, before, limit + 1), limit, row => [row.id])
      return { ...page, items: page.items.map(answerOf) }
    })

    api.get('/origin/rule-sheets/:id', { config: read, schema: contract.readRuleSheet }, async ({ params: { id } }) => {
      const [row, text] = [await store.findSheet(node.db, id), await store.rowsOf(node.db, id)]
      if (row === undefined || text === undefined) throw refuse(404, 'origin.sheet-unknown', { id })
      const sheet = readSheet(ruleSheetHeadSchema.parse(row.head), text)
      return { ...answerOf(row), changes: compare(rules.current, await rules.with(sheet), sheet.head, node.clock.today()) }
    })

    api.get('/origin/rule-sheets/:id/rows.csv', { config: read, schema: contract.printRuleSheet }, async ({ params: { id } }, reply) => {
      const text = await store.rowsOf(node.db, id)
      if (text === undefined) throw refuse(404, 'origin.sheet-unknown', { id })
      return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="rules.csv"').send(text)
    })

    api.post('/origin/rule-sheets/:id/decision', { config: decide, schema: contract.decideRuleSheet }, async (request, reply) => {
      const { params, body, caller } = request
      const by = caller.accountId
      const answer = await idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          await store.holdSheets(tx)
          const row = await store.findSheet(tx, params.id)
          if (row === undefined) throw refuse(404, 'origin.sheet-unknown', { id: params.id })
          if (row.decision !== null) throw refuse(409, 'origin.sheet-decided', { decision: row.decision })
          if (isSamePerson(row.loadedBy, by)) throw refuse(403, 'origin.sheet-yourself')
          const refusal = body.decision === 'refused' ? body.reason : undefined
          const decided = await store.decideSheet(tx, row, by, node.clock.now(), refusal)
          await note(tx, node, decided, refusal === undefined ? 'activate' : 'refuse', by, refusal)
          return await remember(tx, 200, answerOf(decided))
        }),
      )
      await rules.refresh()
      return answer
    })

    api.post('/origin/rule-sheets/:id/withdrawal', { config: decide, schema: contract.withdrawRuleSheet }, async (request, reply) => {
      const { params, body, caller } = request
      const answer = await idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          await store.holdSheets(tx)
          const row = await store.findSheet(tx, params.id)
          if (row === undefined) throw refuse(404, 'origin.sheet-unknown', { id: params.id })
          if (!row.isCurrent) throw refuse(409, 'origin.sheet-not-current', { sheet: row.sheet })
          const withdrawn = await store.withdrawSheet(tx, row.id, caller.accountId, node.clock.now(), body.reason)
          await note(tx, node, withdrawn, 'withdraw', caller.accountId, body.reason)
          return await remember(tx, 200, answerOf(withdrawn))
        }),
      )
      await rules.refresh()
      return answer
    })
  })
}

/** A sheet as it was sent; refused with every row that does not read. */
function readSheet(head: RuleSheetHead, text: string): RuleSheet {
  const cells = readCells(Buffer.from(text))
  if (!cells.ok) throw new Problem(422, cells.issues)
  const { rows, issues } = readRuleRows(cells.value, head)
  if (issues.length > 0) throw new Problem(422, issues)
  return { head, rows }
}

/** What of each chapter would be otherwise, on the sheet's first day or, where that is past, today. */
function compare(before: RuleBook, after: RuleBook, { agreement, validFrom, validTo }: RuleSheetHead, today: string) {
  const latest = validFrom !== undefined && validFrom > today ? validFrom : today
  const on = validTo !== undefined && latest >= validTo ? addDays(validTo, -1) : day(latest)
  const had = before.cover(agreement, on)
  return after.cover(agreement, on).flatMap((chapter, index) => {
    const old = had[index]
    if (old === undefined || (old.coverage === chapter.coverage && old.rows === chapter.rows)) return []
    return [{ chapter: chapter.chapter, before: old.coverage, after: chapter.coverage, rowsBefore: old.rows, rowsAfter: chapter.rows }]
  })
}

function answerOf(row: store.SheetRow): contract.LoadedRuleSheet {
  const { id, sheet, head, rowCount, reason, loadedBy, decidedBy, refusal, withdrawal } = row
  const { agreement, hsVersion, validFrom, validTo, legalRef, source, confidence } = head
  return {
    id,
    sheet,
    agreement,
    hsVersion,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
    legalRef,
    source,
    confidence,
    rows: rowCount,
    status: statusOf(row),
    reason,
    loadedBy,
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(refusal === null ? {} : { refusal }),
    ...(withdrawal === null ? {} : { withdrawal }),
  }
}

function statusOf({ decision, isCurrent, withdrawal }: store.SheetRow): contract.LoadedRuleSheet['status'] {
  if (decision === null) return 'loaded'
  if (decision === 'refused') return 'refused'
  if (isCurrent) return 'current'
  return withdrawal === null ? 'replaced' : 'withdrawn'
}

async function note(
  tx: Writer,
  { events }: Node,
  { id, sheet, rowCount }: store.SheetRow,
  act: string,
  by: string,
  reason = '',
): Promise<void> {
  const event = { subject: 'origin-rule-sheet', subjectId: id, act, by, facts: { sheet, rows: rowCount } }
  await events.append(tx, [reason === '' ? event : { ...event, payload: { reason } }])
}
