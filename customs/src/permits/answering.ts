import type { DocumentReference } from '../declaration/index.ts'
import type { MeasureDocument } from './law.ts'

/** The documents named that are the one asked for, by its name or one of its codes; none where one says by code why it is not needed. */
export function documentsAnswering(asked: MeasureDocument, named: readonly DocumentReference[]): readonly DocumentReference[] {
  const meant = named.filter(each => isOne(each, asked))
  return meant.some(each => isExempt(each, asked)) ? [] : meant
}

export function isOne({ type, name }: DocumentReference, asked: MeasureDocument): boolean {
  return (type !== undefined && asked.types.includes(type)) || name?.trim().toLowerCase() === asked.name.toLowerCase()
}

export function isExempt({ exemption }: DocumentReference, { exemptions }: MeasureDocument): boolean {
  return exemptions.some(({ code }) => code === exemption)
}
