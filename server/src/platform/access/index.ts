import type { MandateScope } from '@lintas/contract'
import type { FastifyRequest } from 'fastify'
import { type App, idempotency, refuse } from '../http/index.ts'
import type { Caller, Node } from '../node.ts'
import { registerAdministration } from './administer.ts'
import { forgetAttempts } from './attempts.ts'
import { CallerCache } from './caller-cache.ts'
import { registerDelegations } from './delegations.ts'
import { identifyBy } from './identify.ts'
import { registerMandates } from './mandates.ts'
import { openSignIn } from './open-sign-in.ts'
import { registerOwn } from './own.ts'
import { notePasskeys, registerPasskeys } from './passkeys.ts'
import { registerProviderSignIn } from './provider-sign-in.ts'
import { registerRotation } from './rotate.ts'
import { registerSandbox } from './sandbox.ts'
import { CHANNEL } from './store.ts'

export { type DemonstrationAccount, ensureDemonstration } from './demonstration.ts'
export { makeAdministrator } from './first-administrator.ts'
export { namesOf } from './names.ts'
export { findOfficer } from './store.ts'

/**
 * Teaches a node who is calling, and registers its routes for signing in, accounts, organisations and mandates.
 *
 * Called before any other subject: their routes answer nobody until this has said how callers are identified.
 */
export async function register(node: Node): Promise<void> {
  const signIn = await openSignIn(node)
  const cache = new CallerCache()
  const forgetCallers = () => cache.clear()
  node.http.identify = identifyBy(node, signIn, cache)
  const hearChange = () => {
    forgetCallers()
    signIn.refresh().catch(cause => node.log.error({ err: cause }, 'the sign-in secret could not be read anew'))
  }
  await node.db.listen(CHANNEL, hearChange) // until the database is closed
  node.jobs.every('access-forget-attempts', '17 3 * * *', () => forgetAttempts(node.db))
  node.jobs.every('access-forget-answers', '27 3 * * *', () => idempotency.forgetOld(node.db))
  node.jobs.every('access-note-passkeys', '*/10 * * * *', () => notePasskeys(node))
  registerOwn(node, signIn, forgetCallers)
  node.http.register(
    async (api: App) => {
      registerPasskeys(api, node, signIn)
      registerProviderSignIn(api, node, signIn)
    },
    { prefix: '/api/auth' },
  )
  registerAdministration(node, forgetCallers)
  registerMandates(node, forgetCallers)
  registerDelegations(node, forgetCallers)
  registerRotation(node, signIn, forgetCallers)
  registerSandbox(node, forgetCallers)
}

/** For whom the caller wants to act, and in what. */
export interface Wish {
  readonly actFor?: string
  readonly scope?: MandateScope
}

/**
 * The caller of a request, who has the role that the route asks for.
 *
 * With `actFor` also the right to act for that trader today; where it is missing the record is answered as not there (404), so that nobody
 * learns what others have. Officers and administrators act for nobody and pass: their role was checked.
 */
export function require(request: FastifyRequest, wish: Wish = {}): Caller {
  const { caller } = request
  if (wish.actFor !== undefined && !mayActFor(caller, wish.actFor, wish.scope)) throw refuse(404, 'request.not-found')
  return caller
}

/** Whether a caller may act for a trader: everyone of customs, the trader itself, a broker on its mandate for this scope. */
export function mayActFor(caller: Caller, traderId: string, scope?: MandateScope): boolean {
  switch (caller.role) {
    case 'public':
      return false
    case 'officer':
    case 'supervisor':
    case 'administrator':
    case 'checker':
      return true
    case 'carrier':
      return caller.organisation?.traderId === traderId
    case 'trader':
    case 'broker': {
      if (caller.organisation?.traderId === traderId) return true
      if (!caller.traderIds.includes(traderId)) return false
      if (scope === undefined || caller.mandates === undefined) return true
      return caller.mandates.some(mandate => mandate.traderId === traderId && mandate.scopes.includes(scope))
    }
  }
}

/** Whose a declaration is, by trader id, and the office it came to. */
export interface DeclarationParties {
  readonly filer: string
  readonly principal: string
  readonly declarant: string
  readonly office: string | null | undefined
}

/** Who sees a declaration: a trader what was declared by it or for it, a broker what it filed, an officer what came to the own office, a supervisor everything. */
export function maySee({ role, organisation, office }: Caller, declared: DeclarationParties): boolean {
  switch (role) {
    case 'trader':
    case 'broker':
      return organisation !== undefined && [declared.filer, declared.principal, declared.declarant].includes(organisation.traderId)
    case 'officer':
      return office !== undefined && declared.office === office
    case 'supervisor':
      return true
    case 'public':
    case 'carrier':
    case 'administrator':
    case 'checker':
      return false
  }
}

/** Who goes on with what a declaration left, its goods or its debt: whoever may see it, and whoever acts for its principal. */
export function mayContinue(caller: Caller, declared: DeclarationParties): boolean {
  return maySee(caller, declared) || (caller.organisation !== undefined && mayActFor(caller, declared.principal))
}
