import type { IncomingMessage, ServerResponse } from 'node:http'
import { DELEGABLE, MAY, type Permission, ROLES, type Role } from '@lintas/contract'
import { error } from '@lintas/customs/kernel'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { whileActing } from '../acting.ts'
import type { Caller } from '../node.ts'
import { Problem } from './problem.ts'

/** A corner of the server whose routes are typed by their zod schemas. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

/** One route as it was registered: what a test of roles walks over. */
export interface RouteEntry {
  readonly method: string
  /** The whole path as the pattern has it: `/vn/api/v1/declarations/:mrn`. */
  readonly path: string
  readonly who: readonly Role[]
  /** What may be done here by those roles, where the route names it. */
  readonly permission: Permission | undefined
}

/** Finds out who is calling from a cookie or an API key; `PUBLIC` without either; throws a 401 problem where what was shown is not valid. */
export type Identify = (request: FastifyRequest) => Caller | Promise<Caller>

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Who may call: those who may do what `MAY` has under this name, also where it was handed over; or roles, for a door that is no act of a subject.
     * `['public']` is anyone, and nobody is asked who they are. A route without it does not register.
     */
    who?: Permission | readonly Role[]
  }
  interface FastifyRequest {
    /** Who is calling; set before the handler runs, `PUBLIC` where nobody signed in. */
    caller: Caller
  }
  interface FastifyInstance {
    identify: Identify | null
    routeTable: RouteEntry[]
  }
}

export const PUBLIC: Caller = { accountId: 'public', role: 'public', traderIds: [] }

/** No body may be larger than this, whatever a route asks for. */
const BODY_LIMIT_MAX = 10 * 1024 * 1024

/**
 * Registers a subject's routes below `/api/v1` of a node, under one heading of the API's description.
 *
 * @param subject the heading: `declaration`, `tariff` …
 */
export function routes(corner: FastifyInstance, subject: string, define: (api: App) => void): void {
  corner.register(
    async api => {
      api.addHook('onRoute', route => {
        route.schema = { tags: [subject], ...route.schema }
      })
      define(api.withTypeProvider<ZodTypeProvider>())
    },
    { prefix: '/api/v1' },
  )
}

/** All routes of an app and its corners, in the order of registration. */
export function listRoutes(app: FastifyInstance): readonly RouteEntry[] {
  return app.routeTable
}

/**
 * Holds every route to its declaration: none registers without saying who may call, and before a body is read
 * the caller is identified and their role compared. Where nobody has said how to identify callers, only public routes answer.
 */
export function guardRoutes(app: FastifyInstance): void {
  const table: RouteEntry[] = []
  app.decorate('routeTable', table)
  app.decorate('identify', null)
  app.decorateRequest('caller')

  app.addHook('onRoute', route => {
    const { who, permission } = keepersOf(route.config?.who)
    const name = `${String(route.method)} ${route.url}`
    if (who.length === 0) throw new Error(`given route ${name} without config.who, needs the roles that may call it`)
    const stranger = who.find(role => !ROLES.includes(role))
    if (stranger !== undefined) throw new Error(`given route ${name} for role '${stranger}', needs one of ${ROLES.join(', ')}`)
    if ((route.bodyLimit ?? 0) > BODY_LIMIT_MAX) throw new Error(`given route ${name} with a body limit over 10 MiB, needs chunks`)
    for (const method of [route.method].flat()) table.push({ method, path: route.url, who, permission })
  })

  app.addHook('onRequest', async request => {
    request.caller = PUBLIC
    if (request.is404) return
    const { who, permission } = keepersOf(request.routeOptions.config.who)
    if (isOpen(who)) return
    const { identify } = request.server
    if (identify === null)
      throw new Error(`given ${request.routeOptions.url} before access was registered, needs a way to identify callers`)
    request.caller = underDelegation(await identify(request), who, permission)
    if (!who.includes(request.caller.role) && !who.includes('public')) throw refusal(request.caller)
  })

  app.addHook('preHandler', (request, _, done) => whileActing(request.caller, done))
}

/** The caller as the colleague whose power the route asks for, where the own role has it not and it was handed over; the account stays the caller's own. */
function underDelegation(caller: Caller, who: readonly Role[], permission: Permission | undefined): Caller {
  if (caller.delegated === undefined || who.includes(caller.role) || who.includes('public')) return caller
  const power = DELEGABLE.find(each => each === permission)
  const found = power === undefined ? undefined : caller.delegated.find(({ powers, role }) => powers.includes(power) && who.includes(role))
  return found === undefined ? caller : { ...caller, role: found.role, onBehalfOf: found }
}

/** Who may call by what a route says: the roles of a permission, or the roles themselves. */
export function keepersOf(said: Permission | readonly Role[] | undefined): Pick<RouteEntry, 'who' | 'permission'> {
  return typeof said === 'string' ? { who: MAY[said], permission: said } : { who: said ?? [], permission: undefined }
}

function isOpen(who: readonly Role[]): boolean {
  return who.length === 1 && who[0] === 'public'
}

function refusal(caller: Caller): Problem {
  return caller.role === 'public'
    ? new Problem(401, [error('request.sign-in-missing', '')], { 'www-authenticate': 'Bearer' })
    : new Problem(403, [error('request.role-not-permitted', '', { role: caller.role })])
}

/** The methods that a path answers: what a 405 says is allowed. Empty where the path is unknown. */
export function methodsAt(table: readonly RouteEntry[], path: string): readonly string[] {
  const steps = path.split('/')
  const methods = table.filter(route => fits(route.path.split('/'), steps)).map(route => route.method)
  return [...new Set(methods)].sort()
}

function fits(pattern: readonly string[], steps: readonly string[]): boolean {
  if (pattern.length !== steps.length) return false
  return pattern.every((step, index) => step === steps[index] || (step.startsWith(':') && steps[index] !== ''))
}
