import { addDays, type Day } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import type { CargoKind } from './amount.ts'
import type { DifferenceKind } from './difference.ts'
import { ABANDONMENT_PERIODS, BULK_TOLERANCES, DIFFERENCE_PERIODS, STORAGE_PERIODS, type StoragePeriodRow } from './law.ts'

/** The days a consignment has seen, as far as it has. */
export interface StorageDays {
  readonly arrivedOn?: Day | undefined
  readonly dischargedOn?: Day | undefined
  readonly storedOn?: Day | undefined
}

/** The last day goods may wait, and the row of law that says so. */
export interface StorageLimit {
  readonly lastOn: Day
  readonly law: Pick<StoragePeriodRow, 'id' | 'legalRef' | 'confidence' | 'days'>
}

/**
 * The last day on which goods that nobody declared may stay; from the day after it they are unclaimed. Undefined where the law of the state is not
 * on file, or the day it counts from is not known yet: nothing becomes unclaimed then.
 *
 * @source RKC Specific Annex A ch. 2, std. 12
 */
export function storageLimit(law: LawBook, state: State, mode: string, days: StorageDays): StorageLimit | undefined {
  const began = days.arrivedOn
  return began === undefined ? undefined : limitOf(rowOn(law, state, mode, 'unclaimed', began), days)
}

/** The last day before storage is charged, where the state's law has one. */
export function chargeLimit(law: LawBook, state: State, mode: string, days: StorageDays): StorageLimit | undefined {
  const began = days.arrivedOn
  return began === undefined ? undefined : limitOf(rowOn(law, state, mode, 'charge', began), days)
}

/** The last day on which unclaimed goods wait for somebody; from the day after it they pass to disposal. Undefined where the law of the state has no such day on file: they pass by themselves on none. */
export function abandonmentLimit(law: LawBook, state: State, unclaimedOn: Day): StorageLimit | undefined {
  const row = findAbandonmentPeriod(law, state, unclaimedOn)
  return row === undefined ? undefined : { lastOn: addDays(unclaimedOn, row.days), law: row }
}

/** The row of law about it in force on a day. */
export function findAbandonmentPeriod(law: LawBook, state: State, day: Day): StorageLimit['law'] | undefined {
  const [row] = law.on(ABANDONMENT_PERIODS, state, day)
  if (row === undefined) return undefined
  const { id, legalRef, confidence, days } = row
  return { id, legalRef, confidence, days }
}

/** The tolerance of goods carried loose, in per cent; undefined where none is on file, and for goods in packages. */
export function toleranceOf(law: LawBook, state: State, day: Day, cargo: CargoKind): string | undefined {
  return law.on(BULK_TOLERANCES, state, day).find(row => row.cargo === cargo)?.percent
}

/** The last day of explaining a difference reported on a day, and the row that says so; undefined where the law of the state has none on file. */
export function explanationLimit(
  law: LawBook,
  state: State,
  difference: DifferenceKind,
  openedOn: Day,
): { readonly lastOn: Day; readonly law: string } | undefined {
  const rows = law.on(DIFFERENCE_PERIODS, state, openedOn)
  const row = rows.find(each => each.difference === difference) ?? rows.find(each => each.difference === undefined)
  return row === undefined ? undefined : { lastOn: addDays(openedOn, row.days), law: row.id }
}

/** The row of the mode, or else the one for every mode. */
function rowOn(law: LawBook, state: State, mode: string, consequence: StoragePeriodRow['consequence'], day: Day) {
  const rows = law.on(STORAGE_PERIODS, state, day).filter(row => row.consequence === consequence)
  return rows.find(row => row.transportMode === mode) ?? rows.find(row => row.transportMode === undefined)
}

function limitOf(row: StoragePeriodRow | undefined, { arrivedOn, dischargedOn, storedOn }: StorageDays): StorageLimit | undefined {
  if (row === undefined) return undefined
  const start = { arrival: arrivedOn, discharge: dischargedOn, storage: storedOn ?? dischargedOn }[row.from]
  const { id, legalRef, confidence, days } = row
  return start === undefined ? undefined : { lastOn: addDays(start, days), law: { id, legalRef, confidence, days } }
}
