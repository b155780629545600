import type { SandboxClock } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { type Numbered, readNumbered } from './mrn-argument.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  const sandbox = program.command('sandbox').description('What only a sandbox does: move its clock, play the officer.')

  sandbox
    .command('clock')
    .description("Show a node's clock, or set it for everybody on the node. Where days go by, the daily work starts.")
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--set <instant>', 'such as 2026-12-24T09:00:00+07:00').argParser(readInstant).conflicts('real'))
    .option('--real', 'back to the real time')
    .option('--json', 'as one JSON object')
    .action(clock)

  sandbox
    .command('play')
    .description('Answer every control of a declaration of the demonstration broker, as an officer would.')
    .argument('<mrn>', 'the number of the declaration', readNumbered)
    .addArgument(new Argument('[outcome]', 'what each is found to be').choices(['clean', 'minor', 'discrepancy']).default('clean'))
    .option('--json', 'as one JSON object')
    .action(play)
}

interface ClockOptions {
  readonly state: State
  readonly set?: string
  readonly real?: true
  readonly json?: true
}

async function clock({ state, set, real, json }: ClockOptions): Promise<void> {
  await withRegion(async region => {
    const node = region.node(state)
    const path = '/api/v1/sandbox/clock'
    const moves = set !== undefined || real === true
    const shown = moves ? await node.as('broker').put<SandboxClock>(path, { now: set ?? null }) : await node.public.get<SandboxClock>(path)
    console.log(json ? JSON.stringify({ state, ...shown }) : `${state}: ${shown.now}, ${shown.today}${shown.moved ? ' (moved)' : ''}`)
  })
}

interface Played {
  readonly mrn: string
  readonly answered: readonly string[]
  readonly status: string
}

async function play({ mrn, state }: Numbered, outcome: string, { json }: { readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const played = await region.node(state).as('broker').post<Played>(`/api/v1/sandbox/declarations/${mrn}/controls`, { outcome })
    const { answered, status } = played
    console.log(json ? JSON.stringify(played) : `${mrn}: ${answered.length} controls answered ${outcome}; ${status}`)
  })
}

function readInstant(text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('needs an instant such as 2026-12-24T09:00:00+07:00.')
  return at.toISOString()
}
