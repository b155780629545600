import { compare, decimal, error, type Issue, plus, type Rational, toDecimal, ZERO } from '../kernel/index.ts'
import type { AmountText, DeclarationDocument, GoodsItem } from './document.ts'

/** Goods that were taken away before they were declared, as their notice says it. */
export interface GoodsRemoval {
  readonly mrn: string
  readonly document: DeclarationDocument
}

/** What the declaration of a period declares: the goods of its removals, summed, and what was paid beside their price. Plain JSON. */
export interface RemovedGoods {
  /** The numbers of the removals. */
  readonly removals: readonly string[]
  readonly goodsItems: readonly GoodsItem[]
  /** The whole's freight, insurance and adjustments, by name: `freight`, `insurance`, or the code of an adjustment. */
  readonly costs: readonly (AmountText & { readonly cost: string })[]
}

/** Decimals a sum is written with: as many as a document's figures may have. */
const DIGITS = 8

/** What tells one consignment of these goods from the next, and is neither summed nor compared. */
const OF_ONE_CONSIGNMENT: ReadonlySet<string> = new Set<keyof GoodsItem>([
  'sequence',
  'commodityCode',
  'description',
  'brand',
  'packages',
  'containerIds',
  'documents',
  'previousDocuments',
  'additionalInformation',
  'transportDocument',
  'traderReference',
  'ucr',
  'statisticalValue',
  'consignor',
  'consignee',
  'buyer',
  'seller',
  'taxParties',
  'dangerousGoods',
  'extensions',
])
const SUMMED: ReadonlySet<string> = new Set<keyof GoodsItem>([
  'quantities',
  'tariffQuantity',
  'netMassKg',
  'grossMassKg',
  'invoiceAmount',
  'customsValue',
  'dutyTaxFees',
  'exportCountry',
])

/** Goods that are charged alike: all that charges depend on but the figures is the same. */
interface PeriodLine {
  readonly item: GoodsItem
  readonly path: string
  readonly figures: ReadonlyMap<string, Rational>
}

/**
 * The goods of removals summed: one item for all that is charged alike (commodity code, origin, claims, attributes, units, currency), the first giving
 * its words. Packages are summed by their type.
 */
export function sumRemovals(removals: readonly GoodsRemoval[]): RemovedGoods {
  const lines = linesOf(removals.map(each => each.document))
  return {
    removals: removals.map(each => each.mrn),
    goodsItems: [...lines.values()].map((line, index) => ({ ...written(line), sequence: index + 1 })),
    costs: [...costsOf(removals.map(each => each.document))].map(([name, sum]) => {
      const [cost = '', currency = ''] = name.split(' ')
      return { cost, amount: toDecimal(sum, DIGITS), currency }
    }),
  }
}

/**
 * What a declaration of a period declares otherwise than its removals did: for goods that are charged alike the same quantities, masses and price, the same
 * costs beside it, and nothing else. Goods on one side only are said once.
 */
export function checkRemoved(document: DeclarationDocument, { goodsItems, costs }: Omit<RemovedGoods, 'removals'>): readonly Issue[] {
  const declared = linesOf([document])
  const removed = linesOf([{ ...document, goodsItems: [...goodsItems] }])
  const differing = [...new Set([...declared.keys(), ...removed.keys()])].flatMap(key => {
    const [own, theirs] = [declared.get(key), removed.get(key)]
    const line = own ?? theirs
    if (line === undefined) return []
    const names = [...line.figures.keys()]
    const differ =
      own === undefined || theirs === undefined
        ? names.slice(0, 1)
        : names.filter(name => compare(own.figures.get(name) ?? ZERO, theirs.figures.get(name) ?? ZERO) !== 0)
    return differ.map(name => {
      const [figure = '', unit = ''] = name.split(' ')
      return error('declaration.period-lines-differ', own === undefined ? 'goodsItems' : own.path, {
        commodityCode: line.item.commodityCode ?? '',
        originCountry: line.item.originCountry ?? '',
        figure,
        unit,
        declared: toDecimal(own?.figures.get(name) ?? ZERO, DIGITS),
        removed: toDecimal(theirs?.figures.get(name) ?? ZERO, DIGITS),
      })
    })
  })
  return [...differing, ...checkCosts(costsOf([document]), costs)]
}

