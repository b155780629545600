import { DEEMED_CHARGES } from '../valuation/index.ts'
import { basisOf, type SubjectReader, scopeOf } from './provision.ts'

/** What customs takes freight and insurance to be where nobody can say: nothing, where no row is for the mode, so that they have to be declared. */
export const listDeemedCharges: SubjectReader = (mode, { state, day, law }) => {
  const rows = law.on(DEEMED_CHARGES, state, day)
  return [...new Set(rows.map(row => row.charge))].map(charge => ({
    subject: 'deemed-charge',
    about: charge,
    provisions: rows
      .filter(row => row.charge === charge && (row.transportModes === undefined || row.transportModes.includes(mode)))
      .map(row => {
        const { exportCountries, exceptExportCountries, cargo } = row
        const scope = scopeOf({ exportCountries, exceptExportCountries, cargo })
        return {
          code: 'transport-modes.deemed-percent',
          params: { charge, percent: row.percent, of: row.of },
          ...(scope === undefined ? {} : { scope }),
          basis: basisOf(row),
        }
      }),
  }))
}
