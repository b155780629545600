import { join, resolve } from 'node:path'
import { STATES, type State } from '@lintas/customs/reference'
import ipaddr from 'ipaddr.js'

/** Where the clone stands: law, migrations and the web's sources are found below it. */
export const CLONE = resolve(import.meta.dirname, '../../..')

export interface Config {
  /** Everything this installation keeps: the database, keys, accounts, the built web. */
  readonly home: string
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** What the world calls this server, without a trailing slash; absent where nobody said. */
  readonly baseUrl?: string
  /** Addresses and networks of the proxies in front, whose word on where a request came from is believed; none where nobody said. */
  readonly trustProxy: readonly string[]
  /** A PostgreSQL server of your own instead of the embedded one; its user may create roles and databases. */
  readonly databaseUrl?: string
  /** The database of one state, by URL; comes before `databaseUrl`. */
  readonly databaseUrls: Readonly<Partial<Record<State, string>>>
  /** Who vouches for people at a node, beside the node itself; by OpenID Connect. */
  readonly identityProviders: Readonly<Partial<Record<State, IdentityProvider>>>
  /** Requests a minute of an account and of an address; absent for as many as come, as on a machine of one's own. */
  readonly limits: { readonly account?: number; readonly address?: number }
  /** Where figures are answered, beside the API; absent where nobody asked for them. */
  readonly metrics?: { readonly host: string; readonly port: number }
  /** Where traces are sent; absent where nobody asked for them. */
  readonly traces?: string
  /** Absent where nobody asked for one: a server then says more than a command does. */
  readonly logLevel?: string
  /** Scripted outcomes, a movable clock, demonstration accounts. A region that only this machine reaches is one; others are not unless told. */
  readonly sandbox?: boolean
  /** How many bytes of documents a declaration may hold. */
  readonly documentQuotaBytes?: number
}

/** An OpenID Connect provider, and what a node is to it. */
export interface IdentityProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** As people know it: what the button says. */
  readonly name: string
}

/**
 * The one place that reads the environment.
 *
 * A value that makes no sense is thrown at once, naming the variable: an operator mends it before anything has started.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const databaseUrls = Object.fromEntries(
    STATES.map(state => [state, urlIn(env, `LINTAS_DATABASE_URL_${state}`)] as const).filter(([, url]) => url !== undefined),
  )
  const baseUrl = baseUrlIn(env)
  const databaseUrl = urlIn(env, 'LINTAS_DATABASE_URL')
  const sandbox = env.LINTAS_SANDBOX
  const documentQuotaBytes = megabytesIn(env, 'LINTAS_DOCUMENT_QUOTA_MB')
  const host = env.LINTAS_HOST || '127.0.0.1'
  const isOpen = !isLoopback({ host, ...(baseUrl === undefined ? {} : { baseUrl }) })
  const metricsPort = env.LINTAS_METRICS_PORT
  const traces = urlIn(env, 'OTEL_EXPORTER_OTLP_ENDPOINT')
  return {
    home: resolve(env.LINTAS_HOME || join(CLONE, '.lintas')),
    host,
    port: portIn(env.LINTAS_PORT),
    limits: {
      ...limitIn(env, 'account', 'LINTAS_LIMIT_ACCOUNT', isOpen ? 3_000 : 0),
      ...limitIn(env, 'address', 'LINTAS_LIMIT_ADDRESS', isOpen ? 300 : 0),
    },
    trustProxy: proxiesIn(env.LINTAS_TRUST_PROXY),
    databaseUrls,
    identityProviders: Object.fromEntries(STATES.flatMap(state => identityProviderIn(env, state))),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(env.LINTAS_LOG_LEVEL ? { logLevel: env.LINTAS_LOG_LEVEL } : {}),
    ...(documentQuotaBytes === undefined ? {} : { documentQuotaBytes }),
    ...(metricsPort ? { metrics: { host: env.LINTAS_METRICS_HOST || '127.0.0.1', port: portIn(metricsPort, 'LINTAS_METRICS_PORT') } } : {}),
    ...(traces === undefined ? {} : { traces }),
    ...(sandbox ? { sandbox: sandbox !== '0' && sandbox !== 'false' } : {}),
  }
}

/** Whether only this machine reaches the server: what is for trying out stays at home. */
export function isLoopback({ host, baseUrl }: Pick<Config, 'host' | 'baseUrl'>): boolean {
  const hosts = [host, ...(baseUrl === undefined ? [] : [new URL(baseUrl).hostname])]
  return hosts.every(each => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(each))
}

function urlIn(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const text = env[name]
  if (!text) return undefined
  if (!URL.canParse(text)) throw new Error(`${name} is set but is no URL`)
  return text
}

/** Where the world reaches the server. Pages and cookies are laid out from the root of that address, so that it has no path of its own. */
function baseUrlIn(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const text = urlIn(env, 'LINTAS_BASE_URL')
  if (text === undefined) return undefined
  const url = new URL(text)
  if (!['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new Error(`LINTAS_BASE_URL is '${text}', needs scheme and host alone, such as https://customs.example`)
  return url.origin
}

/** `LINTAS_OIDC_ISSUER` and its kin; `LINTAS_OIDC_ISSUER_VN` for one state comes before the one for all. */
function identityProviderIn(
  env: Readonly<Record<string, string | undefined>>,
  state: State,
): readonly (readonly [State, IdentityProvider])[] {
  const read = (name: string) => env[`${name}_${state}`] || env[name]
  const issuer = urlIn(env, `LINTAS_OIDC_ISSUER_${state}`) ?? urlIn(env, 'LINTAS_OIDC_ISSUER')
  if (issuer === undefined) return []
  const clientId = read('LINTAS_OIDC_CLIENT_ID')
  const clientSecret = read('LINTAS_OIDC_CLIENT_SECRET')
  if (clientId === undefined || clientSecret === undefined)
    throw new Error('LINTAS_OIDC_ISSUER is set, needs LINTAS_OIDC_CLIENT_ID and LINTAS_OIDC_CLIENT_SECRET beside it')
  return [
    [state, { issuer: issuer.replace(/\/+$/, ''), clientId, clientSecret, name: read('LINTAS_OIDC_NAME') ?? new URL(issuer).hostname }],
  ]
}

function proxiesIn(text: string | undefined): readonly string[] {
  const proxies = (text ?? '').split(',').map(each => each.trim())
  const given = proxies.filter(each => each !== '')
  const stranger = given.find(each => !(ipaddr.isValid(each) || ipaddr.isValidCIDR(each)))
  if (stranger !== undefined)
    throw new Error(`LINTAS_TRUST_PROXY names '${stranger}', needs addresses or networks such as 10.0.0.0/8, separated by commas`)
  return given
}

function megabytesIn(env: Readonly<Record<string, string | undefined>>, name: string): number | undefined {
  const text = env[name]
  if (!text) return undefined
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${name} is '${text}', needs a whole number of megabytes`)
  return Number(text) * 1_000_000
}

/** Requests a minute; 0 for as many as come. */
function limitIn(
  env: Readonly<Record<string, string | undefined>>,
  of: 'account' | 'address',
  name: string,
  usual: number,
): { readonly [each in 'account' | 'address']?: number } {
  const limit = env[name] ? Number(env[name]) : usual
  if (!Number.isInteger(limit) || limit < 0) throw new Error(`${name} is '${env[name]}', needs a whole number, 0 for no limit`)
  return limit === 0 ? {} : { [of]: limit }
}

function portIn(text: string | undefined, name = 'LINTAS_PORT'): number {
  if (!text) return 3000
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} is '${text}', needs a number from 0 to 65535`)
  return port
}
