import type { ConsignmentAssessmentAnswer, consignmentAssessmentRequest } from '@lintas/contract'
import { type CostBooks, producerCode, supposeDeclared, transportOf } from '@lintas/customs/cost'
import { type DeclarationDocument, declarationSchema } from '@lintas/customs/declaration'
import { at, type Day, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import type { z } from 'zod'
import { checkQuestion } from './check-question.ts'

type Question = z.output<typeof consignmentAssessmentRequest>

/**
 * Answers what goods that travel together would be charged: they are valued and assessed as one declaration on the day, so that what law ties
 * to a consignment (a threshold, a rounded total, brokerage) is judged on the whole of it.
 */
export function answerConsignment(
  question: Question,
  day: Day,
  books: CostBooks,
): Result<Omit<ConsignmentAssessmentAnswer, 'issues'> & { issues: readonly Issue[] }> {
  const assessed = supposeDeclared(declare(question), question, day, books)
  if (!assessed.ok) return stop(...assessed.issues.map(asAsked))
  const { assessment, issues } = assessed.value
  return ok({ bill: assessment, proofs: question.proofs, issues: issues.map(asAsked) })
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
