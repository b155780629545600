import { dirname, resolve } from 'node:path'
import type { ExporterApplication, OriginList, RegisteredExporter } from '@lintas/contract'
import { CERTIFICATION_CONDITIONS, type ExporterEntry, type OfficialEntry } from '@lintas/customs/origin'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import type { NodeClient } from './client.ts'
import { collect, queryOf } from './collect.ts'
import { readDay } from './day-option.ts'
import { readBytes, readJson } from './given-file.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const APPLICATIONS = '/api/v1/exporter-applications'
const EXPORTERS = '/api/v1/certified-exporters'
const LISTS = '/api/v1/origin-lists'
type CertificationCondition = (typeof CERTIFICATION_CONDITIONS)[number]

const ACTORS = ['trader', 'broker', 'officer', 'supervisor'] as const

interface Asking {
  readonly state: State
  readonly as: (typeof ACTORS)[number]
  readonly json?: true
}

/** Certified exporters, who apply, are examined and certified; and the lists that states send one another of them and of their officials. */
export function register(program: Command): void {
  const exporters = program
    .command('exporters')
    .description('Exporters that declare origin themselves: apply, examine, certify, suspend, send and take lists.')
  const about = (name: string, description: string, actor: Asking['as']) =>
    exporters
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(ACTORS).default(actor))
      .option('--json', 'as JSON, one object a line')

  about('apply', 'Apply to be certified; with --code to have the entry changed.', 'trader')
    .argument('<file>', 'the exporter as JSON, as examples/origin/exporters shows; a specimen may name a picture: { "file": "lan.png" }')
    .requiredOption('--trader <id>', 'who applies')
    .option('--code <code>', 'the authorisation that is to be changed')
    .action(apply)
  about('applications', 'Applications, the newest first.', 'trader')
    .addOption(new Option('--status <status>', 'only these').choices(['applied', 'examined', 'granted', 'refused', 'withdrawn']))
    .action(listApplications)
  about('take-back', 'Take an application back before it is decided.', 'trader').argument('<id>', 'its id').action(takeBack)
  about('examine', 'Say what was found of the conditions of rule 12A: met, but for those that are named.', 'officer')
    .argument('<id>', 'the application')
    .addOption(conditions('--not-met <conditions...>', 'not met'))
    .addOption(conditions('--not-needed <conditions...>', 'not asked of this exporter'))
    .option('--note <text>', 'what was looked at')
    .action(examine)
  about('decide', 'Certify the exporter from a day on, or refuse; another than who examined.', 'supervisor')
    .argument('<id>', 'the application')
    .option('--from <day>', 'the first day', readDay)
    .option('--to <day>', 'the first day it holds no longer', readDay)
    .option('--refuse <reason>', 'refuse, with the reason')
    .action(decide)
  about('list', 'Certified exporters: of customs all whose state sent them, of a trader its own.', 'officer')
    .option('--of <state>', 'only of this state', readState)
    .action(list)
  about('show', 'One certified exporter of the state.', 'officer').argument('<code>', 'its authorisation, such as 0001/VN26').action(show)
  for (const [name, kind] of [
    ['suspend', 'suspended'],
    ['withdraw', 'withdrawn'],
  ] as const)
    about(name, `From today on its declarations are not honoured${kind === 'withdrawn' ? ', for good' : ''}.`, 'supervisor')
      .argument('<code>', 'its authorisation')
      .requiredOption('--reason <text>', 'why')
      .action((code: string, { reason, ...asking }: Asking & { readonly reason: string }) =>
        move(code, 'interruption', { kind, reason }, asking),
      )
  about('restore', 'End a suspension.', 'supervisor')
    .argument('<code>', 'its authorisation')
    .requiredOption('--reason <text>', 'why')
    .action((code: string, { reason, ...asking }: Asking & { readonly reason: string }) => move(code, 'restoration', { reason }, asking))
  about('send', 'The register of this state, as the JSON that another takes with put-forward.', 'officer').action(send)
  about(
    'put-forward',
    'Put forward a list of another state’s exporters, or of any state’s officials; another person accepts it.',
    'officer',
  )
    .argument('<file>', 'JSON: { "kind": "exporters" or "officials", "state": …, "entries": […] }')
    .requiredOption('--reason <text>', 'who sent it, and when')
    .action(putForward)
  about('lists', 'Lists that were put forward.', 'officer').action(listLists)
  about('accept', 'Accept a list, or refuse it.', 'supervisor')
    .argument('<id>', 'the list')
    .option('--refuse <reason>', 'refuse, with the reason')
    .action(accept)
  about('officials', 'Who may sign certificates of origin on paper.', 'officer')
    .option('--of <state>', 'only of this state', readState)
    .option('--name <beginning>', 'only whose name begins so')
    .action(listOfficials)
}

