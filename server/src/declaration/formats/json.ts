import { parseDeclaration } from '@lintas/customs/declaration'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { scanJson } from './json-scan.ts'
import { nearestPlace, type Place, type Problem, problem, type Reading, refused } from './problem.ts'

/** Reads a declaration in our own JSON, and tells everything that is wrong with its shape at once, each with its line and column. */
export function readJson(text: string): Reading {
  const scanned = scanJson(text)
  if (!scanned.ok) return refused('lintas-json', ...scanned.issues)
  const value = parse(text)
  if (!value.ok) return refused('lintas-json', ...value.issues)
  const { places, problems } = scanned.value
  if (typeof value.value !== 'object' || value.value === null || Array.isArray(value.value)) {
    return refused('lintas-json', problem(error('format.json-not-a-declaration', ''), places.get('')))
  }

  const declaration = parseDeclaration(value.value)
  const misfits = declaration.ok ? [] : declaration.issues.map(issue => problem(issue, nearestPlace(places, issue.path)))
  return {
    format: 'lintas-json',
    ...(declaration.ok ? { document: declaration.value } : { items: countItems(value.value) }),
    problems: [...problems, ...misfits],
    places,
  }
}

function countItems(declaration: object): number {
  const items: unknown = 'goodsItems' in declaration ? declaration.goodsItems : []
  return Array.isArray(items) ? items.length : 0
}

function parse(text: string): Result<unknown, Problem> {
  try {
    return ok(JSON.parse(text))
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure
    return stop(problem(error('format.json-malformed', ''), placeIn(failure.message, text)))
  }
}

/** V8 tells the position of what it did not expect; at the end of the text it does not need to. */
function placeIn(message: string, text: string): Place {
  const position = /at position (\d+)/.exec(message)?.[1]
  const before = text.slice(0, position === undefined ? text.length : Number(position))
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
}
