import type { assessmentRequest } from '@lintas/contract'
import { error, type Issue, isUnit, isZero, parseCountry, parseDecimal, warning } from '@lintas/customs/kernel'
import type { z } from 'zod'

type Question = z.output<typeof assessmentRequest>

/** The one group of countries that an agreement takes as an origin. */
const UNION = 'EU'

/**
 * What a question says that is of the right form and still means nothing: a country nobody assigned, an exchange rate or a quantity of
 * nought, a unit that nothing is charged by. On a declaration the rules of validation say so; a question has no other gate.
 */
export function checkQuestion({
  originCountry,
  exportCountry,
  destinationCountry,
  rates,
  quantities,
}: Pick<Question, 'originCountry' | 'exportCountry' | 'rates' | 'quantities'> & {
  readonly destinationCountry?: string | undefined
}): readonly Issue[] {
  return [
    ...checkCountry('originCountry', originCountry),
    ...checkCountry('exportCountry', exportCountry),
    ...checkCountry('destinationCountry', destinationCountry),
    ...Object.entries(rates).flatMap(([currency, rate]) => checkRate(currency, rate)),
    ...quantities.flatMap((quantity, place) => checkQuantity(`quantities[${place}]`, quantity)),
  ]
}

function checkCountry(path: string, country: string | undefined): readonly Issue[] {
  const isKnown = country === undefined || country === UNION || parseCountry(country) !== undefined
  return isKnown ? [] : [error('declaration.country-unknown', path, { country })]
}

function checkRate(currency: string, rate: string): readonly Issue[] {
  return isNought(rate) ? [error('request.field-format', `rates.${currency}`, { expected: 'a rate above zero' })] : []
}

/** Goods of no quantity would bear none of the charges by quantity. */
function checkQuantity(path: string, { value, unit }: Question['quantities'][number]): readonly Issue[] {
  return [
    ...(isNought(value) ? [error('duty.quantity-invalid', path, { value, unit })] : []),
    ...(isUnit(unit) ? [] : [warning('duty.unit-unknown', `${path}.unit`, { unit })]),
  ]
}

/** What is below nought is refused already, by its form or by what would be charged. */
function isNought(text: string): boolean {
  const value = parseDecimal(text)
  return value !== undefined && isZero(value)
}
