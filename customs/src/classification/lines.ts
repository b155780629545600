import { wordsIn } from './features.ts'

/** A line of a national schedule, as far as its words are searched. */
export interface LineText {
  readonly code: string
  /** By language. */
  readonly description: Readonly<Record<string, string>>
}

/** How the lines of one subheading share what is found of it. */
export interface LineShare {
  readonly code: string
  /** The shares of a subheading sum to one. */
  readonly share: number
}

/** The lines of a state's schedule below a subheading. */
export interface Lines {
  listCodes(subheading: string): readonly string[]
  /** Divides what is found of a subheading among them, by what their own words have of the description. */
  share(subheading: string, description: string): readonly LineShare[]
}

const OF_WORDS = 2
const OF_REST = 0.5
const WORDS_MAX = 200

export function openLines(schedule: { listBelow(code: string): readonly LineText[] }): Lines {
  const remembered = new Map<string, readonly Line[]>()
  const listOf = (subheading: string): readonly Line[] => {
    const known = remembered.get(subheading)
    if (known !== undefined) return known
    const listed = schedule.listBelow(subheading).map(({ code, description }) => ({
      code,
      words: new Set(wordsIn(Object.values(description).join(' '), WORDS_MAX)),
      prior: 0.5 + (isRest(code) ? OF_REST : 0),
    }))
    remembered.set(subheading, listed)
    return listed
  }
  return {
    listCodes: subheading => listOf(subheading).map(({ code }) => code),
    share(subheading, description) {
      const lines = listOf(subheading)
      const said = new Set(wordsIn(description, WORDS_MAX))
      const weights = lines.map(({ words, prior }) => {
        let shared = 0
        for (const word of words) if (said.has(word)) shared += 1
        return prior * (1 + (OF_WORDS * shared) / (1 + words.size))
      })
      const sum = weights.reduce((total, weight) => total + weight, 0)
      return lines.map(({ code }, place) => ({ code, share: (weights[place] ?? 0) / sum }))
    },
  }
}

interface Line {
  readonly code: string
  readonly words: ReadonlySet<string>
  readonly prior: number
}

/** Whether a line is for whatever the others do not name, by the habit of its last digits. */
export function isRest(code: string): boolean {
  return /[09]0$|99$/.test(code)
}
