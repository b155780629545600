import type { BackTestAnswer, ExpressionTrial } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { readDay } from './day-option.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const WRITERS: readonly Actor[] = ['officer', 'supervisor']

/** Trying a question of risk before it runs, below `profiles`. */
export function registerTrials(profiles: Command): void {
  const command = (name: string) =>
    profiles
      .command(name)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'who asks').choices(WRITERS).default('officer'))
      .option('--json', 'as one JSON object')
  command('try')
    .description('Check an expression, and ask it of one declaration.')
    .argument('<expression>', 'a question in CEL, such as: item.heading == "2208"')
    .option('--mrn <mrn>', 'the declaration it is asked of')
    .action(tryOn)
  command('backtest')
    .description('Ask a version of a profile, or an expression, of the declarations of the past.')
    .argument('[id]', 'the profile')
    .argument('[version]', 'its version')
    .option('--expression <expression>', 'a question in CEL, in place of a profile')
    .option('--from <day>', 'registered on this day or later', readDay)
    .option('--to <day>', 'registered before this day', readDay)
    .action(backTest)
}

interface Choices {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

async function tryOn(expression: string, { state, as, json, mrn }: Choices & { readonly mrn?: string }): Promise<void> {
  await withRegion(async region => {
    const answer = await region.node(state).as(as).post<ExpressionTrial>('/api/v1/risk/expression-trials', { expression, mrn })
    console.log(json ? JSON.stringify(answer) : trialOf(answer))
  })
}

interface Past extends Choices {
  readonly expression?: string
  readonly from?: Day
  readonly to?: Day
}

async function backTest(id: string | undefined, version: string | undefined, given: Past): Promise<void> {
  const { state, as, json, expression, from, to } = given
  const isOfProfile = id !== undefined && version !== undefined
  if (isOfProfile === (expression !== undefined)) throw new Refused('needs a profile and its version, or --expression')
  const path = isOfProfile
    ? `/risk/profiles/${encodeURIComponent(id)}/versions/${encodeURIComponent(version)}/back-test`
    : '/risk/back-tests'
  await withRegion(async region => {
    const answer = await region.node(state).as(as).post<BackTestAnswer>(`/api/v1${path}`, { expression, from, to })
    console.log(json ? JSON.stringify(answer) : resultOf(answer).join('\n'))
  })
}

function trialOf({ asks, tried }: ExpressionTrial): string {
  if (tried === undefined) return `can be asked, of each ${asks}`
  const where = tried.paths.length === 0 ? '' : `: ${tried.paths.join(', ')}`
  const problem = tried.problem === undefined ? '' : `; failed: ${tried.problem}`
  return `${tried.holds ? 'holds' : 'does not hold'} for ${tried.mrn}${where}${problem}`
}

function resultOf(answer: BackTestAnswer): readonly string[] {
  const { from, to, asked, registered, hits, hitsPerDay, inspected, drawn, control, overlap, alone, failed, problem, examples } = answer
  const rateOf = (of: BackTestAnswer['drawn']) => `${of.found} of ${of.inspected}${of.rate === undefined ? '' : ` (${of.rate})`}`
  return [
    `${hits} hits among ${asked} declarations from ${from} until before ${to}, ${hitsPerDay} a day`,
    ...(asked < registered ? [`only the newest ${asked} of ${registered} were asked about`] : []),
    `found among its hits: ${rateOf(inspected)}; among those the lot drew: ${rateOf(drawn)}; among all the lot drew: ${rateOf(control)}`,
    `picked by no profile then: ${alone}`,
    ...overlap.map(({ profile, both }) => `also picked by ${profile}: ${both}`),
    ...(failed === 0 ? [] : [`failed on ${failed}: ${problem}`]),
    ...(examples.length === 0 ? [] : [`for example: ${examples.join(', ')}`]),
  ]
}
