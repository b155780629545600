import type { CargoDocument, DeclarationAnswer, ManifestAnswer, SandboxClock } from '@lintas/contract'
import { sampleManifest } from '@lintas/customs/cargo'
import { addDays, day } from '@lintas/customs/kernel'
import { type NodeClient, ProblemError } from './client.ts'
import { tellManifest } from './manifest-tell.ts'
import { Refused } from './refused.ts'
import { withRegion } from './with-region.ts'

/** Cambodia's law names a period of temporary storage, so that its goods become unclaimed. */
const STATE = 'KH'
const OFFICE = 'KH-KOS'
const PORT = 'KHKOS'
const TRADER = 'TRADER-KH'

interface Wishes {
  readonly seed: number
  readonly containers: number
  readonly houses: number
  readonly declarations: number
  readonly atOnce: number
}

/** Takes a made-up vessel through everything, through the API, and compares the totals after each step. */
export async function demonstrate({ seed, containers, houses, declarations, atOnce }: Wishes): Promise<void> {
  if (declarations >= houses) throw new Refused('fewer declarations than house bills are needed, so that something is left unclaimed')
  await withRegion(async region => {
    const { as, public: anyone } = region.node(STATE)
    const [carrier, trader] = [as('carrier'), as('trader')]
    const { now, today } = await anyone.get<SandboxClock>('/api/v1/sandbox/clock')
    const run = `${seed}-${Date.parse(now)}`
    const made = sampleManifest({
      seed,
      containers,
      houses,
      office: OFFICE,
      unloadingPlace: PORT,
      arrivalOn: today,
      consignees: [{ id: TRADER, name: TRADER }],
    })
    // A run of its own: another run of the same seed is another voyage with other documents.
    const apart = (number: string) => `${number}-${run}`
    const transportDocuments = made.transportDocuments?.map(each => ({
      ...each,
      number: apart(each.number),
      ...(each.master === undefined ? {} : { master: apart(each.master) }),
    }))
    const filed = await timed('filed', () =>
      carrier.post<ManifestAnswer>('/api/v1/manifests', {
        ...made,
        reference: run.slice(-35),
        journey: `D${run.slice(-12)}`,
        transportDocuments,
      }),
    )
    const path = `/api/v1/manifests/${filed.number}`
    compare(filed)
    compare(await timed('arrived', () => carrier.post<ManifestAnswer>(`${path}/arrival`, {})))

    const announced = (await documentsOf(carrier, path)).filter(each => !each.hasHouses)
    const differences = announced.slice(0, 5).map(({ number, announced: { packages, grossMassKg } }, index) => {
      const more = index < 3 ? -1 : 1
      const landed = { packages: packages + more, grossMassKg: gramsToKg(kgToGrams(grossMassKg) + BigInt(more) * 10_000n) }
      return { number, landed }
    })
    compare(await timed('discharged, three short and two over', () => carrier.post<ManifestAnswer>(`${path}/discharge`, { differences })))
    compare(await timed('stored', () => carrier.post<ManifestAnswer>(`${path}/storage`, { location: 'KOS-CFS-1' })))

    const goods = (await documentsOf(carrier, path)).filter(each => !each.hasHouses)
    const [rushed, ...others] = goods
    if (rushed === undefined) throw new Refused('the manifest has no goods')
    const rush = await timed(`${atOnce} lodgings at once on one document`, () =>
      Promise.all(Array.from({ length: atOnce }, (_, index) => lodge(trader, declarationOf(rushed, run, today, index)))),
    )
    console.log(`  ${rush.filter(Boolean).length} of them registered`)
    const wanted = others.slice(0, declarations - 1)
    const lodged = await timed(`${wanted.length} more declarations, ${atOnce} at a time`, () =>
      eachAtOnce(wanted, atOnce, each => lodge(trader, declarationOf(each, run, today, 0))),
    )
    console.log(`  ${lodged.filter(Boolean).length} of them registered`)
    const declared = await carrier.get<ManifestAnswer>(path)
    compare(declared)

    const [waiting] = (await documentsOf(carrier, path)).filter(each => each.lastOn !== undefined && each.status === 'stored')
    if (waiting?.lastOn === undefined) throw new Refused('nothing is left in storage, or no period of storage is on file')
    const after = addDays(day(waiting.lastOn), 1)
    await trader.put<SandboxClock>('/api/v1/sandbox/clock', { now: `${after}T02:00:00Z` })
    const left = houses - declarations
    const unclaimed = await timed(`${after}, the day after the last one`, () =>
      until(carrier, path, each => each.totals.byStatus.unclaimed === left),
    )
    compare(unclaimed)
    await trader.put<SandboxClock>('/api/v1/sandbox/clock', { now: null })
    console.log(`${declarations} written off, ${left} unclaimed, totals conserved after every step`)
  })
}

