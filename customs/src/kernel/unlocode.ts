import type { Brand } from './brand.ts'
import { type Country, parseCountry } from './country.ts'

/** A place of trade and transport: `SGSIN`, `VNHPH`. */
export type Unlocode = Brand<string, 'Unlocode'>

/** Installations in waters that no state owns stand under this letter pair. */
const INTERNATIONAL_WATERS = 'XZ'

/**
 * The place a text names by its form: a country and three letters or digits 2 to 9 (0 and 1 read too much like O and I), without the space the
 * published list prints. Whether the list has the place is not decided here: it has over 100,000 and changes twice a year.
 *
 * @source UN/ECE Recommendation 16, UN/LOCODE
 */
export function parseUnlocode(text: string): Unlocode | undefined {
  if (!/^[A-Z]{2}[A-Z2-9]{3}$/.test(text)) return undefined
  const country = text.slice(0, 2)
  return country === INTERNATIONAL_WATERS || parseCountry(country) !== undefined ? (text as Unlocode) : undefined
}

/** The country a place lies in; undefined in international waters. */
export function unlocodeCountry(place: Unlocode): Country | undefined {
  return parseCountry(place.slice(0, 2))
}
