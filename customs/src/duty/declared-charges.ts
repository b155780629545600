import type { DeclarationDocument, GoodsItem } from '../declaration/index.ts'
import { compare, decimal, error, type Issue, isNegative, minus, plus, type Rational, toDecimal, ZERO } from '../kernel/index.ts'
import type { Assessment, Charge, ItemBill } from './bill.ts'
import { CHARGE_KINDS, type ChargeKind } from './law.ts'

/**
 * What the codes of duties, taxes and fees mean among the kinds of charge; a kind's own name means itself.
 *
 * @source UN/EDIFACT 5153, duty or tax or fee type name code
 */
const KINDS: Readonly<Record<string, ChargeKind>> = {
  CUD: 'customs-duty',
  EXC: 'excise',
  VAT: 'vat',
  GST: 'vat',
  ADD: 'trade-remedy',
  CVD: 'trade-remedy',
}

/**
 * Compares what the declarant worked out with what customs found, item by item and charge by charge. A difference of more than one step of
 * rounding is an error that shows how customs came to its figure; codes of charges we do not know, and charges stated without an amount,
 * are left alone.
 *
 * @source domain notes §4.5 V49
 */
export function compareDeclared(document: DeclarationDocument, assessment: Assessment): readonly Issue[] {
  return document.goodsItems.flatMap((item, index) => {
    const bill = assessment.items[index]
    return bill === undefined ? [] : compareItem(item, bill, assessment.currency, `goodsItems[${index}]`)
  })
}

function compareItem(item: GoodsItem, bill: ItemBill, currency: string, path: string): readonly Issue[] {
  const stated = new Map<ChargeKind, { amount: Rational; place: string }>()
  const issues: Issue[] = []
  for (const [place, fee] of item.dutyTaxFees.entries()) {
    const kind = kindOf(fee.type ?? '')
    const amount = fee.payable ?? fee.assessed
    if (kind === undefined || amount === undefined) continue
    const where = `${path}.dutyTaxFees[${place}]`
    if (amount.currency !== currency) issues.push(error('duty.declared-currency', where, { given: amount.currency, currency }))
    else
      stated.set(kind, { amount: plus(stated.get(kind)?.amount ?? ZERO, decimal(amount.amount)), place: stated.get(kind)?.place ?? where })
  }
  for (const [kind, { amount, place }] of stated) {
    const charges = bill.charges.filter(charge => charge.kind === kind)
    const found = charges.map(charge => decimal(charge.amount)).reduce(plus, ZERO)
    const apart = minus(amount, found)
    const size = isNegative(apart) ? minus(ZERO, apart) : apart
    if (compare(size, stepOf(charges)) <= 0) continue
    const trace = charges.map(traceOf).join('; ')
    issues.push(error('duty.declared-differs', place, { kind, declared: toDecimal(amount), found: toDecimal(found), currency, trace }))
  }
  return issues
}

function kindOf(type: string): ChargeKind | undefined {
  return Object.hasOwn(KINDS, type) ? KINDS[type] : CHARGE_KINDS.find(kind => kind === type)
}

/** The step amounts of these charges are rounded to, in major units: `roundHalfUp to 1000 IDR` says 1000. */
function stepOf(charges: readonly Charge[]): Rational {
  return charges
    .flatMap(({ rounding, totalRounding }) => [rounding, ...(totalRounding === undefined ? [] : [totalRounding.words])])
    .map(words => decimal(/ to (\S+) /.exec(words)?.[1] ?? '0'))
    .reduce((widest, step) => (compare(step, widest) > 0 ? step : widest), ZERO)
}

/** How a figure came about: `25 % of 5400000.00 = 1350000.00 (KH-SPECIAL-TAX)`. */
function traceOf({ rate, rateUnit, base, baseUnit, amount, lawRow, relief }: Charge): string {
  const spared = relief === undefined ? '' : `, spared by ${relief.lawRow}`
  return `${rate} ${rateUnit} of ${base} ${baseUnit} = ${amount} (${lawRow}${spared})`
}
