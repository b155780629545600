import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, relative, sep } from 'node:path'

/** What a home holds that is not worth a place in a backup: the database has its own, the rest is made anew. */
const LEFT_OUT = ['postgres', 'web', 'web.next', 'database-secret', 'region.json', 'region.lock', 'region.guests', 'restoring']

/** The keys, secrets and accounts of a home, by path below it. */
export async function listHomeFiles(home: string): Promise<readonly string[]> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(home, join(entry.parentPath, entry.name)))
    .filter(path => !LEFT_OUT.includes(path.split(sep)[0] ?? ''))
    .sort()
}

export async function readHomeFile(home: string, path: string): Promise<Uint8Array> {
  return await readFile(join(home, path))
}

export async function writeHomeFile(home: string, path: string, content: Uint8Array): Promise<void> {
  const target = normalize(join(home, path))
  if (!target.startsWith(home + sep)) throw new Error(`the backup is damaged: it holds a file outside its home, ${path}`)
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await writeFile(target, content, { mode: 0o600, flush: true })
}

/** What stands in a folder that should be empty; an absent one is as good as empty. */
export async function listEntries(folder: string): Promise<readonly string[]> {
  const exists = await stat(folder).then(
    () => true,
    () => false,
  )
  return exists ? await readdir(folder) : []
}
