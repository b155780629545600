import type { Brand } from './brand.ts'

/** The number of a freight container: `CSQU3054383`. Owner code, category, six digits, check digit. */
export type ContainerNumber = Brand<string, 'ContainerNumber'>

/** What the fourth letter says the number belongs to. @source ISO 6346:2022 */
const CATEGORIES = { U: 'container', J: 'detachable-equipment', Z: 'trailer-or-chassis' } as const
export type ContainerCategory = (typeof CATEGORIES)[keyof typeof CATEGORIES]

/**
 * The container a text names, or undefined. Shippers' own boxes may carry numbers outside the standard: whoever asks decides what that means.
 *
 * @source ISO 6346:2022 Freight containers, coding, identification and marking
 */
export function parseContainerNumber(text: string): ContainerNumber | undefined {
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(text)) return undefined
  return checkDigitOf(text.slice(0, 10)) === Number(text[10]) ? (text as ContainerNumber) : undefined
}

/** The three letters the Bureau International des Containers registered for the owner. */
export function ownerOf(container: ContainerNumber): string {
  return container.slice(0, 3)
}

export function categoryOf(container: ContainerNumber): ContainerCategory {
  const letter = container[3] as keyof typeof CATEGORIES // the parser let no other letter through
  return CATEGORIES[letter]
}

/** Digits count as themselves; letters from 10 on, skipping the multiples of 11: a question mark stands where a value is skipped. */
const CHARACTERS = '0123456789A?BCDEFGHIJK?LMNOPQRSTU?VWXYZ'

/**
 * The check digit of capital letters and digits: each character's value times 1, 2, 4, 8 … from the left, the sum modulo 11, and 0 where that leaves 10.
 *
 * Movement reference numbers use it too, over their first 17 characters.
 *
 * @source ISO 6346:2022 annex A
 */
export function checkDigitOf(text: string): number {
  let sum = 0
  for (const [index, character] of [...text].entries()) {
    const value = CHARACTERS.indexOf(character)
    if (value < 0) throw new Error(`given '${text}', needs capital letters and digits`)
    sum += value * 2 ** index
  }
  return (sum % 11) % 10
}