function conditions(flags: string, what: string): Option {
  return new Option(flags, what).choices(CERTIFICATION_CONDITIONS).default([])
}

async function apply(
  file: string,
  { trader, code, ...asking }: Asking & { readonly trader: string; readonly code?: string },
): Promise<void> {
  const exporter = await withPictures(await readJson(file), dirname(file))
  await asked(asking, async node => {
    const applied = await node.post<ExporterApplication>(APPLICATIONS, { trader, exporter, ...(code === undefined ? {} : { code }) })
    print(applied, asking, tellApplication)
  })
}

/** A specimen that names a picture becomes the picture. */
async function withPictures(exporter: unknown, folder: string): Promise<unknown> {
  if (Array.isArray(exporter)) return await Promise.all(exporter.map(each => withPictures(each, folder)))
  if (typeof exporter !== 'object' || exporter === null) return exporter
  const { file } = exporter as { file?: unknown }
  if (typeof file !== 'string') {
    const entries = Object.entries(exporter).map(async ([name, value]) => [name, await withPictures(value, folder)] as const)
    return Object.fromEntries(await Promise.all(entries))
  }
  const bytes = Buffer.from(await readBytes(resolve(folder, file)))
  return { mediaType: /\.jpe?g$/i.test(file) ? 'image/jpeg' : 'image/png', base64: bytes.toString('base64') }
}

async function listApplications({ status, ...asking }: Asking & { readonly status?: string }): Promise<void> {
  await asked(asking, async node => {
    for (const each of await collect<ExporterApplication>(node, `${APPLICATIONS}${queryOf({ status })}`))
      print(each, asking, tellApplication)
  })
}

async function takeBack(id: string, asking: Asking): Promise<void> {
  await asked(asking, async node => {
    print(await node.post<ExporterApplication>(`${APPLICATIONS}/${encodeURIComponent(id)}/withdrawal`, {}), asking, tellApplication)
  })
}

interface Examining extends Asking {
  readonly notMet: readonly CertificationCondition[]
  readonly notNeeded: readonly CertificationCondition[]
  readonly note?: string
}

async function examine(id: string, { notMet, notNeeded, note, ...asking }: Examining): Promise<void> {
  const found = (each: CertificationCondition) => (notMet.includes(each) ? 'not-met' : notNeeded.includes(each) ? 'not-needed' : 'met')
  const findings = Object.fromEntries(CERTIFICATION_CONDITIONS.map(each => [each, found(each)]))
  const body = { findings, ...(note === undefined ? {} : { note }) }
  await asked(asking, async node => {
    print(await node.post<ExporterApplication>(`${APPLICATIONS}/${encodeURIComponent(id)}/examination`, body), asking, tellApplication)
  })
}

interface Deciding extends Asking {
  readonly from?: string
  readonly to?: string
  readonly refuse?: string
}

async function decide(id: string, { from, to, refuse, ...asking }: Deciding): Promise<void> {
  if ((from === undefined) === (refuse === undefined)) throw new Refused('give --from with the first day, or --refuse with the reason')
  const body =
    refuse === undefined
      ? { decision: 'granted', validFrom: from, ...(to === undefined ? {} : { validTo: to }) }
      : { decision: 'refused', reason: refuse }
  await asked(asking, async node => {
    print(await node.post<ExporterApplication>(`${APPLICATIONS}/${encodeURIComponent(id)}/decision`, body), asking, tellApplication)
  })
}

async function list({ of, ...asking }: Asking & { readonly of?: State }): Promise<void> {
  await asked(asking, async node => {
    for (const each of await collect<RegisteredExporter>(node, `${EXPORTERS}${queryOf({ state: of })}`)) print(each, asking, tellExporter)
  })
}