async function timed<Done>(what: string, work: () => Promise<Done>): Promise<Done> {
  const began = performance.now()
  const done = await work()
  console.log(`${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  return done
}

/** Prints where a manifest stands, and stops where a package or a gram has come or gone. */
function compare(manifest: ManifestAnswer): void {
  console.log(tellManifest(manifest))
  const { total, excess, declared, gone, left } = manifest.totals
  const isSame =
    total.packages + excess.packages === declared.packages + gone.packages + left.packages &&
    kgToGrams(total.grossMassKg) + kgToGrams(excess.grossMassKg) ===
      kgToGrams(declared.grossMassKg) + kgToGrams(gone.grossMassKg) + kgToGrams(left.grossMassKg)
  if (!isSame) throw new Refused(`the totals of ${manifest.number} are not conserved`)
}

async function documentsOf(node: NodeClient, path: string): Promise<readonly CargoDocument[]> {
  const all: CargoDocument[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const after: string = cursor === '' ? '' : `&cursor=${cursor}`
    const page: { items: readonly CargoDocument[]; next?: string } = await node.get(`${path}/documents?limit=500${after}`)
    all.push(...page.items)
    cursor = page.next
  }
  return all
}

/** A node with too much to do is asked again: under one reference it registers a declaration once, however often it is lodged. */
const AGAIN_MAX = 5

/** Whether it was registered; false where all was taken already. Any other refusal ends the run. */
async function lodge(trader: NodeClient, document: object, again = AGAIN_MAX): Promise<boolean> {
  try {
    await trader.post<DeclarationAnswer>('/api/v1/declarations', document)
    return true
  } catch (failure) {
    if (!(failure instanceof ProblemError)) throw failure
    if (failure.status >= 500 && again > 0) return await lodge(trader, document, again - 1)
    const codes = failure.problem.issues.filter(each => each.severity === 'error').map(each => each.code)
    if (codes.length > 0 && codes.every(code => code === 'cargo.packages-exceed-left' || code === 'cargo.mass-exceeds-left')) return false
    throw failure
  }
}

async function eachAtOnce<Each, Done>(all: readonly Each[], width: number, work: (each: Each) => Promise<Done>): Promise<readonly Done[]> {
  const done: Done[] = []
  let next = 0
  async function worker(): Promise<void> {
    for (let one = all[next++]; one !== undefined; one = all[next++]) done.push(await work(one))
  }
  await Promise.all(Array.from({ length: width }, worker))
  return done
}

const TRIES = 120

/** Asks every half second until a manifest stands as it should. */
async function until(node: NodeClient, path: string, holds: (manifest: ManifestAnswer) => boolean): Promise<ManifestAnswer> {
  for (let tried = 0; ; tried++) {
    const manifest = await node.get<ManifestAnswer>(path)
    if (holds(manifest) || tried === TRIES) return manifest
    await new Promise(done => setTimeout(done, 500))
  }
}

/** Books for a school: all of what is left of a transport document. The price makes each lot one of its own. */
function declarationOf({ number, left }: CargoDocument, run: string, today: string, copy: number): object {
  const price = { amount: String(400_000 + copy), currency: 'KHR' }
  const net = gramsToKg((kgToGrams(left.grossMassKg) * 9n) / 10n - BigInt(copy))
  return {
    localReference: `${number.split('-')[0]}-${run.slice(-12)}-${copy}`,
    type: 'IM4',
    mode: 'NORMAL',
    office: OFFICE,
    declarant: { id: TRADER },
    importer: { id: TRADER, name: TRADER },
    exporter: { name: 'Siam Export House', address: { country: 'TH' } },
    exportCountry: 'TH',
    destinationCountry: 'KH',
    tradeTerms: { incoterm: 'CIF', place: 'Sihanoukville' },
    invoiceTotal: price,
    invoice: { id: `INV-${number}`, issuedOn: today },
    borderTransport: { mode: '1', id: 'IMO 9074729', idType: '10' },
    arrivalOn: today,
    unloadingPlace: PORT,
    transportDocuments: [{ type: '705', id: number }],
    totalPackages: left.packages,
    totalGrossMassKg: left.grossMassKg,
    goodsItems: [
      {
        sequence: 1,
        commodityCode: '49019910',
        description: 'Books of school education, printed in Khmer',
        originCountry: 'TH',
        invoiceAmount: price,
        netMassKg: net,
        grossMassKg: left.grossMassKg,
        packages: [{ type: 'CT', count: left.packages, marks: number }],
      },
    ],
  } satisfies Record<string, unknown>
}

function kgToGrams(kg: string): bigint {
  const [whole = '0', part = ''] = kg.split('.')
  return BigInt(whole) * 1_000n + BigInt(part.padEnd(3, '0').slice(0, 3))
}

function gramsToKg(grams: bigint): string {
  return `${grams / 1_000n}.${String(grams % 1_000n).padStart(3, '0')}`.replace(/\.?0+$/, '')
}
