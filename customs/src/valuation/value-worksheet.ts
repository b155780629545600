import type { ValuationWorksheet } from '../declaration/index.ts'
import { type Currency, chain, type Day, exact, formatMajor, majorToMinor, map, money, type Result } from '../kernel/index.ts'
import {
  type ExchangeRates,
  findRateDay,
  type LawBook,
  prepareRounding,
  ROUNDINGS,
  requireRow,
  roundAmount,
  STATE_FACTS,
  type State,
} from '../reference/index.ts'
import { VALUATION_BASES } from './law.ts'
import { workOut } from './work-out.ts'
import type { WorkedOut } from './worksheet.ts'

/** The customs value that a worksheet comes to in a state on a day, and what it rests on. */
export interface WorksheetValue {
  readonly state: State
  /** Rounded as the state's law says, in major units. */
  readonly amount: string
  readonly currency: Currency
  readonly basis: 'CIF' | 'FOB'
  readonly exchangeRateDay: Day
  readonly rounding: string
  readonly worksheet: WorkedOut
}

/**
 * Values goods by their worksheet alone, as if they were imported on one day. Nothing is registered.
 *
 * @source WTO Customs Valuation Agreement art. 1 to 9
 */
export function valueWorksheet(
  worksheet: ValuationWorksheet,
  { state, law, rates, day }: { readonly state: State; readonly law: LawBook; readonly rates: ExchangeRates; readonly day: Day },
): Result<WorksheetValue> {
  const { currency } = STATE_FACTS[state]
  const days = { registeredOn: day, arrivedOn: day, releasedOn: day }
  const basisRow = requireRow(law, VALUATION_BASES, state, day, 'import', row => row.direction === 'import')
  const roundingRow = requireRow(law, ROUNDINGS, state, day, 'customs-value', row => row.of === 'customs-value')
  return chain(basisRow, ({ basis }) =>
    chain(roundingRow, row =>
      chain(findRateDay(law, state, 'home-use', 'exchange-rates', days), ({ day: rateDay }) =>
        map(workOut(worksheet, { state, rates, rateDay, basis }), worked => {
          const rounding = prepareRounding(row, currency)
          const amount = formatMajor(money(roundAmount(majorToMinor(exact(worked.amount), currency), rounding), currency))
          return { state, amount, currency, basis, exchangeRateDay: rateDay, rounding: rounding.words, worksheet: worked }
        }),
      ),
    ),
  )
}
