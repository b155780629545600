import { type Mrn, mrnCountry, parseMrn } from '@lintas/customs/kernel'
import { parseState, type State } from '@lintas/customs/reference'
import { InvalidArgumentError } from 'commander'

/** A declaration's number, and the state whose customs gave it. */
export interface Numbered {
  readonly mrn: Mrn
  readonly state: State
}

/** For `<mrn>`, in either case. */
export function readNumbered(text: string): Numbered {
  const mrn = parseMrn(text.toUpperCase())
  const state = mrn === undefined ? undefined : parseState(mrnCountry(mrn))
  if (mrn === undefined || state === undefined)
    throw new InvalidArgumentError('needs 18 characters with their check digit, of a member state, such as 26VND6C6NZX1F1PFR2.')
  return { mrn, state }
}
