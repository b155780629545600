import { type DeclarationDocument, listChanges, listConsignments, type Standing } from './declaration/index.ts'
import type { Assessment } from './duty/index.ts'
import { type Currency, formatMajor, money, parseMoney } from './kernel/index.ts'
import type { Valuation } from './valuation/index.ts'

/** What one of several consignments is worth and is charged, in major units: its part of the decision on the whole. */
export interface ConsignmentPart {
  readonly id: string
  readonly arrivalOn?: string
  /** Its goods items, by sequence. */
  readonly items: readonly number[]
  readonly customsValue: string
  readonly charges: readonly { readonly kind: string; readonly amount: string }[]
  readonly total: string
}

/**
 * The parts of a decision that fall to each of several consignments; undefined where the declaration is about one.
 *
 * Every charge is one of a goods item and every item came with one consignment, so that the parts add up to the whole to the last unit.
 */
export function partsOf(
  document: DeclarationDocument,
  valuation: Valuation,
  assessment: Assessment,
): readonly ConsignmentPart[] | undefined {
  const currency = assessment.currency as Currency
  const sum = (amounts: readonly string[]) =>
    formatMajor(
      money(
        amounts.reduce((total, each) => total + minorOf(each, currency), 0n),
        currency,
      ),
    )
  return listConsignments(document)?.map(({ id, arrivalOn, places, items }) => {
    const bills = places.flatMap(place => assessment.items[place] ?? [])
    const kinds = assessment.totals.map(({ kind }) => {
      const amounts = bills.flatMap(bill => bill.charges.filter(each => each.kind === kind).map(each => each.amount))
      return { kind, amount: sum(amounts) }
    })
    return {
      id,
      ...(arrivalOn === undefined ? {} : { arrivalOn }),
      items,
      customsValue: sum(places.flatMap(place => valuation.items[place]?.amount ?? [])),
      charges: kinds,
      total: sum(bills.map(bill => bill.total)),
    }
  })
}

/** The released consignments whose part of the decision another decision would change: what left customs is not assessed anew with the rest. */
export function listTouched(
  { consignments = [] }: Pick<Standing, 'consignments'>,
  before: { readonly consignments?: readonly ConsignmentPart[] },
  after: { readonly consignments?: readonly ConsignmentPart[] },
): readonly string[] {
  const partIn = (decision: typeof before, id: string) => decision.consignments?.find(each => each.id === id)
  return consignments
    .filter(({ id, status }) => status === 'released' && listChanges(partIn(before, id), partIn(after, id)).length > 0)
    .map(each => each.id)
}

function minorOf(major: string, currency: Currency): bigint {
  const amount = parseMoney(major, currency)
  if (amount === undefined) throw new Error(`given ${major}, needs an amount in ${currency}`)
  return amount.minor
}
