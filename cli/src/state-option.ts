import { parseState, STATES, type State } from '@lintas/customs/reference'
import { InvalidArgumentError } from 'commander'

/** For `--state VN`: one of the eleven, in either case. */
export function readState(text: string): State {
  const state = parseState(text)
  if (state === undefined) throw new InvalidArgumentError(`needs one of ${STATES.join(', ')}.`)
  return state
}

/** Who is asked where no state is named: what is the same in every member, any node answers. */
export const ANY_STATE: State = 'SG'

/** For `--states TH,VN`, or `--states all`. */
export function readStates(text: string): readonly State[] {
  return text === 'all' ? [...STATES] : text.split(',').map(each => readState(each.trim()))
}
