import { parentPort } from 'node:worker_threads'
import {
  askLibrary,
  classify,
  type Library,
  type LineText,
  learn,
  openLines,
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

function libraryWith(lines: readonly LineText[], timesRight: ReadonlyMap<string, number>): Library {
  const search = lines.length < LINES_MIN ? shipped.search : openWordSearch(withSchedule(nomenclature, lines))
  const sorted = lines.toSorted((one, other) => (one.code < other.code ? -1 : 1))
  const below = Map.groupBy(sorted, line => line.code.slice(0, 6))
  const listed = new Set(lines.map(line => line.code))
  return {
    ...shipped,
    search,
    shareLines: openLines({ listBelow: code => below.get(code) ?? [] }, timesRight),
    isListed: code => listed.has(code),
  }
}

const answers: { readonly [Ask in keyof ThreadAnswers]: (question: Extract<ThreadQuestion, { ask: Ask }>) => ThreadAnswers[Ask] } = {
  open({ key, lines, memory }) {
    const [state = ''] = key.split('/')
    for (const known of libraries.keys()) if (known.startsWith(`${state}/`)) libraries.delete(known)
    const opened = memory === undefined ? undefined : openMemory(memory)
    libraries.set(key, { ...libraryWith(lines, opened?.timesRight ?? new Map()), ...(opened === undefined ? {} : { memory: opened }) })
    return true
  },
  classify({ key, descriptions, top }) {
    const library = key === undefined ? shipped : libraries.get(key)
    if (library === undefined) throw new Error(`given the library ${key}, needs one that was opened`)
    return descriptions.map(description => classify(description, library, top))
  },
  learn({ lines, examples }) {
    const timesRight = new Map<string, number>()
    for (const { code } of examples) timesRight.set(code, (timesRight.get(code) ?? 0) + 1)
    return learn(examples, askLibrary(libraryWith(lines, timesRight)))
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
