import { keyOfProvision, keyOfSubject, type ModePack, type PackProvision, type PackSubject } from './describe.ts'
import type { ModeSubjectName } from './provision.ts'

/** One subject in two modes: whether it is the same, and what either says. */
export interface ModeComparison {
  readonly subject: ModeSubjectName
  readonly about: string
  readonly same: boolean
  readonly from: readonly PackProvision[]
  readonly to: readonly PackProvision[]
}

/**
 * Compares what is said for two modes of transport, subject by subject; those that differ come first.
 *
 * The same is said where both say the same things from the same law, and each for all of its modes: a rule for road alone makes land differ from air.
 */
export function compareModes(from: ModePack, to: ModePack): readonly ModeComparison[] {
  const subjects = new Map<string, PackSubject>([...from.subjects, ...to.subjects].map(each => [keyOfSubject(each), each]))
  const compared = [...subjects].map(([key, { subject, about }]) => {
    const [one, other] = [provisionsOf(from, key), provisionsOf(to, key)]
    return { subject, about, same: isAlike(one, from) && isAlike(other, to) && haveSame(one, other), from: one, to: other }
  })
  return [...compared.filter(each => !each.same), ...compared.filter(each => each.same)]
}

function provisionsOf({ subjects }: ModePack, key: string): readonly PackProvision[] {
  return subjects.find(each => keyOfSubject(each) === key)?.provisions ?? []
}

/** Whether what is said holds for every one of the pack's modes. */
function isAlike(provisions: readonly PackProvision[], { modes }: ModePack): boolean {
  return provisions.every(each => each.modes.length === modes.length)
}

function haveSame(one: readonly PackProvision[], other: readonly PackProvision[]): boolean {
  const [keys, others] = [new Set(one.map(keyOfProvision)), new Set(other.map(keyOfProvision))]
  return keys.size === others.size && [...keys].every(key => others.has(key))
}
