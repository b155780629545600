import assert from 'node:assert/strict'
import { day } from '../kernel/index.ts'
import { parseState, type TransportName } from '../reference/index.ts'
import { compareModes, describeMode } from '../transport-modes/index.ts'
import { projectLaw } from './law.ts'
import { casesOf, type VectorCase } from './vectors.ts'

/** Two modes of a state on a day; of each subject whether it is the same, and by code and basis what either says. */
interface ModeCase {
  readonly given: { readonly state: string; readonly on: string; readonly from: TransportName; readonly to: TransportName }
  readonly expected: readonly {
    readonly subject: string
    readonly about: string
    readonly same: boolean
    readonly from: readonly string[]
    readonly to: readonly string[]
  }[]
}

/** Every case of `vectors/transport-modes`. */
export function listModeCases(): readonly VectorCase[] {
  return casesOf<ModeCase>('transport-modes', '*.json', ({ given }) => parseState(given.state), replay)
}

function replay({ given, expected }: ModeCase): void {
  const state = parseState(given.state)
  assert.ok(state !== undefined)
  const context = { state, day: day(given.on), law: projectLaw() }
  const compared = compareModes(describeMode(given.from, context), describeMode(given.to, context))
  const words = (side: (typeof compared)[number]['from']) =>
    side.map(each => [each.code, each.basis.id, ...(each.express === true ? ['express'] : []), each.modes.join()].join(' '))
  assert.deepEqual(
    compared.map(({ subject, about, same, from, to }) => ({ subject, about, same, from: words(from), to: words(to) })),
    expected,
  )
}
