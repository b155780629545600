/** What can stand in the way of asking about a value, or of answering. */
export const VALUE_QUESTION_ISSUES = [
  'valuation.answer-awaited',
  'valuation.no-question',
  'valuation.question-due-past',
  'valuation.question-on-export',
] as const
