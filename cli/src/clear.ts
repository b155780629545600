import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type DeclarationAnswer, type FileReading, messageOf } from '@lintas/contract'
import type { DeclarationInput } from '@lintas/customs/declaration'
import type { State } from '@lintas/customs/reference'
import { principalPath } from '@lintas/customs/trust'
import { type Command, Option } from 'commander'
import { goOn } from './clear-steps.ts'
import { type NodeClient, ProblemError, type RegionClient } from './client.ts'
import { giveTier } from './demonstration-tier.ts'
import { readText } from './given-file.ts'
import { ANY_STATE, readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  program
    .command('clear')
    .description(
      'Lodge declarations (WCO XML, our JSON, CSV) and take each as far as it goes: paid at the test provider, arrived, released. In a sandbox, the parties of a file are registered and their mandates taken for granted.',
    )
    .argument('<files...>')
    .option('--state <state>', 'the member state to lodge in, where the files do not say', readState)
    .addOption(new Option('--inspect <outcome>', 'let an officer answer every control so').choices(['clean']))
    .option('--rates <file>', 'publish these customs exchange rates first (as `lintas rates load`)')
    .option('--json', 'print one JSON object a file')
    .action(clear)
}

interface Options {
  readonly state?: State
  readonly inspect?: 'clean'
  readonly rates?: string
  readonly json?: true
}

interface Issue {
  readonly code: string
  readonly severity: string
  readonly path: string
  readonly message: string
}

/** What came of one file. */
interface Cleared {
  readonly file: string
  readonly mrn: string | null
  readonly lane: string | null
  readonly status: 'released' | 'held' | 'refused'
  /** What it was charged, by kind, whether paid or not. */
  readonly payable: readonly { readonly kind: string; readonly amount: string; readonly currency: string }[]
  readonly charges: readonly object[]
  readonly issues: readonly Issue[]
}

async function clear(files: readonly string[], options: Options): Promise<void> {
  await withRegion(async region => {
    const published = new Set<State>()
    for (const file of files) {
      const cleared = await clearFile(region, file, options, published)
      if (cleared.status === 'refused') process.exitCode = 1
      console.log(options.json ? JSON.stringify(cleared) : inWords(cleared))
    }
  })
}

async function clearFile(region: RegionClient, file: string, options: Options, published: Set<State>): Promise<Cleared> {
  const reading = await readDeclaration(region, file)
  const { document, problems } = reading
  const state = options.state ?? reading.state
  const stops = problems.filter(({ code, severity }) => severity === 'error' && !(code === 'declaration.state-unknown' && options.state))
  if (document === null || state === null || stops.length > 0) return refused(file, problems)

  if (options.rates !== undefined && !published.has(state)) await publishRates(region, state, options.rates)
  published.add(state)
  const declarant = await declarantFor(region, state, document)
  try {
    await trustWith(region, state, document)
    const lodged = await declarant.post<DeclarationAnswer>('/api/v1/declarations', document)
    return cleared(file, await goOn(region, state, declarant, lodged, options.inspect))
  } catch (failure) {
    if (!(failure instanceof ProblemError)) throw failure
    return refused(file, failure.problem.issues)
  }
}

/** What is in a file; a file that cannot be read at all is answered as one whose form is wrong. */
async function readDeclaration(region: RegionClient, file: string): Promise<Pick<FileReading, 'document' | 'state' | 'problems'>> {
  const nothing = { document: null, state: null }
  const bytes = await readFile(file).catch((failure: NodeJS.ErrnoException) => ({ reason: failure.code ?? 'unknown' }))
  if ('reason' in bytes) {
    const told = { code: 'format.unreadable', params: { reason: bytes.reason } }
    return { ...nothing, problems: [{ code: told.code, severity: 'error', path: '', message: messageOf(told), line: null, column: null }] }
  }
  const headers = { 'content-type': 'application/octet-stream' }
  try {
    return await region.node(ANY_STATE).public.post<FileReading>('/api/v1/declarations/reading', new Uint8Array(bytes), headers)
  } catch (failure) {
    if (!(failure instanceof ProblemError)) throw failure
    return { ...nothing, problems: failure.problem.issues.map(issue => ({ ...issue, line: null, column: null })) }
  }
}

