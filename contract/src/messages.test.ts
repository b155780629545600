import { globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { findSentence, listLanguages, messageOf, placeholdersOf } from './messages.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'contract/messages')

/** Every code that a module says it may utter: `export const …_ISSUES = [...]` in each `issues.ts`. */
const codes = new Map<string, string>()
for (const file of globSync('{customs,server}/src/**/issues.ts', { cwd: root })) {
  const module: Record<string, unknown> = await import(join(root, file))
  for (const [name, list] of Object.entries(module)) {
    if (!name.endsWith('_ISSUES') || !Array.isArray(list)) continue
    for (const code of list) codes.set(String(code), file)
  }
}

function sentencesOf(language: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'))
}

test('every issue code has its English sentence', () => {
  const silent = [...codes].filter(([code]) => findSentence(code) === undefined)
  expect(silent.map(([code, file]) => `${code} of ${file}`)).toEqual([])
})

test('no sentence is left without its code', () => {
  expect(Object.keys(sentencesOf('en')).filter(code => !codes.has(code))).toEqual([])
})

test('sentences stand in the order of their codes, so that two changes seldom meet', () => {
  for (const language of listLanguages()) {
    const keys = Object.keys(sentencesOf(language))
    expect(keys).toEqual([...keys].sort())
  }
})

test('every file of sentences is a language that can be asked for', () => {
  expect([...listLanguages()].sort()).toEqual(
    readdirSync(folder)
      .map(file => basename(file, '.json'))
      .sort(),
  )
})

test('a sentence in another language has the placeholders of the English one', () => {
  const wrong = listLanguages().flatMap(language =>
    Object.entries(sentencesOf(language))
      .filter(
        ([code, sentence]) => String(placeholdersOf(sentence).toSorted()) !== String(placeholdersOf(findSentence(code) ?? '').toSorted()),
      )
      .map(([code]) => `${language}: ${code}`),
  )
  expect(wrong).toEqual([])
})

test('whoever raises an issue gives what its sentence asks for', () => {
  const wrong = globSync('{customs,server}/src/**/*.ts', { cwd: root })
    .filter(file => !file.endsWith('.test.ts'))
    .flatMap(file => listCalls(readFileSync(join(root, file), 'utf8')).map(call => ({ ...call, file })))
    .flatMap(({ file, code, params }) =>
      placeholdersOf(findSentence(code) ?? '')
        .filter(
          name => params === undefined || (params.startsWith('{') && !params.includes('...') && !new RegExp(`\\b${name}\\b`).test(params)),
        )
        .map(name => `${file}: ${code} without {${name}}`),
    )
  expect(wrong).toEqual([])
})

test('a placeholder that was not given stays visible', () => {
  expect(messageOf({ code: 'request.too-many', params: { seconds: 60 } })).toBe('Too many attempts. Try again in 60 seconds.')
  expect(messageOf({ code: 'request.too-many' })).toBe('Too many attempts. Try again in {seconds} seconds.')
})

test('a code without a sentence is shown as it is, and nothing of the language is taken for a code', () => {
  expect(messageOf({ code: 'tariff.not-written-yet' })).toBe('tariff.not-written-yet')
  expect(messageOf({ code: 'constructor' }, '__proto__')).toBe('constructor')
})

interface Call {
  readonly code: string
  /** The text of the argument that fills the sentence; undefined where none is given. */
  readonly params: string | undefined
}

/** Calls of `error`, `warning`, `hint` (code, path, params) and `refuse` (status, code, params) with the code written out. */
function listCalls(source: string): readonly Call[] {
  return [...source.matchAll(/\b(error|warning|hint|refuse)\(\s*(?:\d+,\s*)?'([a-z0-9-]+\.[a-z0-9-]+)'/g)].map(match => {
    const given = argumentsFrom(source, match.index + match[0].length)
    return { code: match[2] ?? '', params: given[match[1] === 'refuse' ? 0 : 1] }
  })
}

/** The arguments that follow, up to the parenthesis that closes the call. */
function argumentsFrom(source: string, start: number): readonly string[] {
  const found: string[] = []
  let [depth, begin] = [0, start]
  for (let at = start; at < source.length; at++) {
    const letter = source[at] ?? ''
    const ends = depth === 0 && (letter === ',' || letter === ')')
    if (ends) found.push(source.slice(begin, at).trim())
    if (ends) begin = at + 1
    if (depth === 0 && letter === ')') break
    if ('([{'.includes(letter)) depth++
    if (')]}'.includes(letter)) depth--
  }
  return found.slice(1).filter(each => each !== '')
}
