import type { Rule, RuleContext } from '../declaration/index.ts'
import {
  compare,
  decimal,
  fraction,
  hint,
  type Issue,
  minorDigitsOf,
  over,
  parseDecimal,
  type Rational,
  times,
  toDecimal,
} from '../kernel/index.ts'
import type { Match, RiskRuleFacts } from './known.ts'
import { middlePrice, PRICE_Z_MAX, priceZ } from './price.ts'
import type { Register } from './resemblance.ts'

/**
 * The rules of the catalogue that ask whether a declaration is plausible, and whether it goes with what the node knows of others.
 *
 * All of them are hints for officers (`isForOfficers`): no word of them reaches a trader, and none asks for a control. What does is a profile.
 */
export const RISK_RULES = [
  {
    id: 'V20',
    module: 'risk',
    codes: ['risk.importer-new', 'risk.importer-dormant'],
    severity: 'hint',
    about: 'The importer declared here before, within the last twelve months.',
    scope: 'state',
    check: checkImporter,
  },
  {
    id: 'V21',
    module: 'risk',
    codes: ['risk.party-listed', 'risk.container-listed'],
    severity: 'hint',
    about: 'No party and no container of the consignment is, as far as names tell, one on the watch list.',
    scope: 'state',
    check: context => [
      ...checkRegister(context, 'party', 'risk.party-listed'),
      ...checkRegister(context, 'container', 'risk.container-listed'),
    ],
  },
  {
    id: 'V22',
    module: 'risk',
    codes: ['risk.address-virtual'],
    severity: 'hint',
    about: 'Commercial goods are not consigned to a virtual office or a parcel locker.',
    scope: 'state',
    check: context => checkRegister(context, 'address', 'risk.address-virtual'),
  },
  {
    id: 'V35',
    module: 'risk',
    codes: ['risk.price-unusual', 'risk.price-outlying'],
    severity: 'hint',
    about:
      'The unit price lies between the 5th and the 95th hundredth of what the same goods of the same origin cost in twelve months, and not far from the middle of the last three.',
    scope: 'state',
    check: context => [...checkUnitPrices(context), ...checkSpreads(context)],
  },
  {
    id: 'V36',
    module: 'risk',
    codes: ['risk.price-zero', 'risk.price-repeated'],
    severity: 'hint',
    about: 'No goods item is free of charge, and no five items described differently have the same unit price.',
    scope: 'everywhere',
    check: checkPrices,
  },
  {
    id: 'V60',
    module: 'risk',
    codes: ['risk.mass-beyond-containers'],
    severity: 'hint',
    about: 'The gross mass fits into the containers declared.',
    scope: 'everywhere',
    check: checkContainerMass,
  },
  {
    id: 'V57',
    module: 'risk',
    codes: ['risk.goods-returned'],
    severity: 'hint',
    about: 'The same goods did not go the other way within the last 30 days.',
    scope: 'state',
    check: context => checkMatches(context, 'goods-returned'),
  },
  {
    id: 'V58',
    module: 'risk',
    codes: ['risk.invoice-of-another'],
    severity: 'hint',
    about: "No other exporter used the same invoice number in the importer's declarations of a year.",
    scope: 'state',
    check: context => checkMatches(context, 'invoice'),
  },
  {
    id: 'V59',
    module: 'risk',
    codes: ['risk.container-declared'],
    severity: 'hint',
    about: 'No other open declaration is about the same container.',
    scope: 'state',
    check: context => checkMatches(context, 'container'),
  },
] as const satisfies readonly Rule<RiskRuleFacts>[]

const SAME_PRICE_MIN = 5

/** The most a container may weigh, loaded. @source ISO 668:2020, rating of series 1 freight containers (general knowledge) */
const CONTAINER_KG_MAX = decimal('36000')

/** Days without a declaration after which an importer counts as one that begins anew. */
const DORMANT_DAYS = 365

function checkImporter({ importer }: RiskRuleFacts): readonly Issue[] {
  if (importer === undefined) return []
  const { daysSinceLast } = importer
  if (daysSinceLast === undefined) return [hint('risk.importer-new', 'importer')]
  return daysSinceLast > DORMANT_DAYS ? [hint('risk.importer-dormant', 'importer', { days: daysSinceLast })] : []
}

function checkRegister({ known }: RiskRuleFacts, register: Register, code: string): readonly Issue[] {
  return (known?.resembling ?? [])
    .filter(each => each.register === register)
    .map(({ path, entry, similarity }) => hint(code, path, { entry, similarity }))
}

