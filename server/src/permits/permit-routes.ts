import * as contract from '@lintas/contract'
import { at, error, type Issue } from '@lintas/customs/kernel'
import { MEASURES, writeNumber } from '@lintas/customs/permits'
import { z } from 'zod'
import { type App, idempotent, Problem, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Caller, Node } from '../platform/node.ts'
import { draftAnswer, loadAnswer, permitAnswer } from './permit-answers.ts'
import * as store from './permit-store.ts'

const LOADS_MAX = 100

/** Permits on file: put there by two administrators, read by holders, by those who act for them, and by customs. To anybody else one is not there. */
export function registerPermits(node: Node, api: App): void {
  api.get('/permits', { config: { who: 'permits.read' as const }, schema: contract.listPermits }, async request => {
    const { limit, cursor, number, direction, code } = request.query
    const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
    const asked = { holders: holdersOf(request.caller), number, direction, code }
    const page = pageFrom(await store.listPermits(node.db, asked, before, limit + 1), limit, row => [row.listed])
    return { ...page, items: page.items.map(row => permitAnswer(node, row)) }
  })

  api.post('/permits/:id/ending', { config: { who: 'permits.load' as const }, schema: contract.endPermit }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { id } = request.params
        const by = request.caller.accountId
        const ended = await store.endPermit(tx, id, request.body.reason, node.clock.today())
        if (ended === undefined) throw refuse(404, 'permits.permit-unknown')
        await node.events.append(tx, [{ subject: 'permit', subjectId: id, act: 'end', by, facts: {} }])
        return await remember(tx, 200, permitAnswer(node, ended))
      }),
    ),
  )
  registerLoads(node, api)
}

function registerLoads(node: Node, api: App): void {
  const load = { who: 'permits.load' } as const

  api.post('/permit-loads', { config: load, schema: contract.loadPermits }, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { source, permits } = request.body
        const issues = checkDrafts(node, permits)
        if (issues.length > 0) throw new Problem(422, issues)
        const by = request.caller.accountId
        const id = await store.insertLoad(tx, permits, { source, by, at: node.clock.now() })
        await node.events.append(tx, [{ subject: 'permit-load', subjectId: id, act: 'propose', by, facts: { permits: permits.length } }])
        return await remember(tx, 201, loadAnswer(await requireLoad(tx, id)))
      }),
    ),
  )

  api.get('/permit-loads', { config: load, schema: contract.listPermitLoads }, async () => ({
    items: (await store.listLoads(node.db, LOADS_MAX)).map(loadAnswer),
  }))

  api.get('/permit-loads/:id', { config: load, schema: contract.readPermitLoad }, request =>
    node.db.transaction(async tx => {
      const row = await requireLoad(tx, request.params.id)
      return { ...loadAnswer(row), items: (await store.listLoaded(tx, row.id)).map(draftAnswer) }
    }),
  )

  const decide = { config: { who: 'permits.decide' as const }, schema: contract.decidePermitLoad }
  api.post('/permit-loads/:id/approval', decide, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { id } = request.params
        const by = request.caller.accountId
        const { decision, reason } = request.body
        const row = await requireLoad(tx, id)
        if (row.decision !== null) throw refuse(409, 'permits.load-decided', { decision: row.decision })
        if (row.proposedBy === by) throw refuse(403, 'permits.load-own')
        const known = decision === 'approved' ? await store.listKnown(tx, id) : []
        if (known.length > 0)
          throw new Problem(
            409,
            known.map(number => error('permits.number-known', '', { number })),
          )
        await store.decideLoad(tx, id, { decision, reason, by, at: node.clock.now() })
        const act = decision === 'approved' ? 'approve' : 'refuse'
        await node.events.append(tx, [{ subject: 'permit-load', subjectId: id, act, by, facts: { permits: row.permits } }])
        return await remember(tx, 200, loadAnswer(await requireLoad(tx, id)))
      }),
    ),
  )
}

async function requireLoad(tx: Parameters<typeof store.holdLoad>[0], id: string): Promise<store.LoadRow> {
  const row = await store.holdLoad(tx, id)
  if (row === undefined) throw refuse(404, 'permits.load-unknown')
  return row
}

/** Whose permits a caller may see; everybody's for customs and administrators. */
function holdersOf({ role, organisation, traderIds }: Caller): readonly string[] | undefined {
  if (role !== 'trader' && role !== 'broker') return undefined
  return [...(organisation === undefined ? [] : [organisation.traderId]), ...traderIds]
}

/** Each permit answers a measure that asks for a document, and stands once. */
function checkDrafts({ law, state }: Node, permits: readonly contract.PermitDraft[]): readonly Issue[] {
  const measures = law.rows(MEASURES).filter(row => row.state === state && 'document' in row && row.document !== undefined)
  const seen = new Set<string>()
  return permits.flatMap(({ measure, direction, number, validFrom, validTo }, index) => {
    const key = `${measure} ${direction} ${writeNumber(number)}`
    const isTwice = seen.has(key)
    seen.add(key)
    return [
      ...(measures.some(row => row.measure === measure && row.direction === direction)
        ? []
        : [error('permits.measure-unknown', 'measure', { measure, direction })]),
      ...(isTwice ? [error('permits.number-twice', 'number', { number, measure, direction })] : []),
      ...(validTo !== undefined && validTo <= validFrom ? [error('permits.period-empty', 'validTo', { validFrom })] : []),
    ].map(issue => at(`permits[${index}]`, issue))
  })
}
