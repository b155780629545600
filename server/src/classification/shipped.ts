import { indexCasNumbers, type Nomenclature, type Section } from '@lintas/customs/classification'
import { readShippedNomenclature, readShippedSections } from './nomenclature-files.ts'

let entries: Nomenclature | undefined
let ofCas: ReadonlyMap<string, readonly string[]> | undefined
let ofChapters: readonly Section[] | undefined

/** The Harmonized System as we describe it, read when it is first asked for. */
export function nomenclature(): Nomenclature {
  entries ??= readShippedNomenclature()
  return entries
}

export function sections(): readonly Section[] {
  ofChapters ??= readShippedSections()
  return ofChapters
}

/** The subheadings by the CAS numbers among their words. */
export function casNumbers(): ReadonlyMap<string, readonly string[]> {
  ofCas ??= indexCasNumbers(nomenclature())
  return ofCas
}
