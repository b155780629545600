import type { Classification, ClassificationCandidate } from '@lintas/contract'
import { listCasNumbers, readCode } from '@lintas/customs/classification'
import { findReplaced, type Replaced, type Schedule } from '@lintas/customs/tariff'
import type { Node } from '../platform/node.ts'
import { correlationsOn, scheduleOn, schedulesOf } from '../tariff/index.ts'
import { casNumbers, nomenclature } from './shipped.ts'

/** A number names one substance; whether it is pure, a solution or a preparation it does not say. */
const OF_CAS = 0.9
const INSTEAD_MAX = 12

/** The subheadings of the CAS numbers in a description, each once, with its numbers as its reasons. Several numbers share what one would say. */
export function listOfCas(description: string): readonly ClassificationCandidate[] {
  const numbers = listCasNumbers(description)
    .map(number => ({ number, codes: casNumbers().get(number) ?? [] }))
    .filter(({ codes }) => codes.length > 0)
  const named = numbers.flatMap(({ number, codes }) => codes.map(code => ({ code, number, share: 1 / codes.length / numbers.length })))
  return [...Map.groupBy(named, ({ code }) => code)].map(([code, its]) => ({
    code,
    name: nomenclature().find(code)?.name ?? '',
    confidence: Math.round(1000 * OF_CAS * its.reduce((sum, { share }) => sum + share, 0)) / 1000,
    why: its.map(({ number }) => ({ kind: 'cas' as const, number })),
  }))
}

/** What a description that is a code is, today, in the state's schedule and the Harmonized System. */
export async function findExact(node: Node, description: string): Promise<Classification['exact']> {
  const code = readCode(description)
  if (code === undefined) return undefined
  const schedule = await scheduleOn(node, node.clock.today())
  if (schedule?.findLine(code) !== undefined) return { code, standing: 'line', instead: [] }
  const correlations = await correlationsOn(node, node.clock.today())
  const replaced = findReplaced(correlations, code, schedule)
  if (replaced !== undefined) return replacedBy(code, replaced)
  const isAbove = nomenclature().find(code) !== undefined || (schedule !== undefined && schedule.listBelow(code).length > 0)
  if (isAbove) return { code, standing: 'heading', instead: [] }
  const renumbered = findReplaced(correlations, code, schedule, 'beginning')
  if (renumbered !== undefined) return replacedBy(code, renumbered)
  const others = await schedulesOf(node).others(schedule?.version.id ?? '')
  const standing = others.some(other => other.findLine(code) !== undefined) ? 'other-day' : 'unknown'
  return { code, standing, instead: [...nearest(schedule, code)] }
}

function replacedBy(code: string, { correlation: { id, validFrom }, successors }: Replaced): NonNullable<Classification['exact']> {
  return { code, standing: 'replaced', instead: successors.slice(0, INSTEAD_MAX), correlation: { id, validFrom } }
}

/** What stands nearest to a code that is not there: the lines, or our entries, that share the longest beginning with it. */
function nearest(schedule: Schedule | undefined, code: string): readonly string[] {
  for (let digits = code.length - 1; digits >= 4; digits--) {
    const lines = schedule?.listBelow(code.slice(0, digits)) ?? []
    if (lines.length > 0) return lines.slice(0, INSTEAD_MAX).map(line => line.code)
    const entry = nomenclature().find(code.slice(0, digits))
    if (entry !== undefined) return [entry.code]
  }
  return []
}