async function show(code: string, asking: Asking): Promise<void> {
  await asked(asking, async node =>
    print(await node.get<RegisteredExporter>(`${EXPORTERS}/${encodeURIComponent(code)}`), asking, tellWhole),
  )
}

async function move(code: string, what: string, body: object, asking: Asking): Promise<void> {
  await asked(asking, async node =>
    print(await node.post<RegisteredExporter>(`${EXPORTERS}/${encodeURIComponent(code)}/${what}`, body), asking, tellExporter),
  )
}

async function send(asking: Asking): Promise<void> {
  await asked(asking, async node => {
    const entries = await collect<ExporterEntry>(node, '/api/v1/exporter-register')
    console.log(JSON.stringify({ kind: 'exporters', state: asking.state, entries }, undefined, asking.json ? undefined : 2))
  })
}

async function putForward(file: string, { reason, ...asking }: Asking & { readonly reason: string }): Promise<void> {
  const sent = (await withPictures(await readJson(file), dirname(file))) as object
  await asked(asking, async node => print(await node.post<OriginList>(LISTS, { ...sent, reason }), asking, tellList))
}

async function listLists(asking: Asking): Promise<void> {
  await asked(asking, async node => {
    for (const each of await collect<OriginList>(node, LISTS)) print(each, asking, tellList)
  })
}

async function accept(id: string, { refuse, ...asking }: Asking & { readonly refuse?: string }): Promise<void> {
  const body = refuse === undefined ? { decision: 'approved' } : { decision: 'refused', reason: refuse }
  await asked(asking, async node =>
    print(await node.post<OriginList>(`${LISTS}/${encodeURIComponent(id)}/decision`, body), asking, tellList),
  )
}

async function listOfficials({ of, name, ...asking }: Asking & { readonly of?: State; readonly name?: string }): Promise<void> {
  await asked(asking, async node => {
    const path = `/api/v1/issuing-officials${queryOf({ state: of, name })}`
    for (const each of await collect<OfficialEntry & { readonly state: State }>(node, path))
      print(each, asking, one => `${one.state} ${one.name}, ${one.office}: from ${one.validFrom}${untilOf(one)}`)
  })
}

async function asked({ state, as }: Asking, work: (node: NodeClient) => Promise<void>): Promise<void> {
  await withRegion(region => work(region.node(state).as(as)))
}

function print<Answer>(answer: Answer, { json }: { readonly json?: true }, tell: (answer: Answer) => string): void {
  console.log(json ? JSON.stringify(answer) : tell(answer))
}

function tellApplication({ id, trader, code, exporter, status, findings, reason }: ExporterApplication): string {
  const unmet = Object.entries(findings ?? {}).flatMap(([condition, found]) => (found === 'not-met' ? [condition] : []))
  return [
    `${id}: ${exporter.name} (${trader})${code === undefined ? '' : ` ${code}`}: ${status}`,
    ...(unmet.length === 0 ? [] : [`  not met: ${unmet.join(', ')}`]),
    ...(reason === undefined ? [] : [`  ${reason}`]),
  ].join('\n')
}

function tellExporter({ state, code, name, standing, products, validFrom, validTo }: RegisteredExporter): string {
  return `${state} ${code} ${name}: ${standing}, from ${validFrom}${untilOf({ validTo })}, ${products.length} products`
}

function tellWhole(exporter: RegisteredExporter): string {
  const days = (each: { readonly validFrom: string; readonly validTo?: string | undefined }) => `from ${each.validFrom}${untilOf(each)}`
  return [
    tellExporter(exporter),
    ...exporter.products.map(each => `  ${each.code} ${each.description}, ${days(each)}`),
    ...exporter.signatories.map(each => `  signs: ${each.name}, ${days(each)}`),
    ...exporter.interruptions.map(each => `  ${each.kind} ${days(each)}`),
  ].join('\n')
}

function tellList({ id, kind, state, entries, status, refusal }: OriginList): string {
  return `${id}: ${entries} ${kind} of ${state}: ${status}${refusal === undefined ? '' : ` (${refusal})`}`
}

function untilOf({ validTo }: { readonly validTo?: string | undefined }): string {
  return validTo === undefined ? '' : ` until before ${validTo}`
}
