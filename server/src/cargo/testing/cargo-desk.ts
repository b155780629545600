import type { CargoDocument, CargoDocumentAnswer, ManifestAnswer, ManifestSummary } from '@lintas/contract'
import { type CargoAmount, type ManifestInput, sampleManifest } from '@lintas/customs/cargo'
import type { DeclarationInput } from '@lintas/customs/declaration'
import { expect } from 'vitest'
import { officer, openLodgingDesk, trader } from '../../declaration/testing/lodging-desk.ts'
import { shirts } from '../../declaration/testing/shirts.ts'
import type { Caller } from '../../platform/node.ts'

export const importer = trader('KH-0101')
export const other = trader('KH-0202')
export const carrier = carrierOf('KH-LINE')
export const rival = carrierOf('KH-RIVAL')
export const here = officer('KH-KOS')
export const elsewhere = officer('KH-PNH')

function carrierOf(traderId: string): Caller {
  const organisation = { id: `organisation ${traderId}`, name: traderId, traderId }
  return { accountId: `carrier ${traderId}`, role: 'carrier', organisation, traderIds: [traderId] }
}

let made = 0
/** A vessel with a few documents, each under numbers of its own. */
export function vessel(change: Partial<ManifestInput> = {}, houses = 4): ManifestInput {
  made += 1
  const consignees = [{ id: 'KH-0101', name: 'May Sài Gòn' }]
  const sample = sampleManifest({
    seed: made,
    containers: 2,
    houses,
    office: 'KH-KOS',
    unloadingPlace: 'KHKOS',
    arrivalOn: '2026-03-12',
    consignees,
  })
  return { ...sample, ...change }
}

/** No two lots of goods are the same, so that only what is left keeps them from being declared. */
let quantity = 0
/** Books, of which the sample schedule of Cambodia has a rate, on a transport document. */
export function books(reference: string, number: string, amount: CargoAmount, change: Partial<DeclarationInput> = {}): DeclarationInput {
  const like = shirts(reference)
  const [item] = like.goodsItems ?? []
  const price = { amount: '4000000', currency: 'KHR' }
  return {
    ...like,
    office: 'KH-KOS',
    importer: { id: 'KH-0101', name: 'May Sài Gòn' },
    declarant: { id: 'KH-0101' },
    exporter: { name: 'Siam Export House 1', address: { country: 'TH' } },
    exportCountry: 'TH',
    destinationCountry: 'KH',
    tradeTerms: { incoterm: 'CIF', place: 'Sihanoukville' },
    invoiceTotal: price,
    borderTransport: { mode: '1', id: 'IMO 9074729', idType: '10' },
    arrivalOn: '2026-03-09',
    transportDocuments: [{ type: '705', id: number }],
    totalPackages: amount.packages,
    totalGrossMassKg: amount.grossMassKg,
    goodsItems: [
      {
        ...item,
        sequence: 1,
        commodityCode: '49019910',
        description: 'Books of school education, printed in Khmer',
        originCountry: 'TH',
        invoiceAmount: price,
        quantities: [{ value: String(++quantity), unit: 'KGM' }],
        netMassKg: '1',
        grossMassKg: amount.grossMassKg,
        packages: [{ type: 'CT', count: amount.packages, marks: reference }],
      },
    ],
    ...change,
  }
}

export const codesOf = (body: unknown) =>
  ((body as { issues?: readonly { code: string; severity: string }[] }).issues ?? []).flatMap(({ code, severity }) =>
    severity === 'error' ? [code] : [],
  )

export interface Landed {
  readonly number: string
  readonly documents: readonly CargoDocument[]
  /** One of them by its place; throws where there are fewer. */
  at(place: number): CargoDocument
}

function missing(number: string, place: number): never {
  throw new Error(`given ${number} without a document ${place}, needs a vessel with more`)
}

/** Cambodia's node with its carriers, officers and traders, and vessels that come to Sihanoukville. Each file of tests opens its own. */
export async function openCargoDesk() {
  const desk = await openLodgingDesk('KH')

  async function file(manifest: ManifestInput, caller = carrier): Promise<ManifestAnswer> {
    const { status, body, text } = await desk.call<ManifestAnswer>(caller, 'POST', '/manifests', manifest)
    if (status !== 201) throw new Error(`filing was answered ${status}: ${text}`)
    return body
  }

  async function report(number: string, what: string, body: object = {}): Promise<ManifestAnswer> {
    const answer = await desk.call<ManifestAnswer>(carrier, 'POST', `/manifests/${number}/${what}`, body)
    if (answer.status !== 200) throw new Error(`${what} was answered ${answer.status}: ${answer.text}`)
    return answer.body
  }

  async function documentsOf(number: string, query = 'limit=500'): Promise<readonly CargoDocument[]> {
    const all: CargoDocument[] = []
    for (let next: string | undefined = ''; next !== undefined; ) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`
      const { body }: { body: { items: readonly CargoDocument[]; next?: string } } = await desk.call(
        carrier,
        'GET',
        `/manifests/${number}/documents?${query}${cursor}`,
      )
      all.push(...body.items)
      next = body.next
    }
    return all.filter(each => !each.hasHouses)
  }

  /** A vessel that was filed, came, and was discharged as announced, with as many documents as its test wants. */
  async function landed(houses = 4, change: Partial<ManifestInput> = {}): Promise<Landed> {
    const { number } = await file(vessel(change, houses))
    await report(number, 'arrival')
    await report(number, 'discharge')
    const documents = await documentsOf(number)
    return { number, documents, at: place => documents[place] ?? missing(number, place) }
  }

  async function documentOf(id: string): Promise<CargoDocumentAnswer> {
    return (await desk.call<CargoDocumentAnswer>(carrier, 'GET', `/transport-documents/${id}`)).body
  }

  async function manifestOf(number: string): Promise<ManifestAnswer> {
    return (await desk.call<ManifestAnswer>(carrier, 'GET', `/manifests/${number}`)).body
  }

  return { desk, file, report, documentsOf, landed, documentOf, manifestOf }
}

/** Packages and grams of everything on a manifest: what there is and the excess are what was declared and is left. */
export function expectConserved({ totals }: ManifestSummary): void {
  const grams = (amount: CargoAmount) => Math.round(Number(amount.grossMassKg) * 1e6)
  expect(totals.total.packages + totals.excess.packages).toBe(totals.declared.packages + totals.gone.packages + totals.left.packages)
  expect(grams(totals.total) + grams(totals.excess)).toBe(grams(totals.declared) + grams(totals.gone) + grams(totals.left))
}
