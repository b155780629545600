import { z } from 'zod'
import { CONTROLS, type Control, isBeforeRelease } from './control.ts'
import type { Screening } from './screen.ts'

export const OUTCOMES = ['clean', 'minor', 'discrepancy'] as const
export type Outcome = (typeof OUTCOMES)[number]

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
})
export type ControlReport = z.output<typeof controlReportSchema>

/** One control asked of one declaration, and what came of it. */
export interface ControlRecord {
  /** `examination`, and `examination-2` where it was asked again. */
  readonly id: string
  readonly control: Control
  /** The version of the document it was asked for. */
  readonly documentVersion: number
  /** The hits that asked for it, as `profile@version`. */
  readonly hits: readonly string[]
  readonly outcome?: Outcome | undefined
}

/**
 * The controls a screening adds to those a declaration has already.
 *
 * An open control answers later hits of its kind too. One that was answered stays answered for the same hits on the same document;
 * an amended document is looked at again. No screening ever takes a control away, so an amendment cannot shake one off.
 */
export function controlsToOpen(screening: Screening, before: readonly ControlRecord[], documentVersion: number): readonly ControlRecord[] {
  return CONTROLS.flatMap(control => {
    const asked = before.filter(record => record.control === control)
    const last = asked.at(-1)
    if (last !== undefined && last.outcome === undefined) return []

    const answered = new Set(asked.filter(record => record.documentVersion === documentVersion).flatMap(record => record.hits))
    const hits = screening.hits.filter(hit => hit.controls.includes(control)).map(hit => `${hit.profile}@${hit.version}`)
    const amendedSince = last !== undefined && last.documentVersion !== documentVersion && isBeforeRelease(control)
    if (!amendedSince && hits.every(hit => answered.has(hit))) return []

    const id = asked.length === 0 ? control : `${control}-${asked.length + 1}`
    return [{ id, control, documentVersion, hits: hits.length > 0 ? hits : (last?.hits ?? []) }]
  })
}

/**
 * How each kind of control before release stands, by its last answer: nothing yet, found in order, or found against the declaration.
 *
 * A discrepancy waits for an amendment, which is looked at again, or for the supervisor's refusal.
 */
export function listStandings(records: readonly ControlRecord[]): readonly ControlStanding[] {
  const last = new Map<Control, ControlRecord>()
  for (const record of records) if (isBeforeRelease(record.control)) last.set(record.control, record)
  return [...last.values()].map(({ control, outcome }) => ({ kind: control, outcome: standing(outcome) }))
}

export interface ControlStanding {
  readonly kind: Control
  readonly outcome: 'outstanding' | 'satisfied' | 'adverse'
}

function standing(outcome: Outcome | undefined): ControlStanding['outcome'] {
  if (outcome === undefined) return 'outstanding'
  return outcome === 'discrepancy' ? 'adverse' : 'satisfied'
}
