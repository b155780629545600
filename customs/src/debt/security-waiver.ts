import { z } from 'zod'
import type { AmountText } from '../declaration/index.ts'
import { type Currency, type Day, decimal, formatMajor, fraction, majorToMinor, money, over, roundDown, times } from '../kernel/index.ts'
import { type LawBook, type LawRow, lawKind, lawRowSchema, type State } from '../reference/index.ts'
import type { TierLevel } from '../trust/index.ts'
import type { SecurityReason, SecurityRequired } from './security.ts'

/** What the goods of a period may be charged is reserved on an account whoever takes them away; it is waived for nobody. */
const WAIVABLE = [
  'value-open',
  'under-review',
  'origin-open',
  'provisional',
  're-exportation',
  're-importation',
  'suspension',
] as const satisfies readonly SecurityReason[]

interface SecurityWaiverRow extends LawRow {
  readonly reason: (typeof WAIVABLE)[number]
  /** The tier of trust the principal needs. */
  readonly tierMin: number
  /** How much of it is not asked for: above 0, up to 100. */
  readonly percent: string
}

/** What security a state does not ask of those it trusts. Where no row is on file, all of it is asked of everybody. */
export const SECURITY_WAIVERS = lawKind<SecurityWaiverRow>(
  'security-waiver',
  lawRowSchema.extend({
    reason: z.enum(WAIVABLE),
    tierMin: z.number().int().min(2).max(4),
    percent: z
      .string()
      .regex(/^(100|[1-9]?\d(\.\d{1,4})?)$/)
      .refine(percent => Number(percent) > 0, 'above nothing'),
  }),
  row => `${row.reason} ${row.tierMin}`,
)

/** Security that was not asked for because of who declares, with the row of law that says so. */
export interface SecurityWaived {
  readonly reason: SecurityReason
  readonly amount: AmountText
  readonly tier: TierLevel
  readonly row: string
  readonly legalRef: string
}

export interface Secured {
  readonly required: readonly SecurityRequired[]
  readonly waived: readonly SecurityWaived[]
}

/**
 * Takes off what security the law of the day does not ask of an operator of this tier; of several rows that of the highest tier reached. What is waived is
 * rounded down, so that what is still asked for is never less than the law wants.
 *
 * @source RKC General Annex std. 5.6 (security kept as low as possible), transitional std. 3.32 (authorised persons); ATIGA art. 60
 */
export function waiveSecurity(
  required: readonly SecurityRequired[],
  { law, state, day, tier }: { readonly law: LawBook; readonly state: State; readonly day: Day; readonly tier: TierLevel },
): Secured {
  const rows = law.on(SECURITY_WAIVERS, state, day).filter(row => tier >= row.tierMin)
  const each = required.map((asked): Secured => {
    const row = rows.filter(({ reason }) => reason === asked.reason).sort((one, other) => other.tierMin - one.tierMin)[0]
    const { amount, currency } = asked.amount
    const of = (minor: bigint): AmountText => ({ amount: formatMajor(money(minor, currency as Currency)), currency })
    const whole = majorToMinor(decimal(amount), currency as Currency).num
    const off = row === undefined ? 0n : roundDown(over(times(fraction(whole), decimal(row.percent)), HUNDRED))
    if (row === undefined || off === 0n) return { required: [asked], waived: [] }
    const { id, legalRef } = row
    const waived = { reason: asked.reason, amount: of(off), tier, row: id, legalRef }
    return { required: off === whole ? [] : [{ ...asked, amount: of(whole - off) }], waived: [waived] }
  })
  return { required: each.flatMap(({ required }) => required), waived: each.flatMap(({ waived }) => waived) }
}

const HUNDRED = fraction(100n)
