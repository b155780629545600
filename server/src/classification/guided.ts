import type { GuidedAnswer, GuideTopic } from '@lintas/contract'
import {
  allows,
  type GuideAnswer,
  type Guided,
  type GuideQuestion,
  type GuideStart,
  type GuideTree,
  guide,
  isFact,
  isGuideAnswer,
  openFacts,
  QUESTIONS_MAX,
  topicOf,
  UNKNOWN,
} from '@lintas/customs/classification'
import { type Day, error, type Issue } from '@lintas/customs/kernel'
import type { Schedule } from '@lintas/customs/tariff'
import { Problem } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { scheduleOn } from '../tariff/index.ts'
import type { Classifier } from './classifier.ts'
import { nomenclature, sections } from './shipped.ts'

const FOUND = 20
const TOLD = 10

/** What somebody said so far: the goods, the day whose schedule counts, and the answers. */
export interface Asked {
  readonly description: string
  readonly on: Day
  readonly answers: readonly GuideAnswer[]
}

/** What the search finds before anything was asked. */
export async function findStart(classifier: Classifier, description: string): Promise<readonly GuideStart[]> {
  const [found] = await classifier.classify([description], FOUND, 'national')
  return (found?.candidates ?? []).map(({ code, confidence }) => ({ code: code.slice(0, 6), likelihood: confidence }))
}

/** The next question, or the result, from what the search had found. */
export async function askNext(node: Node, { description, on, answers }: Asked, start: readonly GuideStart[]): Promise<GuidedAnswer> {
  const issues = listFaults(answers)
  if (issues.length > 0) throw new Problem(422, issues)
  const schedule = await scheduleOn(node, on)
  const tree = treeWith(schedule)
  const guided = guide(description, start, answers, tree)
  const { candidates, next } = guided
  return {
    description,
    on,
    version: nomenclature().version,
    ...(schedule === undefined ? {} : { schedule: schedule.version.id }),
    path: answers.map(({ question, choice }) => ({
      question,
      about: topicOf(question),
      choice,
      words: wordsFor(question, choice, schedule),
    })),
    most: QUESTIONS_MAX,
    ...(next === undefined ? {} : { next: tellQuestion(next, guided, tree, schedule) }),
    remaining: candidates.length,
    candidates: candidates.slice(0, TOLD).map(({ code, likelihood }) => {
      const line = schedule?.findLine(code)
      const words = line === undefined ? {} : { line: { ...line.description } }
      return { code, name: nameOf(code), likelihood: Math.round(1000 * likelihood) / 1000, ...words }
    }),
    unique: candidates.length === 1,
  }
}

/** Every answer that cannot be read, and every question that is answered twice. */
function listFaults(answers: readonly GuideAnswer[]): readonly Issue[] {
  return answers.flatMap((answer, index) => {
    const { question } = answer
    const path = `answers[${index}]`
    if (!isGuideAnswer(answer)) return error('classification.answer-unreadable', path, { question })
    const isRepeated = answers.findIndex(each => each.question === question) < index
    return isRepeated ? error('classification.answer-repeated', path, { question }) : []
  })
}

let facts: ReturnType<typeof openFacts> | undefined

function treeWith(schedule: Schedule | undefined): GuideTree {
  facts ??= openFacts(nomenclature())
  return { nomenclature: nomenclature(), sections: sections(), facts, listLines: code => schedule?.listBelow(code) ?? [] }
}

function nameOf(code: string): string {
  return nomenclature().find(code.slice(0, 6))?.name ?? ''
}

function tellQuestion(
  { question, choices, none }: GuideQuestion,
  { candidates }: Guided,
  tree: GuideTree,
  schedule: Schedule | undefined,
): NonNullable<GuidedAnswer['next']> {
  const apart = choices
    .map(({ choice }) => candidates.find(({ code }) => allows({ question, choice }, code, tree))?.code ?? '')
    .filter((code, place, codes) => code !== '' && codes.indexOf(code) === place)
  const about = topicOf(question)
  return {
    question,
    about,
    text: TEXTS[about],
    apart: apart.slice(0, 2).map(code => ({ code, name: nameOf(code) })),
    choices: choices.map(each => ({
      ...each,
      words: wordsFor(question, each.choice, schedule),
      ...(isFact(question) || question === 'section' ? {} : { code: each.choice }),
    })),
    ...(none === undefined ? {} : { none }),
  }
}

/** What a choice is called: an option as it is, a place by our name of it, a line by the schedule's. */
function wordsFor(question: string, choice: string, schedule: Schedule | undefined): string {
  if (choice === UNKNOWN) return 'not known'
  if (choice.startsWith('!')) return 'none of those offered'
  if (isFact(question)) return choice
  if (question === 'section') return sections().find(({ number }) => number === choice)?.name ?? choice
  const line = schedule?.findLine(choice)?.description
  const own = nomenclature().find(choice)?.name ?? choice
  return line === undefined ? own : (line.en ?? Object.values(line)[0] ?? own)
}

const TEXTS: Readonly<Record<GuideTopic, string>> = {
  material: 'What are the goods made of, mainly?',
  construction: 'How are they made?',
  'for-whom': 'For whom are they?',
  state: 'In which state are they?',
  packing: 'How are they packed?',
  drive: 'What drives them?',
  section: 'What sort of goods are they?',
  chapter: 'Which of these comes nearest?',
  heading: 'Which of these are they?',
  below: 'Which of these are they, more precisely?',
  line: 'Which line of the national schedule fits?',
}
