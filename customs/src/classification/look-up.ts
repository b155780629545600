import type { Nomenclature } from './nomenclature.ts'

/** The digits of a text that is a code and nothing else, however it is written: `6109.10.00`, `6109 10 00`. */
export function readCode(text: string): string | undefined {
  const digits = text.trim().replace(/[.\s-]/g, '')
  return /^\d{2}(\d{2,10})?$/.test(digits) && !isCasNumber(text.trim()) ? digits : undefined
}

/** The numbers of the Chemical Abstracts Service in a text, those whose check digit is right. */
export function listCasNumbers(text: string): readonly string[] {
  return [...new Set(text.match(/(?<![\d-])\d{2,7}-\d{2}-\d(?![\d-])/g) ?? [])].filter(isCasNumber)
}

/** @source CAS Registry Number check digit: digits from the right times their places, modulo ten */
function isCasNumber(text: string): boolean {
  const [, head, check] = /^(\d{2,7}-\d{2})-(\d)$/.exec(text) ?? []
  if (head === undefined) return false
  const sum = [...head.replace('-', '')].reverse().reduce((total, digit, place) => total + Number(digit) * (place + 1), 0)
  return sum % 10 === Number(check)
}

/** The subheadings that have a CAS number among their words or those of their heading. One of several forms stands under more than one. */
export function indexCasNumbers({ entries }: Pick<Nomenclature, 'entries'>): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, string[]>()
  for (const { code, also } of entries) {
    for (const number of new Set(also.flatMap(listCasNumbers))) {
      const below =
        code.length === 6 ? [code] : entries.flatMap(entry => (entry.code.length === 6 && entry.code.startsWith(code) ? entry.code : []))
      codes.set(number, [...new Set([...(codes.get(number) ?? []), ...below])])
    }
  }
  return codes
}
