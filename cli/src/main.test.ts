import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const scratch = mkdtempSync(join(tmpdir(), 'lintas-cli-'))
const command = join(import.meta.dirname, '../../lintas')
const home = join(scratch, 'home')

afterAll(() => rmSync(scratch, { recursive: true }))

interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

async function lintas(args: readonly string[], { at = home, as = command } = {}): Promise<Outcome> {
  const child = spawn(as, args, { env: { ...process.env, LINTAS_HOME: at, LINTAS_PORT: '0' } })
  const out = { stdout: '', stderr: '' }
  child.stdout.on('data', data => (out.stdout += data))
  child.stderr.on('data', data => (out.stderr += data))
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  return { code, ...out }
}

test.each([
  ['a command that does not exist', ['cleer']],
  ['an option that does not exist', ['accounts', '--jason']],
  ['a state that is none of the eleven', ['database-url', '--state', 'XX']],
  ['an option that is missing', ['database-url']],
  ['an argument that is missing', ['backup']],
])('%s is wrong use: exit code 2, and nothing on standard output', async (_, args) => {
  const { code, stdout, stderr } = await lintas(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).not.toBe('')
})

test('help is an answer: exit code 0, on standard output', async () => {
  const { code, stdout } = await lintas(['--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('Usage: lintas')
})

test('it runs through a symbolic link, from anywhere', async () => {
  const link = join(scratch, 'linked')
  symlinkSync(command, link)
  expect((await lintas(['--help'], { as: link })).code).toBe(0)
})

test('a restore of what is no backup is refused and leaves nothing', async () => {
  const at = join(scratch, 'empty')
  const { code, stdout, stderr } = await lintas(['restore', command, '--json'], { at })
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain('no backup')
  expect(() => statSync(at)).toThrow()
})

test('three commands at once in an empty home share one region, and all are answered', async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => lintas(['accounts', '--json', '--state', 'VN'])))
  expect(outcomes.map(each => each.code)).toEqual([0, 0, 0])
  const [first, ...others] = outcomes.map(each => JSON.parse(each.stdout))
  expect(first).toHaveLength(8)
  for (const other of others) expect(other).toEqual(first)
})

test('whoever asks one state has its node alone started; who asks another meanwhile waits, and all are answered', async () => {
  const at = join(scratch, 'asked')
  const outcomes = await Promise.all(['SG', 'VN', 'SG'].map(state => lintas(['rates', 'list', '--state', state], { at })))
  expect(outcomes.map(each => each.code)).toEqual([0, 0, 0])
  const accounts = JSON.parse(readFileSync(join(at, 'accounts.json'), 'utf8')) as { state: string }[]
  expect(new Set(accounts.map(each => each.state))).toEqual(new Set(['SG', 'VN']))
})

test('what a home keeps is readable by its owner alone', () => {
  expect(statSync(home).mode & 0o077).toBe(0)
  expect(statSync(join(home, 'accounts.json')).mode & 0o077).toBe(0)
})

test('a region in the foreground answers commands, tells what to open, and refuses a second one', async () => {
  const child = spawn(command, ['start'], {
    env: { ...process.env, LINTAS_HOME: home, LINTAS_PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', data => (said += data))
  try {
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/open http:\/\/localhost:\d+/)
    const note = JSON.parse(readFileSync(join(home, 'region.json'), 'utf8')) as { pid: number }
    expect(note.pid).toBe(child.pid)
    const [second, accounts] = await Promise.all([lintas(['start']), lintas(['accounts', '--json'])])
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining('runs already')])
    expect([accounts.code, JSON.parse(accounts.stdout).length]).toEqual([0, 88])
  } finally {
    child.kill('SIGINT')
  }
  expect(await new Promise(resolve => child.once('close', resolve))).toBe(0)
})
