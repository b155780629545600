import type { Brand } from './brand.ts'
import { type Country, parseCountry } from './country.ts'

/** A unique consignment reference: `6VN0312345678-PO4711`. One consignment from order to delivery, in every state it touches. */
export type Ucr = Brand<string, 'Ucr'>

/**
 * The reference a text holds, or undefined: the last digit of the year, the country where the trader is known, then that country's number for the
 * trader and the trader's own reference, at most 35 characters in all. Where the trader's number ends is each country's to say.
 *
 * Capital letters, digits, hyphen and round brackets only, as the practice of the United Kingdom has them.
 *
 * @source WCO Recommendation on the unique consignment reference, June 2004; characters: gov.uk, Declaration Unique Consignment References
 */
export function parseUcr(text: string): Ucr | undefined {
  if (!/^\d[A-Z]{2}[A-Z0-9][A-Z0-9()-]{0,31}$/.test(text)) return undefined
  return parseCountry(text.slice(1, 3)) === undefined ? undefined : (text as Ucr)
}

/** The country where the trader who made the reference is known. */
export function ucrCountry(ucr: Ucr): Country {
  return ucr.slice(1, 3) as Country
}
