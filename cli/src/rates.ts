import { basename } from 'node:path'
import type { ExchangeRateAnswer } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { collect, queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readText } from './given-file.ts'
import { readState } from './state-option.ts'
import { withNodes, withRegion } from './with-region.ts'

export function register(program: Command): void {
  const rates = program.command('rates').description('Customs exchange rates by period.')

  rates
    .command('load')
    .description(
      'Publish rates from a file: CSV with currency, unit (1 or 100), rate, valid_from, valid_to, source; or JSON { "rates": […] }.',
    )
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .requiredOption('--file <file>', 'CSV, or JSON where its name ends in .json')
    .option('--source <text>', 'where they were published, for rates that do not say so')
    .option('--json', 'as one JSON object')
    .action(load)

  rates
    .command('list')
    .description('List the rates on file, by currency and the newest first.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .option('--currency <code>', 'of one currency, such as USD')
    .option('--on <day>', 'those in force on a day', readDay)
    .option('--json', 'one JSON object a line')
    .action(list)
}

interface LoadOptions {
  readonly state: State
  readonly file: string
  readonly source?: string
  readonly json?: true
}

async function load({ state, file, source, json }: LoadOptions): Promise<void> {
  const text = await readText(file)
  const query = new URLSearchParams({ source: source ?? basename(file) })
  const type = file.toLowerCase().endsWith('.json') ? 'application/json' : 'text/csv'
  await withRegion(async region => {
    const client = region.node(state).as('administrator')
    const answer = await client.post<{ published: number; known: number }>(`/api/v1/exchange-rates?${query}`, text, {
      'content-type': type,
    })
    console.log(
      json ? JSON.stringify({ state, ...answer }) : `${state}: ${answer.published} exchange rates published, ${answer.known} were on file`,
    )
  })
}

interface ListOptions {
  readonly state: State
  readonly currency?: string
  readonly on?: Day
  readonly json?: true
}

async function list({ state, currency, on, json }: ListOptions): Promise<void> {
  await withNodes([state], async region => {
    const path = `/api/v1/exchange-rates${queryOf({ currency, on })}`
    for (const rate of await collect<ExchangeRateAnswer>(region.node(state).public, path)) {
      console.log(json ? JSON.stringify(rate) : sentenceOf(rate))
    }
  })
}

function sentenceOf({ currency, unit, rate, validFrom, validTo, source }: ExchangeRateAnswer): string {
  return `${unit} ${currency} = ${rate}, from ${validFrom}${validTo === undefined ? '' : ` until before ${validTo}`} (${source})`
}
