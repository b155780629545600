import { type RemedyLevel, SERVICE_GROUPS, type ServiceLevel, type ServiceTargetAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('service-levels')
    .description(
      'How long declarations took from lodging to decision and to release, by week, and reviews, appeals and refunds to their answer; computed from the log of events.',
    )
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--by <what>', 'counted by').choices([...SERVICE_GROUPS, 'office']).default('all'))
    .option('--weeks <number>', 'how many, 1 to 26', readWeeks, 8)
    .option('--public', 'as everybody sees it: no group of fewer than ten, no offices')
    .option('--json', 'as one JSON object')
    .action(show)
}

interface Options {
  readonly state: State
  readonly by: string
  readonly weeks: number
  readonly public?: true
  readonly json?: true
}

interface Levels {
  readonly targets: readonly ServiceTargetAnswer[]
  readonly items: readonly ServiceLevel[]
  readonly remedies: readonly RemedyLevel[]
}

async function show({ state, by, weeks, public: isPublic, json }: Options): Promise<void> {
  await withRegion(async region => {
    const node = region.node(state)
    const query = new URLSearchParams({ by, weeks: String(weeks) })
    const levels = isPublic
      ? await node.public.get<Levels>(`/api/v1/service-levels?${query}`)
      : await node.as('officer').get<Levels>(`/api/v1/service-levels/detail?${query}`)
    if (json) console.log(JSON.stringify({ state, ...levels }))
    else for (const line of linesOf(levels)) console.log(line)
  })
}

function linesOf({ targets, items, remedies }: Levels): readonly string[] {
  const promises = targets.map(
    ({ lane, withinSeconds, confidence }) => `target of ${lane}: released within ${timeOf(withinSeconds)} (${confidence})`,
  )
  const rows = items.map(({ week, group, lodged, released, releaseMedianS, releaseP90S, inTime, counted }) =>
    [
      `week of ${week}  ${group}  ${lodged} lodged, ${released} released`,
      ...(releaseMedianS === undefined ? [] : [`half within ${timeOf(releaseMedianS)}, nine of ten within ${timeOf(releaseP90S ?? 0)}`]),
      ...(counted === undefined ? [] : [`${inTime} of ${counted} in time`]),
    ].join('; '),
  )
  return [...(rows.length === 0 ? ['nothing was lodged in these weeks'] : rows), ...promises, ...remedies.map(lineOfRemedy)]
}

function lineOfRemedy({ month, group, remedy, asked, answered, withdrawn, answerMedianS, inTime, counted, overdue }: RemedyLevel): string {
  return [
    `${month.slice(0, 7)}  ${group}  ${remedy}: ${asked} asked, ${answered} answered, ${withdrawn} withdrawn`,
    ...(answerMedianS === undefined ? [] : [`half within ${timeOf(answerMedianS)}`]),
    ...(counted === undefined ? [] : [`${inTime} of ${counted} in time, ${overdue} overdue`]),
  ].join('; ')
}

/** In the largest unit that keeps it readable. */
function timeOf(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`
}

function readWeeks(text: string): number {
  const weeks = Number(text)
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 26) throw new InvalidArgumentError('needs a whole number from 1 to 26')
  return weeks
}
