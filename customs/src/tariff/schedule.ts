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
  /** A small schedule this project wrote, in force only where no other is. */
  readonly sample?: boolean
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

/** A row above the lines: a chapter, heading or subheading. It describes; it charges nothing. */
export interface TariffHeading {
  /** Two to seven digits. */
  readonly code: string
  readonly row: number
  readonly description: Readonly<Record<string, string>>
}

/** A national tariff schedule as it stands from a day on. */
export interface Schedule {
  readonly version: ScheduleVersion
  /** In order of code. */
  readonly lines: readonly TariffLine[]
  findLine(code: string): TariffLine | undefined
  /** The lines below a heading or subheading, in order of code: what an incomplete code may have meant. */
  listBelow(prefix: string): readonly TariffLine[]
  /** The headings a code stands under, the widest first; those the schedule prints. */
  listAbove(code: string): readonly TariffHeading[]
}

/** Opens a schedule for looking up. Lines must have different codes; their order does not matter. */
export function openSchedule(version: ScheduleVersion, given: readonly TariffLine[], headings: readonly TariffHeading[] = []): Schedule {
  const lines = [...given].sort((a, b) => (a.code < b.code ? -1 : 1))
  const byCode = new Map(lines.map(line => [line.code as string, line]))
  const headingByCode = new Map(headings.map(heading => [heading.code, heading]))
  return {
    version,
    lines,
    findLine: code => byCode.get(code),
    listBelow(prefix) {
      const start = firstFrom(lines, prefix)
      let end = start
      while (lines[end]?.code.startsWith(prefix) === true) end++
      return lines.slice(start, end)
    },
    listAbove: code => [2, 3, 4, 5, 6, 7].flatMap(digits => (digits < code.length ? (headingByCode.get(code.slice(0, digits)) ?? []) : [])),
  }
}

/** The index of the first line whose code is not below `prefix`, by halves. */
function firstFrom(lines: readonly TariffLine[], prefix: string): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    const code = lines[middle]?.code ?? ''
    if (code < prefix) low = middle + 1
    else high = middle
  }
  return low
}
