import type { Control } from './control.ts'

/** From the lightest to the heaviest: nothing, a check after release, documents, the goods themselves. */
export const LANES = ['green', 'blue', 'yellow', 'red'] as const
export type Lane = (typeof LANES)[number]

const LANE_OF: Readonly<Record<Control, Lane>> = {
  'after-release-check': 'blue',
  'document-check': 'yellow',
  'other-agency': 'yellow',
  scan: 'red',
  sample: 'red',
  examination: 'red',
  hold: 'red',
}

/** The lane is the summary of the controls asked for: the heaviest of their lanes, green where there are none. */
export function laneOf(controls: Iterable<Control>): Lane {
  let heaviest = 0
  for (const control of controls) heaviest = Math.max(heaviest, LANES.indexOf(LANE_OF[control]))
  return LANES[heaviest] ?? 'green'
}
