import type { ComparedLanesAnswer, DivergenceAnswer, LanesAnswer } from '@lintas/contract'
import { MEASURE_DIRECTIONS } from '@lintas/customs/permits'
import type { State } from '@lintas/customs/reference'
import { LANES } from '@lintas/customs/risk'
import { DIVERGENCE_STANDINGS, type DivergenceStanding, type LaneShare } from '@lintas/customs/rulings'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const CLOSERS: readonly Actor[] = ['supervisor', 'head-office']
const READERS: readonly Actor[] = ['officer', 'supervisor', 'head-office']

export function register(program: Command): void {
  const divergences = program
    .command('divergences')
    .description('Like goods that have different codes: in a state, or in it and others.')
    .option('--state <state>', 'the member state whose list it is, such as VN', readState)
    .addOption(new Option('--standing <standing>', 'only those').choices(DIVERGENCE_STANDINGS))
    .option('--json', 'one JSON object a line')
    .action(list)

  divergences
    .command('lanes')
    .description('Which lanes like goods get in this state and in others, and what differs beyond chance: for officers.')
    .requiredOption('--state <state>', 'the member state whose goods they are, such as VN', readState)
    .addOption(new Option('--direction <direction>', 'imports or exports').choices(MEASURE_DIRECTIONS).default('import'))
    .addOption(new Option('--digits <digits>', '6, the same everywhere, or 8 of the AHTN').choices(['6', '8']).default('6'))
    .option('--months <months>', 'how many of the months that are over, 1 to 12', '3')
    .option('--code <digits>', 'only codes that begin so')
    .option('--differing', 'only goods with a difference')
    .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(READERS).default('officer'))
    .addOption(new Option('--csv', 'one row a code and state').conflicts('json'))
    .option('--json', 'one JSON object a line')
    .action(lanes)

  divergences
    .command('close')
    .description('Close a divergence as a supervisor, on a local node; it opens anew where the sides change.')
    .argument('<number>', 'such as VN-D-17')
    .requiredOption('--reason <text>', 'in words for everybody')
    .addOption(new Option('--as <account>', 'who closes it').choices(CLOSERS).default('supervisor'))
    .option('--json', 'as one JSON object')
    .action(close)
}

interface ListOptions {
  readonly state?: State
  readonly standing?: DivergenceStanding
  readonly json?: true
}

async function list({ state, standing, json }: ListOptions, command: Command): Promise<void> {
  if (state === undefined) command.error("error: required option '--state <state>' not specified", { exitCode: 2 })
  await withRegion(async region => {
    const path = `/api/v1/divergences${queryOf({ standing })}`
    for (const each of await collect<DivergenceAnswer>(region.node(state).public, path)) print(each, json)
  })
}

interface LanesOptions {
  readonly state: State
  readonly direction: string
  readonly digits: string
  readonly months: string
  readonly code?: string
  readonly differing?: true
  readonly as: Actor
  readonly csv?: true
  readonly json?: true
}

async function lanes({ state, as, csv, json, code, differing, ...asked }: LanesOptions): Promise<void> {
  const query = queryOf({ ...asked, code: code?.replace(/\D/g, ''), ...(differing ? { differing: 'true' } : {}) })
  await withRegion(async region => {
    const node = region.node(state).as(as)
    if (csv) {
      process.stdout.write(await node.get<string>(`/api/v1/divergences/lanes.csv${query}`))
      return
    }
    const path = `/api/v1/divergences/lanes${query}`
    if (!json) {
      const { from, to, comparisons, differing: differ, told } = await node.get<LanesAnswer>(`${path}&limit=1`)
      console.log(`${from} to ${to}: ${comparisons} pairs of shares compared, ${differ} goods differ`)
      console.log(`told by ${told.map(each => `${each.state} (${each.on})`).join(', ') || 'nobody yet: a month is told when it is over'}`)
    }
    for (const each of await collect<ComparedLanesAnswer>(node, path)) printLanes(each, json)
  })
}

function printLanes(goods: ComparedLanesAnswer, json: true | undefined): void {
  if (json) {
    console.log(JSON.stringify(goods))
    return
  }
  console.log(goods.code)
  for (const { state, declarations, lanes: given, inspections } of goods.sides) {
    const found = inspections === undefined ? '' : `; found in ${inspections.found} of ${inspections.inspected} inspections`
    const shares = LANES.map(lane => `${lane} ${given[lane]} (${percent(given[lane] / declarations)})`)
    console.log(`  ${state}: ${declarations} declarations: ${shares.join(', ')}${found}`)
  }
  for (const { share, with: other, rate, low, high } of goods.differences)
    console.log(
      `  differs: ${SHARES[share]}, ${percent(Number(rate))} against ${other} (${percent(Number(low))} to ${percent(Number(high))})`,
    )
}

const SHARES: Readonly<Record<LaneShare, string>> = {
  held: 'looked into before release',
  red: 'goods looked at',
  found: 'inspections that found something',
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`
}

async function close(
  number: string,
  { reason, as, json }: { readonly reason: string; readonly as: Actor; readonly json?: true },
): Promise<void> {
  await withRegion(async region => {
    const node = region.node(readState(number.slice(0, 2))).as(as)
    print(await node.post<DivergenceAnswer>(`/api/v1/divergences/${encodeURIComponent(number)}/closing`, { reason }), json)
  })
}

function print(divergence: DivergenceAnswer, json: true | undefined): void {
  if (json) {
    console.log(JSON.stringify(divergence))
    return
  }
  const { number, words, standing, positions, openedOn, closedOn, reason } = divergence
  const until = closedOn === undefined ? '' : ` to ${closedOn}: ${reason}`
  console.log(`${number}  ${words}: ${standing}, from ${openedOn}${until}`)
  for (const { state, code, rulings, listed, checkedTraders } of positions) {
    const on = [`${rulings} rulings`, `${listed} in lists`, `${checkedTraders} traders checked`].filter(text => !text.startsWith('0 '))
    console.log(`  ${code}  ${state}: ${on.join(', ')}`)
  }
}