function checkCosts(declared: ReadonlyMap<string, Rational>, costs: RemovedGoods['costs']): readonly Issue[] {
  const removed = new Map(costs.map(({ cost, currency, amount }) => [`${cost} ${currency}`, decimal(amount)]))
  return [...new Set([...declared.keys(), ...removed.keys()])].flatMap(name => {
    const [own, theirs] = [declared.get(name) ?? ZERO, removed.get(name) ?? ZERO]
    if (compare(own, theirs) === 0) return []
    const [cost = '', currency = ''] = name.split(' ')
    const path = cost === 'freight' || cost === 'insurance' ? cost : 'adjustments'
    const params = { cost, currency, declared: toDecimal(own, DIGITS), removed: toDecimal(theirs, DIGITS) }
    return [error('declaration.period-costs-differ', path, params)]
  })
}

/**
 * What the removals of one declaration have in common beside trader, office and period: the type, how they came, the terms of trade and in which currencies
 * the costs beside the price are. Those that differ in it are declared apart, since these are said once of a whole declaration.
 */
export function termsOf(document: DeclarationDocument): string {
  const { type, office, borderTransport, tradeTerms, apportionBy, freightPaymentMethod } = document
  return canonical([
    type,
    office,
    borderTransport?.mode,
    tradeTerms?.incoterm,
    apportionBy,
    freightPaymentMethod,
    [...costsOf([document]).keys()].sort(),
  ])
}

function linesOf(documents: readonly DeclarationDocument[]): ReadonlyMap<string, PeriodLine> {
  const lines = new Map<string, PeriodLine>()
  for (const document of documents) {
    for (const [index, item] of document.goodsItems.entries()) {
      const exportCountry = item.exportCountry ?? document.exportCountry
      const whole = exportCountry === undefined ? item : { ...item, exportCountry }
      const figures = figuresOf(whole)
      const key = canonical([identityOf(whole), [...figures.keys()].sort()])
      const line = lines.get(key)
      lines.set(key, {
        item: line === undefined ? whole : { ...line.item, packages: addPackages(line.item, whole) },
        path: line?.path ?? `goodsItems[${index}]`,
        figures: new Map([...figures].map(([name, value]) => [name, plus(line?.figures.get(name) ?? ZERO, value)])),
      })
    }
  }
  return lines
}

/** All that charges depend on but the figures. */
function identityOf(item: GoodsItem): readonly unknown[] {
  const alike = Object.entries(item).filter(([name]) => !OF_ONE_CONSIGNMENT.has(name) && !SUMMED.has(name))
  return [item.commodityCode?.replace(/\D/g, ''), item.exportCountry, claimsOf(item), Object.fromEntries(alike)]
}

/** The preferences and reliefs claimed of duties and taxes, without what the declarant worked out. */
function claimsOf({ dutyTaxFees }: GoodsItem): GoodsItem['dutyTaxFees'] {
  return dutyTaxFees.flatMap(({ type, regime, quotaOrder }) =>
    regime === undefined && quotaOrder === undefined
      ? []
      : [{ ...(type && { type }), ...(regime && { regime }), ...(quotaOrder && { quotaOrder }) }],
  )
}

