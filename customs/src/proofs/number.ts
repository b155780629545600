/** Digits and letters that are not mistaken for one another when read aloud or copied by hand. */
export const PROOF_DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 4
const GROUP = 4

/** How many characters of a number are drawn by lot: 80 bits, so that nobody guesses one and none repeats. */
export const PROOF_LOT_LENGTH = GROUPS * GROUP

/** Writes the number of a proof that a node issues: `D-TH26-7K3M-9QX2-0ABC-DEFG`; `lot` are characters of `PROOF_DIGITS`. */
export function proofNumber(state: string, year: string, lot: string): string {
  const groups = Array.from({ length: GROUPS }, (_, index) => lot.slice(index * GROUP, (index + 1) * GROUP))
  return `D-${state}${year.slice(-2)}-${groups.join('-')}`
}

/** A number of our form as it is kept, whatever its case and spaces; undefined where it has another form. */
export function parseProofNumber(text: string): string | undefined {
  const number = text.trim().toUpperCase().replace(/\s+/g, '')
  return /^D-[A-Z]{2}\d{2}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}$/.test(number) ? number : undefined
}
