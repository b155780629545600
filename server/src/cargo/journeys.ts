import { meansKey } from '@lintas/customs/cargo'
import type { DeclarationDocument } from '@lintas/customs/declaration'

/** How many means of transport are kept in mind. */
const KEPT_MAX = 1_000

/** Means of transport whose goods were lately found on a manifest: the next declaration that names one is compared at once, and not decided twice. */
export interface Journeys {
  has(document: DeclarationDocument): boolean
  remember(document: DeclarationDocument): void
}

export function openJourneys(): Journeys {
  const kept = new Set<string>()
  const keyOf = ({ borderTransport = {} }: DeclarationDocument) => meansKey(borderTransport)
  return {
    has(document) {
      const key = keyOf(document)
      return key !== undefined && kept.has(key)
    },
    remember(document) {
      const key = keyOf(document)
      if (key === undefined) return
      if (kept.size >= KEPT_MAX) kept.clear()
      kept.add(key)
    },
  }
}
