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

/** Divides a subheading among the state's lines: by what their own words have of the description, and how often each was right before. */
export type ShareLines = (subheading: string, description: string) => readonly LineShare[]

const OF_WORDS = 2
const OF_REST = 0.5

/**
 * The lines of a schedule, and the codes that were learned and it lacks: with what is known of a subheading they are offered, too.
 * `timesRight` counts, by code, the examples that were learned.
 */
export function openLines(
  schedule: { listBelow(code: string): readonly LineText[] },
  timesRight: ReadonlyMap<string, number> = new Map(),
): ShareLines {
  const learned = new Map<string, string[]>()
  for (const code of timesRight.keys()) if (code.length > 6) learned.set(code.slice(0, 6), [...(learned.get(code.slice(0, 6)) ?? []), code])
  const remembered = new Map<string, readonly Line[]>()
  const listOf = (subheading: string): readonly Line[] => {
    const known = remembered.get(subheading)
    if (known !== undefined) return known
    const lines = schedule.listBelow(subheading)
    const former = (learned.get(subheading) ?? []).filter(code => !lines.some(line => line.code === code))
    const listed = [
      ...lines.map(line => ({ code: line.code, words: new Set(wordsIn(Object.values(line.description).join(' '))) })),
      ...former.map(code => ({ code, words: new Set<string>() })),
    ].map(line => ({ ...line, prior: 0.5 + (timesRight.get(line.code) ?? 0) + (isRest(line.code) ? OF_REST : 0) }))
    remembered.set(subheading, listed)
    return listed
  }
  return (subheading, description) => {
    const lines = listOf(subheading)
    const said = new Set(wordsIn(description))
    const weights = lines.map(({ words, prior }) => {
      let shared = 0
      for (const word of words) if (said.has(word)) shared += 1
      return prior * (1 + (OF_WORDS * shared) / (1 + words.size))
    })
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return lines.map(({ code }, place) => ({ code, share: (weights[place] ?? 0) / sum }))
  }
}

interface Line {
  readonly code: string
  readonly words: ReadonlySet<string>
  readonly prior: number
}

function wordsIn(text: string): readonly string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  )
}

/** Whether a line is for whatever the others do not name, by the habit of its last digits. */
function isRest(code: string): boolean {
  return /[09]0$|99$/.test(code)
}
