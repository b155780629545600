import type { DeclarationDocument, GoodsItem, Party } from '../declaration/index.ts'
import { isZero, type Money, minorDigitsOf, over, sum } from '../kernel/index.ts'
import { Exact, exactOf } from './exact.ts'
import type { InspectionFigures } from './inspection.ts'
import type { ConsignmentFigures, ImporterHistory, Known } from './known.ts'
import { type PriceSpread, priceZ } from './price.ts'

/*
 * The words an officer may use. A text that was not declared is empty; a number that was not declared is absent, and an expression asks
 * for it with `has()`. Amounts are in the state's currency, major units.
 */

export class DeclarationFeatures {
  readonly type: string
  readonly mode: string
  readonly office: string
  readonly exportCountry: string
  readonly destinationCountry: string
  readonly incoterm: string
  readonly invoiceCurrency: string
  readonly items: bigint
  readonly packages: Exact | undefined
  readonly grossMassKg: Exact | undefined
  readonly customsValue: Exact | undefined
  readonly charges: Exact | undefined
  readonly documents: readonly string[]
  /** The registers something of it resembles an entry of: `party`, `address`, `container`. */
  readonly listed: readonly string[]

  constructor(document: DeclarationDocument, items: readonly ItemFeatures[], known: Known = {}) {
    this.type = document.type ?? ''
    this.mode = document.mode ?? ''
    this.office = document.office ?? ''
    this.exportCountry = document.exportCountry ?? ''
    this.destinationCountry = document.destinationCountry ?? ''
    this.incoterm = document.tradeTerms?.incoterm ?? ''
    this.invoiceCurrency = document.invoiceTotal?.currency ?? ''
    this.items = BigInt(document.goodsItems.length)
    this.packages = document.totalPackages === undefined ? undefined : whole(document.totalPackages)
    this.grossMassKg = exactOf(document.totalGrossMassKg)
    this.customsValue = total(items.map(item => item.customsValue))
    this.charges = total(items.map(item => item.charges))
    this.documents = document.documents.flatMap(each => each.type ?? [])
    this.listed = [...new Set((known.resembling ?? []).map(each => each.register))]
  }
}

export class ItemFeatures {
  readonly sequence: bigint
  readonly code: string
  readonly chapter: string
  readonly heading: string
  readonly subheading: string
  readonly description: string
  readonly brand: string
  readonly origin: string
  readonly exportCountry: string
  readonly agreement: string
  readonly netMassKg: Exact | undefined
  readonly grossMassKg: Exact | undefined
  readonly quantity: Exact | undefined
  readonly unit: string
  readonly packages: bigint
  readonly customsValue: Exact | undefined
  readonly charges: Exact | undefined
  readonly invoiceAmount: Exact | undefined
  readonly invoiceCurrency: string
  readonly valuePerKg: Exact | undefined
  readonly unitPrice: Exact | undefined
  /** By how many robust deviations the unit price lies from what the same goods cost in the quarter before. */
  readonly priceZ: Exact | undefined
  readonly documents: readonly string[]

  constructor(
    item: GoodsItem,
    document: DeclarationDocument,
    found: ConsignmentFigures['items'][number] | undefined,
    spread?: PriceSpread,
  ) {
    const code = (item.commodityCode ?? '').replace(/[.\s]/g, '')
    const first = item.quantities[0]
    this.sequence = BigInt(item.sequence)
    this.code = code
    this.chapter = code.slice(0, 2)
    this.heading = code.slice(0, 4)
    this.subheading = code.slice(0, 6)
    this.description = item.description ?? ''
    this.brand = item.brand ?? ''
    this.origin = item.originCountry ?? ''
    this.exportCountry = item.exportCountry ?? document.exportCountry ?? ''
    this.agreement = item.preference?.agreement ?? ''
    this.netMassKg = exactOf(item.netMassKg)
    this.grossMassKg = exactOf(item.grossMassKg)
    this.quantity = exactOf(first?.value)
    this.unit = first?.unit ?? ''
    this.packages = BigInt(item.packages.reduce((count, each) => count + (each.count ?? 0), 0))
    this.customsValue = major(found?.customsValue)
    this.charges = major(found?.charges)
    this.invoiceAmount = exactOf(item.invoiceAmount?.amount)
    this.invoiceCurrency = item.invoiceAmount?.currency ?? ''
    this.valuePerKg = ratio(this.customsValue, this.netMassKg)
    this.unitPrice = ratio(this.customsValue, this.quantity)
    this.priceZ = spread === undefined || this.unitPrice === undefined ? undefined : exactOf(priceZ(this.unitPrice, spread))
    this.documents = item.documents.flatMap(each => each.type ?? [])
  }
}

