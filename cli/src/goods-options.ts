import { parseDecimal } from '@lintas/customs/kernel'
import { InvalidArgumentError } from 'commander'

export interface Money {
  readonly amount: string
  readonly currency: string
}

export interface Measure {
  readonly value: string
  readonly unit: string
}

/** Codes of countries, currencies, terms and units are the standards' own, in capitals; people type them in either case. */
export function inCapitals(text: string): string {
  return text.trim().toUpperCase()
}

export function readAmount(text: string): string {
  if (parseDecimal(text) === undefined) throw new InvalidArgumentError('needs a decimal such as 1000.50.')
  return text
}

export function readMoney(text: string): Money {
  const [amount = '', currency = '', ...rest] = text.trim().split(/\s+/)
  if (parseDecimal(amount) === undefined || currency === '' || rest.length > 0)
    throw new InvalidArgumentError('needs the form "120.50 USD".')
  return { amount, currency: inCapitals(currency) }
}

export function gatherQuantities(text: string, before: readonly Measure[]): readonly Measure[] {
  const [value = '', unit = '', ...rest] = text.trim().split(/\s+/)
  if (parseDecimal(value) === undefined || unit === '' || rest.length > 0) throw new InvalidArgumentError('needs the form "10 KGM".')
  return [...before, { value, unit: inCapitals(unit) }]
}

export function gatherRates(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [currency, rate] = pairOf(text, 'USD=35.1234')
  if (parseDecimal(rate) === undefined) throw new InvalidArgumentError('needs the form USD=35.1234.')
  return { ...before, [inCapitals(currency)]: rate }
}

export function gatherAttributes(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [name, value] = pairOf(text, 'alcoholStrength=40')
  return { ...before, [name]: value }
}

function pairOf(text: string, example: string): readonly [string, string] {
  const equals = text.indexOf('=')
  if (equals <= 0 || equals === text.length - 1) throw new InvalidArgumentError(`needs the form ${example}.`)
  return [text.slice(0, equals), text.slice(equals + 1)]
}
