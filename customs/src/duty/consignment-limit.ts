import { compare, decimal, error, type Issue, plus, type Rational, toDecimal, ZERO } from '../kernel/index.ts'
import { type DutyItem, quantityIn } from './item.ts'
import type { Channel, ConsignmentLimit } from './law.ts'
import { covers } from './law-of-day.ts'

/**
 * What of a consignment is more than the law lets one person receive by post or express: what is above a limit is not let in, so that no bill can
 * be made for it. Goods whose quantity is not told in the unit of the limit are asked for it.
 *
 * @source domain notes §2.3 ID, excise goods in consignments
 */
export function checkLimits(
  items: readonly DutyItem[],
  limits: readonly ConsignmentLimit[],
  channels: readonly Channel[],
): readonly Issue[] {
  return limits.filter(row => row.channels.some(channel => channels.includes(channel))).flatMap(row => checkLimit(items, row))
}

function checkLimit(items: readonly DutyItem[], row: ConsignmentLimit): readonly Issue[] {
  const issues: Issue[] = []
  let total: Rational = ZERO
  for (const item of items.filter(each => covers(row, each.code) >= 0)) {
    const found = quantityIn(item, row.unit)
    if ('value' in found) total = plus(total, found.value)
    else issues.push(error('duty.quantity-missing', `${item.path}.quantities`, { unit: row.unit }))
  }
  if (compare(total, decimal(row.limit)) > 0) {
    const { limit, unit, id: lawRow } = row
    issues.push(error('duty.consignment-over-limit', 'goodsItems', { given: toDecimal(total), limit, unit, lawRow }))
  }
  return issues
}