/** The figures of an item by what they count and in which unit: `quantity C62`, `price USD`. */
function figuresOf({ quantities, tariffQuantity, netMassKg, grossMassKg, invoiceAmount, customsValue }: GoodsItem) {
  const all: readonly (readonly [string, string | undefined])[] = [
    ...quantities.map(({ value, unit }) => [`quantity ${unit}`, value] as const),
    [`price ${invoiceAmount?.currency ?? ''}`, invoiceAmount?.amount],
    [`value ${customsValue?.currency ?? ''}`, customsValue?.amount],
    ['net-mass KGM', netMassKg],
    ['gross-mass KGM', grossMassKg],
    ['tariff-quantity ', tariffQuantity],
  ]
  const figures = new Map<string, Rational>()
  for (const [name, value] of all) if (value !== undefined) figures.set(name, plus(figures.get(name) ?? ZERO, decimal(value)))
  return figures
}

function written({ item, figures }: PeriodLine): GoodsItem {
  const amountOf = (name: string, currency: string | undefined) => {
    const sum = currency === undefined ? undefined : figures.get(`${name} ${currency}`)
    return sum === undefined || currency === undefined ? undefined : { amount: toDecimal(sum, DIGITS), currency }
  }
  const [price, value] = [amountOf('price', item.invoiceAmount?.currency), amountOf('value', item.customsValue?.currency)]
  const measured = ([figure, name]: readonly [string, 'netMassKg' | 'grossMassKg' | 'tariffQuantity']) => {
    const sum = figures.get(figure)
    return sum === undefined ? {} : { [name]: toDecimal(sum, DIGITS) }
  }
  const quantities = [...figures].flatMap(([name, sum]) => {
    const [figure, unit = ''] = name.split(' ')
    return figure === 'quantity' ? [{ value: toDecimal(sum, DIGITS), unit }] : []
  })
  const { commodityCode, description, brand, exportCountry, packages } = item
  const alike = Object.fromEntries(Object.entries(item).filter(([name]) => !OF_ONE_CONSIGNMENT.has(name) && !SUMMED.has(name)))
  return {
    ...(alike as GoodsItem),
    ...(commodityCode && { commodityCode }),
    ...(description && { description }),
    ...(brand && { brand }),
    ...(exportCountry && { exportCountry }),
    quantities,
    ...(price && { invoiceAmount: price }),
    ...(value && { customsValue: value }),
    ...measured(['net-mass KGM', 'netMassKg']),
    ...measured(['gross-mass KGM', 'grossMassKg']),
    ...measured(['tariff-quantity ', 'tariffQuantity']),
    dutyTaxFees: claimsOf(item),
    packages: addPackages({ packages: [] }, { packages }),
    containerIds: [],
    documents: [],
    previousDocuments: [],
    additionalInformation: [],
    taxParties: [],
    dangerousGoods: [],
  }
}

/** Packages by type; what has no count is not counted. */
function addPackages(one: Pick<GoodsItem, 'packages'>, other: Pick<GoodsItem, 'packages'>): GoodsItem['packages'] {
  const counts = new Map<string, number>()
  for (const { type = '', count } of [...one.packages, ...other.packages])
    if (count !== undefined) counts.set(type, (counts.get(type) ?? 0) + count)
  return [...counts].map(([type, count]) => ({ ...(type === '' ? {} : { type }), count }))
}

/** Freight, insurance and adjustments of the whole, by name and currency. */
function costsOf(documents: readonly DeclarationDocument[]): ReadonlyMap<string, Rational> {
  const costs = new Map<string, Rational>()
  const add = (name: string, amount: AmountText | undefined) => {
    if (amount === undefined) return
    const key = `${name} ${amount.currency}`
    costs.set(key, plus(costs.get(key) ?? ZERO, decimal(amount.amount)))
  }
  for (const { freight, insurance, adjustments } of documents) {
    add('freight', freight)
    add('insurance', insurance)
    for (const { code, amount } of adjustments) add(code, amount)
  }
  return costs
}

/** The same text for the same content, whatever the order of its fields; what is empty is left out. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(
    ([, each]) => each !== undefined && !(typeof each === 'object' && each !== null && Object.keys(each).length === 0),
  )
  return `{${fields
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
    .join()}}`
}
