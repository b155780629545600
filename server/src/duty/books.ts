import type { CostBooks } from '@lintas/customs/cost'
import type { Day } from '@lintas/customs/kernel'
import type { Node } from '../platform/node.ts'
import { quotasLeftOn } from '../quotas/index.ts'
import { ratesOf } from '../reference/index.ts'
import { correlationsOn, schedulesOf } from '../tariff/index.ts'

/** Everything the node knows that the charges of a day follow from. */
export async function booksOn(node: Node, day: Day): Promise<CostBooks> {
  const schedules = schedulesOf(node)
  const schedule = await schedules.on(day)
  return {
    state: node.state,
    law: node.law,
    schedule,
    otherSchedules: schedule === undefined ? [] : await schedules.others(schedule.version.id),
    correlations: await correlationsOn(node, day),
    rates: await ratesOf(node),
    quotasLeft: await quotasLeftOn(node, day),
  }
}
