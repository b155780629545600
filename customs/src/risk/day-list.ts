import { type Control, lowerByOneStep } from './control.ts'

/** What an officer may ask of a consignment that the day's list picked and nothing had stopped. */
export const LIST_CONTROLS = ['document-check', 'examination'] as const
export type ListControl = (typeof LIST_CONTROLS)[number]

/**
 * What is asked of it: of a trusted trader one step less, as of every hit that may be lowered. A score is no finding: it never asks for more of those
 * whose controls are simplified than a profile would.
 *
 * @source RKC General Annex ch. 3, standard 3.32
 */
export function controlFromList(wished: ListControl, isTrusted: boolean): Control {
  return isTrusted ? lowerByOneStep(wished) : wished
}
