import { parseMrn } from '../kernel/index.ts'

/** What a bank transfer says it is for. */
export type BankReference =
  | { readonly about: 'request'; readonly id: string }
  | { readonly about: 'declaration'; readonly mrn: string }
  | { readonly about: 'account'; readonly number: string }

const UUID = /(?<![0-9a-f])([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})(?![0-9a-f])/gi
const MRN = /(?<![A-Z0-9])\d{2}[A-Z]{2}[A-Z0-9]{13}\d(?![A-Z0-9])/gi
const ACCOUNT = /(?<![A-Z0-9])[A-Z]{2}-[DG]-\d{6,}(?!\d)/gi

/**
 * Finds what a transfer is for in the words that came with it: the number of a payment or payout (with or without hyphens, as banks keep 35
 * characters), of a declaration (its check digit right), of a debtor's account; each once, in that order.
 */
export function findReferences(words: readonly string[]): readonly BankReference[] {
  const requests = matches(words, UUID).map(text => ({ about: 'request' as const, id: uuidOf(text) }))
  const mrns = matches(words, MRN).flatMap(text => {
    const mrn = parseMrn(text.toUpperCase())
    return mrn === undefined ? [] : [{ about: 'declaration' as const, mrn }]
  })
  const accounts = matches(words, ACCOUNT).map(text => ({ about: 'account' as const, number: text.toUpperCase() }))
  return [...requests, ...mrns, ...accounts].filter(
    (each, index, all) => all.findIndex(other => JSON.stringify(other) === JSON.stringify(each)) === index,
  )
}

/** A number of a payment or payout as a transfer carries it: 32 characters. */
export function transferReference(id: string): string {
  return id.replaceAll('-', '')
}

function uuidOf(text: string): string {
  return text
    .replaceAll('-', '')
    .toLowerCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function matches(words: readonly string[], pattern: RegExp): readonly string[] {
  return words.flatMap(text => [...text.matchAll(pattern)].map(match => match[0]))
}
