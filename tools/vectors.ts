/**
 * `npm run vectors`: replays every vector below `vectors/` with the code that runs, and prints how many there are by state, kind and source.
 * `-- --json` prints one JSON object instead. Ends with 1 where one differs, and shows it.
 *
 * What can only be replayed against a running node is replayed by `npm test`, and named here.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listDomainCases } from '../customs/src/testing/index.ts'
import { listMerkleCases } from '../server/src/platform/testing/merkle-vectors.ts'
import { type Count, countVectors, replayVectors } from './replay-vectors.ts'

const started = performance.now()
const replayed = replayVectors([...listDomainCases(), ...listMerkleCases()])
const counts = countVectors(replayed)
const different = replayed.filter(each => each.difference !== undefined)
const left = listFolders().filter(folder => !counts.some(({ kind }) => kind === folder))

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ cases: replayed.length, counts, different, replayedByTests: left }))
} else {
  for (const [state, own] of Map.groupBy(counts, count => count.state)) printState(state, own)
  for (const { kind, file, name, difference } of different) console.log(`\n✗ ${kind}/${file}: ${name}\n${difference}`)
  if (left.length > 0) console.log(`\nneed a node, replayed by npm test: ${left.map(folder => `vectors/${folder}`).join(', ')}`)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`\nvectors: ${replayed.length - different.length} as expected, ${different.length} different, in ${seconds} s`)
}
process.exitCode = different.length === 0 ? 0 : 1

function printState(state: string, counts: readonly Count[]): void {
  console.log(`${state}  ${counts.reduce((sum, { cases }) => sum + cases, 0)}`)
  for (const { kind, source, cases, different: wrong } of counts) {
    console.log(`  ${kind.padEnd(10)} ${String(cases).padStart(4)}  ${source}${wrong === 0 ? '' : `  (${wrong} different)`}`)
  }
}

function listFolders(): readonly string[] {
  const root = join(fileURLToPath(import.meta.url), '../../vectors')
  return readdirSync(root, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []))
}
