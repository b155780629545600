import { z } from 'zod'
import type { Day } from '../kernel/index.ts'
import { type LawBook, lawKind, lawRowSchema, type State } from '../reference/index.ts'
import { findAgreement, isAgreement, isPartyOn } from '../tariff/index.ts'
import { country, decimalText, prefix, rateSchema } from './law-words.ts'

const quotaSchema = lawRowSchema.extend({
  /** The number by which a declaration claims it. The days of the row are the period of the quota. */
  orderNumber: z.string().regex(/^[A-Za-z0-9./-]{1,17}$/, 'an order number of at most 17 letters, digits, dots, slashes or hyphens'),
  name: z.string().min(1),
  codes: z.array(prefix).min(1),
  exceptCodes: z.array(prefix).default([]),
  /** Countries of origin it is for; every one where absent. */
  origins: z.array(country).min(1).optional(),
  /** The agreement it is of, where it is for goods that are claimed under one, and proven to originate, alone: `rcep`. */
  agreement: z.string().refine(isAgreement, 'an agreement this project knows').optional(),
  /** What may be imported at the rate within it: a quantity in a unit of UN/ECE Recommendation 20, or a customs value in the state’s currency. */
  volume: z.strictObject({ value: decimalText, unit: z.string().min(1).max(3) }),
  /** The customs duty within it. */
  within: rateSchema.refine(rate => rate.kind !== 'unknown', 'a rate that is known'),
  /** From what share of it taken, in percent, it is critical; absent where the law does not say. */
  criticalPercent: decimalText.optional(),
  /** Whoever is registered first draws first. */
  allocation: z.literal('first-come'),
})

/** A tariff quota for one period. Rivals are rows of one order number. */
export type QuotaRow = z.output<typeof quotaSchema>
export const QUOTAS = lawKind('tariff-quota', quotaSchema, row => row.orderNumber)

export function findQuota(law: LawBook, state: State, day: Day, orderNumber: string): QuotaRow | undefined {
  return law.on(QUOTAS, state, day).find(row => row.orderNumber === orderNumber)
}

/** Whether a quota is for goods of a code and an origin. */
export function isForGoods({ codes, exceptCodes, origins }: QuotaRow, code: string, origin: string | undefined): boolean {
  const begins = (prefixes: readonly string[]) => prefixes.some(each => code.startsWith(each))
  return begins(codes) && !begins(exceptCodes) && (origins === undefined || (origin !== undefined && origins.includes(origin)))
}

/** Whether goods of an origin may be claimed under the agreement a quota is of; of a quota of none, whatever their origin. */
export function isOfParty({ agreement, state }: QuotaRow, origin: string | undefined, law: LawBook, day: Day): boolean {
  if (agreement === undefined) return true
  const row = findAgreement(law, state, agreement, day)
  return row !== undefined && origin !== undefined && isPartyOn(row, origin, day)
}
