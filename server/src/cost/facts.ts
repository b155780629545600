import type { costRequest } from '@lintas/contract'
import type { CostFacts } from '@lintas/customs/cost'
import type { z } from 'zod'

type Question = Omit<z.output<typeof costRequest>, 'date' | 'rates'> & Partial<Pick<z.output<typeof costRequest>, 'date' | 'rates'>>

/** The facts of a question, without the day and the rates that only whoever asks supposes. What was not said is absent. */
export function factsOf({ date: _date, rates: _rates, quantities, attributes, code, value, ...more }: Question): CostFacts {
  const said = Object.fromEntries(Object.entries(more).filter(([, each]) => each !== undefined))
  return { code, value, quantities, attributes, ...(said as Partial<Pick<CostFacts, keyof typeof more>>) }
}
