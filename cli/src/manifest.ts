import { readFile } from 'node:fs/promises'
import type { CargoDocument, CargoDocumentAnswer, ManifestAnswer, UnclaimedList } from '@lintas/contract'
import { sampleManifest } from '@lintas/customs/cargo'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { readDay } from './day-option.ts'
import { AS, ask, type NodeOf, NUMBER, type Who } from './manifest-ask.ts'
import { registerDecisions } from './manifest-decide.ts'
import { demonstrate } from './manifest-demonstrate.ts'
import { registerDifferences } from './manifest-differences.ts'
import { tellDocument, tellDocuments, tellManifest } from './manifest-tell.ts'
import { Refused } from './refused.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  const manifest = program
    .command('manifest')
    .description('Cargo manifests: file them, report arrival and discharge, store, split and join goods.')

  manifest
    .command('generate')
    .description('Make up a vessel’s manifest and write it out: the same seed, the same manifest.')
    .addOption(new Option('--seed <number>', 'a whole number').argParser(readWhole).default(1))
    .addOption(new Option('--containers <number>', 'how many containers').argParser(readWhole).default(50))
    .addOption(new Option('--houses <number>', 'how many house bills').argParser(readWhole).default(300))
    .option('--office <code>', 'the office of unloading', 'KH-KOS')
    .option('--place <code>', 'the UN/LOCODE of unloading', 'KHKOS')
    .requiredOption('--arrival <day>', 'the day it is expected', readDay)
    .option('--consignee <id>', 'who all goods are for; the demonstration trader where it is left out')
    .action(generate)

  manifest
    .command('lodge')
    .description('File a manifest as the demonstration carrier: JSON, or CSV with one transport document a line.')
    .argument('<file>')
    .requiredOption('--state <state>', 'the member state, such as KH', readState)
    .option('--json', 'as one JSON object')
    .action(lodge)

  manifest
    .command('show')
    .description('Show a manifest with its totals, or one of its transport documents.')
    .argument('<number>', NUMBER)
    .option('--document <number>', 'one transport document')
    .option('--differences', 'only what landed otherwise than announced')
    .addOption(AS())
    .option('--json', 'as one JSON object')
    .action(show)

  report(manifest, 'arrive', 'Report that the means of transport has arrived with everything on its manifest.')
    .addOption(new Option('--on <day>', 'the day; today where it is left out').argParser(readDay))
    .action((number: string, options: { on?: string; json?: true }) =>
      act(number, 'arrival', options.on === undefined ? {} : { arrivedOn: options.on }, options),
    )

  report(
    manifest,
    'discharge',
    'Report the discharge: a file with what differs and what was found; without one everything landed as announced.',
  )
    .option('--file <file>', 'JSON: { "differences": […], "found": […] }')
    .option('--location <code>', 'where all that landed is put at once')
    .action(async (number: string, { file, location, json }: { file?: string; location?: string; json?: true }) =>
      act(
        number,
        'discharge',
        { ...(file === undefined ? {} : readJson(await readFile(file, 'utf8'), file)), ...(location === undefined ? {} : { location }) },
        { json },
      ),
    )

  report(manifest, 'store', 'Say in which temporary storage goods lie: all that landed, or those named. What lies elsewhere is moved.')
    .requiredOption('--location <code>', 'the place of storage')
    .option('--documents <numbers...>', 'transport documents')
    .action((number: string, { location, documents, json }: { location: string; documents?: string[]; json?: true }) =>
      act(number, 'storage', { location, ...(documents === undefined ? {} : { documents }) }, { json }),
    )

  report(manifest, 'split', 'Split a transport document: each part is a document of its own, the rest stays.')
    .requiredOption('--document <number>', 'the transport document')
    .requiredOption('--parts <parts...>', 'number:packages:mass in kilograms, such as BL7-1:5:120.5', readPart, [])
    .action(split)

  report(manifest, 'join', 'Join what is left of transport documents at one place into one.')
    .requiredOption('--documents <numbers...>', 'transport documents')
    .requiredOption('--into <number>', 'the number of the new one')
    .action((number: string, { documents, into, json }: { documents: string[]; into: string; json?: true }) =>
      ask(number, 'carrier', async node => {
        const joined = await node.post<CargoDocument>(`/api/v1/manifests/${number}/consolidation`, { documents, number: into })
        console.log(json ? JSON.stringify(joined) : tellDocuments([joined]))
      }),
    )

  manifest
    .command('unclaimed')
    .description('List goods that nobody declared in time, and with --within those whose last day is near.')
    .requiredOption('--state <state>', 'the member state, such as KH', readState)
    .option('--within <days>', 'days ahead')
    .option('--abandoned', 'only goods that passed to disposal by law')
    .addOption(AS().default('supervisor'))
    .option('--json', 'as a JSON list')
    .action(unclaimed)

  registerDecisions(manifest)
  registerDifferences(manifest)

  manifest
    .command('demonstrate')
    .description(
      'Take a made-up vessel through everything: filed, arrived, discharged with three shortages and two surpluses, declared by many at once, stored, unclaimed. Every step is an act of the API, and the totals are compared after each. Moves the clock of the node and sets it back.',
    )
    .addOption(new Option('--seed <number>', 'a whole number').argParser(readWhole).default(7))
    .addOption(new Option('--containers <number>', 'how many containers').argParser(readWhole).default(500))
    .addOption(new Option('--houses <number>', 'how many house bills').argParser(readWhole).default(3_000))
    .addOption(new Option('--declarations <number>', 'how many of them are declared').argParser(readWhole).default(2_000))
    .addOption(new Option('--at-once <number>', 'how many lodgings run at the same time').argParser(readWhole).default(100))
    .action(demonstrate)
}

