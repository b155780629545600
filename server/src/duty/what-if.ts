import type { AssessmentAnswer, assessmentRequest } from '@lintas/contract'
import { messageOf } from '@lintas/contract'
import { asAsked, type CostBooks, declareAsked, supposeDeclared } from '@lintas/customs/cost'
import { type Day, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import type { z } from 'zod'

type Question = z.output<typeof assessmentRequest>

/**
 * Answers what some goods would be charged: they are valued and assessed as the only item of a declaration on the day.
 *
 * Everything that is missing is answered at once, what the charges ask as well as what the customs value lacks.
 */
export function answerWhatIf(
  question: Question,
  day: Day,
  books: CostBooks,
): Result<Omit<AssessmentAnswer, 'issues'> & { issues: readonly Issue[] }> {
  const { rates, sameDayValue, claim } = question
  const document = declareAsked(question, [{ ...question, agreement: claim?.agreement }])
  const assessed = supposeDeclared(document, { rates, sameDayValue, proofs: claim?.proof }, day, books)
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
