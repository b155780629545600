import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LedgerDayAnswer, Scenario } from '@lintas/contract'
import type { Command } from 'commander'
import type { RegionClient } from './client.ts'
import { Refused } from './refused.ts'
import { readScenario } from './scenario.ts'
import { listDifferences } from './scenario-expect.ts'
import { printLedgers } from './scenario-ledger.ts'
import { orderScenarios, refuseClosed, type ScenarioFile } from './scenario-order.ts'
import { openStage, type Stage } from './scenario-stage.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('run')
    .description(
      'Play a scenario on a sandbox: acts of the API as its demonstration accounts, on days its clock is set to, each held to its expected outcome; then print the ledgers it names.',
    )
    .argument('<files...>', 'scenarios, such as examples/regimes/vn-warehouse.json')
    .option('--json', 'print one JSON object a file')
    .action(run)
}

/** What came of a step, and how it differs from what was expected. */
export interface Played {
  readonly say: string
  readonly differences: readonly string[]
}

async function run(files: readonly string[], { json }: { readonly json?: true }): Promise<void> {
  const given = await Promise.all(files.map(async file => ({ file, scenario: readScenario(await readText(file), file) })))
  const ordered = orderScenarios(given)
  await withRegion(async region => {
    refuseClosed(ordered, await readClosed(region, ordered))
    for (const { file, scenario } of ordered) {
      const stage = openStage(region, scenario, name => readText(join(dirname(file), name)))
      try {
        await play(stage, scenario, file, json === true)
      } finally {
        await stage.backToToday()
      }
    }
  })
}

/** The last day that is closed in the ledger of each state whose days matter to some scenario. */
async function readClosed(region: RegionClient, files: readonly ScenarioFile[]): Promise<ReadonlyMap<string, string>> {
  const states = [...new Set(files.flatMap(({ scenario }) => (scenario.onOwnDays === true ? [scenario.state] : [])))]
  const closed = await Promise.all(
    states.map(async state => {
      const { items } = await region
        .node(state)
        .as('supervisor')
        .get<{ readonly items: readonly Pick<LedgerDayAnswer, 'day'>[] }>('/api/v1/ledger/days?limit=1')
      return items.map(({ day }): [string, string] => [state, day])
    }),
  )
  return new Map(closed.flat())
}

/** Plays the steps in order, and stops at the first that does not come out as expected. */
async function play(stage: Stage, scenario: Scenario, file: string, asJson: boolean): Promise<void> {
  const played: Played[] = []
  if (!asJson) console.log(`${file}: ${scenario.title}\n`)
  for (const step of scenario.steps) {
    const done = await stage.play(step)
    const differences = listDifferences(step, done, stage.memory)
    played.push({ say: done.say, differences })
    if (!asJson) console.log(`${differences.length === 0 ? '✓' : '✗'} ${stage.today} ${done.say}`)
    if (differences.length > 0) break
  }
  const differences = played.flatMap(each => each.differences)
  if (differences.length > 0) process.exitCode = 1
  const ledgers = differences.length > 0 ? [] : await printLedgers(stage, scenario, stage.memory)
  if (asJson)
    console.log(JSON.stringify({ file, title: scenario.title, steps: played, differences, ledgers: ledgers.map(each => each.data) }))
  else {
    for (const difference of differences) console.log(`  ${difference}`)
    for (const { text } of ledgers) console.log(`\n${text}`)
  }
}

async function readText(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    throw new Refused(`${file} cannot be read: ${failure.code ?? 'unknown reason'}`)
  })
}
