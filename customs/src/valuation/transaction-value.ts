import type { TransactionValueFacts } from '../declaration/index.ts'
import { decimal, error, exact, hint, type Issue, over, times, toExact } from '../kernel/index.ts'
import { findAdjustment } from './adjustments.ts'
import { note } from './desk.ts'
import { lineOf, type MethodResult, needPart, readQuantity, type Working } from './working.ts'
import type { WorksheetStep } from './worksheet.ts'

/** Carriage and insurance to the place of import. */
const CARRIAGE = 'AK'

/**
 * Method 1: the price paid or payable, where the four conditions of the law hold, with the additions of article 8.
 *
 * Passed over where the buyer may not do with the goods as he pleases, where a condition or the proceeds cannot be put in figures, where the
 * relation of the parties influenced the price, or where an addition rests on no objective and quantifiable data.
 *
 * @source WTO Customs Valuation Agreement art. 1, 8, 15.4; Note to art. 1, para. 3; Note to art. 8, para. 3
 */
export function transactionValue(working: Working, facts: TransactionValueFacts): MethodResult {
  const { path } = working
  const relationship = judgeRelationship(working, facts.relationship)
  const why = [
    ...facts.restrictions.filter(each => each.kind === 'other').map(() => hint('valuation.use-restricted', `${path}.restrictions`)),
    ...(facts.condition !== undefined && facts.condition.amount === undefined
      ? [hint('valuation.condition-without-value', `${path}.condition`)]
      : []),
    ...(facts.proceeds !== undefined && facts.proceeds.amount === undefined
      ? [hint('valuation.proceeds-without-value', `${path}.proceeds`)]
      : []),
    ...relationship.why,
    ...facts.additions.flatMap(({ code, amount, assist }, index) =>
      amount === undefined && assist === undefined
        ? [hint('valuation.addition-without-data', `${path}.additions[${index}]`, { code })]
        : [],
    ),
  ]
  if (why.length > 0) return { applies: false, why }
  const steps = [
    ...lineOf(working, 'price', 'adds', facts.price, `${path}.price`),
    ...(facts.condition?.amount === undefined
      ? []
      : lineOf(working, 'condition', 'adds', facts.condition.amount, `${path}.condition.amount`, { words: facts.condition.words })),
    ...(facts.proceeds?.amount === undefined ? [] : lineOf(working, 'proceeds', 'adds', facts.proceeds.amount, `${path}.proceeds.amount`)),
    ...facts.additions.flatMap((addition, index) => addOne(working, addition, index)),
    ...facts.deductions.flatMap((deduction, index) => deductOne(working, deduction, index)),
  ]
  if (working.basis === 'CIF' && !facts.carriageInPrice && !facts.additions.some(each => each.code === CARRIAGE)) {
    needPart(working, 'additions')
  }
  return { applies: true, steps, why: relationship.accepted }
}

interface Judged {
  /** Why the price cannot be used; and why it can, though the parties are related. */
  readonly why: readonly Issue[]
  readonly accepted: readonly Issue[]
}

/**
 * Whether the price holds though buyer and seller are related: what surrounds the sale shows it, or the price closely approximates a test value.
 * A test value is for comparison only, and never takes the place of the price.
 *
 * @source WTO Customs Valuation Agreement art. 1.2
 */
function judgeRelationship(working: Working, relationship: TransactionValueFacts['relationship']): Judged {
  if (relationship === undefined) return { why: [], accepted: [] }
  const { kind, circumstances, testValue } = relationship
  const path = `${working.path}.relationship`
  if (testValue !== undefined) lineOf(working, 'price', 'adds', testValue.amount, `${path}.testValue.amount`)
  if (testValue?.closelyApproximated === true)
    return { why: [], accepted: [hint('valuation.test-value-approximated', path, { kind, basis: testValue.basis })] }
  if (circumstances !== undefined && !circumstances.influencedPrice)
    return { why: [], accepted: [hint('valuation.relationship-without-influence', path, { kind })] }
  if (circumstances === undefined && testValue === undefined) {
    note(working, error('valuation.relationship-unexamined', path, { kind }))
    return { why: [], accepted: [] }
  }
  return { why: [hint('valuation.relationship-influenced', path, { kind })], accepted: [] }
}

function addOne(
  working: Working,
  { code, amount, assist, words }: TransactionValueFacts['additions'][number],
  index: number,
): readonly WorksheetStep[] {
  const path = `${working.path}.additions[${index}]`
  if (!isKnown(working, code, 'adds', path)) return []
  const more = { code, ...(words === undefined ? {} : { words }) }
  if (code === CARRIAGE && working.basis === 'FOB') return []
  if (amount !== undefined) return lineOf(working, 'addition', 'adds', amount, `${path}.amount`, more)
  if (assist === undefined) return []
  const whole = readQuantity(working, decimal(assist.over), `${path}.assist.over`)
  const here = readQuantity(working, decimal(assist.here), `${path}.assist.here`)
  if (whole === undefined || here === undefined) return []
  return lineOf(working, 'addition', 'adds', assist.total, `${path}.assist.total`, more).map(step => ({
    ...step,
    amount: toExact(over(times(exact(step.amount), here), whole)),
  }))
}

/** What is not part of the value is taken off where it can be told from the price; else the price holds it, and it stays. */
function deductOne(
  working: Working,
  { code, amount, distinguished, words }: TransactionValueFacts['deductions'][number],
  index: number,
): readonly WorksheetStep[] {
  const path = `${working.path}.deductions[${index}]`
  if (!isKnown(working, code, 'deducts', path)) return []
  if (!distinguished) {
    note(working, error('valuation.deduction-not-distinguished', path, { code }))
    return []
  }
  return lineOf(working, 'deduction', 'deducts', amount, `${path}.amount`, { code, ...(words === undefined ? {} : { words }) })
}

function isKnown(working: Working, code: string, effect: 'adds' | 'deducts', path: string): boolean {
  if (findAdjustment(code)?.effect === effect) return true
  note(working, error('valuation.adjustment-unknown', `${path}.code`, { code }))
  return false
}
