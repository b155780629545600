import { join } from 'node:path'
import type { State } from '@lintas/customs/reference'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { createDatabases, type DatabaseRole, type DatabaseServer, databaseOf, prepareDatabases, roleUrl } from './databases.ts'
import { type Migration, readMigrations } from './migrate.ts'
import { holdPostgres } from './postgres/index.ts'
import { keepSecret } from './secrets.ts'

/** Where each state's database is, ready to be used. */
export interface StateDatabases {
  urlOf(state: State, role: DatabaseRole): string
  /** Lets go of the embedded server, where it is used. */
  release(): Promise<void>
  /** The same, leaving it running. */
  leave(): Promise<void>
}

/**
 * Opens the databases of some states: on the server that the operator named, else on the embedded one.
 *
 * They exist and are up to date when this answers. With `only` they are new, went through those migrations alone, and a
 * database that stood there before is refused.
 */
export async function openDatabases(
  config: Config,
  states: readonly State[],
  log: Logger,
  { only }: { readonly only?: readonly Migration[] } = {},
): Promise<StateDatabases> {
  const needsEmbedded = config.databaseUrl === undefined && states.some(state => config.databaseUrls[state] === undefined)
  const embedded = needsEmbedded ? await holdPostgres({ folder: join(config.home, 'postgres'), log }) : undefined
  try {
    const places = new Map<State, Place>()
    for (const state of states) {
      const url = config.databaseUrls[state] ?? config.databaseUrl ?? embedded?.urlOf('postgres')
      if (url !== undefined) places.set(state, await placeAt(url, config, state))
    }
    await prepare([...places.values()], only, log)
    return {
      urlOf(state, role) {
        const place = places.get(state)
        if (place === undefined) throw new Error(`given ${state}, needs one of ${states.join(', ')}`)
        return roleUrl(place.server, place.database, role)
      },
      release: async () => embedded?.release(),
      leave: async () => embedded?.leave(),
    }
  } catch (cause) {
    await embedded?.release()
    throw cause
  }
}

interface Place {
  readonly server: DatabaseServer
  readonly database: string
  /** Tells two servers apart. */
  readonly origin: string
}

/** A URL of one state may name its database; a URL for all of them cannot, since each state has its own. */
async function placeAt(url: string, config: Config, state: State): Promise<Place> {
  const named = new URL(config.databaseUrls[state] ?? 'postgres:').pathname.slice(1)
  const given = new URL(url)
  // Without a password in the URL the server trusts whoever comes from here; the roles get passwords all the same.
  const secret = decodeURIComponent(given.password) || (await keepSecret(join(config.home, 'database-secret')))
  const server: DatabaseServer = {
    secret,
    urlOf(database) {
      const there = new URL(url)
      there.pathname = `/${database}`
      return there.href
    },
  }
  const isAdministrators = named === '' || named === 'postgres'
  return { server, database: isAdministrators ? databaseOf(state) : named, origin: `${given.username}@${given.host}${given.search}` }
}

async function prepare(places: readonly Place[], only: readonly Migration[] | undefined, log: Logger): Promise<void> {
  for (const origin of new Set(places.map(place => place.origin))) {
    const here = places.filter(place => place.origin === origin)
    const [first] = here
    if (first === undefined) continue
    const names = here.map(place => place.database)
    if (only === undefined) await prepareDatabases(first.server, names, await readMigrations(), log)
    else await createDatabases(first.server, names, only)
  }
}