function checkUnitPrices({ document, known, figures }: RuleContext & RiskRuleFacts): readonly Issue[] {
  return (known?.prices ?? []).flatMap(({ item, unit, low, high, count }) => {
    const price = unitPriceOf(document, figures, { item, unit })
    if (figures === undefined || price === undefined) return []
    if (compare(price, decimal(low)) >= 0 && compare(price, decimal(high)) <= 0) return []
    const params = { price: toDecimal(price, 4), low, high, unit, count, currency: figures.currency }
    return [hint('risk.price-unusual', `goodsItems[${item}]`, params)]
  })
}

/** A price far from the middle, either way: for an officer to ask about, never a new value. */
function checkSpreads({ document, known, figures }: RuleContext & RiskRuleFacts): readonly Issue[] {
  return (known?.spreads ?? []).flatMap(spread => {
    const price = unitPriceOf(document, figures, spread)
    const z = price === undefined ? undefined : priceZ(price, spread)
    if (figures === undefined || price === undefined || z === undefined || Math.abs(Number(z)) <= PRICE_Z_MAX) return []
    const { item, unit, count, digits } = spread
    const params = { z, price: toDecimal(price, 4), middle: middlePrice(spread), unit, count, digits, currency: figures.currency }
    return [hint('risk.price-outlying', `goodsItems[${item}]`, params)]
  })
}

/** The customs value of a goods item per unit of a quantity of it, in major units. */
function unitPriceOf(
  document: RuleContext['document'],
  figures: RiskRuleFacts['figures'],
  { item, unit }: { readonly item: number; readonly unit: string },
): Rational | undefined {
  const measure = document.goodsItems[item]?.quantities.find(each => each.unit === unit)
  const [value, quantity] = [figures?.items[item]?.customsValue, parseDecimal(measure?.value ?? '')]
  if (value === undefined || quantity === undefined || quantity.num === 0n) return undefined
  return over(fraction(value.minor, 10n ** BigInt(minorDigitsOf(value.currency))), quantity)
}

function checkMatches({ known }: RiskRuleFacts, kind: Match['kind']): readonly Issue[] {
  return hintsOfMatches((known?.matches ?? []).filter(each => each.kind === kind))
}

const MATCHED: Readonly<Record<Match['kind'], string>> = {
  'goods-returned': 'risk.goods-returned',
  invoice: 'risk.invoice-of-another',
  container: 'risk.container-declared',
}

/** What is said of matches with other declarations: by the rules when it is decided, and again whenever an officer opens the case. */
export function hintsOfMatches(matches: readonly Match[]): readonly Issue[] {
  return matches.map(({ kind, path, mrn, on }) => hint(MATCHED[kind], path, { mrn, day: on }))
}

function checkPrices({ document }: RuleContext): readonly Issue[] {
  const issues: Issue[] = []
  const described = new Map<string, Set<string>>()
  const paths = new Map<string, string>()
  for (const [index, item] of document.goodsItems.entries()) {
    const path = `goodsItems[${index}].invoiceAmount`
    const amount = parseDecimal(item.invoiceAmount?.amount ?? '')
    if (amount === undefined) continue
    if (amount.num === 0n) issues.push(hint('risk.price-zero', path))
    const quantity = parseDecimal(item.quantities[0]?.value ?? '')
    if (amount.num === 0n || quantity === undefined || quantity.num === 0n || item.description === undefined) continue
    const price = `${toDecimal(over(amount, quantity), 8)} ${item.invoiceAmount?.currency}`
    described.set(price, (described.get(price) ?? new Set()).add(item.description.trim().toLowerCase()))
    if (!paths.has(price)) paths.set(price, path)
  }
  for (const [price, descriptions] of described) {
    if (descriptions.size < SAME_PRICE_MIN) continue
    issues.push(hint('risk.price-repeated', paths.get(price) ?? '', { price, descriptions: descriptions.size }))
  }
  return issues
}

function checkContainerMass({ document }: RuleContext): readonly Issue[] {
  const gross = parseDecimal(document.totalGrossMassKg ?? '')
  const containers = document.containers.length
  if (gross === undefined || containers === 0) return []
  const most = times(CONTAINER_KG_MAX, fraction(BigInt(containers)))
  if (compare(gross, most) <= 0) return []
  return [hint('risk.mass-beyond-containers', 'totalGrossMassKg', { declared: toDecimal(gross), most: toDecimal(most), containers })]
}
