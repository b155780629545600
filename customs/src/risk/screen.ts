import type { DeclarationDocument } from '../declaration/index.ts'
import { type Day, decimal, fraction, type Rational, times, toDecimal } from '../kernel/index.ts'
import { ask } from './ask.ts'
import { type Control, eachOnce, lowerByOneStep } from './control.ts'
import { type Features, featuresOf, type ScreeningFacts } from './features.ts'
import type { ConsignmentFigures } from './known.ts'
import { LANES, type Lane, laneOf } from './lane.ts'
import { type CompiledProfile, isMitigable, type ProfileSet, profilesAskedOn, type RiskProfile } from './profile.ts'
import type { Lot } from './random-control.ts'
import type { ConsignmentScore, ScreenedScore } from './score.ts'

/** Why a consignment was picked. For officers only: nothing of it may reach the trader or anyone acting for him. */
export interface RiskHit {
  readonly source: 'profile' | 'profile-failed' | 'random' | 'scripted' | 'manifest'
  /** The profile's id and version; `random` for the lot, `script` for what a sandbox was told; of a hold the manifest's number. */
  readonly profile: string
  readonly version: number
  /** The profile's own words; a lot has none. */
  readonly reason?: string
  readonly instructions?: string
  /** What went wrong in a profile that failed. */
  readonly problem?: string
  /** The goods items it is about, the first fifty; empty for the whole consignment. */
  readonly paths: readonly string[]
  /** What it asks for, after mitigation; nothing where the profile had its share of the day. */
  readonly controls: readonly Control[]
  readonly mitigated: boolean
  readonly capped: boolean
}

export interface Screening {
  readonly hits: readonly RiskHit[]
  /** What the hits ask for together, each once. */
  readonly controls: readonly Control[]
  readonly lane: Lane
  /** Higher is looked at first: the lane, then how many hits ask for something. */
  readonly rank: number
  /** Every profile that was asked, as `id@version`: what a replay needs. */
  readonly asked: readonly string[]
  readonly lot?: Lot
  /** What the model said, where one is in use. It orders the queue within a lane, and asks for nothing by itself. */
  readonly score?: ScreenedScore
}

export interface ScreeningInput extends ScreeningFacts {
  readonly document: DeclarationDocument
  /** The day of the screening: profiles in force on it are asked. */
  readonly day: Day
  readonly profiles: ProfileSet
  /** What valuation and duty found. */
  readonly figures?: ConsignmentFigures | undefined
  /** The consignment's lot, drawn by `drawLot`; absent where the state draws none. */
  readonly lot?: Lot | undefined
  /** Whether an earlier declaration for the same transport document was drawn: then this one is, whatever its goods are said to be now. */
  readonly drawnBefore?: boolean | undefined
  /** Profiles that have had their hits of the day. */
  readonly capped?: ReadonlySet<string> | undefined
  /** Whether the importer's trust lowers mitigable hits by one step. */
  readonly trusted?: boolean | undefined
}

/** What is asked for where a profile could not be asked: somebody reads the documents. */
const FAILED: readonly Control[] = ['document-check']

/**
 * Screens one consignment: which profiles it hits, whether it is drawn by lot, and what controls follow.
 *
 * Controls add up and the lane is their summary. A profile that fails on this consignment is a hit of its own, never a lodging refused and
 * never a consignment let through unseen. A lot is never mitigated and never capped, or it would measure nothing.
 *
 * @source WCO Risk Management Compendium; RKC General Annex ch. 6, standards 6.3 to 6.5
 */
export function screenConsignment(input: ScreeningInput): Screening {
  const profiles = profilesAskedOn(input.profiles, input.day)
  const features = featuresOf(input.document, input.figures, input)
  const found = [
    ...profiles.profiles.flatMap(each => askProfile(each, features)),
    ...profiles.broken.map(profile => failure(profile, 'the profile does not compile', [])),
  ]
  const hits = [...found.map(hit => settle(hit, profiles, input)), ...lotHit(input)]
  const controls = eachOnce(hits.flatMap(hit => hit.controls))
  const lane = laneOf(controls)
  return {
    hits,
    controls,
    lane,
    rank:
      LANES.indexOf(lane) * 100 +
      Math.min(99, Math.max(hits.filter(hit => hit.controls.length > 0).length, likelihoodOf(input.known?.score))),
    asked: profiles.names,
    ...(input.lot === undefined ? {} : { lot: input.lot }),
    ...(input.known?.score === undefined ? {} : { score: screened(input.known.score, features.declaration.charges) }),
  }
}

/** How likely something is wrong, in hundredths. */
function likelihoodOf(score: ConsignmentScore | undefined): number {
  return Math.floor((score?.probability ?? 0) * 100)
}

function screened(score: ConsignmentScore, charges: Rational | undefined): ScreenedScore {
  const expected = (atStake: Rational) => toDecimal(times(atStake, fraction(BigInt(Math.round(score.probability * 10_000)), 10_000n)), 2)
  if (charges !== undefined) return { ...score, expectedRevenue: expected(charges) }
  return score.duty === undefined ? { ...score } : { ...score, expectedRevenue: expected(decimal(score.duty)), expectedOf: 'duty' }
}

/** At most two hits: the goods items (or the whole) it holds for, and those on which it failed. */
function askProfile({ profile, controls, expression }: CompiledProfile, features: Features): readonly RiskHit[] {
  const { held, failed, problem } = ask(expression, features)
  return [
    ...(held.length === 0 ? [] : [hit(profile, 'profile', held, controls)]),
    ...(problem === undefined ? [] : [failure(profile, problem, failed)]),
  ]
}

function hit(profile: RiskProfile, source: RiskHit['source'], paths: readonly string[], controls: readonly Control[]): RiskHit {
  return {
    source,
    profile: profile.id,
    version: profile.version,
    reason: profile.reason,
    ...(profile.instructions === undefined ? {} : { instructions: profile.instructions }),
    paths: paths.filter(path => path !== ''),
    controls,
    mitigated: false,
    capped: false,
  }
}

function failure(profile: RiskProfile, problem: string, paths: readonly string[]): RiskHit {
  return { ...hit(profile, 'profile-failed', paths, FAILED), problem }
}

/** A hit after the profile's share of the day and the importer's trust were taken into account. */
function settle(given: RiskHit, profiles: ProfileSet, { capped, trusted }: ScreeningInput): RiskHit {
  if (capped?.has(given.profile) === true) return { ...given, controls: [], capped: true }
  if (trusted !== true || given.source !== 'profile') return given
  if (!profiles.profiles.some(each => each.profile.id === given.profile && isMitigable(each.profile))) return given
  const lowered = eachOnce(given.controls.map(lowerByOneStep))
  return { ...given, controls: lowered, mitigated: lowered.join() !== given.controls.join() }
}

function lotHit({ lot, drawnBefore }: ScreeningInput): readonly RiskHit[] {
  if (lot === undefined || !(lot.drawn || drawnBefore === true)) return []
  return [{ source: 'random', profile: 'random', version: 1, paths: [], controls: eachOnce(lot.controls), mitigated: false, capped: false }]
}
