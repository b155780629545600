import { z } from 'zod'
import { CONTROLS, type Control, isBeforeRelease } from './control.ts'
import { type Lane, laneOf } from './lane.ts'
import { OUTCOMES, type Outcome } from './outcome.ts'
import type { Screening } from './screen.ts'

/** What an officer found: where, what kind, how much. */
export const findingSchema = z.strictObject({
  /** The field it is about: `goodsItems[0].netMassKg`; empty for the whole consignment. */
  path: z.string().max(200).default(''),
  kind: z.enum(['quantity', 'value', 'origin', 'classification', 'description', 'document', 'marking', 'prohibited', 'seal', 'other']),
  declared: z.string().max(200).optional(),
  found: z.string().max(200).optional(),
  text: z.string().max(2_000).optional(),
})
export type Finding = z.output<typeof findingSchema>

/** What an officer answers a control with. */
export const controlReportSchema = z.strictObject({
  outcome: z.enum(OUTCOMES),
  findings: z.array(findingSchema).max(200).default([]),
  note: z.string().max(4_000).optional(),
  /** Duties and taxes that were not declared, as the officer reckons them: in the state's currency, major units. Nothing is charged by it. */
  revenue: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,3})?$/, 'an amount such as 1250.50')
    .optional(),
})
export type ControlReport = z.output<typeof controlReportSchema>

/** One control asked of one version of a declaration, and what came of it. */
export interface ControlRecord {
  /** `examination`, and `examination-2` where it was asked again of the second version of the document. */
  readonly id: string
  readonly control: Control
  readonly documentVersion: number
  /** The consignment it is about, of a declaration about several. */
  readonly consignment?: string
  /** The hits that asked for it, as `profile@version`. */
  readonly hits: readonly string[]
  readonly outcome?: Outcome | undefined
  /** Whether an officer waived it: nobody answers it any more. */
  readonly waived?: true
}

/** Whether a control is about a consignment: about it alone, or about the whole declaration. */
export function isAbout(record: Pick<ControlRecord, 'consignment'>, consignment: string | undefined): boolean {
  return record.consignment === undefined || record.consignment === consignment
}

/** The controls of a version that count: those nobody waived. */
export function standingOf(records: readonly ControlRecord[], documentVersion: number): readonly ControlRecord[] {
  return records.filter(record => record.documentVersion === documentVersion && record.waived !== true)
}

/**
 * The controls a screening adds to those a declaration has already.
 *
 * A control is asked once of each version of the document, and answers every hit of its kind on it. What was asked of an earlier version is
 * asked again of an amended one, also where the amendment shook off the hit: no screening ever takes a control away. One that an officer waived
 * is asked again where a hit asks for it that was not there when he did.
 */
export function controlsToOpen(screening: Screening, before: readonly ControlRecord[], documentVersion: number): readonly ControlRecord[] {
  return CONTROLS.flatMap(control => {
    const asked = before.filter(record => record.control === control)
    const waived = asked.filter(record => record.documentVersion === documentVersion)
    if (waived.some(record => record.waived !== true)) return []

    const answered = new Set(waived.flatMap(record => record.hits))
    const hits = screening.hits
      .filter(hit => hit.controls.includes(control))
      .map(hit => `${hit.profile}@${hit.version}`)
      .filter(hit => !answered.has(hit))
    const earlier = waived.length === 0 && isBeforeRelease(control) ? (asked.at(-1)?.hits ?? []) : []
    if (hits.length === 0 && earlier.length === 0) return []
    const id = idOf(control, documentVersion, waived.length)
    return [{ id, control, documentVersion, hits: [...new Set([...earlier, ...hits])] }]
  })
}

/**
 * How each control before release stands that was asked of one version of the document: not answered, found in order, or found wrong.
 *
 * A discrepancy waits for an amendment, which is looked at again, or for the supervisor's refusal.
 */
export function listStandings(records: readonly ControlRecord[], documentVersion: number): readonly ControlStanding[] {
  return standingOf(records, documentVersion)
    .filter(record => isBeforeRelease(record.control))
    .map(({ control, consignment, outcome }) => ({
      kind: control,
      ...(consignment === undefined ? {} : { consignment }),
      outcome: outcome === undefined ? 'outstanding' : findingOf(outcome),
    }))
}

/** The lane of a version of the document: every control asked of it counts that nobody waived, also one no newer screening would ask for. */
export function laneAsked(records: readonly ControlRecord[], documentVersion: number): Lane {
  return laneOf(standingOf(records, documentVersion).map(record => record.control))
}

/** `examination`; `examination-2` on the second version of the document; `examination-1-2` where it is asked once more of the first. */
export function idOf(control: Control, documentVersion: number, before = 0): string {
  if (before > 0) return `${control}-${documentVersion}-${before + 1}`
  return documentVersion === 1 ? control : `${control}-${documentVersion}`
}

/** What an officer's answer means for the release: a minor finding is in order, with a note. */
export function findingOf(outcome: Outcome): 'satisfied' | 'adverse' {
  return outcome === 'discrepancy' ? 'adverse' : 'satisfied'
}

export interface ControlStanding {
  readonly kind: Control
  readonly consignment?: string
  readonly outcome: 'outstanding' | 'satisfied' | 'adverse'
}