export class PartyFeatures {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly aeoCode: string
  readonly releasedBefore: Exact | undefined
  readonly daysSinceLast: Exact | undefined
  readonly inspected: Exact | undefined
  readonly found: Exact | undefined

  constructor(party: Party | undefined, history?: Partial<ImporterHistory>) {
    this.id = party?.id ?? ''
    this.name = party?.name ?? ''
    this.country = party?.address?.country ?? ''
    this.aeoCode = party?.aeoCode ?? ''
    this.releasedBefore = history?.releasedBefore === undefined ? undefined : whole(history.releasedBefore)
    this.daysSinceLast = history?.daysSinceLast === undefined ? undefined : whole(history.daysSinceLast)
    this.inspected = history === undefined ? undefined : whole(history.inspections?.inspected ?? 0)
    this.found = history === undefined ? undefined : whole(history.inspections?.found ?? 0)
  }
}

export class RouteFeatures {
  readonly mode: string
  readonly countries: readonly string[]
  readonly loadingPlace: string
  readonly unloadingPlace: string
  readonly means: string
  readonly nationality: string
  readonly carrier: string
  readonly containers: readonly string[]
  readonly transportDocuments: readonly string[]

  constructor(document: DeclarationDocument) {
    const means = document.borderTransport ?? document.arrivalTransport
    this.mode = means?.mode ?? ''
    this.countries = document.itinerary
    this.loadingPlace = document.loadingPlace ?? ''
    this.unloadingPlace = document.unloadingPlace ?? ''
    this.means = means?.id ?? ''
    this.nationality = means?.nationality ?? ''
    this.carrier = document.carrier?.id ?? ''
    this.containers = document.containers.map(each => each.id)
    this.transportDocuments = document.transportDocuments.map(each => each.id)
  }
}

/** Everything an expression may ask about one consignment, built once and asked by every profile. */
export interface Features {
  readonly declaration: DeclarationFeatures
  readonly items: readonly ItemFeatures[]
  readonly importer: PartyFeatures
  readonly exporter: PartyFeatures
  readonly declarant: PartyFeatures
  readonly route: RouteFeatures
}

/** What a screening knows beyond the document and its figures. */
export interface ScreeningFacts {
  readonly importer?: ImporterHistory | undefined
  /** What inspections of what the declarant declared for anybody came to; absent where there was none. */
  readonly declarant?: InspectionFigures | undefined
  /** What the node knows from its registers and from other declarations. */
  readonly known?: Known | undefined
}

export function featuresOf(document: DeclarationDocument, figures?: ConsignmentFigures, facts: ScreeningFacts = {}): Features {
  const { importer, declarant, known } = facts
  const spreads = new Map(known?.spreads?.map(each => [each.item, each]))
  const items = document.goodsItems.map((item, index) => new ItemFeatures(item, document, figures?.items[index], spreads.get(index)))
  return {
    declaration: new DeclarationFeatures(document, items, known),
    items,
    importer: new PartyFeatures(document.importer ?? document.consignee, importer),
    exporter: new PartyFeatures(document.exporter ?? document.consignor),
    declarant: new PartyFeatures(
      document.declarant,
      declarant === undefined && importer === undefined ? undefined : { inspections: declarant },
    ),
    route: new RouteFeatures(document),
  }
}

function whole(value: number): Exact {
  return new Exact({ num: BigInt(value), den: 1n })
}

function major(amount: Money | undefined): Exact | undefined {
  return amount === undefined ? undefined : new Exact({ num: amount.minor, den: 10n ** BigInt(minorDigitsOf(amount.currency)) })
}

function ratio(amount: Exact | undefined, units: Exact | undefined): Exact | undefined {
  return amount === undefined || units === undefined || isZero(units) ? undefined : new Exact(over(amount, units))
}

/** The sum, where every part is known. */
function total(parts: readonly (Exact | undefined)[]): Exact | undefined {
  const known = parts.filter(part => part !== undefined)
  return known.length === 0 || known.length < parts.length ? undefined : new Exact(sum(known))
}
