import { parentPort } from 'node:worker_threads'
import {
  classify,
  isTried,
  type Library,
  type LineText,
  learn,
  openLines,
  openLineWords,
  openMemory,
  openWordSearch,
  withSchedule,
} from '@lintas/customs/classification'
import { readShippedLexicons, readShippedNomenclature } from './nomenclature-files.ts'
import type { ThreadAnswers, ThreadQuestion } from './thread-messages.ts'

/** Schedules with fewer lines are samples; their words add nothing. */
const LINES_MIN = 500

const nomenclature = readShippedNomenclature()
const lexicons = readShippedLexicons()
const nameOf = (code: string) => [...nomenclature.listAbove(code), nomenclature.find(code)].map(entry => entry?.name ?? '').join(', ')
const shipped: Library = { search: openWordSearch(nomenclature), lexicons, nameOf }
const libraries = new Map<string, Library>()

/** Compares with a state's lines: their words stand beside ours only where nothing was learned, for then nothing else weighs them. */
function libraryWith(lines: readonly LineText[], isLearned: boolean): Library {
  const sorted = lines.toSorted((one, other) => (one.code < other.code ? -1 : 1))
  const below = Map.groupBy(sorted, line => line.code.slice(0, 6))
  const listed = new Set(lines.map(line => line.code))
  return {
    ...shipped,
    search: isLearned || lines.length < LINES_MIN ? shipped.search : openWordSearch(withSchedule(nomenclature, lines)),
    lines: openLines({ listBelow: code => below.get(code) ?? [] }),
    ...(lines.length === 0 ? {} : { lineWords: openLineWords(lines) }),
    isListed: code => listed.has(code),
  }
}

const answers: { readonly [Ask in keyof ThreadAnswers]: (question: Extract<ThreadQuestion, { ask: Ask }>) => ThreadAnswers[Ask] } = {
  open({ key, lines, memory }) {
    const [state = ''] = key.split('/')
    for (const known of libraries.keys()) if (known.startsWith(`${state}/`)) libraries.delete(known)
    const library = libraryWith(lines, memory !== undefined && isTried(memory))
    libraries.set(key, memory === undefined ? library : { ...library, memory: openMemory(memory) })
    return true
  },
  classify({ key, descriptions, top }) {
    const library = key === undefined ? shipped : libraries.get(key)
    return library && descriptions.map(description => classify(description, library, top))
  },
  learn({ lines, examples }) {
    return learn(examples, libraryWith(lines, true))
  },
}

parentPort?.on('message', ({ id, question }: { readonly id: number; readonly question: ThreadQuestion }) => {
  try {
    parentPort?.postMessage({ id, answer: answer(question) })
  } catch (cause) {
    parentPort?.postMessage({ id, failure: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
  }
})

function answer(question: ThreadQuestion): ThreadAnswers[keyof ThreadAnswers] {
  switch (question.ask) {
    case 'open':
      return answers.open(question)
    case 'classify':
      return answers.classify(question)
    case 'learn':
      return answers.learn(question)
  }
}
