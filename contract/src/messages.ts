import type { Issue } from '@lintas/customs/kernel'
import english from '../messages/en.json' with { type: 'json' }

/** Sentences by language and issue code. English is complete; another language falls back to it sentence by sentence. */
const SENTENCES: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([['en', english]])

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9]*)\}/g

/** What an issue says to its reader. A code without a sentence is shown as it is, never hidden. */
export function messageOf(issue: Pick<Issue, 'code' | 'params'>, language = 'en'): string {
  const sentence = findSentence(issue.code, language)
  if (sentence === undefined) return issue.code
  return sentence.replace(PLACEHOLDER, (whole, name: string) => String(issue.params?.[name] ?? whole))
}

/** The sentence of a code with its `{placeholders}`, or undefined where nobody has written it. */
export function findSentence(code: string, language = 'en'): string | undefined {
  return own(SENTENCES.get(language) ?? {}, code) ?? own(english, code)
}

export function listLanguages(): readonly string[] {
  return [...SENTENCES.keys()]
}

/** The names a sentence expects in its issue's `params`. */
export function placeholdersOf(sentence: string): readonly string[] {
  return [...sentence.matchAll(PLACEHOLDER)].map(match => match[1] ?? '')
}

function own(sentences: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(sentences, code) ? sentences[code] : undefined
}
