import type { TariffFault, TariffReport } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { FAULT_ACTS, FAULT_FIELDS, FAULT_STANDINGS, type FaultAct, type FaultField, type FaultStanding } from '@lintas/customs/tariff'
import { type Command, Option } from 'commander'
import type { Actor } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const JUDGES: readonly Actor[] = ['officer', 'supervisor', 'administrator', 'checker']

/** The public list of what is wrong with a state's tariff data. */
export function registerFaults(tariff: Command): void {
  tariff
    .command('faults')
    .description('What is known to be wrong with the tariff data of a state, the newest first; with --as what was told of it.')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--standing <standing>', 'only those').choices(FAULT_STANDINGS))
    .option('--code <code>', 'only codes that begin so')
    .addOption(new Option('--as <account>', 'customs, on a local node').choices(JUDGES))
    .option('--json', 'one JSON object a line')
    .action(list)

  tariff
    .command('report-fault')
    .description('Tell what is wrong with the tariff data. Name nobody: what you write is for customs.')
    .argument('<text>', 'what is wrong, and how you know')
    .requiredOption('--state <state>', 'the member state, such as VN', readState)
    .addOption(new Option('--field <field>', 'what is wrong').choices(FAULT_FIELDS).makeOptionMandatory())
    .option('--code <code>', 'the code, or its first digits')
    .option('--column <column>', 'the column of the schedule, such as atiga')
    .option('--json', 'as one JSON object')
    .action(report)

  tariff
    .command('judge-fault')
    .description('Confirm a fault, say that it is mended, or that it is none.')
    .argument('<number>', 'such as VN-F-17')
    .addOption(new Option('--act <act>', 'what to do').choices(FAULT_ACTS).makeOptionMandatory())
    .requiredOption('--words <text>', 'in words for everybody')
    .option('--in-version <version>', 'the version of the schedule that mends it')
    .addOption(new Option('--as <account>', 'who decides, on a local node').choices(JUDGES).default('officer'))
    .option('--json', 'as one JSON object')
    .action(judge)
}

interface ListOptions {
  readonly state: State
  readonly standing?: FaultStanding
  readonly code?: string
  readonly as?: Actor
  readonly json?: true
}

async function list({ state, standing, code, as, json }: ListOptions): Promise<void> {
  await withRegion(async region => {
    const node = region.node(state)
    const path = as === undefined ? '/api/v1/tariff/faults' : '/api/v1/tariff/fault-reports'
    const faults = await collect<TariffReport>(as === undefined ? node.public : node.as(as), `${path}${queryOf({ standing, code })}`)
    for (const fault of faults) console.log(json ? JSON.stringify(fault) : sentenceOf(fault))
  })
}

interface ReportOptions {
  readonly state: State
  readonly field: FaultField
  readonly code?: string
  readonly column?: string
  readonly json?: true
}

async function report(text: string, { state, json, code, ...about }: ReportOptions): Promise<void> {
  const digits = code === undefined ? {} : { code: code.replace(/[.\s]/g, '') }
  await withRegion(async region => {
    const kept = await region.node(state).public.post<TariffFault>('/api/v1/tariff/faults', { ...about, ...digits, text })
    console.log(json ? JSON.stringify(kept) : sentenceOf(kept))
  })
}

interface JudgeOptions {
  readonly act: FaultAct
  readonly words: string
  readonly inVersion?: string
  readonly as: Actor
  readonly json?: true
}

async function judge(number: string, { act, words, inVersion: version, as, json }: JudgeOptions): Promise<void> {
  await withRegion(async region => {
    const path = `/api/v1/tariff/faults/${encodeURIComponent(number)}/decision`
    const body = { act, words, ...(version === undefined ? {} : { version }) }
    const decided = await region
      .node(readState(number.slice(0, 2)))
      .as(as)
      .post<TariffReport>(path, body)
    console.log(json ? JSON.stringify(decided) : sentenceOf(decided))
  })
}

function sentenceOf({
  number,
  standing,
  code,
  field,
  column,
  version,
  what,
  knownSince,
  mendedOn,
  mendedIn,
  ...rest
}: TariffFault | TariffReport) {
  const where = [code, column ?? field, version].filter(each => each !== undefined).join(', ')
  const mended = mendedOn === undefined ? '' : ` on ${mendedOn}${mendedIn === undefined ? '' : ` by ${mendedIn}`}`
  const told = 'report' in rest && rest.report !== undefined ? ` [told: ${rest.report}]` : ''
  return `${number}  ${standing}${mended}, since ${knownSince}: ${where}${what === undefined ? '' : `: ${what}`}${told}`
}
