import type { PlaceProposalAnswer, StoragePlaceAnswer, StoragePlaceDetail } from '@lintas/contract'
import { PLACE_KINDS, PLACE_USES } from '@lintas/customs/cargo'
import type { State } from '@lintas/customs/reference'
import { type Command, Option } from 'commander'
import { collect } from './collect.ts'
import { readDay } from './day-option.ts'
import { readState } from './state-option.ts'
import { withRegion } from './with-region.ts'

const PATH = '/api/v1/storage-places'
const PROPOSALS = '/api/v1/storage-place-proposals'
const ACTORS = ['carrier', 'trader', 'officer', 'supervisor'] as const
type Actor = (typeof ACTORS)[number]

interface Asking {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

export function register(program: Command): void {
  const places = program
    .command('storage-places')
    .description(
      'The register of temporary stores, warehouses and zones: proposed by one of customs, put on it by another, suspended at once.',
    )

  about(places, 'list', 'List the places on the register.', 'carrier').action(list)
  about(places, 'show', 'Show one place; as customs, with what lies there.', 'officer').argument('<code>', 'such as KOS-CFS-1').action(show)
  about(places, 'proposals', 'List what was proposed, the newest first.', 'officer').action(listProposals)

  about(
    places,
    'propose',
    'As an officer, propose a place, or another wording of one: an end, another capacity, its opening after a suspension.',
    'officer',
  )
    .argument('<code>', 'such as KOS-CFS-1: capital letters, digits, hyphens')
    .requiredOption('--name <text>', 'its name')
    .requiredOption('--operator <id>', 'the trader id of whoever keeps it')
    .requiredOption('--office <code>', 'the office that oversees it, such as KH-KOS')
    .option('--address <text>', 'where it is')
    .addOption(new Option('--uses <uses...>', 'what it is authorised for').choices(PLACE_USES).default(['temporary-storage']))
    .addOption(new Option('--kinds <kinds...>', 'which goods it keeps').choices(PLACE_KINDS).default(['general']))
    .option('--capacity-kg <kilograms>', 'what it may keep at once, where that is known')
    .requiredOption('--from <day>', 'the first day', readDay)
    .addOption(new Option('--to <day>', 'the first day on which it is no longer open').argParser(readDay))
    .requiredOption('--reason <text>', 'on what this rests')
    .action(propose)

  about(places, 'decide', 'As a supervisor, put a proposal on the register, or with --refuse refuse it.', 'supervisor')
    .argument('<proposal>', 'its number')
    .option('--refuse <reason>', 'why not')
    .action(decide)

  about(places, 'suspend', 'As a supervisor, suspend a place at once: it takes in nothing more, and keeps what it has.', 'supervisor')
    .argument('<code>', 'such as KOS-CFS-1')
    .requiredOption('--reason <text>', 'why')
    .action((code: string, { reason, ...asking }: Asking & { readonly reason: string }) =>
      withRegion(async region => {
        const place = await region
          .node(asking.state)
          .as(asking.as)
          .post<StoragePlaceDetail>(`${PATH}/${encodeURIComponent(code)}/suspension`, { reason })
        print(place, asking, tellPlace)
      }),
    )
}

function about(places: Command, name: string, description: string, actor: Actor): Command {
  return places
    .command(name)
    .description(description)
    .requiredOption('--state <state>', 'the member state, such as KH', readState)
    .addOption(new Option('--as <account>', 'the demonstration account that asks').choices(ACTORS).default(actor))
    .option('--json', 'as JSON, one object a line')
}

async function list({ state, as, json }: Asking): Promise<void> {
  await withRegion(async region => {
    const all = await collect<StoragePlaceAnswer>(region.node(state).as(as), PATH)
    if (all.length === 0 && !json)
      console.log(`no storage place is on the register of ${state}: what carriers and declarants name is compared with none`)
    for (const each of all) print(each, { json }, tellPlace)
  })
}

async function show(code: string, { state, as, json }: Asking): Promise<void> {
  await withRegion(async region => {
    print(
      await region
        .node(state)
        .as(as)
        .get<StoragePlaceDetail>(`${PATH}/${encodeURIComponent(code)}`),
      { json },
      tellPlace,
    )
  })
}

async function listProposals({ state, as, json }: Asking): Promise<void> {
  await withRegion(async region => {
    const all = await collect<PlaceProposalAnswer>(region.node(state).as(as), PROPOSALS)
    if (all.length === 0 && !json) console.log('nothing was proposed')
    for (const each of all) print(each, { json }, tellProposal)
  })
}

interface Wish extends Asking {
  readonly name: string
  readonly operator: string
  readonly office: string
  readonly address?: string
  readonly uses: readonly string[]
  readonly kinds: readonly string[]
  readonly capacityKg?: string
  readonly from: string
  readonly to?: string
  readonly reason: string
}

async function propose(code: string, { state, as, json, from, to, address, capacityKg, ...rest }: Wish): Promise<void> {
  const body = {
    code,
    ...rest,
    validFrom: from,
    ...(to === undefined ? {} : { validTo: to }),
    ...(address === undefined ? {} : { address }),
    ...(capacityKg === undefined ? {} : { capacityKg }),
  }
  await withRegion(async region => {
    print(await region.node(state).as(as).post<PlaceProposalAnswer>(PROPOSALS, body), { json }, tellProposal)
  })
}

async function decide(proposal: string, { state, as, json, refuse }: Asking & { readonly refuse?: string }): Promise<void> {
  const body = refuse === undefined ? { decision: 'approved' } : { decision: 'refused', reason: refuse }
  await withRegion(async region => {
    const path = `${PROPOSALS}/${encodeURIComponent(proposal)}/decision`
    print(await region.node(state).as(as).post<PlaceProposalAnswer>(path, body), { json }, tellProposal)
  })
}

function print<Answer>(answer: Answer, { json }: { readonly json?: true | undefined }, tell: (answer: Answer) => string): void {
  console.log(json ? JSON.stringify(answer) : tell(answer))
}

function tellWording({
  code,
  name,
  operator,
  office,
  uses,
  kinds,
  capacityKg,
  validFrom,
  validTo,
}: Omit<StoragePlaceAnswer, 'standing'>): string {
  const capacity = capacityKg === undefined ? '' : `, ${capacityKg} kg`
  const until = validTo === undefined ? '' : ` to ${validTo}`
  return `${code}: ${name} of ${operator}, ${office}, ${uses.join(' and ')}, for ${kinds.join(', ')}${capacity}, from ${validFrom}${until}`
}

function tellPlace(place: StoragePlaceDetail): string {
  const { standing, suspension, held } = place
  const why = suspension === undefined ? '' : ` (${suspension})`
  const lies =
    held === undefined ? '' : `\n  ${held.documents} transport documents lie there: ${held.packages} packages, ${held.grossMassKg} kg`
  return `${tellWording(place)}; ${standing}${why}${lies}`
}

function tellProposal(proposal: PlaceProposalAnswer): string {
  const { id, status, reason, refusal } = proposal
  return `${id} ${status}: ${tellWording(proposal)}. ${reason}${refusal === undefined ? '' : ` Refused: ${refusal}`}`
}
