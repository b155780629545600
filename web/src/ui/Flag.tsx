import type { State } from '@lintas/customs/reference'
import { BN, ID, KH, LA, MM, MY, PH, SG, TH, TL, VN } from 'country-flag-icons/react/3x2'
import classes from './Flag.module.css'

const FLAGS = { BN, ID, KH, LA, MM, MY, PH, SG, TH, TL, VN } as const

/** The state's flag; its name always stands beside it. */
export function Flag({ state }: { readonly state: State }) {
  const Picture = FLAGS[state]
  return <Picture className={classes.flag} aria-hidden />
}
