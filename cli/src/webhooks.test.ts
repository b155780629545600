import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isSigned } from './webhook-message.ts'

const root = join(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'lintas-webhooks-'))
afterAll(() => rmSync(home, { recursive: true }))

function start(...args: readonly string[]) {
  const child = spawn(join(root, 'lintas'), ['webhooks', ...args, '--json'], {
    cwd: root,
    env: { ...process.env, LINTAS_HOME: home, LINTAS_PORT: '0' },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', data => (stdout += data))
  const said = (text: string) =>
    new Promise<void>(resolve =>
      child.stderr.on('data', data => {
        stderr += data
        if (stderr.includes(text)) resolve()
      }),
    )
  const ended = new Promise<{ code: number | null; answers: Record<string, unknown>[] }>(resolve =>
    child.once('close', code =>
      resolve({
        code,
        answers: stdout
          .split('\n')
          .slice(0, -1)
          .map(line => JSON.parse(line)),
      }),
    ),
  )
  return { said, ended }
}

const lintas = (...args: readonly string[]) => start(...args).ended

test('a developer listens, is told, sees the signature hold, and leaves nothing behind', async () => {
  const listening = start('listen', '--state', 'VN', '--count', '1')
  await listening.said('listening at')
  const [address] = (await lintas('list', '--state', 'VN')).answers
  expect(address).toMatchObject({ status: 'active', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/) })
  expect((await lintas('ping', String(address?.id), '--state', 'VN')).code).toBe(0)
  expect(await listening.ended).toMatchObject({ code: 0, answers: [{ type: 'webhook.ping', signed: true, data: { state: 'VN' } }] })
  expect(await lintas('list', '--state', 'VN')).toEqual({ code: 0, answers: [] })
}, 120_000)

test('a message that was changed, is old, or is signed with another secret is not taken for signed', () => {
  const [secret, id, body, now] = ['whsec_c2VjcmV0', 'msg_1', '{"type":"webhook.ping"}', 1_800_000_000_000]
  const sign = (at: number, key = 'secret') => ({
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`,
  })
  expect(isSigned(secret, sign(now / 1000), body, now)).toBe(true)
  expect(isSigned(secret, sign(now / 1000), `${body} `, now)).toBe(false)
  expect(isSigned(secret, sign(now / 1000 - 301), body, now)).toBe(false)
  expect(isSigned(secret, sign(now / 1000, 'another'), body, now)).toBe(false)
  expect(isSigned(secret, {}, body, now)).toBe(false)
})
