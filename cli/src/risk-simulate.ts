import { writeFile } from 'node:fs/promises'
import type { RiskSimulation } from '@lintas/contract'
import { STRATEGIES, simulate } from '@lintas/customs/targeting'
import { type Command, InvalidArgumentError } from 'commander'
import { readPast } from './inspection-file.ts'
import { Refused } from './refused.ts'

/** The same lot each time, so that two runs say the same. */
const SEED = 2020

export function registerSimulate(risk: Command): void {
  risk
    .command('simulate')
    .description('Replay a past as if only a share could be inspected: what each strategy finds when it knows nothing but what it found.')
    .requiredOption('--history <files...>', 'CSV of past items, all inspected')
    .option('--months <count>', 'how many months', readCount, 12)
    .option('--rate <percent>', 'the share of each day’s items that is inspected, in per cent', readPercent, 0.05)
    .option('--svg <file>', 'draw it')
    .option('--json', 'as one JSON object')
    .action(run)
}

interface Choices {
  readonly history: readonly string[]
  readonly months: number
  readonly rate: number
  readonly svg?: string
  readonly json?: true
}

async function run({ history, months, rate, svg, json }: Choices): Promise<void> {
  const items = (await readPast(history)).map(item => {
    if (item.isFraud === undefined)
      throw new Refused('a simulation needs a past in which everything was inspected; some rows say nothing of Fraud')
    return { ...item, isFraud: item.isFraud }
  })
  const strategies = STRATEGIES.map(strategy => {
    console.error(`simulating ${strategy.strategy}`)
    return simulate({ items, rate, months, seed: SEED }, strategy)
  })
  const found: RiskSimulation = { rows: items.length, rate, strategies }
  if (svg !== undefined) {
    const { drawSimulation } = await import('./risk-chart.ts')
    await writeFile(svg, drawSimulation(found))
  }
  console.log(json ? JSON.stringify(found) : tableOf(found).join('\n'))
}

/** The share of inspections that found something, by month; Markdown. */
export function tableOf({ strategies }: RiskSimulation): readonly string[] {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`
  const months = strategies[0]?.months.map(({ month }) => month) ?? []
  return [
    `| | ${strategies.map(({ strategy }) => strategy).join(' | ')} |`,
    `|---|${strategies.map(() => '---').join('|')}|`,
    ...months.map((month, at) => `| ${month} | ${strategies.map(({ months: its }) => percent(its[at]?.precision ?? 0)).join(' | ')} |`),
    `| all inspections | ${strategies.map(({ precision }) => percent(precision)).join(' | ')} |`,
    `| of all that was wrong | ${strategies.map(({ recall }) => percent(recall)).join(' | ')} |`,
    `| of its revenue | ${strategies.map(({ revenueRecall }) => percent(revenueRecall)).join(' | ')} |`,
  ]
}

function readCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > 120) throw new InvalidArgumentError('needs a number of months from 1 to 120.')
  return count
}

function readPercent(text: string): number {
  const percent = Number(text)
  if (!(percent > 0 && percent <= 100)) throw new InvalidArgumentError('needs a share in per cent, above 0 and up to 100.')
  return percent / 100
}
