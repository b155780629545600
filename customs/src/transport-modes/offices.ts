import { OFFICES } from '../reference/index.ts'
import { basisOf, type SubjectReader } from './provision.ts'

/** The offices that handle a mode of transport (V03). */
export const listOffices: SubjectReader = (mode, { state, day, law }) => [
  {
    subject: 'office',
    about: '',
    provisions: law
      .on(OFFICES, state, day)
      .filter(office => office.modes.includes(mode))
      .map(office => ({
        code: 'transport-modes.office',
        params: { office: office.code, name: office.name, procedures: office.procedures.join(', ') },
        basis: basisOf(office),
      })),
  },
]
