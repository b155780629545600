import { type AmountText, type DeclarationDocument, declarationSchema } from '../declaration/index.ts'
import type { Channel } from '../duty/index.ts'
import type { Issue } from '../kernel/index.ts'
import type { MeasureDirection } from '../permits/index.ts'

/** What is told of goods and their sale by whoever asks what they would cost. Plain JSON: a quote keeps it as it is. */
export interface CostFacts {
  readonly code: string
  /** Which way the goods go; brought in where it is absent. */
  readonly direction?: MeasureDirection
  readonly originCountry?: string
  readonly value: AmountText
  /** What the price holds: CIF where neither freight nor insurance is told apart, else FOB; of goods that leave FOB. */
  readonly incoterm?: string
  readonly freight?: AmountText
  readonly insurance?: AmountText
  readonly quantities: readonly { readonly value: string; readonly unit: string }[]
  readonly attributes: Readonly<Record<string, string>>
  /** How the goods arrive; what depends on it is told for each way where it is left open. */
  readonly channel?: Channel
  readonly exportCountry?: string
  /** Where goods that leave go to. */
  readonly destinationCountry?: string
  /** The code of the producer or exporter, where a trade remedy asks for it. */
  readonly producer?: string
  /** What else the consignee receives that day is worth, in the state's currency. */
  readonly sameDayValue?: string
}

/** The trade term a price is taken for: what was said, else what the other facts can only mean. */
export function incotermOf({
  incoterm,
  freight,
  insurance,
  direction,
}: Pick<CostFacts, 'incoterm' | 'freight' | 'insurance' | 'direction'>): string {
  return incoterm ?? (direction !== 'export' && freight === undefined && insurance === undefined ? 'CIF' : 'FOB')
}

/** Some facts as a declaration of one goods item, with the agreement and the quota it would claim. */
export function declareFacts(facts: CostFacts, code: string, agreement?: string, quotaOrder?: string): DeclarationDocument {
  return declareAsked({ ...facts, incoterm: incotermOf(facts) }, [{ ...facts, code, agreement, quotaOrder }])
}

/** A sale as it is told by whoever asks about goods. */
interface AskedSale {
  readonly direction?: MeasureDirection | undefined
  readonly channel?: Channel | undefined
  readonly incoterm?: string | undefined
  readonly freight?: AmountText | undefined
  readonly insurance?: AmountText | undefined
  readonly exportCountry?: string | undefined
  readonly destinationCountry?: string | undefined
}

/** Goods of one kind as they are told, with the agreement whose rate is asked for. */
interface AskedGoods extends Pick<CostFacts, 'code' | 'value' | 'quantities' | 'attributes'> {
  readonly originCountry?: string | undefined
  readonly agreement?: string | undefined
  /** The order number of the quota it would draw of. */
  readonly quotaOrder?: string | undefined
  readonly producer?: string | undefined
}

/** Goods that somebody asks about as the declaration they would be: one item a kind, in their order. */
export function declareAsked(sale: AskedSale, goods: readonly AskedGoods[]): DeclarationDocument {
  const { channel, direction = 'import', incoterm, freight, insurance, exportCountry, destinationCountry } = sale
  return declarationSchema.parse({
    ...transportOf(channel, direction),
    ...(incoterm === undefined ? {} : { tradeTerms: { incoterm } }),
    freight,
    insurance,
    exportCountry,
    destinationCountry,
    goodsItems: goods.map(({ code, originCountry, agreement, quotaOrder, value, quantities, attributes, producer }, index) => ({
      sequence: index + 1,
      commodityCode: code,
      originCountry,
      ...(agreement === undefined ? {} : { preference: { agreement } }),
      ...(quotaOrder === undefined ? {} : { dutyTaxFees: [{ quotaOrder }] }),
      invoiceAmount: value,
      quantities,
      attributes,
      additionalCodes: producer === undefined ? [] : [{ type: 'producer', code: producer }],
    })),
  })
}

/** UN/ECE Recommendation 19 modes; express goods are a low-value declaration by air. */
const MODE_OF: Readonly<Record<Channel, string>> = { sea: '1', land: '3', air: '4', post: '5', express: '4' }

/** The kind of declaration goods that arrive so are declared with, and its mode of transport. */
function transportOf(channel: Channel | undefined, direction: 'import' | 'export'): Pick<DeclarationDocument, 'type' | 'borderTransport'> {
  const type = direction === 'export' ? 'EX1' : channel === 'express' ? 'LVS' : 'IM4'
  return channel === undefined ? { type } : { type, borderTransport: { mode: MODE_OF[channel] } }
}

/** Issues speak of the declaration; whoever asks wrote a question about one kind of goods. */
export function asAsked(issue: Issue): Issue {
  const path = issue.path
    .replace(/^goodsItems\[0\]\.?/, '')
    .replace(/^invoiceAmount/, 'value')
    .replace(/^commodityCode/, 'code')
    .replace(/^preference/, 'claim')
    .replace(/^additionalCodes/, 'producer')
    .replace(/^tradeTerms\./, '')
    .replace(/^borderTransport\.mode/, 'channel')
  return { ...issue, path }
}
