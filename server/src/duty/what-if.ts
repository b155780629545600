import type { AssessmentAnswer, assessmentRequest } from '@lintas/contract'
import { messageOf } from '@lintas/contract'
import { type DeclarationDocument, declarationSchema } from '@lintas/customs/declaration'
import { type Assessment, assessDeclaration, type Channel, listNeeds } from '@lintas/customs/duty'
import { type Day, type Issue, ok, parseCurrency, type Result, stop } from '@lintas/customs/kernel'
import type { ExchangeRates, LawBook, State } from '@lintas/customs/reference'
import type { Schedule } from '@lintas/customs/tariff'
import { type Valuation, valueDeclaration } from '@lintas/customs/valuation'
import type { z } from 'zod'

type Question = z.output<typeof assessmentRequest>

/** What a node knows that the answer follows from. */
export interface Books {
  readonly state: State
  readonly law: LawBook
  readonly schedule: Schedule | undefined
  readonly otherSchedules: readonly Schedule[]
  readonly rates: ExchangeRates
}

/**
 * Answers what some goods would be charged: they are valued and assessed as the only item of a declaration on the day.
 *
 * Everything that is missing is answered at once, what the charges ask as well as what the customs value lacks.
 */
export function answerWhatIf(
  question: Question,
  day: Day,
  books: Books,
): Result<Omit<AssessmentAnswer, 'issues'> & { issues: readonly Issue[] }> {
  const { rates, sameDayValue, claim } = question
  const assessed = assessAsked(declare(question), { rates, sameDayValue, proofs: claim?.proof }, day, books)
  if (!assessed.ok) return stop(...assessed.issues.map(asAsked))

  const { valuation, assessment, issues } = assessed.value
  const [value, bill] = [valuation.items[0], assessment.items[0]]
  if (value === undefined || bill === undefined) throw new Error('given one item, needs its value and its bill')
  const { amount, currency, exact, rounding, steps } = value
  const takenForGranted = claim?.proof === 'assumed' && bill.pending === undefined ? ['proof'] : []
  return ok({
    state: books.state,
    code: bill.code,
    date: day,
    customsValue: { amount, currency, basis: valuation.basis, exact, rounding, steps: [...steps] },
    charges: bill.charges.map(charge => ({ ...charge, baseParts: [...charge.baseParts], quantities: [...charge.quantities] })),
    ...(bill.landedCost === undefined ? {} : { landedCost: bill.landedCost }),
    ...(bill.atSale === undefined ? {} : { atSale: bill.atSale }),
    total: assessment.total,
    regime: assessment.regime,
    rateDay: { ...assessment.rateDay },
    lawVersion: assessment.lawVersion,
    ...(assessment.schedule === undefined ? {} : { schedule: assessment.schedule }),
    assumed: [...takenForGranted, ...assessment.assumed],
    ...(bill.pending === undefined ? {} : { pending: bill.pending }),
    issues: issues.map(asAsked),
  })
}

/** What is asked about goods beside the goods: rates of the caller's own, what else comes that day, whether proofs of origin are taken for granted. */
interface Supposed extends Pick<Question, 'rates' | 'sameDayValue'> {
  readonly proofs: string | undefined
}

/** Values and assesses goods as a declaration on the day; or everything that is missing, what the charges ask as well as what the customs value lacks. */
export function assessAsked(
  document: DeclarationDocument,
  { rates, sameDayValue, proofs }: Supposed,
  day: Day,
  books: Books,
): Result<{ readonly valuation: Valuation; readonly assessment: Assessment; readonly issues: readonly Issue[] }> {
  const facts = {
    ...books,
    rates: withGiven(rates, day, books),
    days: { registeredOn: day, arrivedOn: day, releasedOn: day },
    sameDayValue,
    proofs: proofs === 'assumed' ? ('taken-for-granted' as const) : ('as-declared' as const),
  }
  const valued = valueDeclaration(document, facts)
  if (!valued.ok) return stop(...valued.issues, ...listNeeds(document, facts))
  const { valuation, issues } = valued.value
  const assessed = assessDeclaration(document, valuation, facts)
  if (!assessed.ok) return stop(...assessed.issues, ...issues)
  return ok({ valuation, assessment: assessed.value.assessment, issues: [...issues, ...assessed.value.issues] })
}

/** The question as a declaration of one item. */
function declare(question: Question): DeclarationDocument {
  const { code, originCountry, claim, value, incoterm, freight, insurance, quantities, attributes, exportCountry, producer } = question
  return declarationSchema.parse({
    ...transportOf(question),
    ...(incoterm === undefined ? {} : { tradeTerms: { incoterm } }),
    freight,
    insurance,
    exportCountry,
    goodsItems: [
      {
        sequence: 1,
        commodityCode: code,
        originCountry,
        ...(claim === undefined ? {} : { preference: { agreement: claim.agreement } }),
        invoiceAmount: value,
        quantities,
        attributes,
        additionalCodes: producerCode(producer),
      },
    ],
  })
}

/** Who made or exported goods under a trade remedy, as a declaration says it. */
export function producerCode(producer: string | undefined): DeclarationDocument['goodsItems'][number]['additionalCodes'] {
  return producer === undefined ? [] : [{ type: 'producer', code: producer }]
}

/** UN/ECE Recommendation 19 modes; express goods are a low-value declaration by air. */
const MODE_OF: Readonly<Record<Channel, string>> = { sea: '1', land: '3', air: '4', post: '5', express: '4' }

/** The kind of declaration and its mode of transport. */
export function transportOf({
  channel,
  direction,
}: Pick<Question, 'channel' | 'direction'>): Pick<DeclarationDocument, 'type' | 'borderTransport'> {
  const type = direction === 'export' ? 'EX1' : channel === 'express' ? 'LVS' : 'IM4'
  return channel === undefined ? { type } : { type, borderTransport: { mode: MODE_OF[channel] } }
}

/** The caller's own rates before those of customs, and recorded as such. */
function withGiven(given: Question['rates'], day: Day, { state, rates }: Books): ExchangeRates {
  return {
    find(text, on) {
      const [currency, rate] = [parseCurrency(text), given[text]]
      return currency === undefined || rate === undefined
        ? rates.find(text, on)
        : { state, currency, unit: 1, rate, validFrom: day, source: 'given by the caller' }
    },
  }
}

/** Issues speak of the declaration; the caller wrote a question. */
function asAsked(issue: Issue): Issue {
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

/** Issues with their sentences, as answers carry them. */
export function sayIssues(issues: readonly Issue[], language: string): AssessmentAnswer['issues'] {
  return issues.map(({ code, severity, path, params }) => ({
    code,
    severity,
    path,
    message: messageOf({ code, ...(params === undefined ? {} : { params }) }, language),
    ...(params === undefined ? {} : { params: { ...params } }),
  }))
}
