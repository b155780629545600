import { ADVANCE_CARGO_TIMES, STORAGE_PERIODS } from '../cargo/index.ts'
import { basisOf, type SubjectReader, scopeOf } from './provision.ts'

/** How long before goods are loaded or arrive their manifest is filed. */
export const listAdvanceTimes: SubjectReader = (mode, { state, day, law }) => {
  const rows = law.on(ADVANCE_CARGO_TIMES, state, day)
  if (rows.length === 0) return []
  const provisions = rows
    .filter(row => row.transportMode === mode)
    .map(row => {
      const scope = scopeOf({ cargo: row.cargo })
      return {
        code: 'transport-modes.advance-time' as const,
        params: { hours: String(row.hours), before: row.before },
        ...(scope === undefined ? {} : { scope }),
        basis: basisOf(row),
      }
    })
  return [{ subject: 'advance-cargo', about: '', provisions }]
}

/** How long goods may wait in temporary storage: by the row of the mode, or else by the one for every mode. */
export const listStoragePeriods: SubjectReader = (mode, { state, day, law }) => {
  const rows = law.on(STORAGE_PERIODS, state, day)
  return [...new Set(rows.map(row => row.consequence))].map(consequence => {
    const alike = rows.filter(row => row.consequence === consequence)
    const named = alike.filter(row => row.transportMode === mode)
    const holding = named.length > 0 ? named : alike.filter(row => row.transportMode === undefined)
    return {
      subject: 'temporary-storage',
      about: consequence,
      provisions: holding.map(row => ({
        code: consequence === 'charge' ? 'transport-modes.storage-charged' : 'transport-modes.storage-unclaimed',
        params: { days: String(row.days), from: row.from },
        basis: basisOf(row),
      })),
    }
  })
}
