import type { QuotasAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import { STATES, type State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import { queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readStates } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('quota')
    .description('Tariff quotas: what is left of them, and their rate.')
    .argument('[order]', 'the order number of one')
    .option('--state <states>', 'a member state, some (SG,VN) or all', readStates, [...STATES])
    .option('--code <code>', 'a commodity code or its first digits')
    .option('--date <day>', 'the day; today where it is not given', readDay)
    .addOption(new Option('--json', 'print one JSON object a state').conflicts('csv'))
    .option('--csv', 'print CSV, a line for each quota')
    .action(show)
}

interface Choices {
  readonly state: readonly State[]
  readonly code?: string
  readonly date?: Day
  readonly json?: true
  readonly csv?: true
}

async function show(order: string | undefined, { state: states, code, date, json, csv }: Choices): Promise<void> {
  const query = queryOf({ order, code, on: date })
  await withRegion(async region => {
    const ask = <Answer>(path: string) => Promise.all(states.map(each => region.node(each).public.get<Answer>(`/api/v1/${path}${query}`)))
    if (csv) {
      const files = await ask<string>('quotas.csv')
      return process.stdout.write(files.map((file, index) => (index === 0 ? file : file.slice(file.indexOf('\r\n') + 2))).join(''))
    }
    for (const answer of await ask<QuotasAnswer>('quotas')) console.log(json ? JSON.stringify(answer) : linesOf(answer).join('\n'))
  })
}

function linesOf({ state, on, quotas }: QuotasAnswer): readonly string[] {
  if (quotas.length === 0) return [`${state}, on ${on}: no quota on file that answers; that is not to say that there is none`]
  return quotas.map(
    ({ orderNumber, name, agreement, volume, left, status, within, validFrom, validTo, confidence }) =>
      `${state}  ${orderNumber}  ${name}${agreement === undefined ? '' : ` (${agreement.toUpperCase()})`}: ${left} of ${volume.value} ${volume.unit} left, ${status}; ${within} within it; ${validFrom} to before ${validTo ?? '…'}; ${confidence}`,
  )
}
