import type { Material } from './question.ts'
import { parseSupplierNumber } from './supplier-declaration.ts'

/** What a line of a bill names as showing its origin: a record of the node by its number. */
export interface Link {
  readonly kind: 'supplier' | 'proof'
  readonly number: string
}

/** The records a line names. A number of another form is text, on the word of whoever wrote it. */
export function linksOf({ origin }: Pick<Material, 'origin'>): readonly Link[] {
  const declaration = 'declaration' in origin && origin.declaration !== undefined ? parseSupplierNumber(origin.declaration) : undefined
  const proof = 'proof' in origin && origin.proof !== undefined ? parseRecordedProof(origin.proof.number) : undefined
  return [
    ...(declaration === undefined ? [] : [{ kind: 'supplier', number: declaration } as const]),
    ...(proof === undefined ? [] : [{ kind: 'proof', number: proof } as const]),
  ]
}

/** A record with the first line that names it. */
export interface NamedLink extends Link {
  readonly line: string
}

/** Every record a bill names, each once, wherever in it. */
export function listLinks(materials: readonly Material[]): readonly NamedLink[] {
  const found = new Map<string, NamedLink>()
  for (const material of materials) {
    const own = linksOf(material).map(link => ({ ...link, line: material.line }))
    for (const link of [...own, ...listLinks(material.parts ?? [])]) if (!found.has(link.number)) found.set(link.number, link)
  }
  return [...found.values()]
}

/** A number that a node gives: of a Form D (`D-TH26-…`), or the one an origin declaration is checked by (`TH-OD-…`). */
function parseRecordedProof(written: string): string | undefined {
  const text = written.replace(/\s+/g, '')
  const upper = text.toUpperCase()
  if (/^D-[A-Z]{2}\d{2}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}$/.test(upper)) return upper
  return /^[A-Z]{2}-OD-[\w-]{22}$/.test(text) ? text : undefined
}
