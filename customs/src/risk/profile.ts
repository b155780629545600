import { z } from 'zod'
import { type Day, daysBetween, error, type Issue, isValidOn, ok, type Result, stop } from '../kernel/index.ts'
import { daySchema, lawKind, lawRowSchema, stateSchema } from '../reference/index.ts'
import { CONTROLS, type Control, eachOnce } from './control.ts'
import { compileExpression, type Expression, isAboutManifest } from './expression.ts'

/** What a profile is for: the heading its results are reported under. */
export const OBJECTIVES = ['revenue', 'safety', 'security', 'health', 'environment', 'intellectual-property', 'compliance'] as const

/** Objectives whose hits a trusted trader may have lowered by a step. Where safety or the rights of others are at stake nobody's are. */
const MITIGATED: ReadonlySet<RiskProfile['objective']> = new Set(['revenue', 'compliance'])

/** Whether a hit of the profile may be lowered at all. @source RKC General Annex ch. 3, standard 3.32 */
export function isMitigable({ mitigable, objective }: Pick<RiskProfile, 'mitigable' | 'objective'>): boolean {
  return mitigable && MITIGATED.has(objective)
}

const words = (max: number) => z.string().trim().min(3).max(max)

/** What an officer writes when proposing a profile; the store adds the version, the proposer and who approved it. */
export const profileDraftSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'words in lower case joined by hyphens')
    .max(60),
  /** The unit of customs that answers for it. */
  owner: words(140),
  objective: z.enum(OBJECTIVES),
  /** Why a consignment is picked, for officers: never shown to the trader. */
  reason: words(500),
  /** What the officer is asked to look at. */
  instructions: words(2_000).optional(),
  /** A question in CEL about the declaration or, where it names `item`, about each goods item. */
  expression: z.string().min(1).max(2_000),
  controls: z.array(z.enum(CONTROLS)).min(1).max(CONTROLS.length),
  /** Whether a trusted trader's hit may be lowered by one step. Never where safety, sanctions or rights of others are at stake. */
  mitigable: z.boolean(),
  validFrom: daySchema,
  /** The first day it no longer runs. No profile runs for ever. */
  validTo: daySchema,
  /** How many consignments a day it may pick; beyond that its hits are recorded and ask for nothing. */
  maxHitsPerDay: z.number().int().min(1).max(1_000_000).optional(),
})

export const profileSchema = profileDraftSchema.extend({ state: stateSchema, version: z.number().int().min(1) })

export type ProfileDraft = z.output<typeof profileDraftSchema>
export type RiskProfile = z.output<typeof profileSchema>

/** Starter profiles as the law folder ships them; a node copies them into its own store, where they live on in versions. */
const starterProfileSchema = lawRowSchema.extend({
  ...profileDraftSchema.omit({ validFrom: true, validTo: true, id: true }).shape,
  profile: profileDraftSchema.shape.id,
  validTo: daySchema,
})
export type StarterProfile = z.output<typeof starterProfileSchema>
export const STARTER_PROFILES = lawKind<StarterProfile>('risk-profile', starterProfileSchema, row => row.profile)

/** A starter profile as the first version, or a later one, of a state's own. */
export function starterProfile(row: StarterProfile, version: number): RiskProfile {
  return profileSchema.parse({
    id: row.profile,
    version,
    state: row.state,
    owner: row.owner,
    objective: row.objective,
    reason: row.reason,
    instructions: row.instructions,
    expression: row.expression,
    controls: row.controls,
    mitigable: row.mitigable,
    validFrom: row.validFrom,
    validTo: row.validTo,
    maxHitsPerDay: row.maxHitsPerDay,
  })
}

/** The longest a profile may run before somebody looks at it again. */
export const PROFILE_DAYS_MAX = 366

export interface CompiledProfile {
  readonly profile: RiskProfile
  /** What it asks for, each once. */
  readonly controls: readonly Control[]
  readonly expression: Expression
}

/**
 * Profiles compiled once, in order of id; those in force on a day are picked when a consignment is screened.
 *
 * A stored profile that no longer compiles is `broken`: it counts as a failed one on every consignment until somebody mends or retires it.
 */
export interface ProfileSet {
  readonly profiles: readonly CompiledProfile[]
  readonly broken: readonly RiskProfile[]
}

/** Compiles one profile; refuses, all at once, what would make it fail or run for ever. */
export function compileProfile(profile: RiskProfile): Result<CompiledProfile> {
  const issues: Issue[] = []
  if (profile.validTo <= profile.validFrom) {
    issues.push(error('risk.profile-period-empty', 'validTo', { validFrom: profile.validFrom, validTo: profile.validTo }))
  } else if (daysBetween(profile.validFrom, profile.validTo) > PROFILE_DAYS_MAX) {
    issues.push(error('risk.profile-period-long', 'validTo', { days: PROFILE_DAYS_MAX }))
  }
  const expression = compileExpression(profile.expression)
  if (!expression.ok) return stop(...issues, ...expression.issues)
  return issues.length > 0 ? stop(...issues) : ok({ profile, controls: eachOnce(profile.controls), expression: expression.value })
}

export function compileProfiles(profiles: readonly RiskProfile[]): ProfileSet {
  const compiled: CompiledProfile[] = []
  const broken: RiskProfile[] = []
  for (const profile of [...profiles].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    const result = compileProfile(profile)
    if (result.ok) compiled.push(result.value)
    else broken.push(profile)
  }
  return { profiles: compiled, broken }
}

/** The profiles of a set that run on a day. */
export function profilesOn(set: ProfileSet, day: Day): ProfileSet {
  return {
    profiles: set.profiles.filter(each => isValidOn(each.profile, day)),
    broken: set.broken.filter(each => isValidOn(each, day)),
  }
}

/** The profiles of a set that are asked about declarations on a day. */
export interface AskedProfiles extends ProfileSet {
  /** All of them as `id@version`. */
  readonly names: readonly string[]
}

/** A set never changes: who is asked is found once for a day. */
const lastAsked = new WeakMap<ProfileSet, { readonly day: Day; readonly asked: AskedProfiles }>()

export function profilesAskedOn(set: ProfileSet, day: Day): AskedProfiles {
  const last = lastAsked.get(set)
  if (last?.day === day) return last.asked
  const running = profilesOn(set, day)
  const profiles = running.profiles.filter(each => !isAboutManifest(each.expression))
  const names = [...profiles.map(each => each.profile), ...running.broken].map(each => `${each.id}@${each.version}`).sort()
  const asked = { profiles, broken: running.broken, names }
  lastAsked.set(set, { day, asked })
  return asked
}
