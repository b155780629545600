import { expect, test } from 'vitest'
import { openCommandLine } from './testing/command-line.ts'

const commands = openCommandLine('sandbox')

async function lintas(...args: readonly string[]) {
  const { code, objects } = await commands.lintas(...args)
  return { code, answer: (code === 0 && args.includes('--json') ? objects<Readonly<Record<string, unknown>>>()[0] : undefined) ?? {} }
}

test('a clock that was set is kept from one command to the next, for one state alone', async () => {
  const set = await lintas('sandbox', 'clock', '--state', 'VN', '--set', '2027-03-01T00:00:00Z', '--json')
  expect(set).toMatchObject({ code: 0, answer: { state: 'VN', today: '2027-03-01', moved: true } })
  expect(set.answer.started).toContain('risk-day-secrets')
  const read = await lintas('sandbox', 'clock', '--state', 'VN', '--json')
  expect(read.answer).toMatchObject({ today: '2027-03-01', moved: true })
  expect((await lintas('sandbox', 'clock', '--state', 'SG', '--json')).answer).toMatchObject({ moved: false })
  expect((await lintas('sandbox', 'clock', '--state', 'VN', '--real', '--json')).answer).toMatchObject({ moved: false })
}, 90_000)

test('an instant that is none is wrong use', async () => {
  expect((await lintas('sandbox', 'clock', '--state', 'VN', '--set', 'soon')).code).toBe(2)
})
