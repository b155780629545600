import type { DeclarationDocument, GoodsItem } from '@lintas/customs/declaration'
import { rateLine } from '@lintas/customs/duty'
import { type Day, parseDecimal, toFixed } from '@lintas/customs/kernel'
import { type ExchangeRates, type LawBook, STATE_FACTS, type State, toLocalCurrency } from '@lintas/customs/reference'
import { type PastItem, revenueAtStake } from '@lintas/customs/targeting'
import type { Schedule } from '@lintas/customs/tariff'

/** Goods items of one declaration that are scored, and remembered, at most. */
const ITEMS_MAX = 50

/** What foreign currencies are worth in a state on a day, and what goods pay there; no schedule where none is on file, or at hand. */
export interface Worth {
  readonly state: State
  readonly rates: ExchangeRates
  readonly law: LawBook
  readonly schedule: Schedule | undefined
}

/**
 * The goods items of a document as the past remembers them. It holds what is declared, and what tables of the day say of that before anybody assesses it, so that an
 * item is the same before and after: values are those invoiced, in the state's currency; the rate of duty is what the tariff gives to what is claimed.
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
    ...dutyRateOf(item, on, worth),
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

/** The rate of duty the tariff gives on the day, in per cent; absent where it has none, or one that is no share of the value. */
function dutyRateOf(
  { commodityCode: code, originCountry: origin, preference }: GoodsItem,
  declaredOn: Day,
  { state, law, schedule }: Worth,
): Pick<PastItem, 'dutyRate'> {
  if (code === undefined || schedule === undefined) return {}
  const proof = preference?.proof === undefined ? 'absent' : 'valid'
  const found = rateLine({ declaredOn, code, origin, claim: preference?.agreement, proof }, state, law, schedule)
  return found.ok && found.value.rateUnit === '%' ? { dutyRate: Number(found.value.rate) } : {}
}

/** The duty that stands or falls with an item, in the state's currency; absent where its value or its rate is not known. */
export function dutyOf(item: PastItem): string | undefined {
  const duty = item.value === 0 ? undefined : revenueAtStake(item)
  return duty?.toFixed(2)
}
