import * as contract from '@lintas/contract'
import type { Day, Result } from '@lintas/customs/kernel'
import { standingOn } from '@lintas/customs/trust'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { mayActFor } from '../platform/access/index.ts'
import { type App, idempotent, Problem, pageFrom, placeKey, readCursor, refuse } from '../platform/http/index.ts'
import type { Caller, Node, Writer } from '../platform/node.ts'
import { applyForStanding, decideStanding, setStanding } from './time-sensitive.ts'
import { findStanding, holdStanding, listStanding, type StandingRow } from './time-sensitive-store.ts'

const byPlace = z.tuple([placeKey])

/** The doors of standing authorisations for goods that cannot wait: applied for, decided, suspended, revoked. */
export function registerStandingRoutes(api: App, node: Node): void {
  const read = { who: 'cargo.read-authorisations' } as const

  function shown(row: StandingRow | undefined, caller: Caller, number: string): StandingRow {
    if (row === undefined || (!isCustoms(caller) && !mayActFor(caller, row.holder)))
      throw refuse(404, 'cargo.standing-not-there', { number })
    return row
  }

  function change(
    request: FastifyRequest<{ Params: { number: string } }>,
    reply: FastifyReply,
    work: (tx: Writer, row: StandingRow) => Promise<Result<void>>,
  ) {
    return idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { number } = request.params
        const done = await work(tx, shown(await holdStanding(tx, number), request.caller, number))
        if (!done.ok) throw new Problem(422, done.issues)
        return await remember(tx, 200, tell(shown(await findStanding(tx, number), request.caller, number), node.clock.today()))
      }),
    )
  }

  const apply = { config: { who: 'cargo.apply' as const }, schema: contract.applyForStanding }
  api.post('/time-sensitive-authorisations', apply, (request, reply) =>
    idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const { caller } = request
        const { holder: named, validFrom, validTo, ...body } = request.body
        const holder = named ?? caller.organisation?.traderId ?? ''
        if (!mayActFor(caller, holder)) throw refuse(404, 'cargo.standing-holder-unknown', { holder })
        const application = { holder, body, validFrom: validFrom as Day, validTo: validTo as Day }
        const applied = await applyForStanding(tx, node, application, caller.accountId)
        if (!applied.ok) throw new Problem(422, applied.issues)
        return await remember(tx, 201, tell(shown(await findStanding(tx, applied.value), caller, applied.value), node.clock.today()))
      }),
    ),
  )

  api.get('/time-sensitive-authorisations', { config: read, schema: contract.listStanding }, async ({ caller, query }) => {
    const [before] = readCursor(query.cursor, byPlace) ?? []
    const holders = isCustoms(caller) ? undefined : caller.traderIds
    const page = pageFrom(await listStanding(node.db, holders, query.status, before, query.limit + 1), query.limit, row => [row.listed])
    return { ...page, items: page.items.map(row => tell(row, node.clock.today())) }
  })

  api.get('/time-sensitive-authorisations/:number', { config: read, schema: contract.readStanding }, async ({ caller, params }) =>
    tell(shown(await findStanding(node.db, params.number), caller, params.number), node.clock.today()),
  )

  const decide = { config: { who: 'cargo.decide' as const }, schema: contract.decideStanding }
  api.post('/time-sensitive-authorisations/:number/decision', decide, (request, reply) =>
    change(request, reply, (tx, row) => decideStanding(tx, node, row, request.body, request.caller.accountId)),
  )

  const suspend = { config: { who: 'cargo.suspend' as const }, schema: contract.moveStanding }
  api.post('/time-sensitive-authorisations/:number/standing', suspend, (request, reply) =>
    change(request, reply, (tx, row) => setStanding(tx, node, row, request.body, request.caller.accountId)),
  )
}

function isCustoms({ role }: Caller): boolean {
  return role === 'officer' || role === 'supervisor'
}

function tell(row: StandingRow, today: Day): contract.StandingAuthorisationAnswer {
  const { appliedBy: _, listed: __, decisions, kinds, codes, ...same } = row
  return {
    ...same,
    kinds: [...kinds],
    codes: [...codes],
    standing: standingOn(row, today),
    decisions: decisions.map(({ decision, conditions, reasons, at }) => ({
      decision,
      ...(conditions === undefined ? {} : { conditions }),
      reasons: [...reasons],
      at,
    })),
  }
}
