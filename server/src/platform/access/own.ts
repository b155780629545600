import { changePassword, MAY, type Me, type Permission, readMe, signIn as signInShape, signOut } from '@lintas/contract'
import { error } from '@lintas/customs/kernel'
import { holds } from '../acting.ts'
import { type App, Problem, refuse, routes } from '../http/index.ts'
import type { Caller, Node } from '../node.ts'
import { countAttempt } from './attempts.ts'
import type { OpenSignIn } from './open-sign-in.ts'
import { passOn, takeCookies } from './pass-on.ts'
import { findAccount, findCaller, tellChange } from './store.ts'

/** What people do about themselves: sign in and out, change their password, ask who they are. */
export function registerOwn(node: Node, signIn: OpenSignIn, forgetCallers: () => void): void {
  node.http.register(async (api: App) => registerSession(api, node, signIn, forgetCallers), { prefix: '/api/auth' })
  routes(node.http, 'access', api => {
    api.get('/me', { config: { who: 'access.read-own' }, schema: readMe }, request => describe(node, request.caller))
  })
}

function registerSession(api: App, node: Node, signIn: OpenSignIn, forgetCallers: () => void): void {
  const anyone = { who: ['public' as const] }

  /** Every failure is answered the same way, whether the account exists, is suspended, or the password was wrong. */
  api.post('/sign-in/email', { config: anyone, schema: { ...signInShape, tags: ['access'] } }, async (request, reply) => {
    const email = request.body.email.trim().toLowerCase()
    const attempt = await countAttempt(node.db, signIn.secret(), email, request.ip)
    const answer = await passOn(node, signIn, request, {
      method: 'POST',
      path: '/sign-in/email',
      body: { email, password: request.body.password },
    })
    if (!answer.ok) throw refuse(401, 'access.sign-in-failed')
    await attempt.forgive()
    const { user } = (await answer.json()) as { readonly user: { readonly id: string } }
    const caller = await findCaller(node.db, user.id, node.clock.today(), node.sandbox)
    if (caller === undefined) throw refuse(401, 'access.sign-in-failed')
    takeCookies(answer, reply)
    return await describe(node, caller)
  })

  api.post('/sign-out', { config: anyone, schema: { ...signOut, tags: ['access'] } }, async (request, reply) => {
    const answer = await passOn(node, signIn, request, { method: 'POST', path: '/sign-out', body: {} })
    takeCookies(answer, reply)
    await forgetEverywhere(node, forgetCallers)
    reply.code(204)
  })

  const schema = { ...changePassword, tags: ['access'] }
  api.post('/change-password', { config: { who: 'access.read-own' }, schema }, async (request, reply) => {
    const attempt = await countAttempt(node.db, signIn.secret(), request.caller.accountId, request.ip)
    const answer = await passOn(node, signIn, request, {
      method: 'POST',
      path: '/change-password',
      body: { ...request.body, revokeOtherSessions: true },
    })
    if (answer.status === 401) throw refuse(401, 'request.sign-in-missing')
    if (!answer.ok) throw new Problem(422, [error('access.password-wrong', 'currentPassword')])
    await attempt.forgive()
    takeCookies(answer, reply)
    await forgetEverywhere(node, forgetCallers)
    reply.code(204)
  })
}

/** What this process knows of callers is forgotten, and what the others do. */
async function forgetEverywhere(node: Node, forgetCallers: () => void): Promise<void> {
  await node.db.transaction(tellChange)
  forgetCallers()
}

/** Who an account is, and what it may do. */
export async function describe(node: Node, caller: Caller): Promise<Me> {
  const account = await findAccount(node.db, caller.accountId)
  if (account === undefined) throw refuse(401, 'request.sign-in-missing')
  return {
    accountId: account.id,
    email: account.email,
    name: account.name,
    role: caller.role,
    ...(caller.organisation === undefined ? {} : { organisation: caller.organisation }),
    ...(caller.office === undefined ? {} : { office: caller.office }),
    traderIds: [...caller.traderIds],
    permissions: (Object.keys(MAY) as Permission[]).filter(permission => holds(caller, permission)),
  }
}
