import { type FallBackFacts, PROHIBITED_BASES } from '../declaration/index.ts'
import { error } from '../kernel/index.ts'
import { note } from './desk.ts'
import { lineOf, type MethodResult, type Working } from './working.ts'

/**
 * Method 6: reasonable means consistent with the agreement, such as an earlier method applied with flexibility, on data available in the importing state.
 *
 * What the law forbids as a basis is refused by name; so is a price range kept for reference, which may raise a question and never answers it.
 *
 * @source WTO Customs Valuation Agreement art. 7; Note to art. 7
 */
export function fallBackValue(working: Working, { basis, parts }: FallBackFacts): MethodResult {
  const at = (PROHIBITED_BASES as readonly string[]).indexOf(basis)
  if (at >= 0) {
    note(working, error('valuation.basis-prohibited', `${working.path}.basis`, { basis, paragraph: `7.2 (${'abcdefg'[at]})` }))
  }
  if (basis === 'reference-price') note(working, error('valuation.reference-price-no-value', `${working.path}.basis`))
  const steps = parts.flatMap(({ words, effect, amount }, index) =>
    lineOf(working, 'other-means', effect, amount, `${working.path}.parts[${index}].amount`, { words }),
  )
  return { applies: true, steps }
}
