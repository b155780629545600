/** What goods cross a border on, as a manifest or a declaration names it. */
export interface NamedMeans {
  /** UN/ECE Recommendation 19. */
  readonly mode?: string | undefined
  readonly id?: string | undefined
}

/** Capitals and digits only: a space, a hyphen or a small letter makes no other number. */
function plain(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * A means of transport as it is recognised, however it is written: `1 9321483` for the ship IMO 9321483, `4 VN123` for a flight. Undefined
 * where no number is named; the mode is part of it, since a flight and a plate may have the same letters.
 */
export function meansKey({ mode, id }: NamedMeans): string | undefined {
  const number = plain(id ?? '').replace(/^IMO(?=\d{7}$)/, '')
  return number === '' || mode === undefined ? undefined : `${mode} ${number}`
}

/** A transport document as it is recognised. */
export function documentKey(number: string): string {
  return plain(number)
}

/** A voyage or train number as it is recognised. */
export function journeyKey(journey: string): string {
  return plain(journey)
}
