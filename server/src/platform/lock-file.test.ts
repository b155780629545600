import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Lock, tryLock, waitForLock, withLock } from './lock-file.ts'
import { markOf } from './processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'lintas-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function take(path: string): Promise<Lock> {
  const lock = await tryLock(path)
  if ('heldBy' in lock) throw new Error('held')
  return lock
}

test('a lock that is held tells by whom, and is free again when it is let go', async () => {
  const path = join(folder, 'one')
  const lock = await take(path)
  expect(await tryLock(path)).toEqual({ heldBy: expect.objectContaining({ pid: process.pid }) })
  await lock.release()
  await (await take(path)).release()
})

test('a lock whose holder is gone falls to the next, and so does one that was never written to the end', async () => {
  const path = join(folder, 'gone')
  const child = spawn('sleep', ['60'])
  const mark = markOf(child.pid ?? 0)
  child.kill('SIGKILL')
  await once(child, 'exit')
  for (const content of [JSON.stringify(mark), '{"pid":', '']) {
    writeFileSync(path, content)
    await (await take(path)).release()
  }
})

test('a process that got the number of a dead holder does not hold its lock', async () => {
  const path = join(folder, 'reused')
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: '1' }))
  await (await take(path)).release()
})

test('of many that want it at once, one at a time has it', async () => {
  const path = join(folder, 'many')
  let [inside, most, turns] = [0, 0, 0]
  const turn = () =>
    withLock(path, 20_000, async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise(resolve => setImmediate(resolve))
      inside -= 1
      turns += 1
    })
  await Promise.all(Array.from({ length: 8 }, turn))
  expect([most, turns]).toEqual([1, 8])
})

test('whoever waits too long is told for whom', async () => {
  const path = join(folder, 'patience')
  const lock = await take(path)
  await expect(waitForLock(path, 10)).rejects.toThrow(`held by process ${process.pid}`)
  await lock.release()
})

test('nothing but locks is left behind', () => {
  expect(readdirSync(folder)).toEqual([])
})
