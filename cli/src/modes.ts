import type { ModeComparisonAnswer, ModePackAnswer, ModeProvisionAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { MODES_BY_NAME, type State, TRANSPORT_NAMES, type TransportName } from '@lintas/customs/reference'
import { Argument, type Command, Option } from 'commander'
import type { RegionClient } from './client.ts'
import { queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState, readStates } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  const modes = program.command('modes').description('What a state asks, charges and offers by one mode of transport and not by another.')

  modes
    .command('diff')
    .description('What differs between two modes of transport and what is the same, each with its law.')
    .addArgument(modeArgument('from'))
    .addArgument(modeArgument('to'))
    .addOption(new Option('--state <state>', 'the member state, such as TH').argParser(readState).conflicts('states'))
    .option('--states <states>', 'all, or some: TH,VN; one line a subject', readStates)
    .option('--date <day>', 'the day whose law is asked; today where it is not given', readDay)
    .addOption(new Option('--json', 'print one JSON object a state').conflicts('csv'))
    .option('--csv', 'print CSV, a line for each provision')
    .action(showDifferences)

  modes
    .command('show')
    .description('The mode pack: everything that depends on the mode of transport, for one mode.')
    .addArgument(modeArgument('mode'))
    .requiredOption('--state <state>', 'the member state, such as TH', readState)
    .option('--date <day>', 'the day whose law is asked; today where it is not given', readDay)
    .option('--json', 'print it as JSON')
    .action(showPack)
}

function modeArgument(name: string): Argument {
  return new Argument(`<${name}>`, 'the mode of transport').choices(TRANSPORT_NAMES)
}

interface Choices {
  readonly state?: State
  readonly states?: readonly State[]
  readonly date?: Day
  readonly json?: true
  readonly csv?: true
}

async function showDifferences(from: TransportName, to: TransportName, choices: Choices, command: Command): Promise<void> {
  const { state, states, date, json, csv } = choices
  const asked = states ?? (state === undefined ? [] : [state])
  if (asked.length === 0) command.error('error: needs --state or --states', { exitCode: 2 })
  const query = queryOf({ from, to, on: date })
  await withRegion(async region => {
    if (csv) return print(await ask<string>(region, asked, `/api/v1/modes/differences.csv${query}`))
    const compared = await ask<ModeComparisonAnswer>(region, asked, `/api/v1/modes/differences${query}`)
    if (json) for (const each of compared) console.log(JSON.stringify(each))
    else console.log((states === undefined ? compared.flatMap(linesOf) : tableOf(compared)).join('\n'))
  })
}

function ask<Answer>(region: RegionClient, states: readonly State[], path: string): Promise<readonly Answer[]> {
  return Promise.all(states.map(state => region.node(state).public.get<Answer>(path)))
}

/** The files of several states as one: the headings once. */
function print(files: readonly string[]): void {
  for (const [index, file] of files.entries()) process.stdout.write(index === 0 ? file : file.slice(file.indexOf('\r\n') + 2))
}

async function showPack(mode: TransportName, { state, date, json }: Choices & { readonly state: State }): Promise<void> {
  await withRegion(async region => {
    const pack = await region.node(state).public.get<ModePackAnswer>(`/api/v1/modes/${mode}${queryOf({ on: date })}`)
    if (json) return console.log(JSON.stringify(pack))
    console.log(`${state}, ${mode}, on ${pack.on}`)
    for (const { subject, about, provisions } of pack.subjects) {
      console.log(`${subject} ${about}`.trim())
      for (const line of sideOf(mode, provisions)) console.log(`  ${line}`)
    }
    console.log(alikeOf(pack))
  })
}

function linesOf(answer: ModeComparisonAnswer): readonly string[] {
  const { state, on, from, to, differing, subjects } = answer
  return [
    `${state}, ${from} and ${to}, on ${on}: ${differing} of ${subjects.length} subjects differ.`,
    ...subjects.flatMap(({ subject, about, same, ...sides }) => [
      `${same ? 'same' : 'different'}: ${subject} ${about}`.trim(),
      ...(same ? sideOf('both', sides.from) : [...sideOf(from, sides.from), ...sideOf(to, sides.to)]).map(line => `  ${line}`),
    ]),
    alikeOf(answer),
  ]
}

/** What one side says; below it, once for all that stands there, its source. */
function sideOf(name: TransportName | 'both', provisions: readonly ModeProvisionAnswer[]): readonly string[] {
  const head = `${name}: `
  if (provisions.length === 0) return [`${head}nothing on file`]
  return provisions.flatMap((provision, index) => {
    const source = sourceOf(provision)
    const next = provisions[index + 1]
    const isLast = next === undefined || sourceOf(next) !== source
    return [`${head}${saidBy(name, provision)}`, ...(isLast ? [`${' '.repeat(head.length)}${source}`] : [])]
  })
}

function saidBy(name: TransportName | 'both', { message, scope = {}, express, modes }: ModeProvisionAnswer): string {
  const isPart = name !== 'both' && modes.length < MODES_BY_NAME[name].length
  const only = [
    ...(express === true ? ['express only'] : []),
    ...(isPart ? [`${modes.map(nameOf).join(', ')} only`] : []),
    ...Object.entries(scope).map(([field, words]) => `${field}: ${words}`),
  ]
  return only.length === 0 ? message : `${message} (${only.join('; ')})`
}

function sourceOf({ basis: { id, legalRef, source, confidence } }: ModeProvisionAnswer): string {
  return `${id}: ${legalRef}; ${source}; ${confidence}`
}

/** The name of a single mode. */
function nameOf(mode: string): string {
  return (
    TRANSPORT_NAMES.find(
      name => MODES_BY_NAME[name].length === 1 && name !== 'air' && name !== 'post' && MODES_BY_NAME[name][0] === mode,
    ) ?? mode
  )
}

function alikeOf({ alike }: Pick<ModePackAnswer, 'alike'>): string {
  return `the same for every mode: ${alike.map(({ kind, rows }) => `${kind} ${rows}`).join(', ')} (rows of law in force)`
}

/** A line for each subject of any state, a column for each state: ≠ differs, = is the same, · is not on file. */
function tableOf(compared: readonly ModeComparisonAnswer[]): readonly string[] {
  const names = [...new Set(compared.flatMap(each => each.subjects.map(({ subject, about }) => `${subject} ${about}`.trim())))]
  const width = Math.max(...names.map(name => name.length))
  const marks = names.map(name => {
    const cells = compared.map(({ subjects }) => {
      const found = subjects.find(({ subject, about }) => `${subject} ${about}`.trim() === name)
      return found === undefined ? '·' : found.same ? '=' : '≠'
    })
    return `${name.padEnd(width)}  ${cells.join('   ')}`
  })
  return [
    `${''.padEnd(width)}  ${compared.map(each => each.state).join('  ')}`,
    ...marks,
    `${'differ'.padEnd(width)}  ${compared.map(each => String(each.differing).padEnd(2)).join('  ')}`,
    '≠ differs, = is the same, · nothing on file for any mode',
  ]
}
