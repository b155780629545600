import { type Facts, GUIDE_FACTS, type GuideFact, optionsOf } from './guide-facts.ts'
import type { LineText } from './lines.ts'
import type { Nomenclature } from './nomenclature.ts'
import { findSection, type Section } from './sections.ts'

/** What was answered to a question: `heading` `6109`, `material` `cotton`, `?` for *I do not know*, `!6109.6110` for *none of these*. */
export interface GuideAnswer {
  /** What was asked: a fact, `section`, or `chapter`, `heading`, `below`, `line`, where needed with what the candidates share: `below@6109`. */
  readonly question: string
  readonly choice: string
}

export const UNKNOWN = '?'

/** What the guide narrows: our nomenclature with its sections, and the lines of a schedule. */
export interface GuideTree {
  readonly nomenclature: Nomenclature
  readonly sections: readonly Section[]
  readonly facts: Facts
  /** The lines below a subheading on the day; none where no schedule is on file. */
  listLines(subheading: string): readonly LineText[]
}

const QUESTION = /^(?:section|(?:chapter|heading|below|line)(?:@(?:[IVX]+|\d{2,6}))?)$/
const PLACES = /^!?[IVX\d]+(?:\.[IVX\d]+)*$/

/** Whether an answer can be read at all; what it leaves is for `allows` to say. */
export function isGuideAnswer({ question, choice }: GuideAnswer): boolean {
  if (isFact(question)) return choice === UNKNOWN || optionsOf(question).includes(choice)
  return QUESTION.test(question) && (choice === UNKNOWN || PLACES.test(choice))
}

export function isFact(question: string): question is GuideFact {
  return (GUIDE_FACTS as readonly string[]).includes(question)
}

/** Whether an answer leaves a code. It says this of every code by itself, whatever was offered beside it: so answers can be given again in any order. */
export function allows(answer: GuideAnswer, code: string, tree: GuideTree): boolean {
  return leaver(answer, tree)(code)
}

/** The same for many codes. */
export function leaver({ question, choice }: GuideAnswer, { facts, sections }: GuideTree): (code: string) => boolean {
  if (choice === UNKNOWN) return () => true
  if (isFact(question)) {
    const bit = 1 << optionsOf(question).indexOf(choice)
    return code => (facts.allowed(question, code.slice(0, 6)) & bit) !== 0
  }
  const isNot = choice.startsWith('!')
  const places = choice.replace('!', '').split('.')
  if (question === 'section') return code => places.includes(findSection(sections, code)?.number ?? '') !== isNot
  // A subheading is not left out because of one of its lines.
  const isLine = question.startsWith('line')
  if (isLine && isNot) return code => !places.includes(code)
  return code => places.some(place => code.startsWith(place) || (isLine && place.startsWith(code))) !== isNot
}
