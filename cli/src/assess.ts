import type { AssessedLine, AssessmentAnswer, AssessmentRequest } from '@lintas/contract'
import { CHANNELS, type Channel } from '@lintas/customs/duty'
import type { Day } from '@lintas/customs/kernel'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import { ProblemError, type RegionClient } from './client.ts'
import { readDay } from './day-option.ts'
import { readBytes } from './given-file.ts'
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
import { readState } from './state-option.ts'
import { withNodes } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('assess')
    .description(
      'What goods would be charged, every figure with its law; or, with --lines, the rate of duty on lines of past declarations.',
    )
    .requiredOption('--state <state>', 'the member state that charges, such as VN', readState)
    .option('--lines <file>', 'CSV with declared_on, code, origin, schedule, proof_form')
    .option('--code <code>', 'commodity code, such as 61091010')
    .option('--origin <country>', 'country of origin, such as CN', inCapitals)
    .option('--claim <agreement>', 'the agreement whose rate is claimed, such as atiga')
    .option('--proof', 'take for granted that a proof of origin holds')
    .option('--value <amount>', 'the price, such as 1000', readAmount)
    .option('--currency <code>', 'its currency, such as USD', inCapitals)
    .option('--rate <currency=number>', 'an exchange rate to use: local currency for one unit; may be given again', gatherRates, {})
    .option('--incoterm <term>', 'the trade term of the price, such as CIF', inCapitals)
    .option('--freight <money>', 'such as "120.50 USD"', readMoney)
    .option('--insurance <money>', 'such as "10 USD"', readMoney)
    .option('--quantity <quantity>', 'such as "10 KGM"; may be given again', gatherQuantities, [])
    .option('--attribute <name=value>', 'such as alcoholStrength=40; may be given again', gatherAttributes, {})
    .option('--date <day>', 'the day of registration, arrival and release; today where not given', readDay)
    .addOption(new Option('--channel <channel>', 'how the goods arrive').choices(CHANNELS))
    .option('--producer <code>', 'the code of the producer or exporter, where a trade remedy asks for it')
    .option('--same-day-value <amount>', 'what else the consignee receives that day is worth, in local currency', readAmount)
    .option('--from <country>', 'country of export', inCapitals)
    .option('--export', 'for an export')
    .option('--json', 'as JSON')
    .action(assess)
}

interface Options {
  readonly state: State
  readonly lines?: string
  readonly code?: string
  readonly origin?: string
  readonly claim?: string
  readonly proof?: true
  readonly value?: string
  readonly currency?: string
  readonly rate: Readonly<Record<string, string>>
  readonly incoterm?: string
  readonly freight?: Money
  readonly insurance?: Money
  readonly quantity: readonly Measure[]
  readonly attribute: Readonly<Record<string, string>>
  readonly date?: Day
  readonly channel?: Channel
  readonly from?: string
  readonly producer?: string
  readonly sameDayValue?: string
  readonly export?: true
  readonly json?: true
}

async function assess(options: Options, command: Command): Promise<void> {
  const { lines } = options
  if (lines !== undefined) {
    const csv = await readBytes(lines)
    return await withNodes([options.state], region => assessFile(region, csv, options))
  }
  const missing = (['code', 'value', 'currency'] as const).filter(name => options[name] === undefined)
  if (missing.length > 0) command.error(`error: needs ${missing.map(name => `--${name}`).join(', ')}, or --lines`, { exitCode: 2 })
  await withNodes([options.state], region => assessOne(region, options))
}

async function assessOne(region: RegionClient, options: Options): Promise<void> {
  try {
    const answer = await region.node(options.state).public.post<AssessmentAnswer>('/api/v1/assessments', questionOf(options))
    if (options.json) console.log(JSON.stringify(answer))
    else printBill(answer)
  } catch (failure) {
    if (!(failure instanceof ProblemError) || !options.json) throw failure
    const { state, code, date } = options
    console.log(JSON.stringify({ state, code, ...(date === undefined ? {} : { date }), issues: failure.problem.issues }))
    process.exitCode = 1
  }
}

