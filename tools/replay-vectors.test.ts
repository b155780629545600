import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Count, countVectors, replayVectors } from './replay-vectors.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Answer {
  readonly cases: number
  readonly counts: readonly Count[]
  readonly different: readonly unknown[]
  readonly replayedByTests: readonly string[]
}

const { status, stdout, stderr } = spawnSync('node', ['tools/vectors.ts', '--json'], { cwd: root, encoding: 'utf8' })

test('every vector is replayed, each with its source, and none differs', () => {
  expect(stderr).toBe('')
  const { cases, counts, different, replayedByTests }: Answer = JSON.parse(stdout)
  expect(different).toEqual([])
  expect(status).toBe(0)
  expect(counts.reduce((sum, count) => sum + count.cases, 0)).toBe(cases)
  expect(counts.filter(count => count.source.trim() === '')).toEqual([])
  const folders = readdirSync(new URL('../vectors', import.meta.url))
  expect([...new Set([...counts.map(count => count.kind), ...replayedByTests])].toSorted()).toEqual(folders.toSorted())
  expect(replayedByTests.filter(folder => /assessment|valuation|rules|journey|codes|merkle/.test(folder))).toEqual([])
})

test('all eleven states have vectors of what they charge', () => {
  const { counts }: Answer = JSON.parse(stdout)
  const states = counts.filter(count => count.kind === 'assessment').map(count => count.state)
  expect([...new Set(states)]).toEqual(['BN', 'ID', 'KH', 'LA', 'MM', 'MY', 'PH', 'SG', 'TH', 'TL', 'VN'])
})

test('a case that differs is shown and counted, and the others are replayed all the same', () => {
  const place = { kind: 'assessment', file: 'a.json', about: '', state: 'TH', source: 'a gazette' } as const
  const replayed = replayVectors([
    { ...place, name: 'wrong', replay: () => expectSame('7', '10') },
    { ...place, name: 'right', replay: () => expectSame('7', '7') },
    { ...place, name: 'of no state', state: undefined, source: 'a standard', replay: () => expectSame('7', '7') },
  ])
  expect(replayed.map(each => each.difference)).toEqual(['given 7, needs 10', undefined, undefined])
  expect(countVectors(replayed)).toEqual([
    { kind: 'assessment', state: 'TH', source: 'a gazette', cases: 2, different: 1 },
    { kind: 'assessment', state: 'any', source: 'a standard', cases: 1, different: 0 },
  ])
})

function expectSame(given: string, needed: string): void {
  if (given !== needed) throw new Error(`given ${given}, needs ${needed}`)
}
