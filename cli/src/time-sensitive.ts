import type { StandingAuthorisationAnswer } from '@lintas/contract'
import { TIME_SENSITIVE_KINDS } from '@lintas/customs/cargo'
import { parseState, type State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import { collect } from './collect.ts'
import { readDay } from './day-option.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const PATH = '/api/v1/time-sensitive-authorisations'
const ACTORS = ['trader', 'broker', 'officer', 'supervisor'] as const
type Actor = (typeof ACTORS)[number]
const as = (actor: Actor) => new Option('--as <account>', 'the demonstration account that asks').choices(ACTORS).default(actor)

export function register(program: Command): void {
  const urgent = program
    .command('time-sensitive')
    .description(
      'Standing authorisations for goods that cannot wait: apply, decide, suspend, revoke. Declarations that name one are served first.',
    )

  urgent
    .command('list')
    .description('List standing authorisations: the own ones, for customs every one.')
    .requiredOption('--state <state>', 'the member state, such as KH', readState)
    .addOption(as('supervisor'))
    .option('--json', 'one JSON object a line')
    .action(list)

  urgent
    .command('apply')
    .description('Apply for one.')
    .requiredOption('--state <state>', 'the member state, such as KH', readState)
    .addOption(new Option('--kinds <kinds...>', 'kinds of goods').choices(TIME_SENSITIVE_KINDS).makeOptionMandatory())
    .option('--codes <codes...>', 'beginnings of commodity codes; all goods of the kinds where they are left out', [])
    .requiredOption('--purpose <text>', 'why such goods come, how often, how they are kept')
    .requiredOption('--from <day>', 'the first day', readDay)
    .requiredOption('--to <day>', 'the first day after it', readDay)
    .addOption(as('trader'))
    .option('--json', 'as one JSON object')
    .action(({ state, kinds, codes, purpose, from, to, as: actor, json }: ApplyOptions) =>
      send(state, actor, '', { kinds, codes, purpose, validFrom: from, validTo: to }, json),
    )

  about(urgent, 'decide', 'As an officer, grant one with conditions and days, or refuse it with reasons.')
    .addOption(new Option('--decision <decision>', 'what is decided').choices(['granted', 'refused']).makeOptionMandatory())
    .option('--conditions <text>', 'what its holder has to keep to')
    .addOption(new Option('--from <day>', 'another first day').argParser(readDay))
    .addOption(new Option('--to <day>', 'another first day after it').argParser(readDay))
    .action((number: string, { decision, conditions, from, to, as: actor, json, ...words }: DecideOptions) =>
      send(
        stateOf(number),
        actor,
        `/${number}/decision`,
        {
          decision,
          reasons: reasonsOf(words),
          ...(conditions === undefined ? {} : { conditions }),
          ...(from === undefined ? {} : { validFrom: from }),
          ...(to === undefined ? {} : { validTo: to }),
        },
        json,
      ),
    )

  about(urgent, 'move', 'As a supervisor, suspend one, restore it (granted) or revoke it, with reasons.')
    .addOption(new Option('--standing <standing>', 'how it stands then').choices(['suspended', 'granted', 'revoked']).makeOptionMandatory())
    .action((number: string, { standing, as: actor, json, ...words }: MoveOptions) =>
      send(stateOf(number), actor, `/${number}/standing`, { standing, reasons: reasonsOf(words) }, json),
    )
}

function about(urgent: Command, name: string, description: string): Command {
  return urgent
    .command(name)
    .description(description)
    .argument('<number>', 'such as KH-T-000001')
    .option('--words <text>', 'the reason')
    .option('--legal-basis <text>', 'the law it rests on')
    .addOption(as('supervisor'))
    .option('--json', 'as one JSON object')
}

interface ApplyOptions {
  readonly state: State
  readonly kinds: readonly string[]
  readonly codes: readonly string[]
  readonly purpose: string
  readonly from: string
  readonly to: string
  readonly as: Actor
  readonly json?: true
}

interface Words {
  readonly words?: string
  readonly legalBasis?: string
}

interface DecideOptions extends Words {
  readonly decision: string
  readonly conditions?: string
  readonly from?: string
  readonly to?: string
  readonly as: Actor
  readonly json?: true
}

interface MoveOptions extends Words {
  readonly standing: string
  readonly as: Actor
  readonly json?: true
}

function reasonsOf({ words, legalBasis = '' }: Words): readonly object[] {
  return words === undefined ? [] : [{ text: words, legalBasis }]
}

function stateOf(number: string): State {
  const state = parseState(number.slice(0, 2))
  if (state === undefined) throw new Refused(`${number} is no number of a standing authorisation, such as KH-T-000001`)
  return state
}

async function list({ state, as: actor, json }: { readonly state: State; readonly as: Actor; readonly json?: true }): Promise<void> {
  await withRegion(async region => {
    const all = await collect<StandingAuthorisationAnswer>(region.node(state).as(actor), PATH)
    if (all.length === 0 && !json) console.log('no standing authorisation')
    for (const each of all) console.log(json ? JSON.stringify(each) : tell(each))
  })
}

async function send(state: State, actor: Actor, path: string, body: object, json: true | undefined): Promise<void> {
  await withRegion(async region => {
    const answer = await region.node(state).as(actor).post<StandingAuthorisationAnswer>(`${PATH}${path}`, body)
    console.log(json ? JSON.stringify(answer) : tell(answer))
  })
}

function tell({ number, holder, kinds, codes, standing, validFrom, validTo, decisions }: StandingAuthorisationAnswer): string {
  const conditions = decisions[0]?.conditions
  const covered = codes.length === 0 ? '' : ` (${codes.join(', ')})`
  return `${number}: ${holder}, ${kinds.join(', ')}${covered}, ${standing}, ${validFrom} to ${validTo}${conditions === undefined ? '' : `; ${conditions}`}`
}
