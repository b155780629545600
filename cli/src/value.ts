import type { WorksheetValueAnswer } from '@lintas/contract'
import { type Day, parseDecimal } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError } from 'commander'
import { ProblemError } from './client.ts'
import { readDay } from './day-option.ts'
import { readJson } from './given-file.ts'
import { readState } from './state-option.ts'
import { withNodes } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('value')
    .description(
      'What goods are worth to customs by a worksheet: every method in the order of the WTO agreement, and the one that applies.',
    )
    .requiredOption('--state <state>', 'the member state that values, such as SG', readState)
    .requiredOption('--worksheet <file>', 'the worksheet as JSON, as examples/valuation shows')
    .option('--rate <currency=number>', 'an exchange rate to use: local currency for one unit; may be given again', gatherRates, {})
    .option('--date <day>', 'the day of import; today where not given', readDay)
    .option('--json', 'as JSON')
    .action(value)
}

interface Options {
  readonly state: State
  readonly worksheet: string
  readonly rate: Readonly<Record<string, string>>
  readonly date?: Day
  readonly json?: true
}

async function value({ state, worksheet: file, rate, date, json }: Options): Promise<void> {
  const worksheet = await readJson(file)
  const question = { worksheet, rates: { ...rate }, ...(date === undefined ? {} : { date }) }
  await withNodes([state], async region => {
    try {
      const answer = await region.node(state).public.post<WorksheetValueAnswer>('/api/v1/valuations', question)
      if (json) console.log(JSON.stringify(answer))
      else print(answer)
    } catch (failure) {
      if (!(failure instanceof ProblemError) || !json) throw failure
      console.log(JSON.stringify({ state, ...(date === undefined ? {} : { date }), issues: failure.problem.issues }))
      process.exitCode = 1
    }
  })
}

function print({ state, date, amount, currency, basis, worksheet }: WorksheetValueAnswer): void {
  console.log(`${state} on ${date}: customs value ${currency} ${amount} (${basis}), by method ${worksheet.method}: ${worksheet.legalRef}`)
  if (worksheet.computedFirst) console.log('  The computed value comes before the deductive one, as the importer asks (art. 4).')
  for (const { method, legalRef, outcome, why, words, steps, multipliedBy, amount: found } of worksheet.findings) {
    console.log(`  ${method}. ${legalRef}: ${outcome.replace('-', ' ')}`)
    for (const issue of why) console.log(`     ${issue.message}`)
    if (words !== undefined) console.log(`     ${words}`)
    for (const { part, code, effect, amount: line, given, words: said } of steps) {
      const name = `${part}${code === undefined ? '' : ` ${code}`}${said === undefined ? '' : ` (${said})`}`
      const from = given === undefined || given.currency === currency ? '' : `, from ${given.currency} ${given.amount}`
      console.log(`     ${effect === 'adds' ? '+' : '−'} ${currency} ${line}  ${name}${from}`)
    }
    if (multipliedBy !== undefined) console.log(`     × ${multipliedBy}`)
    if (found !== undefined) console.log(`     = ${currency} ${found}`)
  }
}

function gatherRates(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [currency = '', rate = '', ...rest] = text.split('=')
  if (currency === '' || parseDecimal(rate) === undefined || rest.length > 0) throw new InvalidArgumentError('needs the form USD=35.1234.')
  return { ...before, [currency.trim().toUpperCase()]: rate }
}
