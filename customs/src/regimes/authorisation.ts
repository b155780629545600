import { z } from 'zod'
import { reference, text } from '../declaration/index.ts'
import { OUTWARD_OPERATIONS } from '../duty/index.ts'
import { type Day, error, type Issue } from '../kernel/index.ts'
import { standingOn } from '../trust/index.ts'
import { normSchema } from './norm.ts'
import { REGIME_KINDS, type RegimeKind } from './regime.ts'
import { reliefSchema } from './relief-list.ts'

export const AUTHORISATION_STATUSES = ['applied', 'examined', 'granted', 'refused', 'suspended', 'revoked'] as const
export type AuthorisationStatus = (typeof AUTHORISATION_STATUSES)[number]

/** What its applicant asks for: plain data, kept as it was granted. */
export const authorisationBodySchema = z.strictObject({
  regime: z.enum(REGIME_KINDS),
  /** Where the goods may be: the ids a declaration writes as its warehouse. */
  places: z
    .array(z.strictObject({ id: reference(35), name: text(140) }))
    .max(50)
    .default([]),
  /** The goods it covers, as beginnings of commodity codes; all goods where none is named. */
  codes: z
    .array(z.string().regex(/^\d{2,12}$/, 'the first digits of a commodity code'))
    .max(200)
    .default([]),
  /** The authorisation whose norms these take the place of from the first day of this one on; its goods stay under it. */
  amends: reference(35).optional(),
  /** What is made of what: for processing and drawback. */
  norms: z.array(normSchema).max(200).default([]),
  /** For outward processing: what is done abroad, and by what customs will know the goods again. */
  outward: z.strictObject({ operation: z.enum(OUTWARD_OPERATIONS), identification: text(500) }).optional(),
  /** For end use: what the goods are for, and how much of which. */
  relief: reliefSchema.optional(),
  /** The debtor's account that security is reserved on. */
  guaranteeAccount: z.string().min(1).max(35).optional(),
  /** Months goods may stand in it, where that is less than the law allows. */
  termMonths: z.number().int().positive().max(120).optional(),
  /** The purpose, or the conditions as its holder understands them. */
  purpose: text(1_000),
})
export type AuthorisationBody = z.output<typeof authorisationBodySchema>

/** A holder's permission to use a regime. @source RKC Specific Annex D ch. 1 std. 2 to 4, F ch. 1 std. 5 and 6 */
export interface Authorisation extends AuthorisationBody {
  /** As its holder writes it in a declaration: `VN-R-000012`. */
  readonly number: string
  readonly holder: string
  readonly status: AuthorisationStatus
  readonly validFrom: Day
  /** The first day on which it is no longer in force. */
  readonly validTo: Day
}

/** What goods somebody wants to put under an authorisation, and where. */
export interface Use {
  readonly regime: RegimeKind
  readonly holder: string | undefined
  readonly day: Day
  readonly place?: string | undefined
  readonly codes: readonly { readonly path: string; readonly code: string }[]
}

/** Everything that keeps an authorisation from being used so: another regime or holder, out of force, a place or goods it does not cover. */
export function checkUse(authorisation: Authorisation, use: Use): readonly Issue[] {
  const { number, places } = authorisation
  const path = 'authorisation'
  const standing = standingOn(authorisation, use.day)
  const issues: Issue[] = []
  if (authorisation.amends !== undefined) issues.push(error('regimes.authorisation-amends', path, { number, amends: authorisation.amends }))
  if (authorisation.regime !== use.regime)
    issues.push(error('regimes.authorisation-of-other-regime', path, { number, regime: authorisation.regime, needed: use.regime }))
  if (authorisation.holder !== use.holder) issues.push(error('regimes.authorisation-of-others', path, { number, holder: use.holder ?? '' }))
  if (standing !== 'granted') issues.push(error('regimes.authorisation-not-in-force', path, { number, standing, day: use.day }))
  if (places.length > 0 && use.place !== undefined && !places.some(({ id }) => id === use.place))
    issues.push(error('regimes.place-not-covered', 'warehouse.id', { number, place: use.place }))
  for (const { path: at, code } of use.codes)
    if (!covers(authorisation, code)) issues.push(error('regimes.goods-not-covered', at, { number, commodityCode: code }))
  return issues
}

/** Whether an authorisation is for goods of a code. */
export function covers({ codes }: Pick<Authorisation, 'codes'>, code: string): boolean {
  return codes.length === 0 || codes.some(beginning => code.startsWith(beginning))
}
