import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../../nomenclature')

/** A text of the nomenclature we ship. */
export function shippedText(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8')
}

export function shippedTexts(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: FOLDER }).sort().map(shippedText)
}
