import { addDays, addMonths, type Day } from '../kernel/index.ts'
import type { FormD } from './form-d.ts'
import type { CertificationProcedure } from './law.ts'

/**
 * Whether a proof issued on a day is issued retroactively: after the declared shipment, and after the days of grace that earlier editions gave.
 *
 * @source ATIGA Annex 8, rule 10
 */
export function isRetroactive({ transport }: Pick<FormD, 'transport'>, issuedOn: Day, { graceDays }: CertificationProcedure): boolean {
  return issuedOn > addDays(transport.departureOn, graceDays)
}

/** The last day on which a proof may be issued retroactively. */
export function lastRetroactive({ transport }: Pick<FormD, 'transport'>, { retroactiveMonths }: CertificationProcedure): Day {
  return addMonths(transport.departureOn, retroactiveMonths)
}
