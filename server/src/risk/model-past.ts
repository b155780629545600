import type { DeclarationDocument, GoodsItem } from '@lintas/customs/declaration'
import { type Day, parseDecimal, toFixed } from '@lintas/customs/kernel'
import { type ExchangeRates, STATE_FACTS, type State, toLocalCurrency } from '@lintas/customs/reference'
import type { PastItem } from '@lintas/customs/targeting'

/** Goods items of one declaration that are scored, and remembered, at most. */
const ITEMS_MAX = 50

/** What foreign currencies are worth in a state. */
export interface Worth {
  readonly state: State
  readonly rates: ExchangeRates
}

/**
 * The goods items of a document as the past remembers them. It holds what is declared and nothing that follows from it, so that an item is the same before it is
 * assessed and after: values are those invoiced, in the state's currency by the rate of the day, and of the duty only the preference that is claimed.
 */
export function pastItemsOf(document: DeclarationDocument, on: Day, worth: Worth): readonly PastItem[] {
  return document.goodsItems.slice(0, ITEMS_MAX).map(item => ({
    on,
    office: document.office ?? '',
    procedure: document.type ?? '',
    use: '',
    payment: item.invoiceAmount?.currency ?? '',
    mode: (document.borderTransport ?? document.arrivalTransport)?.mode ?? '',
    declarant: document.declarant?.id ?? '',
    importer: document.importer?.id ?? '',
    seller: document.exporter?.name ?? '',
    carrier: document.carrier?.id ?? '',
    commodity: (item.commodityCode ?? '').replace(/\D/g, '').slice(0, 6),
    departure: item.exportCountry ?? document.exportCountry ?? '',
    origin: item.originCountry ?? '',
    originMark: item.preference?.proof?.type ?? '',
    dutyRate: 0,
    rateKind: item.preference?.agreement ?? '',
    netMassKg: Number(item.netMassKg ?? item.grossMassKg ?? 0),
    ...pricedIn(worth, on, item.invoiceAmount),
  }))
}

/** A price in the state's currency; nothing where there is no rate of the day, or no amount. */
function pricedIn({ state, rates }: Worth, on: Day, price: GoodsItem['invoiceAmount']): Pick<PastItem, 'value' | 'invoiced'> {
  const read = parseDecimal(price?.amount ?? '')
  if (price === undefined || read === undefined) return { value: 0 }
  if (price.currency === STATE_FACTS[state].currency) return { value: Number(price.amount) }
  const local = toLocalCurrency(read, price.currency, state, on, rates, '')
  const value = local.ok ? Number(toFixed(local.value.amount, 2)) : 0
  return { value, invoiced: `${Number(price.amount)} ${price.currency}` }
}
