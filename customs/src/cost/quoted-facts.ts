import type { AmountText, DeclarationDocument, GoodsItem } from '../declaration/index.ts'
import { channelsOf, claimedQuota } from '../duty/index.ts'
import { compare, type Issue, parseDecimal, warning } from '../kernel/index.ts'
import { regimeOf } from '../valuation/index.ts'
import type { CostFacts } from './facts.ts'
import type { Quote } from './quote.ts'

/** One fact as it is compared: its name, and what each side says in words; absent where a side says nothing. */
interface Fact {
  readonly fact: string
  readonly quoted: string | undefined
  readonly declared: string | undefined
  readonly same: boolean
}

/** The facts a quote rests on that are declared otherwise. */
export function listChangedFacts(quote: Quote, document: DeclarationDocument, index: number): readonly Issue[] {
  return factsOf(quote, document, index).flatMap(fact => (fact.quoted === undefined || fact.same ? [] : [changed(fact)]))
}

/**
 * Facts that are declared and that the quote was not told: named where what is charged differs, as they may be why. Where goods come from is charged by
 * through the freight and insurance law deems alone: where the same rows deem them, or none does, it is no cause.
 */
export function listUnsaidFacts(
  quote: Quote,
  document: DeclarationDocument,
  index: number,
  steps: Quote['bill']['valueSteps'],
): readonly Issue[] {
  const isDeemedAlike = deemingRows(steps) === deemingRows(quote.bill.valueSteps)
  return factsOf(quote, document, index).flatMap(fact =>
    fact.quoted !== undefined || fact.declared === undefined || (fact.fact === 'exportCountry' && isDeemedAlike) ? [] : [changed(fact)],
  )
}

/** The rows of law that deem a part of a value. */
function deemingRows(steps: Quote['bill']['valueSteps']): string {
  return steps.flatMap(step => step.law?.row ?? []).join()
}

function changed({ fact, quoted = '–', declared = '–' }: Fact): Issue {
  return warning('cost.quote-fact-changed', '', { fact, quoted, declared })
}

function factsOf({ facts, option }: Quote, document: DeclarationDocument, index: number): readonly Fact[] {
  const item = document.goodsItems[index]
  if (item === undefined) return []
  const claim = option.requires.find(each => each.kind === 'proof-of-origin')
  const quota = option.requires.find(each => each.kind === 'quota')
  const direction = regimeOf(document.type) === 'export' ? 'export' : 'import'
  return [
    fact('direction', facts.direction ?? 'import', direction),
    fact('code', facts.code, item.commodityCode),
    fact('originCountry', facts.originCountry, item.originCountry),
    { ...fact('agreement', claim?.agreement ?? 'none', item.preference?.agreement.toLowerCase() ?? 'none') },
    ...(quota === undefined ? [] : [fact('quota', quota.orderNumber, claimedQuota(item) ?? 'none')]),
    amount('value', facts.value, item.invoiceAmount),
    fact('incoterm', facts.incoterm, document.tradeTerms?.incoterm),
    amount('freight', facts.freight, document.freight),
    amount('insurance', facts.insurance, document.insurance),
    ...(direction === 'export'
      ? [fact('destinationCountry', facts.destinationCountry, item.destinationCountry ?? document.destinationCountry)]
      : [fact('exportCountry', facts.exportCountry, item.exportCountry ?? document.exportCountry)]),
    fact('producer', facts.producer, item.additionalCodes.find(each => each.type === 'producer')?.code),
    arrival(facts, option, document),
    ...quantities(facts, item),
    ...attributes(facts, item),
  ]
}

function fact(name: string, quoted: string | undefined, declared: string | undefined): Fact {
  return { fact: name, quoted, declared, same: quoted === declared }
}

function amount(name: string, quoted: AmountText | undefined, declared: AmountText | undefined): Fact {
  const same = quoted?.currency === declared?.currency && isSame(quoted?.amount, declared?.amount)
  return { fact: name, quoted: wordsOf(quoted), declared: wordsOf(declared), same }
}

function wordsOf(money: AmountText | undefined): string | undefined {
  return money === undefined ? undefined : `${money.currency} ${money.amount}`
}

/** `1000` and `1000.00` are the same. */
function isSame(a: string | undefined, b: string | undefined): boolean {
  const [first, second] = [parseDecimal(a ?? ''), parseDecimal(b ?? '')]
  return first === undefined || second === undefined ? a === b : compare(first, second) === 0
}

/** A quote may be for one of several ways of arrival. */
function arrival({ channel }: CostFacts, { requires }: Quote['option'], document: DeclarationDocument): Fact {
  const open = requires.find(each => each.kind === 'arrival')?.channels ?? []
  const quoted = channel === undefined ? open : [channel]
  const declared = channelsOf(document) ?? []
  const same = quoted.some(each => declared.includes(each))
  return { fact: 'channel', quoted: quoted.join(', ') || undefined, declared: declared.join(', ') || undefined, same }
}

function quantities({ quantities: quoted }: CostFacts, item: GoodsItem): readonly Fact[] {
  return quoted.map(({ value, unit }) => {
    const declared = item.quantities.find(each => each.unit === unit)?.value ?? (unit === 'KGM' ? item.netMassKg : undefined)
    return { fact: `quantity ${unit}`, quoted: value, declared, same: isSame(value, declared) }
  })
}

function attributes({ attributes: quoted }: CostFacts, { attributes: declared }: GoodsItem): readonly Fact[] {
  const names = [...new Set([...Object.keys(quoted), ...Object.keys(declared)])]
  return names.map(name => ({ fact: name, quoted: quoted[name], declared: declared[name], same: isSame(quoted[name], declared[name]) }))
}
