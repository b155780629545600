import type { Example } from './model.ts'

/** One thing an administration knows: a description with its code, and how it came to know. */
export interface Evidence {
  readonly kind: 'ruling' | 'checked' | 'audited' | 'listed' | 'declared'
  readonly description: string
  readonly code: string
  readonly trader?: string | undefined
}

/** What each kind is worth to whoever learns: a ruling most, then what an officer checked or a list says, then what was audited; what nobody looked at little. */
const WORTH: Readonly<Record<Evidence['kind'], number>> = { ruling: 2, checked: 1, listed: 1, audited: 0.7, declared: 0.2 }

/** Of what nobody checked, no trader teaches more than so many examples of one code, and none without saying who it is. */
const DECLARED_MAX = 3

/** The examples to learn from: whoever declares a wrong code again and again does not teach it. */
export function examplesOf(evidence: readonly Evidence[]): readonly Example[] {
  const declared = new Map<string, number>()
  return evidence.flatMap(({ kind, description, code, trader }) => {
    if (kind === 'declared') {
      const key = `${trader ?? ''} ${code}`
      const before = declared.get(key) ?? 0
      declared.set(key, before + 1)
      if (trader === undefined || before >= DECLARED_MAX) return []
    }
    return [{ description, code, worth: WORTH[kind] }]
  })
}
