import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'lintas-administrator-'))
const env = { ...process.env, LINTAS_HOME: home, LINTAS_PORT: '0', LINTAS_LOG_LEVEL: 'silent' }
const running: ChildProcess[] = []
afterAll(async () => {
  for (const child of running) {
    child.kill('SIGTERM')
    await new Promise(resolve => child.once('close', resolve))
  }
  rmSync(home, { recursive: true })
})

async function lintas(...args: readonly string[]): Promise<{ code: number | null; answer: Record<string, string> }> {
  const child = spawn(join(root, 'lintas'), args, { cwd: root, env })
  let stdout = ''
  child.stdout.on('data', data => (stdout += data))
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  return { code, answer: stdout.startsWith('{') ? JSON.parse(stdout) : {} }
}

/** Serves the node for real and answers where. */
async function serve(): Promise<string> {
  const child = spawn(join(root, 'lintas'), ['serve', '--state', 'SG'], { cwd: root, env })
  running.push(child)
  let said = ''
  for await (const data of child.stderr) {
    said += data
    const at = /serving SG at (\S+)/.exec(said)?.[1]
    if (at !== undefined) return at
  }
  throw new Error(`lintas serve said: ${said}`)
}

test('a node in service gets its administrator and its checker by the command, and each signs in as what they are', async () => {
  const make = (role: string) =>
    lintas('administrator', '--state', 'SG', '--email', `${role}@customs.example`, '--name', role, '--role', role, '--json')
  const made = [await make('administrator'), await make('checker')]
  expect(made.map(each => each.code)).toEqual([0, 0])
  expect((await make('checker')).code).toBe(1)
  expect((await lintas('administrator', '--state', 'SG', '--email', 'nobody', '--name', 'x')).code).toBe(2)

  const node = await serve()
  for (const { answer } of made) {
    const signedIn = await fetch(`${node}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(node).origin },
      body: JSON.stringify({ email: answer.email, password: answer.password }),
    })
    expect([signedIn.status, ((await signedIn.json()) as { role: string }).role]).toEqual([200, answer.role])
  }
}, 120_000)
