import type { Assignment, Role } from '@lintas/contract'
import * as contract from '@lintas/contract'
import { at, error, type Issue } from '@lintas/customs/kernel'
import { findOffice } from '@lintas/customs/reference'
import { z } from 'zod'
import { idempotent, Problem, pageFrom, readCursor, refuse, requireMatch, routes } from '../http/index.ts'
import type { Caller, Node, Writer } from '../node.ts'
import { randomSecret } from '../secrets.ts'
import { digestOf, newKey } from './keys.ts'
import { hashPassword } from './password.ts'
import * as store from './store.ts'

const byText = z.tuple([z.string()])

/**
 * What administrators do: organisations, accounts, roles, API keys. Every act is an event.
 *
 * Nobody administers their own account: neither to raise themselves nor to lock themselves out. An account of a line of administration is
 * made as one and stays one: whoever knew its password before would else hold it still. Answers that say a password or a key
 * are not kept under an Idempotency-Key: they are said once.
 */
export function registerAdministration(node: Node, forgetCallers: () => void): void {
  const config = { who: 'access.administer' } as const

  /** Does an act on an account with its event, tells everybody, and answers the account as it then is. */
  async function change(id: string, act: string, caller: Caller, work: (tx: Writer) => Promise<Readonly<Record<string, unknown>>>) {
    if (id === caller.accountId) throw refuse(409, 'access.own-account')
    const before = await store.findAccount(node.db, id)
    if (before === undefined) throw refuse(404, 'access.account-unknown')
    checkLine(caller, before.role)
    await node.db.transaction(async tx => {
      const facts = await work(tx)
      await node.events.append(tx, [{ subject: 'account', subjectId: id, act, by: caller.accountId, facts }])
      await store.tellChange(tx)
    })
    forgetCallers()
    const account = await store.findAccount(node.db, id)
    if (account === undefined) throw refuse(404, 'access.account-unknown')
    return account
  }

  routes(node.http, 'access', api => {
    api.get('/organisations', { config, schema: contract.listOrganisations }, async request => {
      const { limit, cursor } = request.query
      const [after] = readCursor(cursor, byText) ?? ['']
      return pageFrom(await store.listOrganisations(node.db, after, limit + 1), limit, row => [row.traderId])
    })

    api.post('/organisations', { config, schema: contract.registerOrganisation }, (request, reply) =>
      idempotent(node.db, request, reply, remember =>
        node.db.transaction(async tx => {
          const made = await store.insertOrganisation(tx, request.body)
          if (made === undefined) throw new Problem(409, [error('access.trader-id-taken', 'traderId')])
          const facts = { kind: made.kind, traderId: made.traderId }
          await node.events.append(tx, [
            {
              subject: 'organisation',
              subjectId: made.id,
              act: 'register',
              by: request.caller.accountId,
              facts,
              payload: { name: made.name },
            },
          ])
          return await remember(tx, 201, made)
        }),
      ),
    )

    api.get('/accounts', { config, schema: contract.listAccounts }, async request => {
      const { limit, cursor } = request.query
      const [after] = readCursor(cursor, byText) ?? ['']
      return pageFrom(await store.listAccounts(node.db, after, limit + 1), limit, row => [row.email])
    })

    api.post('/accounts', { config, schema: contract.createAccount }, async (request, reply) => {
      const { name, assignment } = request.body
      const email = request.body.email.toLowerCase()
      checkLine(request.caller, assignment.role)
      await checkPlace(node, assignment, 'assignment')
      const password = randomSecret()
      const passwordHash = await hashPassword(password)
      const id = await node.db.transaction(async tx => {
        const made = await store.insertAccount(tx, { email, name, passwordHash, assignment })
        if (made === undefined) throw new Problem(409, [error('access.email-taken', 'email')])
        await node.events.append(tx, [
          { subject: 'account', subjectId: made, act: 'create', by: request.caller.accountId, facts: assignment, payload: { email, name } },
        ])
        return made
      })
      reply.code(201)
      return { id, password }
    })

    api.put('/accounts/:id/assignment', { config, schema: contract.assignRole }, async request => {
      const { id } = request.params
      const assignment = request.body
      const before = await store.findAccount(node.db, id)
      if (before === undefined) throw refuse(404, 'access.account-unknown')
      if (isLine(before.role) || isLine(assignment.role)) throw refuse(409, 'access.line-fixed')
      requireMatch(request, before.version)
      await checkPlace(node, assignment, '')
      return await change(id, 'assign', request.caller, async tx => {
        if ((await store.updateAssignment(tx, id, before.version, assignment)) === undefined)
          throw refuse(412, 'request.match-failed', { current: before.version + 1 })
        return assignment
      })
    })

    api.post('/accounts/:id/suspension', { config, schema: contract.suspendAccount }, request =>
      change(request.params.id, 'suspend', request.caller, async tx => {
        await store.setSuspended(tx, request.params.id, true)
        await store.endSessions(tx, request.params.id)
        return {}
      }),
    )

    api.delete('/accounts/:id/suspension', { config, schema: contract.restoreAccount }, request =>
      change(request.params.id, 'restore', request.caller, async tx => {
        await store.setSuspended(tx, request.params.id, false)
        return {}
      }),
    )

    api.post('/accounts/:id/password', { config, schema: contract.resetPassword }, async request => {
      const password = randomSecret()
      const passwordHash = await hashPassword(password)
      const { id } = await change(request.params.id, 'reset-password', request.caller, async tx => {
        await store.setPassword(tx, request.params.id, passwordHash)
        await store.endSessions(tx, request.params.id)
        return {}
      })
      return { id, password }
    })

    api.get('/accounts/:id/api-keys', { config, schema: contract.listApiKeys }, async request => {
      if ((await store.findAccount(node.db, request.params.id)) === undefined) throw refuse(404, 'access.account-unknown')
      return { items: (await store.listKeys(node.db, request.params.id)).map(keyOf) }
    })

    api.post('/accounts/:id/api-keys', { config, schema: contract.createApiKey }, async (request, reply) => {
      const { name, expiresAt } = request.body
      if (expiresAt !== undefined && new Date(expiresAt) <= new Date())
        throw new Problem(422, [error('access.key-expiry-past', 'expiresAt')])
      const key = newKey(node.state)
      const row = { name, start: key.slice(0, 14), digest: digestOf(key), expiresAt: expiresAt === undefined ? null : new Date(expiresAt) }
      let keyId = ''
      await change(request.params.id, 'create-api-key', request.caller, async tx => {
        keyId = await store.insertKey(tx, request.params.id, row)
        return { keyId }
      })
      reply.code(201)
      return { ...keyOf({ ...row, id: keyId }), key }
    })

    api.delete('/api-keys/:id', { config, schema: contract.revokeApiKey }, async (request, reply) => {
      await node.db.transaction(async tx => {
        const holder = await store.deleteKey(tx, request.params.id)
        const account = holder === undefined ? undefined : await store.findAccount(tx, holder)
        if (holder === undefined || account === undefined) throw refuse(404, 'request.not-found')
        checkLine(request.caller, account.role)
        const facts = { keyId: request.params.id }
        await node.events.append(tx, [
          { subject: 'account', subjectId: holder, act: 'revoke-api-key', by: request.caller.accountId, facts },
        ])
        await store.tellChange(tx)
      })
      forgetCallers()
      reply.code(204)
    })
  })
}

