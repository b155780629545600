import type { DeclarationDocument } from '../declaration/index.ts'
import { type Assessment, type Charge, DUTY_LAYERS, type ItemBill } from '../duty/index.ts'
import { at, type Day, hint, type Issue, warning } from '../kernel/index.ts'
import type { ExchangeRate, LawBook } from '../reference/index.ts'
import type { Valuation } from '../valuation/index.ts'
import type { Quote } from './quote.ts'
import { listQuoted, type NamedQuote } from './quoted.ts'
import { listChangedFacts, listUnsaidFacts } from './quoted-facts.ts'

/** What became of a quote that goods name: kept to, or which lines differ. Why they do stands among the issues of the decision, at the quote's place. */
export interface QuoteOutcome {
  readonly number: string
  readonly sequence: number
  readonly honoured: boolean
  readonly currency: string
  readonly quoted: string
  readonly assessed: string
  /** The charges that came out otherwise; empty where all are as quoted. A charge that one of the two does not have is absent there. */
  readonly lines: readonly { readonly measure: string; readonly name: string; readonly quoted?: string; readonly assessed?: string }[]
}

/** What a quote is compared with. */
export interface Assessed {
  readonly valuation: Valuation
  readonly assessment: Assessment
  /** Every exchange rate the assessment looked at. */
  readonly exchangeRates: readonly ExchangeRate[]
  readonly registeredOn: Day
  readonly engine: string
  readonly law: LawBook
  /** The quotes of this state that the declaration names and that were found. */
  readonly quotes: readonly Quote[]
}

/**
 * Compares what goods are charged with the quotes they name. A quote is honoured where it is in force, its facts are those declared and every charge is as
 * quoted. Else each line that differs is told, and each thing that changed: a fact, a row of law, the schedule, the exchange rate.
 *
 * It changes no charge: what law asks is owed. A quote that is not known here is remarked, and refuses nothing.
 */
export function honourQuotes(
  document: DeclarationDocument,
  assessed: Assessed,
): { readonly outcomes: readonly QuoteOutcome[]; readonly issues: readonly Issue[] } {
  const outcomes: QuoteOutcome[] = []
  const issues: Issue[] = []
  for (const named of listQuoted(document)) {
    const quote = assessed.quotes.find(each => each.number === named.number)
    const bill = assessed.assessment.items[named.index]
    if (quote === undefined || bill === undefined) {
      issues.push(warning('cost.quote-unknown', named.path, { number: named.number }))
      continue
    }
    const lines = compareCharges(quote.bill.charges, bill.charges)
    const changed = listChangedFacts(quote, document, named.index)
    const expired = assessed.registeredOn >= quote.validTo ? [warning('cost.quote-expired', '', { validTo: quote.validTo })] : []
    const honoured = lines.length === 0 && changed.length === 0 && expired.length === 0
    const { currency } = assessed.assessment
    outcomes.push({
      number: quote.number,
      sequence: bill.sequence,
      honoured,
      currency,
      quoted: quote.bill.total,
      assessed: bill.total,
      lines,
    })
    const said = honoured
      ? [hint('cost.quote-honoured', '', { currency, total: bill.total })]
      : [
          ...expired,
          ...changed,
          ...lines.map(({ name, quoted = '–', assessed: now = '–' }) =>
            warning('cost.quote-line-differs', '', { name, currency, quoted, assessed: now }),
          ),
          ...(lines.length === 0 ? [] : listCauses(quote, bill, document, named, assessed)),
        ]
    issues.push(...said.map(issue => at(named.path, issue)))
  }
  return { outcomes, issues }
}

/** Charges by measure; where one measure charges twice, in order. */
function compareCharges(quoted: readonly Charge[], assessed: readonly Charge[]): QuoteOutcome['lines'] {
  const keys = [...new Set([...quoted, ...assessed].map(charge => charge.measure))]
  return keys.flatMap(measure => {
    const [before, after] = [quoted, assessed].map(charges => charges.filter(charge => charge.measure === measure)) as [Charge[], Charge[]]
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => [before[index], after[index]] as const).flatMap(
      ([was, is]) =>
        was?.amount === is?.amount
          ? []
          : [
              {
                measure,
                name: is?.name ?? was?.name ?? measure,
                ...(was === undefined ? {} : { quoted: was.amount }),
                ...(is === undefined ? {} : { assessed: is.amount }),
              },
            ],
    )
  })
}

