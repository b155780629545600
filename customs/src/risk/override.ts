import { z } from 'zod'
import { error, ok, type Result, stop } from '../kernel/index.ts'
import { CONTROLS, type Control, eachOnce, isBeforeRelease } from './control.ts'
import { type ControlRecord, idOf, isAbout, laneAsked, standingOf } from './control-record.ts'
import { LANES, type Lane, laneOf } from './lane.ts'

/** How an officer may deviate from what screening asked for. */
export const OVERRIDE_KINDS = ['raise', 'waive-control', 'change-lane', 'release-hold', 'reassign'] as const
export type OverrideKind = (typeof OVERRIDE_KINDS)[number]

/** Why: the heading under which overrides are counted. The officer's own words stand beside it. */
export const OVERRIDE_REASONS = [
  'false-hit',
  'checked-before',
  'perishable',
  'relief-goods',
  'information-received',
  'irregularity-seen',
  'means-not-available',
  'conflict-of-interest',
  'workload',
  'other',
] as const
/** Why an officer took a consignment that nothing had stopped: the day's list picked it. Nobody asks for an override with it. */
export const DAY_LIST = 'day-list'
export const OVERRIDE_GROUNDS = [...OVERRIDE_REASONS, DAY_LIST] as const
export type OverrideReason = (typeof OVERRIDE_GROUNDS)[number]

/** Of a declaration about several: the one consignment it is about, by its transport document. Without it, it is about all. */
const about = { consignment: z.string().min(1).max(70).optional() }
const grounds = { reason: z.enum(OVERRIDE_REASONS), text: z.string().trim().min(10).max(2_000) }

export const overrideSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('raise'), controls: z.array(z.enum(CONTROLS)).min(1).max(CONTROLS.length), ...about, ...grounds }),
  z.strictObject({ kind: z.literal('waive-control'), control: z.enum(CONTROLS), ...about, ...grounds }),
  z.strictObject({ kind: z.literal('change-lane'), lane: z.enum(LANES), ...about, ...grounds }),
  z.strictObject({ kind: z.literal('release-hold'), ...about, ...grounds }),
  /** `to`: the account that takes the case. */
  z.strictObject({ kind: z.literal('reassign'), to: z.string().min(1).max(60), ...grounds }),
])
/** A consignment taken from the day's list. */
export interface TakenFromList {
  readonly kind: 'raise'
  readonly controls: readonly Control[]
  readonly consignment?: undefined
  readonly reason: typeof DAY_LIST
  readonly text: string
}
export type Override = z.output<typeof overrideSchema> | TakenFromList

/** What an override does to the controls of one version of a declaration. */
export interface OverrideEffect {
  /** Those nobody answers any more. */
  readonly waived: readonly ControlRecord[]
  /** Those that are asked besides. */
  readonly asked: readonly Control[]
  /** The consignment they are asked of, of a declaration about several; absent where they are asked of the whole. */
  readonly consignment?: string
  /** The lane before it, and after it. */
  readonly from: Lane
  readonly to: Lane
}

/** What a lane asks for at least, where nothing asked for it. */
const CONTROL_OF: Readonly<Record<Lane, Control | undefined>> = {
  green: undefined,
  blue: 'after-release-check',
  yellow: 'document-check',
  red: 'examination',
}

/**
 * What an override comes to where a declaration stands, or why it comes to nothing.
 *
 * What was found stays found: a control that was answered is neither waived nor asked again of the same version. A waiver holds for the
 * version it was given for; an amendment asks anew.
 */
