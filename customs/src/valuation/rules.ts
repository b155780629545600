import type { DeclarationDocument, Rule, RuleContext, StateContext } from '../declaration/index.ts'
import {
  compare,
  type Day,
  daysBetween,
  decimal,
  error,
  type Issue,
  isNegative,
  isZero,
  minus,
  parseCurrency,
  parseDay,
  type Rational,
  sum,
  toExact,
  warning,
} from '../kernel/index.ts'
import { type ExchangeRates, findRateDay, STATE_FACTS } from '../reference/index.ts'
import { includes, parseIncoterm } from './incoterms.ts'
import { rateRegimeOf, regimeOf } from './regime.ts'
import { readTerms } from './terms.ts'

/** What valuation's rules must know besides document and law. */
export interface ValuationRuleFacts {
  /** The customs exchange rates the node holds. */
  readonly rates?: ExchangeRates | undefined
}

/** An invoice older than this on the day of declaration is asked about. */
const INVOICE_AGE_DAYS = 180
const CENT = decimal('0.01')

/** The rules of the catalogue about price, terms and currency. */
export const VALUATION_RULES: readonly Rule<ValuationRuleFacts>[] = [
  {
    id: 'V08',
    module: 'rates',
    codes: ['rates.currency-unknown'],
    severity: 'error',
    about: 'Every amount is in a currency of ISO 4217.',
    scope: 'everywhere',
    check: checkCurrencies,
  },
  {
    id: 'V08',
    module: 'rates',
    codes: ['rates.missing'],
    severity: 'error',
    about: 'Customs has an exchange rate of the day for every foreign currency.',
    scope: 'state',
    check: checkRates,
  },
  {
    id: 'V09',
    module: 'valuation',
    codes: ['valuation.incoterm-unknown', 'valuation.incoterm-place-missing', 'valuation.incoterm-superseded'],
    severity: 'error',
    about: 'The trade term is one of Incoterms 2020 and names its place.',
    scope: 'everywhere',
    check: checkTerms,
  },
  {
    id: 'V10',
    module: 'valuation',
    codes: ['valuation.freight-counted-already', 'valuation.insurance-counted-already'],
    severity: 'warning',
    about: 'Freight and insurance that the price already pays for are not given once more.',
    scope: 'everywhere',
    check: checkCountedTwice,
  },
  {
    id: 'V14',
    module: 'valuation',
    codes: ['valuation.invoice-total-differs'],
    severity: 'error',
    about: 'The invoice total is the sum of the items, to 0.01.',
    scope: 'everywhere',
    check: checkInvoiceTotal,
  },
  {
    id: 'V33',
    module: 'valuation',
    codes: ['valuation.value-not-positive'],
    severity: 'error',
    about: 'Nothing has a price or a value below zero.',
    scope: 'everywhere',
    check: context => checkValues(context, isNegative),
  },
  {
    id: 'V33',
    module: 'valuation',
    codes: ['valuation.value-not-positive'],
    severity: 'error',
    about: 'Goods have a value above zero: what costs nothing is valued by another method than its price.',
    scope: 'state',
    check: context => checkValues(context, isZero),
  },
  {
    id: 'V34',
    module: 'valuation',
    codes: ['valuation.method-unknown', 'valuation.method-needs-reason'],
    severity: 'error',
    about: 'The valuation method is one of the six, and another than the first gives its reason.',
    scope: 'everywhere',
    check: checkMethods,
  },
  {
    id: 'V49',
    module: 'valuation',
    codes: ['valuation.value-differs'],
    severity: 'error',
    about: 'Duties and taxes that the declarant worked out are those that customs finds.',
    scope: 'state',
    waitsFor: 'charges as the declarant worked them out, which the document does not carry yet',
  },
  {
    id: 'V53',
    module: 'valuation',
    codes: ['valuation.invoice-old'],
    severity: 'warning',
    about: `The invoice is not older than ${INVOICE_AGE_DAYS} days.`,
    scope: 'state',
    check: checkInvoiceAge,
  },
]

interface NamedAmount {
  readonly path: string
  readonly amount: string
  readonly currency: string
}

/** The amounts that make the customs value, in the order valuation takes them. */
function listAmounts(document: DeclarationDocument): readonly NamedAmount[] {
  const named = (path: string, given: { readonly amount: string; readonly currency: string } | undefined) =>
    given === undefined ? [] : [{ path, ...given }]
  return [
    ...document.goodsItems.flatMap((item, index) => named(`goodsItems[${index}].invoiceAmount`, item.invoiceAmount)),
    ...named('freight', document.freight),
    ...named('insurance', document.insurance),
    ...document.adjustments.flatMap((each, index) => named(`adjustments[${index}].amount`, each.amount)),
    ...document.goodsItems.flatMap((item, index) =>
      item.adjustments.flatMap((each, place) => named(`goodsItems[${index}].adjustments[${place}].amount`, each.amount)),
    ),
    ...named('invoiceTotal', document.invoiceTotal),
  ]
}

