/**
 * `npm test`: types, lint, unused code, then every test. Each gate runs even when an earlier one failed, so that one run tells all.
 * The last line is `tests: N passed, N failed, N skipped`; a failed gate counts as a failed test.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './chromium.ts'

const root = join(fileURLToPath(import.meta.url), '../..')
const PROJECTS = ['customs', 'customs/tsconfig.test.json', 'contract', 'server', 'cli', 'web', 'tools']

const gates: readonly (readonly [string, readonly string[]])[] = [
  ...PROJECTS.map(project => [`types of ${project}`, ['tsc', '-p', project]] as const),
  ['lint and format', ['biome', 'check', '--error-on-warnings', '.']],
  ['nothing unused', ['knip', '--no-progress']],
]

let failedGates = 0
for (const [name, [command = '', ...args]] of gates) {
  const started = performance.now()
  const { status } = run(command, args)
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  if (status !== 0) failedGates += 1
}

const chromium = ensureChromium()
if (chromium === undefined && process.env.CI === 'true') {
  console.log('✗ Chromium is needed for the browser tests under CI=true and could not be installed')
  failedGates += 1
}

const scratch = mkdtempSync(join(tmpdir(), 'lintas-test-'))
const report = join(scratch, 'report.json')
run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)], {
  ...(chromium === undefined ? {} : { LINTAS_CHROMIUM: chromium }),
})
const counts = readCounts(report)
rmSync(scratch, { recursive: true, force: true })

const failed = counts.failed + failedGates
console.log(`\ntests: ${counts.passed + gates.length - failedGates} passed, ${failed} failed, ${counts.skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1

function run(command: string, args: readonly string[], env: Record<string, string> = {}) {
  return spawnSync(join(root, 'node_modules/.bin', command), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
}

/** A run that left no report, or a file that failed before its first test, is a failure too. */
function readCounts(file: string): { passed: number; failed: number; skipped: number } {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites, success } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    const failed = numFailedTests > 0 || success ? numFailedTests : Math.max(1, numFailedTestSuites)
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