function isLine(role: Role): boolean {
  return role === 'administrator' || role === 'checker'
}

/**
 * Administrators look after administrators, checkers after checkers, and each after everybody else.
 *
 * What one prepares the other approves; so neither may come by an account of the other's.
 */
function checkLine(caller: Caller, role: Role): void {
  if (isLine(role) && role !== caller.role) throw refuse(403, 'access.other-line', { role })
}

/** A trader's account acts for a trader, a broker's for a broker, and an officer works at an office there is. */
async function checkPlace(node: Node, assignment: Assignment, path: string): Promise<void> {
  const refuseAt = (code: string, field: string, params?: Issue['params']) => new Problem(422, [at(path, error(code, field, params))])
  if ('office' in assignment && findOffice(node.law, assignment.office, node.clock.today())?.state !== node.state)
    throw refuseAt('access.office-unknown', 'office', { office: assignment.office })
  if (!('organisationId' in assignment)) return
  const organisation = await store.findOrganisation(node.db, { id: assignment.organisationId })
  if (organisation === undefined) throw refuseAt('access.organisation-unknown', 'organisationId')
  if (organisation.kind !== assignment.role)
    throw refuseAt('access.organisation-kind', 'organisationId', { kind: organisation.kind, role: assignment.role })
}

function keyOf(row: store.KeyRow) {
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    ...(row.expiresAt === null ? {} : { expiresAt: row.expiresAt.toISOString() }),
  }
}
