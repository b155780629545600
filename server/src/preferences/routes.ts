import * as contract from '@lintas/contract'
import type { Issue, Result } from '@lintas/customs/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { idempotent, Problem, pageFrom, placeKey, readCursor, routes } from '../platform/http/index.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { depositOf, sayClaims } from './answers.ts'
import { claimLate } from './claim.ts'
import { type PreferenceDesk, securePreference } from './secure.ts'
import { holdToSettle, type Settled, settlePreference } from './settle.ts'
import { listOpen, type Wanted } from './store.ts'

type MrnRequest = FastifyRequest<{ Params: { mrn: string } }>

/** What is refused because of where the declaration stands. */
const CONFLICTS: ReadonlySet<string> = new Set([
  'declaration.act-not-permitted',
  'preferences.not-released',
  'preferences.hear-first',
  'proofs.claim-holds',
])

/** The doors of claims to preference that wait. Somebody else's declaration is answered as one that is not there. */
export function registerRoutes(desk: PreferenceDesk): void {
  const { node, declarations } = desk

  /** Does something about the claims of a declaration the caller may see, in one transaction, once; where it is refused nothing was done. */
  function change(request: MrnRequest, reply: FastifyReply, work: (tx: Writer) => Promise<Result<Partial<Settled>>>) {
    return idempotent(node.db, request, reply, remember =>
      node.db.transaction(async tx => {
        const done = await work(tx)
        if (!done.ok) throw problemOf(done.issues)
        const { decision, refund } = done.value
        const claims = await sayClaims(tx, desk, request.params.mrn, request.caller)
        return await remember(tx, 200, {
          ...claims,
          ...(decision === undefined ? {} : { decision }),
          ...(refund === undefined ? {} : { refund }),
        })
      }),
    )
  }

  routes(node.http, 'preferences', api => {
    const read = { who: 'preferences.read' } as const
    const claiming = { who: 'preferences.claim' } as const

    api.get('/preferences', { config: read, schema: contract.listOpenPreferences }, async request => {
      const { limit, cursor } = request.query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const rows = await listOpen(node.db, wantedBy(request.caller), before, limit + 1)
      const page = pageFrom(rows, limit, row => [row.id])
      return { ...page, items: page.items.map(row => ({ mrn: row.mrn, ...depositOf(row) })) }
    })

    api.get('/declarations/:mrn/preferences', { config: read, schema: contract.readPreferences }, async request => {
      const { mrn } = await declarations.getVisible(node.db, request.caller, request.params.mrn)
      return await sayClaims(node.db, desk, mrn, request.caller)
    })

    api.post('/declarations/:mrn/preferences/security', { config: claiming, schema: contract.securePreference }, (request, reply) =>
      change(request, reply, async tx => {
        const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
        const done = await securePreference(desk, tx, held, request.body.items, request.caller)
        return done.ok ? { ok: true, value: {} } : done
      }),
    )

    api.post('/declarations/:mrn/preferences/claims', { config: claiming, schema: contract.claimPreference }, (request, reply) =>
      change(request, reply, async tx => {
        const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
        return await claimLate(desk, tx, held, request.body.claims, request.caller)
      }),
    )

    api.post(
      '/declarations/:mrn/preferences/settlement',
      { config: { who: 'preferences.settle' }, schema: contract.settlePreference },
      (request, reply) =>
        change(request, reply, async tx => {
          const seen = await declarations.getVisible(tx, request.caller, request.params.mrn)
          const others = await holdToSettle(tx, desk, seen.mrn, seen.principal)
          const held = await declarations.holdVisible(tx, request.caller, request.params.mrn)
          return await settlePreference(desk, tx, held, { ...request.body, others }, request.caller)
        }),
    )
  })
}

function problemOf(issues: readonly Issue[]): Problem {
  return new Problem(issues.some(({ code }) => CONFLICTS.has(code)) ? 409 : 422, issues)
}

/** Those of the traders one acts for, of the own office, or all. */
function wantedBy({ organisation, role, office, traderIds }: Caller): Wanted {
  if (organisation !== undefined) return { traders: traderIds }
  return role === 'supervisor' ? {} : { office: office ?? '' }
}
