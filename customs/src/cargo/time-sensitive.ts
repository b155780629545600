import { z } from 'zod'
import { type DeclarationDocument, text } from '../declaration/index.ts'
import { type Day, error, type Issue } from '../kernel/index.ts'
import { standingOn } from '../trust/index.ts'

/** Goods that are worth less, or nothing, when they wait. */
export const TIME_SENSITIVE_KINDS = ['perishable', 'live-animals', 'medical', 'newspapers', 'aircraft-parts', 'relief'] as const
export type TimeSensitiveKind = (typeof TIME_SENSITIVE_KINDS)[number]

export const STANDING_STATUSES = ['applied', 'granted', 'refused', 'suspended', 'revoked'] as const
export type StandingStatus = (typeof STANDING_STATUSES)[number]

/** What its applicant asks for: plain data, kept as it was granted. */
export const standingBodySchema = z.strictObject({
  kinds: z.array(z.enum(TIME_SENSITIVE_KINDS)).min(1).max(TIME_SENSITIVE_KINDS.length),
  /** The goods it covers, as beginnings of commodity codes; all goods of its kinds where none is named. */
  codes: z
    .array(z.string().regex(/^\d{2,12}$/, 'the first digits of a commodity code'))
    .max(200)
    .default([]),
  /** Why such goods come, how often, and how they are kept. */
  purpose: text(1_000),
})

/**
 * An operator's permission to have goods of some kinds served first, whenever they come. It spares no control.
 *
 * @source RKC General Annex std. 3.34 (priority for live animals, perishable and urgently needed goods); WTO TFA art. 7.9. The kinds beyond those are general knowledge of practice
 */
export interface StandingAuthorisation extends z.output<typeof standingBodySchema> {
  /** As it is written in a declaration: `VN-T-000012`. */
  readonly number: string
  readonly holder: string
  readonly status: StandingStatus
  readonly validFrom: Day
  /** The first day on which it is no longer in force. */
  readonly validTo: Day
}

/** What a node finds for a declaration that claims one: none where none of that number is there for whoever declares. */
export interface TimeSensitiveGiven {
  readonly authorisation?: StandingAuthorisation
}

/** Absent where nothing is claimed, or nobody looked. */
export interface TimeSensitiveFacts {
  readonly timeSensitive?: TimeSensitiveGiven | undefined
}

/** Everything that keeps a declaration from being served first on the authorisation it names: another's, out of force, of another kind or other goods. */
export function checkTimeSensitive(
  { timeSensitive, importer, exporter, declarant, agent, goodsItems }: DeclarationDocument,
  given: TimeSensitiveGiven | undefined,
  day: Day,
): readonly Issue[] {
  if (timeSensitive === undefined || given === undefined) return []
  const path = 'timeSensitive.authorisation'
  const { authorisation } = given
  if (authorisation === undefined) return [error('cargo.standing-unknown', path, { number: timeSensitive.authorisation ?? '' })]
  const { number, holder } = authorisation
  const { kind = '' } = timeSensitive
  const goods = goodsItems.map(({ commodityCode = '' }, index) => ({ path: `goodsItems[${index}].commodityCode`, code: commodityCode }))
  return [
    ...([importer, exporter, declarant, agent].some(party => party?.id === holder)
      ? []
      : [error('cargo.standing-of-others', path, { number, holder })]),
    ...checkAuthorisation(authorisation, { kind, goods, path: 'timeSensitive' }, day),
  ]
}

/** What is served first on an authorisation: its kind, and the codes of its goods where they stand; `path` is that of the claim. */
interface Claim {
  readonly kind: string
  readonly goods: readonly { readonly path: string; readonly code: string }[]
  readonly path: string
}

/** Whether an authorisation is in force on a day, and covers kind and goods. */
export function checkAuthorisation(authorisation: StandingAuthorisation, { kind, goods, path }: Claim, day: Day): readonly Issue[] {
  const { number, kinds, codes } = authorisation
  const standing = standingOn(authorisation, day)
  const uncovered = goods.filter(({ code }) => codes.length > 0 && !codes.some(each => code.startsWith(each)))
  return [
    ...(standing === 'granted' ? [] : [error('cargo.standing-not-in-force', `${path}.authorisation`, { number, standing, day })]),
    ...(kinds.some(each => each === kind) ? [] : [error('cargo.standing-kind', `${path}.kind`, { number, kind, kinds: kinds.join(', ') })]),
    ...uncovered.map(each => error('cargo.standing-goods', each.path, { number, commodityCode: each.code })),
  ]
}
