/** A code in groups, as schedules print it: `6109 10 00`. */
export function writeCode(code: string): string {
  return [code.slice(0, 4), ...(code.slice(4).match(/\d{1,2}/g) ?? [])].join(' ')
}

/** What a schedule says of a line, in the reader's language where it has it. */
export function wordsIn(description: Readonly<Record<string, string>>, language: string): string {
  return description[language] ?? description.en ?? Object.values(description)[0] ?? ''
}
