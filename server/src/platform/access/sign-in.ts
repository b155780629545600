import { apiKey } from '@better-auth/api-key'
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { Kysely, PostgresDialect } from 'kysely'
import type { Logger } from 'pino'
import type { Node } from '../node.ts'
import { poolOf } from '../postgres/index.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { isActive } from './store.ts'

/** A working day and a little more; then one signs in again. */
const SESSION_SECONDS = 12 * 60 * 60

/** The name of the identity provider in paths and in the accounts it is linked to. */
export const PROVIDER_ID = 'provider'

export type SignIn = ReturnType<typeof createSignIn>

/**
 * Accounts, sessions and API keys, by better-auth on the node's own pool.
 *
 * It says who somebody is. What they may do is ours. Accounts are made by an administrator, never by signing up; a suspended one gets no session.
 * Nothing about where or with what somebody signed in is kept.
 */
export function createSignIn(node: Node, secret: string) {
  const path = new URL(node.baseUrl).pathname
  const accounts = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: poolOf(node.db) }) })
  return betterAuth({
    appName: `Lintas ${node.state}`,
    baseURL: `${node.baseUrl}/api/auth`,
    secret,
    database: { db: accounts, type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: { hash: password => hashPassword(password), verify: verifyPassword },
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    account: { accountLinking: { enabled: true, trustedProviders: [], allowDifferentEmails: false } },
    databaseHooks: {
      account: {
        create: { before: async account => ({ data: withoutTokens(account) }) },
        update: { before: async account => ({ data: withoutTokens(account) }) },
      },
      session: {
        create: {
          before: async session =>
            (await isActive(node.db, session.userId, node.sandbox)) ? { data: { ...session, ipAddress: '', userAgent: '' } } : false,
        },
      },
    },
    trustedOrigins: request => (request === undefined ? [] : neighbours(node, request)),
    rateLimit: { enabled: false }, // attempts are counted across processes, in attempts.ts
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message, ...details) => tell(node.log, level, message, details) },
    advanced: {
      cookiePrefix: `lintas-${node.state.toLowerCase()}`,
      defaultCookieAttributes: { path },
      useSecureCookies: node.baseUrl.startsWith('https:'),
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid', validateSchema: false },
    },
    plugins: [
      apiKey({ rateLimit: { enabled: false } }),
      passkey({ rpID: new URL(node.baseUrl).hostname, rpName: `Lintas ${node.state}`, origin: new URL(node.baseUrl).origin }),
      genericOAuth({ config: providers(node) }),
    ],
  })
}

/** The provider's word on who somebody is; nobody is signed up by it, and its tokens are for nothing else. */
function providers({ identityProvider: provider }: Node): Parameters<typeof genericOAuth>[0]['config'] {
  if (provider === undefined) return []
  return [
    {
      providerId: PROVIDER_ID,
      discoveryUrl: `${provider.issuer}/.well-known/openid-configuration`,
      requireIdTokenVerification: true,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      scopes: ['openid', 'email'],
      pkce: true,
      disableSignUp: true,
    },
  ]
}

/** The account that links a person to the provider keeps that link and nothing that could be used in the person's name. */
function withoutTokens<Account extends object>(account: Account) {
  return { ...account, accessToken: null, refreshToken: null, idToken: null }
}

/** A loopback node is reached by several names that are all this machine; elsewhere its base URL is the only one. */
function neighbours(node: Node, request: Request): string[] {
  const asked = new URL(request.url)
  return isLoopback(new URL(node.baseUrl).hostname) && isLoopback(asked.hostname) ? [asked.origin] : []
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

/** better-auth's words to our log. Of what it adds only errors are taken: the rest may hold addresses of people. */
function tell(log: Logger, level: 'info' | 'warn' | 'error' | 'debug', message: string, details: readonly unknown[]): void {
  const err = details.find(detail => detail instanceof Error)
  const isRefusal = err?.name === 'APIError'
  log[level === 'error' && isRefusal ? 'debug' : level](
    { from: 'better-auth', ...(err === undefined || isRefusal ? {} : { err }) },
    message,
  )
}
