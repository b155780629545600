import * as contract from '@lintas/contract'
import { type App, refuse } from '../http/index.ts'
import type { Node } from '../node.ts'
import { countAttempt } from './attempts.ts'
import type { OpenSignIn } from './open-sign-in.ts'
import { describe } from './own.ts'
import { passOn, takeCookies } from './pass-on.ts'
import { findCaller, holdUnsaidPasskeys } from './store.ts'

/** A passkey in better-auth's words. */
interface Kept {
  readonly id: string
  readonly name?: string | null
  readonly createdAt?: string | null
  readonly backedUp: boolean
}

/**
 * Passkeys: added and removed by whoever is signed in with a password or another passkey, and a way to sign in without one.
 *
 * What is kept is a public key; where the browser's answer does not hold, it is refused like a wrong password.
 *
 * @source W3C Web Authentication Level 3
 */
export function registerPasskeys(api: App, node: Node, signIn: OpenSignIn): void {
  const own = { who: 'access.read-own' } as const
  const anyone = { who: ['public' as const] }
  const tags = ['access']

  api.get('/passkeys', { config: own, schema: { ...contract.listPasskeys, tags } }, async request => {
    const answer = await passOn(node, signIn, request, { method: 'GET', path: '/passkey/list-user-passkeys' })
    if (!answer.ok) throw refuse(401, 'access.session-missing')
    return { items: ((await answer.json()) as readonly Kept[]).map(passkeyOf) }
  })

  api.get('/passkeys/registration', { config: own, schema: { ...contract.beginPasskey, tags } }, async (request, reply) => {
    const answer = await passOn(node, signIn, request, { method: 'GET', path: '/passkey/generate-register-options' })
    if (!answer.ok) throw refuse(401, 'access.session-missing')
    takeCookies(answer, reply)
    return (await answer.json()) as Record<string, unknown>
  })

  api.post('/passkeys', { config: own, schema: { ...contract.addPasskey, tags } }, async (request, reply) => {
    const { body } = request
    const answer = await passOn(node, signIn, request, { method: 'POST', path: '/passkey/verify-registration', body })
    if (answer.status === 401) throw refuse(401, 'access.session-missing')
    if (!answer.ok) throw refuse(422, 'access.passkey-refused', {}, 'response')
    const made = passkeyOf((await answer.json()) as Kept)
    await notePasskeys(node)
    takeCookies(answer, reply)
    reply.code(201)
    return made
  })

  api.delete('/passkeys/:id', { config: own, schema: { ...contract.removePasskey, tags } }, async (request, reply) => {
    const { id } = request.params
    const answer = await passOn(node, signIn, request, { method: 'POST', path: '/passkey/delete-passkey', body: { id } })
    if (!answer.ok) throw refuse(404, 'access.passkey-unknown')
    await notePasskeys(node)
    reply.code(204)
  })

  api.get('/sign-in/passkey', { config: anyone, schema: { ...contract.beginPasskeySignIn, tags } }, async (request, reply) => {
    const answer = await passOn(node, signIn, request, { method: 'GET', path: '/passkey/generate-authenticate-options' })
    if (!answer.ok) throw refuse(401, 'access.sign-in-failed')
    takeCookies(answer, reply)
    return (await answer.json()) as Record<string, unknown>
  })

  const schema = { ...contract.passkeySignIn, response: contract.signIn.response, tags }
  api.post('/sign-in/passkey', { config: anyone, schema }, async (request, reply) => {
    const attempt = await countAttempt(node.db, signIn.secret(), 'passkey', request.ip)
    const { body } = request
    const answer = await passOn(node, signIn, request, { method: 'POST', path: '/passkey/verify-authentication', body })
    if (!answer.ok) throw refuse(401, 'access.sign-in-failed')
    const { session } = (await answer.json()) as { readonly session: { readonly userId: string } }
    const caller = await findCaller(node.db, session.userId, node.clock.today(), node.sandbox)
    if (caller === undefined) throw refuse(401, 'access.sign-in-failed')
    await attempt.forgive()
    takeCookies(answer, reply)
    return await describe(node, caller)
  })
}

function passkeyOf({ id, name, createdAt, backedUp }: Kept): contract.Passkey {
  return { id, name: name ?? '', backedUp, ...(createdAt == null ? {} : { createdAt: new Date(createdAt).toISOString() }) }
}

/**
 * Says what became of passkeys and is not in the log yet: those added and those removed, by whose they are.
 *
 * better-auth writes them in a transaction of its own. Where the process died before it was said, the next call says it: a job's at the latest.
 */
export async function notePasskeys(node: Node): Promise<void> {
  await node.db.transaction(async tx => {
    const unsaid = await holdUnsaidPasskeys(tx)
    const events = unsaid.map(({ act, accountId, passkey }) => ({
      subject: 'account',
      subjectId: accountId,
      act,
      by: accountId,
      facts: { passkey },
    }))
    await node.events.append(tx, events)
  })
}
