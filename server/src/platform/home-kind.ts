import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

const MARK = 'in-service'

/** Remembers that a home serves a state for real, so that no command ever makes a demonstration of it. */
export async function markInService(home: string): Promise<void> {
  await writeFile(join(home, MARK), 'A node of this home was started outside the sandbox.\n', { mode: 0o600 })
}

/**
 * Why a command must not start a demonstration region of its own in this home; undefined where it may.
 *
 * A demonstration makes eleven databases and accounts that everybody knows: not on an operator's server, nor beside a node in service,
 * unless the operator says with `LINTAS_SANDBOX=1` that this is what the home is for.
 */
export function whyNoDemonstration({ home, sandbox, databaseUrl, databaseUrls }: Config): string | undefined {
  if (sandbox === true) return undefined
  if (sandbox === false) return 'LINTAS_SANDBOX says that this is no sandbox'
  if (existsSync(join(home, MARK))) return 'this home serves a state for real'
  if (databaseUrl !== undefined || Object.keys(databaseUrls).length > 0) return 'the database server is your own'
  return undefined
}
