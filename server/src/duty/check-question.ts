import type { assessmentRequest } from '@lintas/contract'
import { compare, error, type Issue, isUnit, parseCountry, parseDecimal, warning, ZERO } from '@lintas/customs/kernel'
import type { z } from 'zod'

type Question = z.output<typeof assessmentRequest>

/** The one group of countries that an agreement takes as an origin. */
const UNION = 'EU'

/**
 * What a question says that is of the right form and still means nothing: a country nobody assigned, an exchange rate of nought, a unit of
 * quantity that nothing is charged by. On a declaration the rules of validation say so; a question has no other gate.
 */
export function checkQuestion({ originCountry, exportCountry, rates, quantities }: Question): readonly Issue[] {
  return [
    ...checkCountry('originCountry', originCountry),
    ...checkCountry('exportCountry', exportCountry),
    ...Object.entries(rates).flatMap(([currency, rate]) => checkRate(currency, rate)),
    ...quantities.flatMap(({ unit }, place) => (isUnit(unit) ? [] : [warning('duty.unit-unknown', `quantities[${place}].unit`, { unit })])),
  ]
}

function checkCountry(path: string, country: string | undefined): readonly Issue[] {
  const isKnown = country === undefined || country === UNION || parseCountry(country) !== undefined
  return isKnown ? [] : [error('declaration.country-unknown', path, { country })]
}

function checkRate(currency: string, rate: string): readonly Issue[] {
  const value = parseDecimal(rate)
  const isCharged = value !== undefined && compare(value, ZERO) > 0
  return isCharged ? [] : [error('request.field-format', `rates.${currency}`, { expected: 'a rate above zero' })]
}
