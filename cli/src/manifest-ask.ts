import { parseState } from '@lintas/customs/reference'
import { Option } from 'commander'
import { Refused } from './refused.ts'
import { withRegion } from './with-region.ts'

export type Who = 'carrier' | 'officer' | 'supervisor'
export const AS = () =>
  new Option('--as <account>', 'the demonstration account that asks').choices(['carrier', 'officer', 'supervisor']).default('carrier')
export const NUMBER = 'the number of the manifest, such as KH-M-000001'

export type NodeOf = ReturnType<Parameters<Parameters<typeof withRegion>[0]>[0]['node']>['as']

/** Asks the node whose manifest it is, as one of its demonstration accounts. */
export async function ask(number: string, as: Who, work: (node: ReturnType<NodeOf>) => Promise<void>): Promise<void> {
  const state = parseState(number.slice(0, 2))
  if (state === undefined) throw new Refused(`${number} is no number of a manifest, such as KH-M-000001`)
  await withRegion(async region => work(region.node(state).as(as)))
}
