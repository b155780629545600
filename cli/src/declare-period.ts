import type { DeclarationAnswer, FileReading, RemovalPeriod, RemovalSummary } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { parseState, type State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { NodeClient } from './client.ts'
import { giveTier } from './demonstration-tier.ts'
import { readBytes } from './given-file.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

/** `declare removal`, `declare removals` and `declare period`: goods taken away now and declared with those of their month. */
export function registerPeriods(declare: Command): void {
  declare
    .command('removal')
    .description('Give notice of goods taken away now, to be declared with those of their month.')
    .argument('<files...>', 'one consignment each: our JSON, WCO XML or CSV')
    .option('--account <number>', 'the deferred account or guarantee the charges are reserved on, where the file names none')
    .addOption(asOption())
    .option('--json', 'print one JSON object a file')
    .action(remove)
  declare
    .command('removals')
    .description('List goods that were taken away, the newest first.')
    .requiredOption('--state <state>', 'the member state', readState)
    .option('--month <month>', 'of a month, such as 2026-10', readMonth)
    .option('--undeclared', 'only those that are still to be declared')
    .addOption(asOption())
    .option('--json', 'one JSON object a line')
    .action(list)
  declare
    .command('period')
    .description('Declare what was taken away in a month: the declarations the node has ready, lodged as they are.')
    .requiredOption('--state <state>', 'the member state', readState)
    .requiredOption('--month <month>', 'the month, such as 2026-10', readMonth)
    .option('--office <office>', 'at one office')
    .option('--principal <trader>', 'of a trader who gave a mandate')
    .option('--show', 'print them and lodge nothing')
    .addOption(asOption())
    .option('--json', 'one JSON object a declaration')
    .action(declarePeriod)
}

interface Options {
  readonly as: 'trader' | 'broker'
  readonly json?: true
}

function asOption(): Option {
  return new Option('--as <account>', 'the demonstration account that does it').choices(['trader', 'broker']).default('trader')
}

function readMonth(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('needs a month such as 2026-10.')
  return text
}

async function remove(files: readonly string[], { account, as, json }: Options & { readonly account?: string }): Promise<void> {
  await withRegion(async region => {
    for (const file of files) {
      const document = await readDocument(region.node('SG').public, file)
      const state = parseState(document.destinationCountry ?? '')
      if (state === undefined) throw new Refused(`${file} says no member state in destinationCountry`)
      const trader = document.importer?.id
      if (trader !== undefined) await giveTier(region, state, trader, 'taking goods away before they are declared')
      const { mode: _, ...said } = document
      const named = account === undefined ? said : { ...said, guarantees: [{ reference: account }] }
      const removal = await region.node(state).as(as).post<DeclarationAnswer>('/api/v1/declarations/removals', named)
      console.log(json ? JSON.stringify(removal) : removalInWords(removal))
    }
  })
}

async function readDocument(node: NodeClient, file: string): Promise<DeclarationInput> {
  const bytes = await readBytes(file)
  const raw = { 'content-type': 'application/octet-stream' }
  const { document, problems } = await node.post<FileReading>('/api/v1/declarations/reading', bytes, raw)
  if (document === null) throw new Refused(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return document
}

function removalInWords({ mrn, status, securities = [], completion }: DeclarationAnswer): string {
  const reserved = securities.map(({ amount }) => `${amount.currency} ${amount.amount} reserved`)
  return [`${mrn}: ${status}`, ...reserved, `to be declared by ${completion?.dueOn}`].join(', ')
}

interface ListOptions extends Options {
  readonly state: State
  readonly month?: string
  readonly undeclared?: true
}

async function list({ state, month, undeclared, as, json }: ListOptions): Promise<void> {
  await withRegion(async region => {
    const query = new URLSearchParams({ limit: '500', ...(month && { month }), ...(undeclared && { undeclared: 'true' }) })
    const path = `/api/v1/declarations/removals?${query}`
    const { items } = await region.node(state).as(as).get<{ readonly items: readonly RemovalSummary[] }>(path)
    for (const item of items) console.log(json ? JSON.stringify(item) : itemInWords(item))
  })
}

function itemInWords({ mrn, month, office, declaring, dueOn, declaredIn }: RemovalSummary): string {
  const stands = declaredIn === undefined ? `${declaring}, to be declared by ${dueOn}` : `declared in ${declaredIn}`
  return `${mrn}  ${month}  ${office ?? ''}  ${stands}`
}

interface PeriodOptions extends Options {
  readonly state: State
  readonly month: string
  readonly office?: string
  readonly principal?: string
  readonly show?: true
}

async function declarePeriod({ state, month, office, principal, show, as, json }: PeriodOptions): Promise<void> {
  await withRegion(async region => {
    const node = region.node(state).as(as)
    const query = new URLSearchParams({ month, ...(office && { office }), ...(principal && { principal }) })
    const { declarations, waiting } = await node.get<RemovalPeriod>(`/api/v1/declarations/removals/period?${query}`)
    if (waiting > 0) console.error(`lintas: ${waiting} removals of ${month} are not released yet and are declared later`)
    if (declarations.length === 0) throw new Refused(`nothing of ${month} is to be declared`)
    for (const { removals, document } of declarations) {
      if (show) {
        console.log(JSON.stringify(document, undefined, json ? undefined : 2))
        continue
      }
      const lodged = await node.post<DeclarationAnswer>('/api/v1/declarations', document)
      console.log(json ? JSON.stringify(lodged) : periodInWords(lodged, removals.length))
    }
  })
}

function periodInWords({ mrn, status, decision, payable }: DeclarationAnswer, removals: number): string {
  const { total, currency } = decision.assessment
  const due = payable.length === 0 ? 'nothing is due now' : `due: ${payable.map(each => `${each.currency} ${each.amount}`).join(', ')}`
  return `${mrn}: ${status}, declares ${removals} removals, duties and taxes ${currency} ${total}, ${due}`
}
