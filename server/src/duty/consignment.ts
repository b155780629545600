import type { ConsignmentAssessmentAnswer, consignmentAssessmentRequest } from '@lintas/contract'
import { type CostBooks, declareAsked, supposeDeclared } from '@lintas/customs/cost'
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
  const assessed = supposeDeclared(declareAsked(question, question.items), question, day, books)
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
