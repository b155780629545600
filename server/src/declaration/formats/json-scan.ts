import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { type Place, type Problem, problem } from './problem.ts'

const DEPTH_MAX = 32

interface Scan {
  /** Where each member stands: of an object where its name begins, of a list where the entry begins. */
  readonly places: ReadonlyMap<string, Place>
  /** Names given twice in one object: JSON keeps the last, and nobody should rely on it. */
  readonly problems: readonly Problem[]
}

interface Level {
  readonly path: string
  readonly isList: boolean
  readonly names: Set<string>
  index: number
  name: string
}

/**
 * Walks over a JSON text without building it, to tell places, repeated names and excessive depth. What is no JSON at all it does not judge:
 * the language's own parser does, right after.
 *
 * @source RFC 8259 section 4 (names SHOULD be unique)
 */
export function scanJson(text: string): Result<Scan, Problem> {
  const places = new Map<string, Place>([['', { line: 1, column: 1 }]])
  const problems: Problem[] = []
  const levels: Level[] = []
  let line = 1
  let lineStart = 0
  let expectsName = false

  for (let position = 0; position < text.length; position += 1) {
    const level = levels.at(-1)
    const here = () => ({ line, column: position - lineStart + 1 })
    switch (text[position]) {
      case '\n':
        line += 1
        lineStart = position + 1
        break
      case '{':
      case '[': {
        if (levels.length >= DEPTH_MAX) return stop(problem(error('format.json-too-deep', '', { max: DEPTH_MAX }), here()))
        if (level?.isList === true) places.set(memberPath(level), here())
        levels.push({
          path: level === undefined ? '' : memberPath(level),
          isList: text[position] === '[',
          names: new Set(),
          index: 0,
          name: '',
        })
        expectsName = text[position] === '{'
        break
      }
      case '}':
      case ']':
        levels.pop()
        expectsName = false
        break
      case ',':
        if (level !== undefined) level.index += 1
        expectsName = level?.isList === false
        break
      case '"': {
        const end = endOfString(text, position)
        if (level !== undefined && expectsName) {
          level.name = nameIn(text.slice(position, end + 1))
          const path = memberPath(level)
          if (level.names.has(level.name))
            problems.push(problem(error('format.json-key-repeated', path, { name: level.name.slice(0, 100) }), here()))
          level.names.add(level.name)
          places.set(path, here())
          expectsName = false
        } else if (level?.isList === true) places.set(memberPath(level), here())
        position = end
        break
      }
    }
  }
  return ok({ places, problems })
}

function memberPath({ path, isList, index, name }: Level): string {
  if (isList) return `${path}[${index}]`
  return path === '' ? name : `${path}.${name}`
}

/** The position of the closing quote; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  let position = start + 1
  while (position < text.length && text[position] !== '"') position += text[position] === '\\' ? 2 : 1
  return position
}

function nameIn(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}
