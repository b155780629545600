import type { CommodityCode, Day } from '../kernel/index.ts'
import type { Confidence, State } from '../reference/index.ts'
import type { DutyRate } from './rate.ts'

/** Who says what a schedule says: kept with every figure that rests on it. */
export interface ScheduleVersion {
  /** `VN-2023-07-15-1`: state, first day, and a number for the day. */
  readonly id: string
  readonly state: State
  readonly validFrom: Day
  readonly source: string
  readonly confidence: Confidence
}

/** One line of a national schedule, by its full code. */
export interface TariffLine {
  readonly code: CommodityCode
  /** The data row of the file it was read from, the first being 1. */
  readonly row: number
  /** By language: `{ vi: '…', en: '…' }`. */
  readonly description: Readonly<Record<string, string>>
  /** The unit of quantity the schedule prints, as UN/ECE Rec 20 where it could be read. */
  readonly unit?: string
  /** By column: `mfn`, `ordinary`, an agreement (`atiga`), `export_duty`, `vat`, `luxury_tax`, `excise`. An absent column is not on file. */
  readonly rates: Readonly<Record<string, DutyRate>>
}

/** A national tariff schedule as it stands from a day on. */
export interface Schedule {
  readonly version: ScheduleVersion
  findLine(code: string): TariffLine | undefined
  /** The lines below a heading or subheading, in order of code: what an incomplete code may have meant. */
  listBelow(prefix: string): readonly TariffLine[]
}
