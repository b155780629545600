import type { CostAnswer, CostRequest, QuoteRequest, SignedQuote } from '@lintas/contract'
import { compareStates } from '@lintas/customs/cost'
import { CHANNELS, type Channel } from '@lintas/customs/duty'
import type { Day } from '@lintas/customs/kernel'
import { MEASURE_DIRECTIONS, type MeasureDirection } from '@lintas/customs/permits'
import { STATE_FACTS, type State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Actor, ProblemError, type RegionClient } from './client.ts'
import { differenceLines, linesOf, quoteLines, type StateCost, summaryOf } from './cost-lines.ts'
import { readDay } from './day-option.ts'
import { readJson } from './given-file.ts'
import {
  gatherAttributes,
  gatherQuantities,
  gatherRates,
  inCapitals,
  type Measure,
  type Money,
  readAmount,
  readMoney,
} from './goods-options.ts'
import { askPermits, permitLines } from './permit-lines.ts'
import { Refused } from './refused.ts'
import { readState, readStates } from './state-option.ts'
import { withNodes, withRegion } from './with-region.ts'

/** Whose permits are told beside the cost. */
const HOLDERS: readonly Actor[] = ['trader', 'broker']

export function register(program: Command): void {
  program
    .command('cost')
    .description(
      'What goods cost and need in one state or in all, brought in or leaving: every way that applies, the cheapest that can be had first.',
    )
    .requiredOption('--state <states>', 'all, one, or some: TH,VN', readStates)
    .requiredOption('--code <code>', 'commodity code, such as 61091010')
    .requiredOption('--value <amount>', 'the price, such as 1000', readAmount)
    .option('--origin <country>', 'country of origin, such as CN', inCapitals)
    .option('--currency <code>', "its currency, such as USD; each state's own where not given", inCapitals)
    .option(
      '--code-in <state=code>',
      'the code of the goods in one state, where its digits are its own; may be given again',
      gatherCodes,
      {},
    )
    .option('--incoterm <term>', 'the trade term of the price; CIF, or FOB where freight or insurance is told apart', inCapitals)
    .option('--freight <money>', 'such as "120.50 USD"', readMoney)
    .option('--insurance <money>', 'such as "10 USD"', readMoney)
    .option('--quantity <quantity>', 'such as "10 LTR"; may be given again', gatherQuantities, [])
    .option('--mass <kg>', 'net mass in kilograms', readAmount)
    .option('--attribute <name=value>', 'what a tax asks besides, such as alcoholStrength=40; may be given again', gatherAttributes, {})
    .addOption(new Option('--mode <way>', 'how the goods arrive').choices(CHANNELS))
    .addOption(new Option('--direction <direction>', 'which way the goods go; brought in where not given').choices(MEASURE_DIRECTIONS))
    .option('--from <country>', 'country of export', inCapitals)
    .option('--to <country>', 'where goods that leave go to', inCapitals)
    .option('--producer <code>', 'the code of the producer or exporter, where a trade remedy asks for it')
    .option('--same-day-value <amount>', 'what else the consignee receives that day is worth, in local currency', readAmount)
    .option('--rate <currency=number>', 'an exchange rate to suppose: local currency for one unit; may be given again', gatherRates, {})
    .option('--rates <file>', 'exchange rates to suppose by state, such as examples/cost-rates.json')
    .option('--on <day>', 'the day of registration, arrival and release; today where not given', readDay)
    .addOption(new Option('--as <account>', 'also what is left on the permits of this demonstration account').choices(HOLDERS))
    .option('--permit <number>', 'only the permit of this number; of the trader where no account is named')
    .option('--quote [option]', 'make a quote of the cheapest option of one state, or of the one named: mfn, atiga')
    .option('--json', 'as one JSON object')
    .action(cost)
}

interface Options {
  readonly state: readonly State[]
  readonly code: string
  readonly codeIn: Readonly<Partial<Record<State, string>>>
  readonly value: string
  readonly origin?: string
  readonly currency?: string
  readonly incoterm?: string
  readonly freight?: Money
  readonly insurance?: Money
  readonly quantity: readonly Measure[]
  readonly mass?: string
  readonly attribute: Readonly<Record<string, string>>
  readonly mode?: Channel
  readonly direction?: MeasureDirection
  readonly from?: string
  readonly to?: string
  readonly producer?: string
  readonly sameDayValue?: string
  readonly rate: Readonly<Record<string, string>>
  readonly rates?: string
  readonly on?: Day
  readonly as?: Actor
  readonly permit?: string
  readonly quote?: string | true
  readonly json?: true
}

type Rates = Readonly<Record<string, string>>

