import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  classify,
  type Library,
  type LineText,
  learn,
  openLines,
  openLineWords,
  openMemory,
  openWordSearch,
  readLexicon,
  readNomenclature,
} from '@lintas/customs/classification'
import { parse } from 'csv-parse/sync'

const CLONE = resolve(import.meta.dirname, '..')
const DATA = join(CLONE, '../shared/data/classification')
const SCHEDULE = join(CLONE, '../shared/data/tariff/VN.csv')

interface Row {
  readonly description: string
  readonly code: string
}

/** How long a description takes to be classified, by words alone and with a memory of thousands; and how often it is right, where others' data is at hand. */
export function measureClassification(print: (measurement: string, figures: object) => void): void {
  const textsOf = (pattern: string) => globSync(pattern, { cwd: CLONE }).map(file => readFileSync(join(CLONE, file), 'utf8'))
  const nomenclature = readNomenclature('HS2022', textsOf('nomenclature/hs2022/*.txt'))
  const shipped: Library = {
    search: openWordSearch(nomenclature),
    lexicons: [readLexicon(textsOf('nomenclature/words/vi-*.txt'))],
    nameOf: code => nomenclature.find(code)?.name ?? '',
  }
  print('everyday goods of our own list, by words', ask(rowsIn(join(CLONE, 'vectors/classification/everyday.csv')), shipped))
  const terms = join(DATA, 'en-terms.csv')
  if (existsSync(terms)) print('terms of another administration, by words', ask(rowsIn(terms), shipped))
  const declared = join(DATA, 'vi-declared.csv')
  if (existsSync(declared)) print('past declarations, four fifths learned, the last fifth asked', learnAndAsk(rowsIn(declared), shipped))
  else print('learning', { skipped: 'no past declarations at hand' })
}

/** Learns as the state would whose schedule these codes are of. */
function learnAndAsk(rows: readonly Row[], shipped: Library) {
  const schedule = existsSync(SCHEDULE) ? linesIn(SCHEDULE) : []
  const below = Map.groupBy(schedule, line => line.code.slice(0, 6))
  const texts: Library = {
    ...shipped,
    lines: openLines({ listBelow: code => below.get(code) ?? [] }),
    lineWords: openLineWords(schedule),
  }
  const started = performance.now()
  const examples = rows.filter((_, index) => index % 5 !== 4).map(row => ({ ...row, worth: 1 }))
  const { memory } = learn(examples, texts)
  const learnedInS = round((performance.now() - started) / 1000)
  const asked = rows.filter((_, index) => index % 5 === 4)
  return { learnedInS, ...ask(asked, { ...texts, memory: openMemory(memory) }) }
}

function linesIn(file: string): readonly LineText[] {
  const [, ...rows]: string[][] = parse(readFileSync(file))
  return rows
    .map(([code = '', description = '']) => ({ code, description: { vi: description } }))
    .sort((one, other) => (one.code < other.code ? -1 : 1))
}

function ask(rows: readonly Row[], library: Library) {
  const times: number[] = []
  let [first, amongFive, sure, wrongOfSure, vague] = [0, 0, 0, 0, 0]
  for (const { description, code } of rows) {
    const asked = performance.now()
    const answer = classify(description, library, 10)
    times.push(performance.now() - asked)
    const place = answer.candidates.findIndex(each => each.code === code)
    if (place === 0) first += 1
    if (place >= 0 && place < 5) amongFive += 1
    if (answer.isSure) sure += 1
    if (answer.isSure && place !== 0) wrongOfSure += 1
    if (answer.isVague) vague += 1
  }
  times.sort((one, other) => one - other)
  const percent = (count: number) => round((100 * count) / rows.length)
  return {
    rows: rows.length,
    firstPercent: percent(first),
    amongFivePercent: percent(amongFive),
    surePercent: percent(sure),
    ...(sure === 0 ? {} : { wrongOfSurePercent: round((100 * wrongOfSure) / sure) }),
    vaguePercent: percent(vague),
    medianMs: round(times[Math.floor(times.length / 2)] ?? 0),
    p99Ms: round(times[Math.floor(times.length * 0.99)] ?? 0),
  }
}

function rowsIn(file: string): readonly Row[] {
  const [head = [], ...rows]: string[][] = parse(readFileSync(file))
  const code = head.findIndex(name => /^hs\d$/.test(name))
  return rows.map(row => ({ description: row[0] ?? '', code: row[code] ?? '' }))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