function checkCurrencies({ document }: RuleContext): readonly Issue[] {
  return listAmounts(document).flatMap(({ path, currency }) =>
    parseCurrency(currency) === undefined ? [error('rates.currency-unknown', `${path}.currency`, { currency })] : [],
  )
}

/** One issue a currency, at the first amount in it. */
function checkRates({ document, state, day, law, rates }: StateContext & ValuationRuleFacts): readonly Issue[] {
  const rateDay = findRateDay(law, state, rateRegimeOf(document.type), 'exchange-rates', {
    registeredOn: day,
    arrivedOn: arrivalOf(document),
  })
  if (rates === undefined || !rateDay.ok) return []
  const on = rateDay.value.day
  const asked = new Set<string>([STATE_FACTS[state].currency])
  return listAmounts(document).flatMap(({ path, currency }) => {
    if (asked.has(currency) || parseCurrency(currency) === undefined) return []
    asked.add(currency)
    return rates.find(currency, on) === undefined ? [error('rates.missing', `${path}.currency`, { state, currency, day: on })] : []
  })
}

/** The day the goods came, where they are declared after it. */
function arrivalOf({ mode, arrivalOn }: DeclarationDocument): Day | undefined {
  return mode === 'PRE_ARRIVAL' ? undefined : parseDay(arrivalOn ?? '')
}

function checkTerms({ document }: RuleContext): readonly Issue[] {
  const terms = document.tradeTerms
  if (terms?.incoterm === undefined) return []
  const read = readTerms(document)
  const place = terms.place === undefined && terms.placeCode === undefined
  return [
    ...(read.ok ? read.value.issues.filter(issue => issue.code === 'valuation.incoterm-superseded') : read.issues),
    ...(place ? [error('valuation.incoterm-place-missing', 'tradeTerms.place', { incoterm: terms.incoterm })] : []),
  ]
}

function checkCountedTwice({ document }: RuleContext): readonly Issue[] {
  const incoterm = parseIncoterm(document.tradeTerms?.incoterm ?? '')
  if (incoterm === undefined || regimeOf(document.type) === 'export') return []
  const twice = (charge: 'freight' | 'insurance', stage: 'main-carriage' | 'insurance') => {
    const given = document[charge]
    return given !== undefined && !isZero(decimal(given.amount)) && includes(incoterm, stage)
      ? [warning(`valuation.${charge}-counted-already`, charge, { incoterm })]
      : []
  }
  return [...twice('freight', 'main-carriage'), ...twice('insurance', 'insurance')]
}

/** Items in several currencies, or without a price of their own, cannot be summed and are left alone. */
function checkInvoiceTotal({ document }: RuleContext): readonly Issue[] {
  const { invoiceTotal, goodsItems } = document
  if (invoiceTotal === undefined || goodsItems.length === 0) return []
  const { currency } = invoiceTotal
  if (goodsItems.some(item => item.invoiceAmount?.currency !== currency)) return []
  const items = sum(goodsItems.map(item => decimal(item.invoiceAmount?.amount ?? '0')))
  const total = decimal(invoiceTotal.amount)
  const [less, more] = compare(items, total) < 0 ? [items, total] : [total, items]
  if (compare(minus(more, less), CENT) <= 0) return []
  return [error('valuation.invoice-total-differs', 'invoiceTotal', { total: invoiceTotal.amount, items: toExact(items), currency })]
}

function checkValues({ document }: RuleContext, isWrong: (amount: Rational) => boolean): readonly Issue[] {
  return document.goodsItems.flatMap((item, index) => {
    const byPrice = (item.valuationMethod ?? '1') === '1' && item.invoiceAmount !== undefined
    const field = byPrice ? 'invoiceAmount' : 'customsValue'
    const given = item[field]
    if (given === undefined) return []
    return isWrong(decimal(given.amount))
      ? [error('valuation.value-not-positive', `goodsItems[${index}].${field}`, { amount: given.amount, currency: given.currency })]
      : []
  })
}

function checkMethods({ document }: RuleContext): readonly Issue[] {
  return document.goodsItems.flatMap((item, index) => {
    const method = item.valuationMethod ?? '1'
    const path = `goodsItems[${index}].valuationMethod`
    if (!/^[1-6]$/.test(method)) return [error('valuation.method-unknown', path, { method })]
    const explained = item.additionalInformation.some(each => each.text !== undefined)
    return method === '1' || explained ? [] : [warning('valuation.method-needs-reason', path, { method })]
  })
}

function checkInvoiceAge({ document, day }: StateContext): readonly Issue[] {
  const issuedOn = parseDay(document.invoice?.issuedOn ?? '')
  if (issuedOn === undefined) return []
  const age = daysBetween(issuedOn, day)
  return age > INVOICE_AGE_DAYS ? [warning('valuation.invoice-old', 'invoice.issuedOn', { issuedOn, days: age })] : []
}