function report(manifest: Command, name: string, about: string): Command {
  return manifest.command(name).description(about).argument('<number>', NUMBER).option('--json', 'as one JSON object')
}

interface GenerateOptions {
  readonly seed: number
  readonly containers: number
  readonly houses: number
  readonly office: string
  readonly place: string
  readonly arrival: string
  readonly consignee?: string
}

function generate({ seed, containers, houses, office, place, arrival, consignee = `TRADER-${office.slice(0, 2)}` }: GenerateOptions): void {
  const consignees = [{ id: consignee, name: consignee }]
  const made = sampleManifest({ seed, containers, houses, office, unloadingPlace: place, arrivalOn: arrival, consignees })
  console.log(JSON.stringify(made, undefined, 1))
}

async function lodge(file: string, { state, json }: { readonly state: State; readonly json?: true }): Promise<void> {
  const text = await readFile(file, 'utf8')
  const isJson = text.trimStart().startsWith('{')
  await withRegion(async region => {
    const node = region.node(state).as('carrier')
    const filed = isJson
      ? await node.post<ManifestAnswer>('/api/v1/manifests', readJson(text, file))
      : await node.post<ManifestAnswer>('/api/v1/manifests', text, { 'content-type': 'text/csv' })
    console.log(json ? JSON.stringify(filed) : tellManifest(filed))
  })
}

interface ShowOptions {
  readonly document?: string
  readonly differences?: true
  readonly as: Who
  readonly json?: true
}

async function show(number: string, { document, differences, as, json }: ShowOptions): Promise<void> {
  await ask(number, as, async node => {
    if (document !== undefined) {
      const one = await node.get<CargoDocumentAnswer>(`/api/v1/transport-documents/${await idOf(node, number, document)}`)
      console.log(json ? JSON.stringify(one) : tellDocument(one))
      return
    }
    if (differences) {
      const { items } = await node.get<{ items: readonly CargoDocument[] }>(
        `/api/v1/manifests/${number}/documents?differences=true&limit=500`,
      )
      console.log(json ? JSON.stringify(items) : tellDocuments(items))
      return
    }
    const manifest = await node.get<ManifestAnswer>(`/api/v1/manifests/${number}`)
    console.log(json ? JSON.stringify(manifest) : tellManifest(manifest))
  })
}

async function act(number: string, what: string, body: object, { json }: { readonly json?: true | undefined }): Promise<void> {
  await ask(number, 'carrier', async node => {
    const manifest = await node.post<ManifestAnswer>(`/api/v1/manifests/${number}/${what}`, body)
    console.log(json ? JSON.stringify(manifest) : tellManifest(manifest))
  })
}

interface Part {
  readonly number: string
  readonly packages: number
  readonly grossMassKg: string
}

async function split(number: string, { document, parts, json }: { document: string; parts: readonly Part[]; json?: true }): Promise<void> {
  await ask(number, 'carrier', async node => {
    const path = `/api/v1/transport-documents/${await idOf(node, number, document)}/split`
    const answer = await node.post<{ source: CargoDocument; parts: readonly CargoDocument[] }>(path, { parts })
    console.log(json ? JSON.stringify(answer) : tellDocuments([answer.source, ...answer.parts]))
  })
}

interface UnclaimedOptions {
  readonly state: State
  readonly within?: string
  readonly abandoned?: true
  readonly as: Who
  readonly json?: true
}

async function unclaimed({ state, within, abandoned, as, json }: UnclaimedOptions): Promise<void> {
  await withRegion(async region => {
    const asked = `${within === undefined ? '' : `&within=${within}`}${abandoned ? '&abandoned=true' : ''}`
    const { items, abandonment } = await region.node(state).as(as).get<UnclaimedList>(`/api/v1/unclaimed?limit=500${asked}`)
    if (json) {
      console.log(JSON.stringify(items))
      return
    }
    console.log(items.length === 0 ? 'nothing is unclaimed' : tellDocuments(items))
    console.log(
      abandonment === undefined
        ? 'no period of abandonment is on file here: unclaimed goods pass to disposal on no day by themselves'
        : `unclaimed goods pass to disposal after ${abandonment.days} days (${abandonment.law}, ${abandonment.confidence}; ${abandonment.legalRef})`,
    )
  })
}

async function idOf(node: ReturnType<NodeOf>, manifest: string, number: string): Promise<string> {
  const { items } = await node.get<{ items: readonly CargoDocument[] }>(
    `/api/v1/manifests/${manifest}/documents?find=${encodeURIComponent(number)}`,
  )
  const found = items.find(each => each.number === number)
  if (found === undefined) throw new Refused(`${number} is not in ${manifest}`)
  return found.id
}

function readJson(text: string, file: string): object {
  try {
    return JSON.parse(text) as object
  } catch (cause) {
    throw new Refused(`${file} is no JSON: ${cause instanceof Error ? cause.message : cause}`)
  }
}

function readPart(text: string, before: readonly Part[]): readonly Part[] {
  const [number, packages, grossMassKg] = text.split(':')
  if (number === undefined || grossMassKg === undefined || !/^\d+$/.test(packages ?? ''))
    throw new InvalidArgumentError('needs number:packages:mass, such as BL7-1:5:120.5.')
  return [...before, { number, packages: Number(packages), grossMassKg }]
}

function readWhole(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('needs a whole number.')
  return Number(text)
}
