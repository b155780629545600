import type { LawRow } from '@lintas/customs/reference'

/** Rows of law that are about goods: they name codes. A duty without any is about all goods. */
export function isAboutGoods(kind: string, row: LawRow): boolean {
  return codesOf(row) !== undefined || kind === 'duty-layer'
}

/** The beginnings of codes a row is about; undefined where it names none. */
export function codesOf(row: LawRow): readonly string[] | undefined {
  return 'codes' in row ? (row.codes as readonly string[] | undefined) : undefined
}
