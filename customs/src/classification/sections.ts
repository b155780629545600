/** A section of the Harmonized System: chapters that belong together, in our own words. */
export interface Section {
  /** As the convention numbers it: `XI`. */
  readonly number: string
  readonly name: string
  /** Its first and last chapter. */
  readonly chapters: readonly [string, string]
}

/**
 * Reads our names of the sections: lines of `number | first-last chapter | name`.
 *
 * @source HS Convention, annex (2022 edition), for numbers and chapters; the words are this project's
 * @throws for a line that is none: the file is ours
 */
export function readSections(text: string): readonly Section[] {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const [, number, first, last, name] = /^([IVX]+) \| (\d\d)-(\d\d) \| (.+)$/.exec(line) ?? []
      if (number === undefined || first === undefined || last === undefined || name === undefined)
        throw new Error(`given ${JSON.stringify(line)}, needs number | first-last | name`)
      return { number, name, chapters: [first, last] }
    })
}

/** The section a code of any length stands in; none for chapters a state adds of its own. */
export function findSection(sections: readonly Section[], code: string): Section | undefined {
  const chapter = code.slice(0, 2)
  return sections.find(({ chapters: [first, last] }) => first <= chapter && chapter <= last)
}
