import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

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

/** 192 bits, in letters that need no escaping in a URL or a shell. */
export function randomSecret(): string {
  return randomBytes(24).toString('base64url')
}
