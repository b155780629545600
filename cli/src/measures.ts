import type { MeasureAnswer, MeasuresAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { MEASURE_DIRECTIONS, type MeasureDirection } from '@lintas/customs/permits'
import { STATES, type State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readStates } from './state-option.ts'
import { withNodes } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('measures')
    .description('What goods of a code need or may not be, beside charges: prohibitions, permits, control lists, conditions.')
    .argument('<code>', 'a commodity code or its first digits, such as 290371', readCode)
    .option('--state <states>', 'a member state, some (SG,VN) or all', readStates, [...STATES])
    .addOption(new Option('--direction <direction>', 'which way the goods go').choices(MEASURE_DIRECTIONS).default('import'))
    .option('--origin <country>', 'their country of origin')
    .option('--destination <country>', 'the country they go to')
    .option('--date <day>', 'the day whose law is asked; today where it is not given', readDay)
    .addOption(new Option('--json', 'print one JSON object a state').conflicts('csv'))
    .option('--csv', 'print CSV, a line for each measure')
    .action(show)
}

interface Choices {
  readonly state: readonly State[]
  readonly direction: MeasureDirection
  readonly origin?: string
  readonly destination?: string
  readonly date?: Day
  readonly json?: true
  readonly csv?: true
}

async function show(code: string, { state: states, direction, origin, destination, date, json, csv }: Choices): Promise<void> {
  const query = queryOf({ code, direction, origin, destination, on: date })
  await withNodes(states, async region => {
    const ask = <Answer>(path: string) => Promise.all(states.map(each => region.node(each).public.get<Answer>(`/api/v1/${path}${query}`)))
    if (csv) {
      const files = await ask<string>('measures.csv')
      return process.stdout.write(files.map((file, index) => (index === 0 ? file : file.slice(file.indexOf('\r\n') + 2))).join(''))
    }
    for (const answer of await ask<MeasuresAnswer>('measures')) {
      console.log(json ? JSON.stringify(answer) : linesOf(answer).join('\n'))
    }
  })
}

const KNOWN = {
  complete: 'all measures of the state are on file for this code',
  some: 'others may apply: not all measures of the state are on file',
  none: 'no measures on file for this state; that is not to say that none apply',
} as const

function linesOf({ state, on, code, direction, known, measures }: MeasuresAnswer): readonly string[] {
  return [
    `${state}, ${direction} of ${code}, on ${on}: ${measures.length} on file; ${KNOWN[known]}`,
    ...measures.flatMap(each => [
      `  ${each.kind}: ${each.name}${each.concerns === 'some' ? ' (some of these goods)' : ''}`,
      ...needsOf(each),
    ]),
  ]
}

function needsOf(measure: MeasureAnswer): readonly string[] {
  const { document, condition, codeType, origins, destinations, authority, legalRef, confidence, severity } = measure
  return [
    ...(origins === undefined ? [] : [`origin ${origins.join(', ')}`]),
    ...(destinations === undefined ? [] : [`destination ${destinations.join(', ')}`]),
    ...(document === undefined
      ? []
      : [`needs: ${document.name}${document.types.length === 0 ? '' : ` (document ${document.types.join(' or ')})`}, ${authority}`]),
    ...(condition === undefined ? [] : [`condition: ${condition}`]),
    ...(codeType === undefined ? [] : [`needs an additional code of type ${codeType}`]),
    `${severity === 'error' ? 'refuses without it' : 'is told'}; ${legalRef}; ${confidence}`,
  ].map(line => `    ${line}`)
}

function readCode(text: string): string {
  const code = text.replace(/[.\s]/g, '')
  if (!/^\d{2,12}$/.test(code)) throw new InvalidArgumentError('needs 2 to 12 digits.')
  return code
}
