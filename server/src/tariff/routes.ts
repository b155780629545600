import type { IncomingMessage } from 'node:http'
import * as contract from '@lintas/contract'
import { STATE_FACTS } from '@lintas/customs/reference'
import { diffSchedules, findLine, type LineChange } from '@lintas/customs/tariff'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, idempotent, languageOf, Problem, pageFrom, placeKey, readCursor, refuse, routes } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { changeAnswer, changesCsv, lineAnswer, problemAnswer, versionAnswer } from './answers.ts'
import { decideVersion } from './decide.ts'
import { loadVersion } from './load.ts'
import { readScheduleFile, type ScheduleFile } from './read-file.ts'
import { schedulesOf } from './schedules.ts'
import { findVersion, listProblems, listVersions, type VersionRow } from './store.ts'

export function registerRoutes(node: Node): void {
  routes(node.http, 'tariff', api => {
    loadRoutes(node, api)
    versionRoutes(node, api)
    lineRoutes(node, api)
  })
}

/** A schedule that was read while it arrived. To whoever compares requests it is the digest of its bytes. */
class Upload {
  readonly file: ScheduleFile

  constructor(file: ScheduleFile) {
    this.file = file
  }

  toJSON(): object {
    return { sha256: this.file.sha256 }
  }
}

function loadRoutes(node: Node, api: App): void {
  api.removeContentTypeParser('text/csv')
  api.addContentTypeParser('text/csv', async (_request: FastifyRequest, payload: IncomingMessage) => {
    const bytes = payload.iterator({ destroyOnReturn: false })
    const file = await readScheduleFile(bytes, STATE_FACTS[node.state].currency)
    payload.resume() // What a refused file still sends is read and dropped, so that its sender hears why.
    if (!file.ok) throw new Problem(file.issues.some(issue => issue.code === 'tariff.file-too-large') ? 413 : 422, file.issues)
    return new Upload(file.value)
  })

  api.post('/tariff/versions', { config: { who: 'tariff.load' }, schema: contract.loadTariff }, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      if (!(request.body instanceof Upload)) throw refuse(415, 'request.media-type-unsupported')
      const facts = { ...request.query, by: request.caller.accountId }
      return await loadVersion(node, request.body.file, facts, (tx, row) => remember(tx, 201, versionAnswer(node.state, row)))
    }),
  )
}

function versionRoutes(node: Node, api: App): void {
  const config = { who: 'tariff.read-versions' } as const

  api.get('/tariff/versions', { config, schema: contract.listTariffVersions }, async request => {
    const { limit, cursor } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const rows = await listVersions(node.db, before, limit + 1)
    const page = pageFrom(rows, limit, row => [row.listed])
    return { ...page, items: page.items.map(row => versionAnswer(node.state, row)) }
  })

  api.get('/tariff/versions/:id', { config, schema: contract.getTariffVersion }, async request =>
    versionAnswer(node.state, await requireVersion(node, request.params.id)),
  )

  api.get('/tariff/versions/:id/problems', { config, schema: contract.listTariffProblems }, async request => {
    const { limit, cursor } = request.query
    const [after] = readCursor(cursor, z.tuple([z.int32()])) ?? [0]
    const { id } = await requireVersion(node, request.params.id)
    const page = pageFrom(await listProblems(node.db, id, after, limit + 1), limit, row => [row.number])
    return { ...page, items: page.items.map(row => problemAnswer(row, languageOf(request))) }
  })

  api.get('/tariff/versions/:id/diff', { config, schema: contract.listTariffChanges }, async request => {
    const { limit, cursor } = request.query
    const [after] = readCursor(cursor, z.tuple([z.string()])) ?? ['']
    const changes = await changesOf(node, request.params.id)
    const page = pageFrom(changes.filter(change => change.code > after).slice(0, limit + 1), limit, change => [change.code])
    return { ...page, items: page.items.map(changeAnswer) }
  })

  api.get('/tariff/versions/:id/diff.csv', { config, schema: contract.exportTariffChanges }, async (request, reply) => {
    const changes = await changesOf(node, request.params.id)
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="tariff-changes.csv"')
    return changesCsv(changes)
  })

  const decides = { config: { who: 'tariff.decide' as const }, schema: contract.decideTariffVersion }
  api.post('/tariff/versions/:id/approval', decides, (request, reply) =>
    idempotent(node.db, request, reply, async remember => {
      const version = await requireVersion(node, request.params.id)
      const { decision, reason } = request.body
      const by = request.caller.accountId
      const decided = await decideVersion(node, version, { decision, reason, by }, (tx, row) =>
        remember(tx, 200, versionAnswer(node.state, row)),
      )
      if (!decided.ok) return reply.problem(409, decided.issues)
      return decided.value
    }),
  )
}

function lineRoutes(node: Node, api: App): void {
  const config = { who: 'tariff.read-lines' } as const

  api.get('/tariff/lines/:code', { config, schema: contract.getTariffLine }, async (request, reply) => {
    const on = request.query.on ?? node.clock.today()
    const schedules = schedulesOf(node)
    const schedule = await schedules.on(on)
    if (schedule === undefined) throw refuse(404, 'tariff.schedule-missing', { state: node.state, day: on })
    const { code } = request.params
    const found = findLine(schedule, code)
    if (found.ok) return lineAnswer(schedule, found.value, on)
    const explained = findLine(schedule, code, await schedules.others(schedule.version.id))
    return reply.problem(404, explained.ok ? [] : explained.issues)
  })
}

async function requireVersion(node: Node, id: string): Promise<VersionRow> {
  const version = await findVersion(node.db, id)
  if (version === undefined) throw refuse(404, 'tariff.version-not-found', { version: id })
  return version
}

/** What a version changes in the one it was compared with when it was loaded, in order of code. */
async function changesOf(node: Node, id: string): Promise<readonly LineChange[]> {
  const { base } = await requireVersion(node, id)
  const schedules = schedulesOf(node)
  const [before, after] = await Promise.all([base === null ? undefined : schedules.find(base), schedules.find(id)])
  return after === undefined ? [] : diffSchedules(before, after)
}