async function cost(options: Options, command: Command): Promise<void> {
  if (options.quote !== undefined) return await quote(options, options.quote, command)
  const rates = options.rates === undefined ? {} : await openRates(options.rates)
  const { costs, permits } = await withNodes(options.state, async region => ({
    costs: await Promise.all(
      options.state.map(state => costIn(region, state, questionOf(options, state, { ...rates[state], ...options.rate }))),
    ),
    permits: await permitsIn(region, options),
  }))
  const differences = compareStates(
    costs.map(each => ('options' in each ? each : { state: each.state, code: '–', papers: [], options: [{ id: '–', missing: each.gap }] })),
  )
  if (options.json) {
    const held = permits === undefined ? {} : { permits }
    console.log(JSON.stringify({ states: costs, ...(costs.length > 1 ? { differences } : {}), ...held }))
  } else {
    for (const each of costs) console.log(linesOf(each))
    for (const { state, items } of permits ?? [])
      console.log(['', `${state}: permits on file for these goods`, ...(items.length === 0 ? ['  none'] : permitLines(items))].join('\n'))
    if (costs.length > 1) console.log([summaryOf(costs), '', ...differenceLines(differences)].join('\n'))
  }
  if (costs.every(each => 'gap' in each || each.options.every(option => option.missing.length > 0))) process.exitCode = 1
}

/** What is left on the permits for the goods, state by state, where somebody's were asked for. */
async function permitsIn(region: RegionClient, { state: states, code, codeIn, direction = 'import', as, permit }: Options) {
  if (as === undefined && permit === undefined) return undefined
  return await Promise.all(
    states.map(async state => {
      const asked = { code: (codeIn[state] ?? code).replace(/\D/g, ''), direction, number: permit }
      return { state, items: await askPermits(region, state, as ?? 'trader', asked) }
    }),
  )
}

/** Makes a quote; it is of today, at the exchange rates customs published. */
async function quote(options: Options, option: string | true, command: Command): Promise<void> {
  const [state, ...more] = options.state
  if (state === undefined || more.length > 0) command.error('error: a quote is of one state', { exitCode: 2 })
  if (options.on !== undefined || options.rates !== undefined || Object.keys(options.rate).length > 0)
    command.error('error: a quote is of today, at the exchange rates customs published', { exitCode: 2 })
  const { rates: _, ...question } = questionOf(options, state, {})
  const body: QuoteRequest = { ...question, ...(option === true ? {} : { option }) }
  await withRegion(async region => {
    const made = await region.node(state).public.post<SignedQuote>('/api/v1/quotes', body)
    console.log(options.json ? JSON.stringify(made) : quoteLines(made.quote).join('\n'))
  })
}

async function costIn(region: RegionClient, state: State, question: CostRequest): Promise<StateCost> {
  try {
    return await region.node(state).public.post<CostAnswer>('/api/v1/costs', question)
  } catch (failure) {
    if (failure instanceof ProblemError && failure.status === 422) return { state, gap: failure.problem.issues }
    throw failure
  }
}

function questionOf(options: Options, state: State, rates: Rates): CostRequest {
  const { code, codeIn, value, currency, origin, quantity, mass, attribute, mode, from, on, incoterm, freight, insurance } = options
  const { producer, sameDayValue, direction, to } = options
  return {
    code: codeIn[state] ?? code,
    value: { amount: value, currency: currency ?? STATE_FACTS[state].currency },
    quantities: [...quantity, ...(mass === undefined ? [] : [{ value: mass, unit: 'KGM' }])],
    attributes: { ...attribute },
    rates: { ...rates },
    ...(origin === undefined ? {} : { originCountry: origin }),
    ...(incoterm === undefined ? {} : { incoterm }),
    ...(freight === undefined ? {} : { freight }),
    ...(insurance === undefined ? {} : { insurance }),
    ...(mode === undefined ? {} : { channel: mode }),
    ...(direction === undefined ? {} : { direction }),
    ...(from === undefined ? {} : { exportCountry: from }),
    ...(to === undefined ? {} : { destinationCountry: to }),
    ...(producer === undefined ? {} : { producer }),
    ...(sameDayValue === undefined ? {} : { sameDayValue }),
    ...(on === undefined ? {} : { date: on }),
  }
}

/** Exchange rates by state: `{ "VN": { "USD": "25500" } }`. */
async function openRates(file: string): Promise<Readonly<Partial<Record<State, Rates>>>> {
  const read = await readJson(file)
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Refused(`${file} is no list of rates by state`)
  return read
}

function gatherCodes(text: string, before: Readonly<Partial<Record<State, string>>>): Readonly<Partial<Record<State, string>>> {
  const [state = '', code = '', ...rest] = text.split('=')
  if (code === '' || rest.length > 0) throw new InvalidArgumentError('needs the form MY=6109101000.')
  return { ...before, [readState(state)]: code }
}
