import type { Brand } from './brand.ts'

/** A tariff code of 6 to 12 digits without separators: 6 are the HS's, 8 the AHTN's, more are national. */
export type CommodityCode = Brand<string, 'CommodityCode'>

/**
 * The code a text names, with the points and spaces people write in it removed (`6109.10.00`); undefined when it cannot be one.
 *
 * Chapter 77 is reserved and 00 does not exist; 98 and 99 are the states' own. @source HS Convention; AHTN 2022
 */
export function parseCommodityCode(text: string): CommodityCode | undefined {
  const digits = text.replace(/[.\s]/g, '')
  if (!/^\d{6,12}$/.test(digits)) return undefined
  const chapter = Number(digits.slice(0, 2))
  return chapter === 0 || chapter === 77 ? undefined : (digits as CommodityCode)
}

export function chapterOf(code: CommodityCode): string {
  return code.slice(0, 2)
}

export function headingOf(code: CommodityCode): string {
  return code.slice(0, 4)
}

export function subheadingOf(code: CommodityCode): string {
  return code.slice(0, 6)
}
