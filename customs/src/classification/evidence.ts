import type { Example } from './memory.ts'

/** One thing an administration knows: a description with its code, and how it came to know. */
export interface Evidence {
  readonly kind: 'ruling' | 'checked' | 'audited' | 'listed' | 'declared'
  readonly description: string
  readonly code: string
  readonly trader?: string | undefined
  /** The number of a ruling, or where else it was said. */
  readonly reference?: string | null | undefined
}

/** What each kind is worth to whoever learns: a ruling most, then what an officer checked or a list says, then what was audited; what nobody looked at little. */
const WORTH: Readonly<Record<Evidence['kind'], number>> = { ruling: 2, checked: 1, listed: 1, audited: 0.7, declared: 0.2 }

/**
 * How many examples of one code a trader may teach: few of what nobody checked, and of what was checked no more than keeps one trader's goods, or one officer's haste,
 * from outweighing everybody else's.
 */
const OF_ONE_TRADER: Readonly<Record<Evidence['kind'], number>> = { ruling: 100, checked: 20, listed: 100, audited: 20, declared: 3 }

/** The examples to learn from: whoever declares a wrong code again and again does not teach it; what nobody checked teaches nothing where it names no trader. */
export function examplesOf(evidence: readonly Evidence[]): readonly Example[] {
  const taught = new Map<string, number>()
  return evidence.flatMap(piece => {
    const { kind, code, trader } = piece
    if (trader === undefined) return kind === 'declared' ? [] : [exampleOf(piece)]
    const key = `${kind} ${trader} ${code}`
    const before = taught.get(key) ?? 0
    taught.set(key, before + 1)
    return before >= OF_ONE_TRADER[kind] ? [] : [exampleOf(piece)]
  })
}

/** A piece as it is learned from. Of rulings alone it is kept where they stand: they are public, others’ declarations are not. */
function exampleOf({ kind, description, code, reference }: Evidence): Example {
  const learned = { description, code, worth: WORTH[kind] }
  if (kind !== 'ruling') return learned
  return { ...learned, ruling: reference === undefined || reference === null ? {} : { reference } }
}
