import * as contract from '@lintas/contract'
import { DELEGABLE, may } from '@lintas/contract'
import { type Day, day } from '@lintas/customs/kernel'
import { checkDelegation, type Officer } from '@lintas/customs/trust'
import { z } from 'zod'
import { csvOf, idempotent, pageFrom, placeKey, readCursor, refuse, routes } from '../http/index.ts'
import type { Caller, Node } from '../node.ts'
import * as store from './delegation-store.ts'
import { tellChange } from './store.ts'

/** As many as one file holds: a spreadsheet opens it, and the filter makes it smaller. */
const EXPORTED_MAX = 10_000

/**
 * What officers of one office hand one another for some days: the own cases, or powers of the own role. It ends by itself; until then whoever holds it acts on
 * behalf of who gave it, which every event of it says, and the two count as one person where an act needs two.
 */
export function registerDelegations(node: Node, forgetCallers: () => void): void {
  const config = { who: 'access.delegate' } as const
  routes(node.http, 'access', api => {
    api.get('/colleagues', { config, schema: contract.listColleagues }, async ({ caller }) => {
      const officers = await store.listOfficers(node.db, officeOf(caller), node.sandbox)
      return { items: officers.filter(({ id }) => id !== caller.accountId).map(({ id, name, role }) => ({ id, name, role })) }
    })

    api.get('/delegations', { config, schema: contract.listDelegations }, async ({ caller, query }) => {
      const { limit, cursor, officer } = query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const rows = await store.listDelegations(node.db, officeOf(caller), shownTo(caller, officer), before, limit + 1)
      const page = pageFrom(rows, limit, row => [row.listed])
      return { ...page, items: page.items.map(row => delegationAnswer(row, caller, node.clock.today())) }
    })

    api.post('/delegations', { config, schema: contract.giveDelegation }, (request, reply) =>
      idempotent(node.db, request, reply, async remember => {
        const { caller, body } = request
        const { to, cases, powers, reason } = body
        const [validFrom, validTo] = [day(body.validFrom), day(body.validTo)]
        const officers = await store.listOfficers(node.db, officeOf(caller), node.sandbox)
        const from = { id: caller.accountId, office: officeOf(caller), powers: powersOf(caller.role) }
        const colleague = officers.find(({ id }) => id === to)
        const wish = { from, to: colleague === undefined ? undefined : officerOf(colleague), cases, powers, validFrom, validTo }
        const issues = checkDelegation({ ...wish, today: node.clock.today() })
        if (issues.length > 0) return reply.problem(422, issues)
        const given = await node.db.transaction(async tx => {
          const { id: by, office } = from
          const id = await store.insertDelegation(tx, {
            office,
            from: by,
            to,
            cases,
            powers,
            validFrom,
            validTo,
            reason,
            at: node.clock.now(),
          })
          const facts = { office, to, cases, powers, validFrom, validTo }
          await node.events.append(tx, [{ subject: 'delegation', subjectId: id, act: 'give', by, facts, payload: { reason } }])
          await tellChange(tx)
          const row = await store.findDelegation(tx, id)
          if (row === undefined) throw new Error('a delegation was given and not found')
          return await remember(tx, 201, delegationAnswer(row, caller, node.clock.today()))
        })
        forgetCallers()
        return given
      }),
    )

    api.post('/delegations/:id/ending', { config, schema: contract.endDelegation }, async ({ caller, params }) => {
      const today = node.clock.today()
      const ended = await node.db.transaction(async tx => {
        const row = await store.findDelegation(tx, params.id)
        if (row === undefined || !concerns(row, caller)) throw refuse(404, 'access.delegation-unknown')
        if (statusOf(row, today) === 'ended' || !(await store.endDelegation(tx, row.id, today, caller.accountId)))
          throw refuse(409, 'access.delegation-ended')
        await node.events.append(tx, [{ subject: 'delegation', subjectId: row.id, act: 'end', by: caller.accountId, facts: {} }])
        await tellChange(tx)
        return { ...row, ended_on: today }
      })
      forgetCallers()
      return delegationAnswer(ended, caller, today)
    })

    api.get('/delegated-acts', { config, schema: contract.listDelegatedActs }, async ({ caller, query }) => {
      const { limit, cursor, officer } = query
      const [before] = readCursor(cursor, z.tuple([placeKey])) ?? []
      const rows = await store.listDelegatedActs(node.db, officeOf(caller), shownTo(caller, officer), before, limit + 1)
      const page = pageFrom(rows, limit, row => [row.event])
      return { ...page, items: page.items.map(actAnswer) }
    })

    api.get('/delegated-acts.csv', { config, schema: contract.exportDelegatedActs }, async ({ caller, query }, reply) => {
      const rows = await store.listDelegatedActs(node.db, officeOf(caller), shownTo(caller, query.officer), undefined, EXPORTED_MAX)
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="delegated-acts.csv"')
      return csvOf([HEADINGS, ...rows.map(cellsOf)])
    })
  })
}

/** A supervisor sees the whole office, or one officer of it; an officer what concerns himself. */
function shownTo(caller: Caller, officer: string | undefined): string | undefined {
  return caller.role === 'supervisor' ? officer : caller.accountId
}

function concerns(row: store.DelegationRow, { role, office, accountId }: Caller): boolean {
  return row.from_account === accountId || row.to_account === accountId || (role === 'supervisor' && row.office === office)
}

function officerOf({ id, office, role }: store.OfficerRow): Officer {
  return { id, office, powers: powersOf(role) }
}

function powersOf(role: Caller['role']): readonly string[] {
  return DELEGABLE.filter(power => may(role, power))
}

function officeOf({ role, office }: Caller): string {
  if (office === undefined) throw new Error(`given a ${role} without an office, needs somebody of customs`)
  return office
}

function statusOf({ valid_from, valid_to, ended_on }: store.DelegationRow, today: Day): contract.Delegation['status'] {
  if (ended_on !== null || today >= valid_to) return 'ended'
  return today < valid_from ? 'to-come' : 'in-force'
}

function delegationAnswer(row: store.DelegationRow, caller: Caller, today: Day): contract.Delegation {
  const status = statusOf(row, today)
  return {
    id: row.id,
    office: row.office,
    from: { id: row.from_account, name: row.from_name },
    to: { id: row.to_account, name: row.to_name },
    cases: row.cases,
    powers: row.powers as contract.DelegablePower[],
    validFrom: row.valid_from,
    validTo: row.valid_to,
    reason: row.reason,
    status,
    ...(row.ended_on === null ? {} : { endedOn: row.ended_on }),
    givenAt: row.given_at.toISOString(),
    mayEnd: status !== 'ended' && concerns(row, caller),
  }
}

function actAnswer(row: store.DelegatedActRow): contract.DelegatedAct {
  return {
    event: row.event,
    delegation: row.delegation,
    by: { id: row.by_account, name: row.by_name },
    onBehalfOf: { id: row.on_behalf_of, name: row.for_name },
    subject: row.subject,
    subjectId: row.subject_id,
    act: row.act,
    at: row.at.toISOString(),
  }
}

const HEADINGS = ['at', 'by', 'name', 'on behalf of', 'name', 'subject', 'id', 'act', 'event']

function cellsOf(row: store.DelegatedActRow): readonly string[] {
  const { at, by_account, by_name, on_behalf_of, for_name, subject, subject_id, act, event } = row
  return [at.toISOString(), by_account, by_name, on_behalf_of, for_name, subject, subject_id, act, event]
}