function questionOf(options: Options): AssessmentRequest {
  const {
    code = '',
    value = '',
    currency = '',
    claim,
    origin,
    date,
    channel,
    from,
    incoterm,
    freight,
    insurance,
    producer,
    sameDayValue,
  } = options
  return {
    direction: options.export ? 'export' : 'import',
    code,
    value: { amount: value, currency },
    quantities: [...options.quantity],
    attributes: { ...options.attribute },
    rates: { ...options.rate },
    ...(origin === undefined ? {} : { originCountry: origin }),
    ...(claim === undefined ? {} : { claim: { agreement: claim, proof: options.proof ? ('assumed' as const) : ('none' as const) } }),
    ...(incoterm === undefined ? {} : { incoterm }),
    ...(freight === undefined ? {} : { freight }),
    ...(insurance === undefined ? {} : { insurance }),
    ...(date === undefined ? {} : { date }),
    ...(channel === undefined ? {} : { channel }),
    ...(from === undefined ? {} : { exportCountry: from }),
    ...(producer === undefined ? {} : { producer }),
    ...(sameDayValue === undefined ? {} : { sameDayValue }),
  }
}

function printBill({ state, code, date, customsValue, charges, landedCost = [], atSale = [], total, issues }: AssessmentAnswer): void {
  const { amount, currency, basis } = customsValue
  console.log(`${state} ${code} on ${date}: customs value ${currency} ${amount} (${basis})`)
  for (const charge of charges) {
    const quantity = charge.quantities.map(each => `${each.value} ${each.unit}`).join(', ')
    const of = charge.rateUnit === '%' ? `${currency} ${charge.base}` : quantity
    console.log(`  ${charge.name}: ${charge.rate} ${charge.rateUnit} of ${of} = ${currency} ${charge.amount}`)
    console.log(`    ${charge.legalRef} (${charge.lawRow}, ${charge.confidence})${placeOf(charge)}`)
    if (charge.quota !== undefined) console.log(`    within quota ${charge.quota.orderNumber}: ${charge.quota.legalRef}`)
    if (charge.relief !== undefined) console.log(`    spared ${currency} ${charge.relief.otherwise}: ${charge.relief.legalRef}`)
  }
  for (const each of landedCost)
    console.log(`  counts in bases: ${each.name} ${currency} ${each.exact} (${each.lawRow}, ${each.confidence})`)
  for (const each of atSale) console.log(`  paid at the sale: ${each.name} ${currency} ${each.amount} (${each.lawRow}, ${each.confidence})`)
  console.log(`  total ${currency} ${total}`)
  for (const issue of issues) console.log(`  ${issue.severity}: ${issue.message}`)
}

function placeOf({ schedule }: AssessmentAnswer['charges'][number]): string {
  return schedule === undefined ? '' : `; ${schedule.version} row ${schedule.row}, column ${schedule.column}`
}

async function assessFile(region: RegionClient, csv: Uint8Array<ArrayBuffer>, { state, json }: Options): Promise<void> {
  const client = region.node(state).public
  const { lines } = await client.post<{ lines: AssessedLine[] }>('/api/v1/assessments/lines', csv, { 'content-type': 'text/csv' })
  for (const line of lines) console.log(json ? JSON.stringify(line) : sentenceOf(line))
  if (lines.some(line => line.dutyRate === null)) process.exitCode = 1
}

function sentenceOf({ line, code, schedule, dutyRate, rateUnit = '%', source, assumed, issues = [] }: AssessedLine): string {
  const rate = dutyRate === null ? 'no rate' : `${dutyRate} ${rateUnit}`
  const place = source === undefined ? '' : ` (${source.version} row ${source.row}, ${source.column})`
  const granted = assumed.length === 0 ? '' : `, taking for granted: ${assumed.join(', ')}`
  return [`${line}: ${code} ${schedule} ${rate}${place}${granted}`, ...issues.map(issue => `   ${issue.message}`)].join('\n')
}
