import { createHash } from 'node:crypto'
import * as contract from '@lintas/contract'
import { STATE_FACTS } from '@lintas/customs/reference'
import { afterFaultAct, faultActsOf } from '@lintas/customs/tariff'
import { z } from 'zod'
import { dayIn } from '../platform/clock.ts'
import { csvOf, idempotent, languageOf, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { countReported, decideFault, type FaultRow, holdFault, insertReport, listFaults } from './fault-store.ts'
import { schedulesOf } from './schedules.ts'
import { findVersion } from './store.ts'

/** Reports that wait: more than anybody would read are a flood. */
const WAITING_MAX = 1_000
/** Of one address in an hour, where the node counts requests. */
const REPORTS_AN_HOUR = 20
const EXPORTED_MAX = 100_000

/** The list of known faults: told by anybody, judged by customs, read by everybody. */
export function registerFaults(node: Node): void {
  const read = { who: 'tariff.read-faults' } as const
  routes(node.http, 'tariff', api => {
    const limit = { max: REPORTS_AN_HOUR, timeWindow: 3_600_000 }
    const report = { config: { who: 'tariff.report-fault' as const, rateLimit: limit }, schema: contract.reportTariffFault }
    api.post('/tariff/faults', report, async (request, reply) => {
      const { code, field, column, text } = request.body
      const version = (await schedulesOf(node).versionOn(node.clock.today()))?.id
      const sha256 = createHash('sha256')
        .update(JSON.stringify([code, field, column, version, text]))
        .digest()
      const told = { commodityCode: code, field, column, version, report: text, sha256, on: node.clock.today(), at: node.clock.now() }
      const kept = await node.db.transaction(async tx => {
        if ((await countReported(tx)) >= WAITING_MAX) throw refuse(429, 'tariff.faults-waiting', { waiting: WAITING_MAX })
        const { row, isNew } = await insertReport(tx, told)
        const number = numberOf(node, row)
        const by = request.caller.accountId
        if (isNew) await node.events.append(tx, [{ subject: 'tariff-fault', subjectId: number, act: 'report', by, facts: { field } }])
        return row
      })
      reply.code(201)
      return answerOf(node, kept, languageOf(request))
    })

    api.get('/tariff/faults', { config: read, schema: contract.listTariffFaults }, async request => {
      const { limit, cursor, ...asked } = request.query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const page = pageFrom(await listFaults(node.db, asked, before, limit + 1), limit, row => [row.number])
      return { ...page, items: page.items.map(row => answerOf(node, row, languageOf(request))) }
    })

    api.get('/tariff/faults.csv', { config: read, schema: contract.exportTariffFaults }, async (request, reply) => {
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="tariff-faults.csv"')
      const rows = await listFaults(node.db, request.query, undefined, EXPORTED_MAX)
      const faults = rows.map(row => answerOf(node, row, languageOf(request)))
      return csvOf([[...COLUMNS], ...faults.map(fault => COLUMNS.map(name => fault[name] ?? ''))])
    })

    const judge = { who: 'tariff.judge-fault' } as const
    api.get('/tariff/fault-reports', { config: judge, schema: contract.listTariffReports }, async request => {
      const { limit, cursor, ...asked } = request.query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const page = pageFrom(await listFaults(node.db, asked, before, limit + 1), limit, row => [row.number])
      return { ...page, items: page.items.map(row => reportOf(node, row, languageOf(request))) }
    })

    api.post('/tariff/faults/:number/decision', { config: judge, schema: contract.decideTariffFault }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const { number } = request.params
          const [state = '', , own = ''] = number.split('-')
          const fault = state === node.state ? await holdFault(tx, own) : undefined
          if (fault === undefined) throw refuse(404, 'tariff.fault-unknown', { number })
          const { act, words, version } = request.body
          if (!faultActsOf(fault.standing).includes(act)) throw refuse(409, 'tariff.fault-decided', { number, standing: fault.standing })
          if (version !== undefined && (await findVersion(tx, version)) === undefined)
            throw refuse(422, 'tariff.version-not-found', { version })
          const by = request.caller.accountId
          const decided = await decideFault(tx, {
            number: own,
            standing: afterFaultAct(act),
            said: words,
            by,
            at: node.clock.now(),
            ...(act === 'mend' ? { mendedOn: node.clock.today() } : {}),
            ...(act === 'mend' && version !== undefined ? { mendedIn: version } : {}),
          })
          await node.events.append(tx, [{ subject: 'tariff-fault', subjectId: number, act, by, facts: { was: fault.standing } }])
          return await remember(tx, 200, reportOf(node, decided, languageOf(request)))
        }),
      ),
    )
  })
}

const COLUMNS = [
  'number',
  'standing',
  'foundBy',
  'code',
  'field',
  'column',
  'version',
  'what',
  'knownSince',
  'decidedOn',
  'mendedOn',
  'mendedIn',
] as const satisfies readonly (keyof contract.TariffFault)[]

function numberOf({ state }: Node, { number }: Pick<FaultRow, 'number'>): string {
  return `${state}-F-${number}`
}

/** A fault as everybody sees it: the words of whoever told it are left out. */
function answerOf(node: Node, row: FaultRow, language: string): contract.TariffFault {
  const { standing, field, column, version, problem, cell, said } = row
  const what = said ?? (problem === null ? undefined : `${contract.messageOf({ code: problem }, language)} (${cell})`)
  return {
    number: numberOf(node, row),
    foundBy: row.found_by,
    standing,
    ...(row.commodity_code === null ? {} : { code: row.commodity_code }),
    field,
    ...(column === null || column === '' ? {} : { column }),
    ...(version === null ? {} : { version }),
    ...(what === undefined ? {} : { what }),
    knownSince: row.known_since,
    ...(row.decided_at === null ? {} : { decidedOn: dayIn(STATE_FACTS[node.state].timeZone)(row.decided_at) }),
    ...(row.mended_on === null ? {} : { mendedOn: row.mended_on }),
    ...(row.mended_in === null ? {} : { mendedIn: row.mended_in }),
  }
}

function reportOf(node: Node, row: FaultRow, language: string): contract.TariffReport {
  return {
    ...answerOf(node, row, language),
    ...(row.report === null ? {} : { report: row.report }),
    acts: [...faultActsOf(row.standing)],
  }
}
