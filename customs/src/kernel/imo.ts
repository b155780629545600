import type { Brand } from './brand.ts'

/** The seven digits that name a ship for its lifetime, whatever its name or flag: `9074729`. */
export type ImoNumber = Brand<string, 'ImoNumber'>

/**
 * The ship a text names, with or without the letters IMO before it; undefined when the last digit does not follow from the others.
 *
 * The first six digits count 7, 6, 5, 4, 3 and 2 times; the last digit of their sum is the check digit. The numbers of companies are checked
 * otherwise and are not ships.
 *
 * @source IMO resolution A.1117(30), IMO ship identification number scheme
 */
export function parseImoNumber(text: string): ImoNumber | undefined {
  const digits = /^(?:IMO ?)?([1-9]\d{6})$/.exec(text)?.[1]
  if (digits === undefined) return undefined
  const sum = [...digits.slice(0, 6)].reduce((total, digit, index) => total + Number(digit) * (7 - index), 0)
  return sum % 10 === Number(digits[6]) ? (digits as ImoNumber) : undefined
}
