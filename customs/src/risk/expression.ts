import { ParseError } from '@marcbachmann/cel-js'
import { error, ok, type Result, stop } from '../kernel/index.ts'
import type { Features, ItemFeatures } from './features.ts'
import type { CargoFeatures, ManifestFeatures } from './manifest-features.ts'
import { readExpression } from './reading.ts'
import { openShortcut, type Shortcut } from './shortcut.ts'
import type { Part, Whole } from './term.ts'
import { VOCABULARY } from './vocabulary.ts'

const EXPRESSION_LENGTH_MAX = 2_000

/** A compiled question about a consignment. */
export interface Expression {
  readonly text: string
  /** `item`: asked of each goods item; `consignment`: once of the whole; `cargo`: of each transport document of a manifest; `manifest`: once of that. */
  readonly asks: 'item' | 'consignment' | 'cargo' | 'manifest'
  /** The fields it reads, by the thing they are of: `party.country`. */
  readonly fields: ReadonlySet<string>
  /** The answer; throws where the data makes the question meaningless, which is the profile's failure, never the declarant's. */
  readonly holds: (features: Features, item?: ItemFeatures) => boolean
  /** The same, where it asks about a manifest. */
  readonly holdsOnCargo: (manifest: ManifestFeatures, cargo?: CargoFeatures) => boolean
}

/**
 * Compiles an officer's expression, once.
 *
 * It is refused unless it is typed through and through, answers yes or no, uses only words of the vocabulary, asks `has()` before it
 * reads a number that may be absent, and cannot cost more than one pass over the goods items.
 *
 * @source Common Expression Language specification, github.com/google/cel-spec
 */
export function compileExpression(text: string): Result<Expression> {
  if (text.length > EXPRESSION_LENGTH_MAX) return stop(error('risk.expression-long', 'expression', { max: EXPRESSION_LENGTH_MAX }))
  const parsed = parse(text)
  if (!parsed.ok) return parsed

  const reading = readExpression(parsed.value.ast)
  if (reading.issues.length > 0) return { ok: false, issues: reading.issues }

  const ofManifest = OF_MANIFEST.filter(name => reading.names.has(name))
  if (ofManifest.length > 0 && reading.names.size > ofManifest.length)
    return stop(error('risk.expression-mixed', 'expression', { names: [...reading.names].sort().join(', ') }))

  const typed = parsed.value.check()
  if (!typed.valid) {
    return stop(error('risk.expression-type', 'expression', { problem: summaryOf(typed.error), column: columnOf(typed.error) }))
  }
  if (typed.type !== 'bool') return stop(error('risk.expression-not-yes-or-no', 'expression', { type: typed.type ?? 'nothing' }))

  const evaluate = parsed.value
  const shortcut = openShortcut(evaluate.ast)
  return ok({
    text,
    fields: reading.fields,
    asks: reading.names.has('cargo')
      ? 'cargo'
      : reading.names.has('manifest')
        ? 'manifest'
        : reading.names.has('item')
          ? 'item'
          : 'consignment',
    holds: (features, item) => plainly(shortcut, features, item) ?? evaluate({ ...features, item }) === true,
    holdsOnCargo: (manifest, cargo) => plainly(shortcut, { manifest }, cargo) ?? evaluate({ manifest, cargo }) === true,
  })
}

/** The answer where it is plain. Where the shortcut throws, the library says what is wrong, or that nothing is. */
function plainly(shortcut: Shortcut | undefined, whole: Whole, part?: Part): boolean | undefined {
  try {
    return shortcut?.(whole, part)
  } catch {
    return undefined
  }
}

/** What an expression about a manifest speaks of, and nothing else: nothing is declared yet. */
const OF_MANIFEST = ['manifest', 'cargo']

export function isAboutManifest({ asks }: Expression): boolean {
  return asks === 'cargo' || asks === 'manifest'
}

function parse(text: string): Result<ReturnType<typeof VOCABULARY.parse>> {
  try {
    return ok(VOCABULARY.parse(text))
  } catch (problem) {
    if (!(problem instanceof ParseError)) throw problem
    return stop(error('risk.expression-syntax', 'expression', { problem: problem.summary, column: columnOf(problem) }))
  }
}

function summaryOf(problem: unknown): string {
  return typeof problem === 'object' && problem !== null && 'summary' in problem ? String(problem.summary) : String(problem)
}

function columnOf(problem: unknown): number {
  const range = typeof problem === 'object' && problem !== null && 'range' in problem ? problem.range : undefined
  return typeof range === 'object' && range !== null && 'start' in range ? Number(range.start) + 1 : 1
}
