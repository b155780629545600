import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Secrets } from './node.ts'

/** The secrets below a folder, each in its file. */
export function secretsIn(folder: string): Secrets {
  return {
    keep: (name, make) => keepSecret(join(folder, name), make),
    replace: (name, change) => replaceSecret(join(folder, name), change),
  }
}

/**
 * The content of a file only its owner may read; written by `make` when it is not there yet.
 *
 * Two processes that ask at once get the same secret: the file is linked into place whole, the slower one reads the faster one's.
 */
export async function keepSecret(path: string, make: () => string = randomSecret): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.${randomUUID()}`
  await writeFile(aside, make(), { mode: 0o600, flush: true })
  await link(aside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(aside)
  return await readFile(path, 'utf8')
}

/**
 * Changes a secret that is there: the new content is put in the place of the old in one step, so that nobody ever reads half of it.
 *
 * Two that change it at once must not happen: whoever calls holds a lock in the database.
 */
async function replaceSecret(path: string, change: (before: string) => Promise<string>): Promise<string> {
  const after = await change(await readFile(path, 'utf8'))
  const aside = `${path}.${randomUUID()}`
  await writeFile(aside, after, { mode: 0o600, flush: true })
  await rename(aside, path)
  return after
}

/** 192 bits, in letters that need no escaping in a URL or a shell. */
export function randomSecret(): string {
  return randomBytes(24).toString('base64url')
}