/** Why lines differ, beside the facts the quote rests on: law, schedule, exchange rate, facts it did not hear of, other goods beside these. */
function listCauses(
  quote: Quote,
  { charges, customsValue, pending }: ItemBill,
  document: DeclarationDocument,
  named: NamedQuote,
  { exchangeRates, law, valuation, assessment, registeredOn, engine }: Assessed,
): readonly Issue[] {
  const steps = valuation.items[named.index]?.steps ?? []
  return [
    ...listLawChanges(quote.bill.charges, charges, law),
    ...listLawEnded(quote.bill.charges, charges, law, registeredOn),
    ...listRateChanges(quote.bill.restsOn.exchangeRates, exchangeRates),
    ...(quote.bill.restsOn.schedule === assessment.schedule
      ? []
      : [warning('cost.quote-schedule-changed', '', { before: quote.bill.restsOn.schedule ?? '–', after: assessment.schedule ?? '–' })]),
    ...(quote.bill.customsValue === customsValue ? [] : [changed('customsValue', quote.bill.customsValue, customsValue)]),
    ...(pending === undefined ? [] : [changed('proof', 'valid', pending.reason)]),
    ...listUnsaidFacts(quote, document, named.index, steps),
    ...(document.goodsItems.length > 1 ? [warning('cost.quote-other-goods', '', { items: document.goodsItems.length })] : []),
    ...(quote.engine === engine ? [] : [warning('cost.quote-engine-changed', '', { before: quote.engine, after: engine })]),
  ]
}

function changed(fact: string, quoted: string, declared: string): Issue {
  return warning('cost.quote-fact-changed', '', { fact, quoted, declared })
}

/** Rows of law, by measure, that are not those of the quote: of the charge, or of what spares it. */
function listLawChanges(quoted: readonly Charge[], assessed: readonly Charge[], law: LawBook): readonly Issue[] {
  return assessed.flatMap(charge => {
    const before = quoted.find(each => each.measure === charge.measure)
    const { name, lawRow } = charge
    const isNew = before?.lawRow !== lawRow
    const [was, is] = [before?.relief?.lawRow ?? '–', charge.relief?.lawRow ?? '–']
    const row = law.rows(DUTY_LAYERS).find(each => each.id === lawRow)
    return [
      ...(isNew
        ? [warning('cost.quote-law-changed', '', { name, before: before?.lawRow ?? '–', after: lawRow, from: row?.validFrom ?? '–' })]
        : []),
      ...(was === is ? [] : [warning('cost.quote-relief-differs', '', { name, before: was, after: is })]),
    ]
  })
}

/** Rows of law that charged what is charged no more, as they have ended since. */
function listLawEnded(quoted: readonly Charge[], assessed: readonly Charge[], law: LawBook, day: Day): readonly Issue[] {
  return quoted.flatMap(({ measure, name, lawRow }) => {
    if (assessed.some(each => each.measure === measure)) return []
    const endedOn = law.rows(DUTY_LAYERS).find(each => each.id === lawRow)?.validTo
    return endedOn === undefined || day < endedOn ? [] : [warning('cost.quote-law-ended', '', { name, before: lawRow, on: endedOn })]
  })
}

function listRateChanges(quoted: readonly ExchangeRate[], used: readonly ExchangeRate[]): readonly Issue[] {
  return quoted.flatMap(({ currency, rate, unit, validFrom }) => {
    const now = used.find(each => each.currency === currency)
    if (now === undefined || (now.rate === rate && now.unit === unit)) return []
    return [warning('cost.quote-rate-changed', '', { currency, before: rate, beforeFrom: validFrom, after: now.rate, from: now.validFrom })]
  })
}
