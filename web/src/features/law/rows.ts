import type { LawRowAnswer } from '@lintas/contract'

interface Filter {
  readonly kind: string | null
  /** Words, each of which must be somewhere in the row. */
  readonly search: string
  /** Only those in force on this day; all where it is empty. */
  readonly on: string
}

/** Rows that answer the filter, those that set a rate before all others. */
export function findRows(rows: readonly LawRowAnswer[], { kind, search, on }: Filter): readonly LawRowAnswer[] {
  const words = search.toLowerCase().split(/\s+/)
  const found = rows.filter(row => {
    const { id, name, key, rate, legalRef, source, note, validFrom, validTo } = row
    if (kind !== null && row.kind !== kind) return false
    if (on !== '' && (on < validFrom || (validTo !== undefined && on >= validTo))) return false
    const text = [id, name, key, rate, legalRef, source, note].join(' ').toLowerCase()
    return words.every(word => text.includes(word))
  })
  return [...found.filter(each => each.rate !== undefined), ...found.filter(each => each.rate === undefined)]
}

/** The rows that set the same rate one after the other, the earliest first. */
export function followsInTime(rows: readonly LawRowAnswer[], { kind, key }: LawRowAnswer): readonly LawRowAnswer[] {
  const same = rows.filter(each => each.kind === kind && each.key === key && each.rate !== undefined)
  return same.toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
}
