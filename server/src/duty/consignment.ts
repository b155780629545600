import type { ConsignmentAssessmentAnswer, consignmentAssessmentRequest } from '@lintas/contract'
import { type DeclarationDocument, declarationSchema } from '@lintas/customs/declaration'
import { assessDeclaration, listNeeds } from '@lintas/customs/duty'
import { at, type Day, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { valueDeclaration } from '@lintas/customs/valuation'
import type { z } from 'zod'
import { checkQuestion } from './check-question.ts'
import { type Books, producerCode, transportOf, withGiven } from './what-if.ts'

type Question = z.output<typeof consignmentAssessmentRequest>

/**
 * Answers what goods that travel together would be charged: they are valued and assessed as one declaration on the day, so that what law ties
 * to a consignment (a threshold, a rounded total, brokerage) is judged on the whole of it.
 */
export function answerConsignment(
  question: Question,
  day: Day,
  books: Books,
): Result<Omit<ConsignmentAssessmentAnswer, 'issues'> & { issues: readonly Issue[] }> {
  const document = declare(question)
  const facts = {
    ...books,
    rates: withGiven(question.rates, day, books),
    days: { registeredOn: day, arrivedOn: day, releasedOn: day },
    sameDayValue: question.sameDayValue,
    proofs: question.proofs === 'assumed' ? ('taken-for-granted' as const) : ('as-declared' as const),
  }
  const valued = valueDeclaration(document, facts)
  if (!valued.ok) return stop(...[...valued.issues, ...listNeeds(document, facts)].map(asAsked))
  const assessed = assessDeclaration(document, valued.value.valuation, facts)
  if (!assessed.ok) return stop(...[...assessed.issues, ...valued.value.issues].map(asAsked))
  const issues = [...valued.value.issues, ...assessed.value.issues].map(asAsked)
  return ok({ bill: assessed.value.assessment, proofs: question.proofs, issues })
}

/** What a question about a consignment says that means nothing: of the sale once, of each item in its place. */
export function checkConsignment({ exportCountry, rates, items }: Question): readonly Issue[] {
  return [
    ...checkQuestion({ exportCountry, rates, quantities: [] }),
    ...items.flatMap(({ originCountry, quantities }, index) =>
      checkQuestion({ originCountry, rates: {}, quantities }).map(issue => at(`items[${index}]`, issue)),
    ),
  ]
}

function declare(question: Question): DeclarationDocument {
  const { incoterm, freight, insurance, exportCountry, items } = question
  return declarationSchema.parse({
    ...transportOf(question),
    ...(incoterm === undefined ? {} : { tradeTerms: { incoterm } }),
    freight,
    insurance,
    exportCountry,
    goodsItems: items.map(({ code, originCountry, agreement, value, quantities, attributes, producer }, index) => ({
      sequence: index + 1,
      commodityCode: code,
      originCountry,
      ...(agreement === undefined ? {} : { preference: { agreement } }),
      invoiceAmount: value,
      quantities,
      attributes,
      additionalCodes: producerCode(producer),
    })),
  })
}

/** Issues speak of the declaration; the caller wrote a question. */
function asAsked(issue: Issue): Issue {
  const path = issue.path
    .replace(/^goodsItems/, 'items')
    .replace('.invoiceAmount', '.value')
    .replace('.commodityCode', '.code')
    .replace('.preference', '.agreement')
    .replace('.additionalCodes', '.producer')
    .replace(/^tradeTerms\./, '')
    .replace(/^borderTransport\.mode/, 'channel')
  return { ...issue, path }
}