async function publishRates(region: RegionClient, state: State, file: string): Promise<void> {
  const text = await readText(file)
  const type = file.toLowerCase().endsWith('.json') ? 'application/json' : 'text/csv'
  const query = new URLSearchParams({ source: basename(file) })
  await region.node(state).as('administrator').post(`/api/v1/exchange-rates?${query}`, text, { 'content-type': type })
}

/**
 * Who lodges: the demonstration trader where the goods and the declaration are its own, else the demonstration broker, which a sandbox takes at
 * its word that the parties gave it a mandate.
 */
async function declarantFor(region: RegionClient, state: State, document: DeclarationInput): Promise<NodeClient> {
  const principal = document[principalPath(document.type)]
  const parties = [principal, document.declarant].flatMap(party => (party?.id === undefined ? [] : [{ id: party.id, name: party.name }]))
  const { as } = region.node(state)
  const idOf = (role: string) => region.accounts.find(each => each.state === state && each.role === role)?.organisation
  if (parties.every(party => party.id === idOf('trader'))) return as('trader')

  const broker = as('broker')
  for (const { id, name } of parties) {
    if (id === idOf('broker') || id === idOf('trader')) continue
    const wish = { principalTraderId: id, ...(name === undefined ? {} : { name }) }
    await broker.post('/api/v1/sandbox/mandates', wish).catch(failure => {
      if (!(failure instanceof ProblemError)) throw failure
      console.error(`lintas: the mandate of ${id} is not taken for granted here: ${failure.problem.detail}`)
    })
  }
  return broker
}

/** Several consignments in one declaration are for traders of a tier, which a demonstration gives. */
async function trustWith(region: RegionClient, state: State, document: DeclarationInput): Promise<void> {
  const trader = document[principalPath(document.type)]?.id
  if (trader === undefined || !(document.goodsItems ?? []).some(item => item.transportDocument !== undefined)) return
  await giveTier(region, state, trader, 'several consignments in one declaration')
}

function refused(file: string, issues: readonly Issue[]): Cleared {
  return { file, mrn: null, lane: null, status: 'refused', payable: [], charges: [], issues: issues.map(issueOf) }
}

function cleared(file: string, { mrn, lane, status, charged, decision, missing, conditions }: DeclarationAnswer): Cleared {
  const { assessment } = decision
  return {
    file,
    mrn,
    lane,
    status:
      status === 'released'
        ? 'released'
        : ['release-refused', 'seized', 'forfeited', 'abandoned', 'disposed', 'cancelled'].includes(status)
          ? 'refused'
          : 'held',
    payable: charged.filter(({ amount }) => /[1-9]/.test(amount)),
    charges: assessment.items.flatMap(({ sequence, charges }) =>
      charges.map(({ kind, name, base, rate, rateUnit, amount, rounding, legalRef, lawRow, confidence }) => ({
        item: sequence,
        kind,
        name,
        base,
        rate,
        rateUnit,
        amount,
        currency: assessment.currency,
        rounding,
        legalRef,
        lawRow,
        confidence,
      })),
    ),
    issues: [...decision.issues, ...missing, ...conditions].map(issueOf),
  }
}

function issueOf({ code, severity, path, message }: Issue): Issue {
  return { code, severity, path, message }
}

function inWords({ file, mrn, lane, status, payable, issues }: Cleared): string {
  const charged = payable.map(({ kind, amount, currency }) => `${kind} ${currency} ${amount}`).join(', ')
  const title = [`${file}: ${status}`, mrn, lane === null ? null : `lane ${lane}`, charged === '' ? null : charged].filter(
    part => part !== null,
  )
  const lines = issues.map(({ code, severity, path, message }) => `  ${severity}: ${path === '' ? '' : `${path}: `}${message} (${code})`)
  return [title.join(', '), ...lines].join('\n')
}