export function effectOf(override: Override, records: readonly ControlRecord[], documentVersion: number): Result<OverrideEffect> {
  const all = standingOf(records, documentVersion)
  const consignment = override.kind === 'reassign' ? undefined : override.consignment
  const standing = consignment === undefined ? all : all.filter(record => record.consignment === consignment)
  const from = laneAsked(records, documentVersion)
  const changed = (waived: readonly ControlRecord[], controls: readonly Control[]): Result<OverrideEffect> => {
    const asked = eachOnce(controls).filter(control => !all.some(record => record.control === control && isAbout(record, consignment)))
    const to = laneOf([...all.filter(record => !waived.includes(record)).map(record => record.control), ...asked])
    if (waived.length === 0 && asked.length === 0) return stop(error('risk.override-changes-nothing', '', { lane: from }))
    return ok({ waived, asked, ...(consignment === undefined ? {} : { consignment }), from, to })
  }

  switch (override.kind) {
    case 'reassign':
      return ok({ waived: [], asked: [], from, to: from })
    case 'raise':
      return changed([], override.controls)
    case 'waive-control':
      return waive(override.control, 'control')
    case 'release-hold':
      return waive('hold', '')
    case 'change-lane': {
      const target = LANES.indexOf(override.lane)
      const least = CONTROL_OF[override.lane]
      const heavier = standing.filter(record => LANES.indexOf(laneOf([record.control])) > target)
      const answered = heavier.find(record => record.outcome !== undefined)
      if (answered !== undefined) return stop(error('risk.override-control-answered', 'lane', { control: answered.control }))
      const kept = standing.filter(record => !heavier.includes(record))
      return changed(heavier, least === undefined || laneOf(kept.map(record => record.control)) === override.lane ? [] : [least])
    }
  }

  function waive(control: Control, path: string): Result<OverrideEffect> {
    const named = standing.filter(each => each.control === control)
    if (named.length === 0) return stop(error('risk.override-control-not-asked', path, { control }))
    const open = named.filter(each => each.outcome === undefined)
    if (open.length === 0) return stop(error('risk.override-control-answered', path, { control }))
    return changed(open, [])
  }
}

/** The lot's own mark among the hits of a control. */
const LOT = /^random@/

/**
 * Whether an override waits for a supervisor other than the one who asks for it.
 *
 * More control is never kept waiting. Less control is a supervisor's to decide; where the case is red, or was drawn by lot, another
 * supervisor's besides, so that no single person lets such a consignment go unseen.
 */
export function waitsForSecond({ waived, from }: OverrideEffect, role: 'officer' | 'supervisor'): boolean {
  if (waived.length === 0) return false
  return role === 'officer' || from === 'red' || waived.some(record => record.hits.some(hit => LOT.test(hit)))
}

/** Who may ask for an override of a kind. */
export const OVERRIDE_ROLES: Readonly<Record<OverrideKind, readonly ('officer' | 'supervisor')[]>> = {
  raise: ['officer', 'supervisor'],
  'waive-control': ['officer', 'supervisor'],
  'change-lane': ['officer', 'supervisor'],
  'release-hold': ['officer', 'supervisor'],
  reassign: ['supervisor'],
}

/** The controls an override opens on a version, as records of their own. */
export function controlsToRaise(
  { asked, consignment }: OverrideEffect,
  records: readonly ControlRecord[],
  documentVersion: number,
  override: { readonly id: string; readonly reason: OverrideReason },
): readonly ControlRecord[] {
  const hits = [`override@${override.id}`, ...(override.reason === DAY_LIST ? [`${DAY_LIST}@1`] : [])]
  return asked.map(control => {
    const before = records.filter(record => record.control === control && record.documentVersion === documentVersion).length
    const id = idOf(control, documentVersion, before)
    return { id, control, documentVersion, ...(consignment === undefined ? {} : { consignment }), hits }
  })
}

/** The act an override is to its declaration: of controls after the release the standing knows nothing. */
export function overrideAct({ waived, asked, consignment }: OverrideEffect) {
  const askedOf = (kind: Control, of: string | undefined) => (of === undefined ? kind : { kind, consignment: of })
  return {
    act: 'override' as const,
    waived: waived.filter(record => isBeforeRelease(record.control)).map(record => askedOf(record.control, record.consignment)),
    asked: asked.filter(isBeforeRelease).map(control => askedOf(control, consignment)),
  }
}
