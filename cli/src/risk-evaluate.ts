import type { RiskEvaluation } from '@lintas/contract'
import { evaluate, FRAUDS_MIN, INSPECTED_MIN } from '@lintas/customs/targeting'
import { type Command, InvalidArgumentError } from 'commander'
import { readInspected, readPast } from './inspection-file.ts'
import { Refused } from './refused.ts'

export function registerEvaluate(risk: Command): void {
  risk
    .command('evaluate')
    .description('Train on past inspections and measure on the time after them; what the test found is used for the figures alone.')
    .requiredOption('--history <files...>', 'CSV of past items and what their inspection found')
    .requiredOption('--test <file>', 'CSV of the time after')
    .option('--delay <days>', 'days until an outcome is known, beyond the day itself', readDays, 0)
    .option('--json', 'as one JSON object')
    .action(run)
}

interface Choices {
  readonly history: readonly string[]
  readonly test: string
  readonly delay: number
  readonly json?: true
}

async function run({ history: files, test: file, delay, json }: Choices): Promise<void> {
  const [history, test] = [await readPast(files), await readInspected(file)]
  const [last, first] = [history.at(-1), test[0]]
  if (last === undefined || first === undefined) throw new Refused('the files have no rows')
  if (first.on <= last.on) throw new Refused(`${file} begins on ${first.on}, needs days after ${last.on}, where the history ends`)
  const found = evaluate({ history, test, outcomeDelayDays: delay, stopwatch, progress: say })
  if (found === undefined)
    throw new Refused(
      `the history has too few inspections to learn from: needs ${INSPECTED_MIN}, ${FRAUDS_MIN} of them with and ${FRAUDS_MIN} without findings`,
    )
  console.log(json ? JSON.stringify(found) : linesOf(found).join('\n'))
}

/** Processor time of this thread: what else the machine does is not counted. */
export function stopwatch(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

function say(part: number): void {
  console.error(`trained ${Math.round(part * 100)} %`)
}

function linesOf(found: RiskEvaluation): readonly string[] {
  const { rows, base, novel, auc, policies, trainSeconds, scoreMicrosPerRow } = found
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8)
  const depths = ['0.01', '0.05', '0.1'] as const
  return [
    `                    all  of nothing alike before`,
    `rows           ${String(rows).padStart(8)}  ${String(novel.rows).padStart(8)}`,
    `wrong          ${percent(base)}  ${percent(novel.base)}`,
    ...depths.map(
      depth =>
        `first ${(100 * Number(depth)).toFixed(0).padStart(2)} %     ${percent(found.precision[depth])}  ${percent(novel.precision[depth])}`,
    ),
    `AUC            ${auc.toFixed(3).padStart(8)}  ${novel.auc.toFixed(3).padStart(8)}`,
    '',
    'ranked by              of inspections   of what is wrong   of the revenue at stake (first 10 %)',
    ...policies.map(
      each =>
        `${`${each.policy} ${each.revenueWeight}`.padEnd(22)} ${percent(each.precision['0.1']).padStart(14)} ${percent(each.recall['0.1']).padStart(18)} ${percent(each.revenueRecall['0.1']).padStart(18)}`,
    ),
    '',
    `trained in ${trainSeconds.toFixed(1)} s, ${scoreMicrosPerRow.toFixed(0)} µs a row to score (processor time)`,
  ]
}

export function readDays(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 0 || days > 365) throw new InvalidArgumentError('needs a whole number of days up to 365.')
  return days
}
