import { MODES_BY_NAME } from '../reference/index.ts'
import type { Channel } from './law.ts'

/** The ways of arrival that are modes of transport; express is how a carrier works, by any of them. */
const BY_MODE = ['air', 'land', 'sea', 'post'] as const satisfies readonly Channel[]

/** The way goods arrive by a mode of UN/ECE Recommendation 19; undefined for multimodal transport and fixed installations. */
export function channelOfMode(mode: string): Channel | undefined {
  return BY_MODE.find(way => MODES_BY_NAME[way].some(each => each === mode))
}

interface ForSomeChannels {
  readonly channels?: readonly Channel[] | undefined
}

/** Those for the way the goods arrive; where there are none, those for every way. */
export function forChannels<Each>(
  every: readonly Each[],
  channels: readonly Channel[],
  rowOf: (each: Each) => ForSomeChannels,
): readonly Each[] {
  if (every.every(each => rowOf(each).channels === undefined)) return every
  const named = every.filter(each => isNamed(rowOf(each), channels))
  return named.length > 0 ? named : every.filter(each => rowOf(each).channels === undefined)
}

/** Whether a row says that it is for one of these ways. */
export function isNamed(row: ForSomeChannels, channels: readonly Channel[]): boolean {
  return row.channels?.some(channel => channels.includes(channel)) === true
}
