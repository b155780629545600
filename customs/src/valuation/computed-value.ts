import type { ComputedFacts } from '../declaration/index.ts'
import { lineOf, type MethodResult, needPart, type Working } from './working.ts'

/**
 * Method 5: what it cost to make the goods, with the profit and general expenses usual for goods of their class or kind in the country of
 * export, and carriage and insurance to the place of import where the state's value holds them.
 *
 * @source WTO Customs Valuation Agreement art. 6; Note to art. 6
 */
export function computedValue(working: Working, facts: ComputedFacts): MethodResult {
  const carriage = working.basis === 'CIF'
  const parts = [
    ['materials', 'materials', true],
    ['fabrication', 'fabrication', true],
    ['containersAndPacking', 'containers-and-packing', false],
    ['assists', 'assists', false],
    ['profitAndGeneralExpenses', 'profit-and-general-expenses', true],
    ['transport', 'transport', carriage],
    ['insurance', 'insurance', carriage],
  ] as const
  const steps = parts.flatMap(([field, part, isNeeded]) => {
    const given = facts[field]
    if (given === undefined && isNeeded) needPart(working, field)
    const isElsewhere = !carriage && (field === 'transport' || field === 'insurance')
    return given === undefined || isElsewhere ? [] : lineOf(working, part, 'adds', given, `${working.path}.${field}`)
  })
  return { applies: true, steps }
}
