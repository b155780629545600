import { parseState, type State } from '@lintas/customs/reference'
import { Refused } from './refused.ts'

/** The state whose customs gave a declaration its number: the third and fourth character say it. */
export function stateOf(mrn: string): State {
  const state = parseState(mrn.slice(2, 4))
  if (mrn.length !== 18 || state === undefined) throw new Refused(`'${mrn}' is no MRN: 18 characters, such as 26VND6C6NZX1F1PFR2`)
  return state
}
