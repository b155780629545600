import type { DeclarationDocument } from '../declaration/index.ts'
import { addMonths, type Day, error, type Issue, ok, type Result, stop } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { LATE_PROOFS, type LateProofRow } from './law.ts'

/** What somebody asks who has no proof when the goods are declared. */
export interface LateAsked {
  /** That the goods go on security until it comes, or that preference is given after they went. */
  readonly wish: 'on-security' | 'after-release'
  readonly agreement: string
  readonly state: State
  readonly law: LawBook
  readonly registeredOn: Day
  readonly today: Day
}

/**
 * The last day on which a proof may be presented that was not there when the goods were declared. The agreement leaves it to the state, and where the state's law
 * is not on file it is refused by name.
 *
 * @source the rows name the national law; ATIGA art. 60 (refunds)
 */
export function checkLate({ wish, agreement: named, state, law, registeredOn, today }: LateAsked): Result<Day> {
  const agreement = named.toLowerCase()
  const row = findLateProof(law, state, agreement, registeredOn)
  if (row === undefined) return stop(error('proofs.late-not-on-file', '', { state, agreement: agreement.toUpperCase(), day: registeredOn }))
  const isTaken = wish === 'on-security' ? row.onSecurity : row.afterRelease
  if (!isTaken) return stop(error('proofs.late-not-taken', '', { state, agreement: agreement.toUpperCase(), lawRow: row.id }))
  const until = addMonths(registeredOn, row.months)
  return today > until ? stop(error('proofs.late-over', '', { until, registeredOn, lawRow: row.id })) : ok(until)
}

export function findLateProof(law: LawBook, state: State, agreement: string, registeredOn: Day): LateProofRow | undefined {
  return law.on(LATE_PROOFS, state, registeredOn).find(each => each.agreement === agreement.toLowerCase())
}

/** The items, by number, of which a later version of a document claims a preference that the earlier did not, or on another proof. */
export function listNewClaims(before: DeclarationDocument, after: DeclarationDocument): readonly number[] {
  return after.goodsItems.flatMap(({ sequence, preference }) => {
    const earlier = before.goodsItems.find(each => each.sequence === sequence)?.preference
    return preference === undefined || isSame(preference, earlier) ? [] : [sequence]
  })
}

type Claim = NonNullable<DeclarationDocument['goodsItems'][number]['preference']>

function isSame(one: Claim, other: Claim | undefined): boolean {
  if (other === undefined || one.agreement.toLowerCase() !== other.agreement.toLowerCase()) return false
  const names = [...new Set([...Object.keys(one.proof ?? {}), ...Object.keys(other.proof ?? {})])] as (keyof NonNullable<Claim['proof']>)[]
  return names.every(name => one.proof?.[name] === other.proof?.[name])
}

/** Whether claims that are new in a released declaration may still be made: everything that keeps them from it, at their items. */
export function checkLateClaims(
  document: DeclarationDocument,
  items: readonly number[],
  facts: Omit<LateAsked, 'agreement' | 'wish'> & { readonly awaited: readonly number[] },
): readonly Issue[] {
  return document.goodsItems.flatMap(({ sequence, preference }, index) => {
    if (preference === undefined || !items.includes(sequence)) return []
    const wish = facts.awaited.includes(sequence) ? 'on-security' : 'after-release'
    const checked = checkLate({ ...facts, wish, agreement: preference.agreement })
    return checked.ok ? [] : checked.issues.map(issue => ({ ...issue, path: `goodsItems[${index}].preference` }))
  })
}
