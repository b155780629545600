import { type Day, decimal, error, ok, type Result, stop, toDecimal } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { type ChosenRate, chooseRate, findLine, type ProofStanding, type Schedule } from '../tariff/index.ts'
import { wordsOfRate } from './rate.ts'

/** What a line of a past declaration says that its rate of duty follows from. */
export interface PastLine {
  readonly declaredOn: Day
  readonly code: string
  readonly origin?: string | undefined
  /** The schedule claimed: `MFN`, an agreement; nothing claims nothing. */
  readonly claim?: string | undefined
  readonly proof: ProofStanding
}

/** The rate of duty of a line, and where it stands. */
export interface LineRate {
  /** A plain decimal without trailing zeros; several joined by words where the rate has parts. */
  readonly rate: string
  readonly rateUnit: string
  readonly chosen: ChosenRate
}

/** Finds the rate of duty that applies to a line of a past declaration, without working out what it charges. */
export function rateLine(line: PastLine, state: State, law: LawBook, schedule: Schedule | undefined): Result<LineRate> {
  const { declaredOn: day, origin, claim, proof } = line
  if (schedule === undefined) return stop(error('duty.schedule-missing', 'code', { state, day }))
  const found = findLine(schedule, line.code)
  if (!found.ok) return found
  const chosen = chooseRate(schedule, found.value, { day, origin, claim, proof }, law)
  if (!chosen.ok) return chosen
  const { rate, rateUnit } = wordsOfRate(chosen.value.rate)
  return ok({ rate: /^[\d.]+$/.test(rate) ? toDecimal(decimal(rate), 12) : rate, rateUnit, chosen: chosen.value })
}
