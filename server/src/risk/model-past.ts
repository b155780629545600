import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Day } from '@lintas/customs/kernel'
import type { PastItem } from '@lintas/customs/targeting'

/** Goods items of one declaration that are scored, and remembered, at most. */
const ITEMS_MAX = 50

/**
 * The goods items of a document as the past remembers them. It holds what is declared and nothing that follows from it, so that an item is the same before it is
 * assessed and after: values are those invoiced, and of the duty only the preference that is claimed.
 */
export function pastItemsOf(document: DeclarationDocument, on: Day): readonly PastItem[] {
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
    value: Number(item.invoiceAmount?.amount ?? 0),
  }))
}
