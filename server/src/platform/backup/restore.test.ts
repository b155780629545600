import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pino from 'pino'
import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { restore } from './restore.ts'

const folder = await mkdtemp(join(tmpdir(), 'lintas-restore-'))
const home = join(folder, 'home')
const packed = gzipSync(Buffer.from('LINTAS BACKUP 1\n\0\0\0\u0003{"k'), { level: 0 })

test.each<[string, Buffer | undefined, RegExp]>([
  ['is not there', undefined, /ENOENT/],
  ['is something else', Buffer.from('a letter'), /does not unpack/],
  ['was cut off', packed.subarray(0, -12), /does not unpack/],
  ['unpacks to no heading', packed, /does not unpack/],
])('a backup that %s is refused by name, and the home stays as empty as it was', async (what, bytes, named) => {
  const file = join(folder, what)
  if (bytes !== undefined) await writeFile(file, bytes)
  const config = { ...readConfig({}), home }
  await expect(restore(config, file, pino({ level: 'silent' }))).rejects.toThrow(named)
  expect(existsSync(home)).toBe(false)
})
