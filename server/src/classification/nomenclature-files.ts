import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Lexicon, type Nomenclature, readLexicon, readNomenclature, readSections, type Section } from '@lintas/customs/classification'

const FOLDER = resolve(import.meta.dirname, '../../../nomenclature')
/** Languages whose words are searched by ours; a language a file name begins with. */
const LANGUAGES = ['vi'] as const

/** Reads the description of the Harmonized System that the project ships. */
export function readShippedNomenclature(): Nomenclature {
  return readNomenclature('HS2022', textsOf('hs2022/*.txt'))
}

export function readShippedSections(): readonly Section[] {
  return readSections(textsOf('sections.txt').join(''))
}

export function readShippedLexicons(): readonly Lexicon[] {
  return LANGUAGES.map(language => readLexicon(textsOf(`words/${language}-*.txt`)))
}

function textsOf(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: FOLDER })
    .sort()
    .map(file => readFileSync(join(FOLDER, file), 'utf8'))
}
