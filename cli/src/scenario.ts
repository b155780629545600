import { type Scenario, scenarioSchema } from '@lintas/contract'
import { Refused } from './refused.ts'

/** Reads a scenario; everything that is wrong with it is named. */
export function readScenario(text: string, file: string): Scenario {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (failure) {
    throw new Refused(`${file} is no JSON: ${failure instanceof Error ? failure.message : 'it cannot be read'}`)
  }
  const read = scenarioSchema.safeParse(given)
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new Refused([`${file} is no scenario:`, ...problems].join('\n'))
}
