import type { DivergenceAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { DIVERGENCE_STANDINGS, type DivergenceStanding } from '@lintas/customs/rulings'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const CLOSERS: readonly Actor[] = ['supervisor', 'head-office']

export function register(program: Command): void {
  const divergences = program
    .command('divergences')
    .description('Like goods that have different codes: in a state, or in it and others.')
    .option('--state <state>', 'the member state whose list it is, such as VN', readState)
    .addOption(new Option('--standing <standing>', 'only those').choices(DIVERGENCE_STANDINGS))
    .option('--json', 'one JSON object a line')
    .action(list)

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
