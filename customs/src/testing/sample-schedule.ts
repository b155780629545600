import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { day } from '../kernel/index.ts'
import { STATE_FACTS, type State } from '../reference/index.ts'
import { openSchedule, readSchedule, type Schedule } from '../tariff/index.ts'

/** The sample schedule that comes with the project, as a node of the state holds it. */
export function sampleSchedule(state: State): Schedule {
  const file = fileURLToPath(new URL(`../../../law/${state.toLowerCase()}/schedule-sample.csv`, import.meta.url))
  const [header = [], ...rows]: string[][] = parse(readFileSync(file, 'utf8'))
  const { lines } = readSchedule(header, rows, STATE_FACTS[state].currency)
  const version = {
    id: `${state}-sample`,
    state,
    validFrom: day('2022-01-01'),
    source: 'sample',
    confidence: 'assumed',
    sample: true,
  } as const
  return openSchedule(version, lines)
}
