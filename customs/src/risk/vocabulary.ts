import { Environment } from '@marcbachmann/cel-js'
import { EXACT_OPERATORS, Exact } from './exact.ts'
import { DeclarationFeatures, ItemFeatures, PartyFeatures, RouteFeatures } from './features.ts'
import { CargoFeatures, ManifestFeatures } from './manifest-features.ts'

const TEXT = 'string'
const TEXTS = 'list<string>'
const COUNT = 'int'
/** A number that may be absent; an expression asks `has()` first. */
const NUMBER = 'Exact'

/** Every field of a thing, none left out and none made up. */
type Fields<Features> = Readonly<Record<keyof Features, typeof TEXT | typeof TEXTS | typeof COUNT | typeof NUMBER>>

/** The fields of each thing an expression may speak of, by type. A field that is not here does not exist for an officer. */
export const FIELDS = {
  declaration: {
    type: TEXT,
    mode: TEXT,
    office: TEXT,
    exportCountry: TEXT,
    destinationCountry: TEXT,
    incoterm: TEXT,
    invoiceCurrency: TEXT,
    items: COUNT,
    packages: NUMBER,
    grossMassKg: NUMBER,
    customsValue: NUMBER,
    charges: NUMBER,
    documents: TEXTS,
    listed: TEXTS,
  },
  item: {
    sequence: COUNT,
    code: TEXT,
    chapter: TEXT,
    heading: TEXT,
    subheading: TEXT,
    description: TEXT,
    brand: TEXT,
    origin: TEXT,
    exportCountry: TEXT,
    agreement: TEXT,
    netMassKg: NUMBER,
    grossMassKg: NUMBER,
    quantity: NUMBER,
    unit: TEXT,
    packages: COUNT,
    customsValue: NUMBER,
    charges: NUMBER,
    invoiceAmount: NUMBER,
    invoiceCurrency: TEXT,
    valuePerKg: NUMBER,
    unitPrice: NUMBER,
    priceZ: NUMBER,
    documents: TEXTS,
  },
  party: {
    id: TEXT,
    name: TEXT,
    country: TEXT,
    aeoCode: TEXT,
    releasedBefore: NUMBER,
    daysSinceLast: NUMBER,
    inspected: NUMBER,
    found: NUMBER,
  },
  route: {
    mode: TEXT,
    countries: TEXTS,
    loadingPlace: TEXT,
    unloadingPlace: TEXT,
    means: TEXT,
    nationality: TEXT,
    carrier: TEXT,
    containers: TEXTS,
    transportDocuments: TEXTS,
  },
  manifest: {
    mode: TEXT,
    office: TEXT,
    means: TEXT,
    nationality: TEXT,
    journey: TEXT,
    carrier: TEXT,
    loadingPlace: TEXT,
    unloadingPlace: TEXT,
    documents: COUNT,
    containers: COUNT,
  },
  cargo: {
    number: TEXT,
    kind: TEXT,
    description: TEXT,
    code: TEXT,
    chapter: TEXT,
    cargo: TEXT,
    consignor: TEXT,
    consignorCountry: TEXT,
    consignee: TEXT,
    consigneeId: TEXT,
    notify: TEXT,
    loadingPlace: TEXT,
    packages: COUNT,
    grossMassKg: NUMBER,
    massPerPackageKg: NUMBER,
    containers: TEXTS,
    dangerousGoods: TEXTS,
  },
} as const satisfies {
  readonly declaration: Fields<DeclarationFeatures>
  readonly item: Fields<ItemFeatures>
  readonly party: Fields<PartyFeatures>
  readonly route: Fields<RouteFeatures>
  readonly manifest: Fields<ManifestFeatures>
  readonly cargo: Fields<CargoFeatures>
}

export type Thing = keyof typeof FIELDS

/** The names an expression may begin with, and what each is. `item` asks of each goods item in turn; `items` is all of them. `manifest` and `cargo` (each transport document in turn) are of manifests, and stand with no others. */
export const VARIABLES = {
  declaration: 'declaration',
  item: 'item',
  importer: 'party',
  exporter: 'party',
  declarant: 'party',
  route: 'route',
  manifest: 'manifest',
  cargo: 'cargo',
} as const satisfies Record<string, Thing>

export function hasField(thing: Thing, field: string): boolean {
  return Object.hasOwn(FIELDS[thing], field)
}

/** Whether a number of this kind of thing may be absent. */
export function mayBeAbsent(thing: Thing, field: string): boolean {
  const fields: Readonly<Record<string, string>> = FIELDS[thing]
  return fields[field] === NUMBER
}

/** Functions and tests that cost no more than reading the text they are given: no regular expressions, nothing that builds lists or times. */
export const FUNCTIONS: ReadonlySet<string> = new Set(['has', 'size'])
export const METHODS: ReadonlySet<string> = new Set(['contains', 'startsWith', 'endsWith', 'lowerAscii', 'upperAscii', 'size'])
export const QUANTIFIERS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one'])

/** As the CEL library counts them: nodes of the parsed expression, nesting, elements of a written list. */
const LIMITS = { maxAstNodes: 400, maxDepth: 30, maxListElements: 200, maxMapEntries: 1, maxCallArguments: 3 }

/** The typed environment every expression is compiled in, made once. */
export const VOCABULARY = vocabulary()

function vocabulary(): Environment {
  const environment = new Environment({ limits: LIMITS })
    .registerType(NUMBER, { ctor: Exact, fields: {} })
    .registerType('Declaration', { ctor: DeclarationFeatures, fields: { ...FIELDS.declaration } })
    .registerType('Item', { ctor: ItemFeatures, fields: { ...FIELDS.item } })
    .registerType('Party', { ctor: PartyFeatures, fields: { ...FIELDS.party } })
    .registerType('Route', { ctor: RouteFeatures, fields: { ...FIELDS.route } })
    .registerType('Manifest', { ctor: ManifestFeatures, fields: { ...FIELDS.manifest } })
    .registerType('Cargo', { ctor: CargoFeatures, fields: { ...FIELDS.cargo } })
    .registerVariable('declaration', 'Declaration')
    .registerVariable('item', 'Item')
    .registerVariable('items', 'list<Item>')
    .registerVariable('importer', 'Party')
    .registerVariable('exporter', 'Party')
    .registerVariable('declarant', 'Party')
    .registerVariable('route', 'Route')
    .registerVariable('manifest', 'Manifest')
    .registerVariable('cargo', 'Cargo')
  for (const [sign, decide] of Object.entries(EXACT_OPERATORS)) {
    const gives = '+-*/'.includes(sign) ? NUMBER : 'bool'
    for (const other of [NUMBER, 'int', 'double']) {
      environment.registerOperator(`${NUMBER} ${sign} ${other}: ${gives}`, decide)
      // The library derives `!=`, and the mirror image of `==`, by itself.
      if (other !== NUMBER && sign !== '==') environment.registerOperator(`${other} ${sign} ${NUMBER}: ${gives}`, decide)
    }
  }
  return environment
}
