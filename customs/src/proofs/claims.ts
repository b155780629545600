import type { LateGround } from './late-presentation.ts'

/**
 * What became, since it was declared, of the claims of a declaration to preference, by item. Plain JSON, kept beside the document as it is; absent is nothing.
 *
 * @source ATIGA Annex 8, rules 14(b), 14(c), 16.2, 18(c), 19.8
 */
export interface ClaimsSince {
  /** Charged as claimed while the proof is awaited or checked: what the goods would be charged without it is secured. */
  readonly onSecurity?: readonly number[]
  /** Charged without preference while the proof is verified. */
  readonly suspended?: readonly number[]
  /** Which code is right where the proof bears another was settled; that they differ keeps nothing from the goods any more. */
  readonly codeSettled?: readonly number[]
  /** A proof that was not there when the goods were declared: the day it was presented. */
  readonly presented?: readonly PresentedLater[]
  /** A proof that was presented after its last day and is accepted all the same, and why. */
  readonly acceptedLate?: readonly AcceptedLate[]
}

export interface AcceptedLate {
  readonly sequence: number
  readonly ground: LateGround
}

/** What is known of items by number alone. */
type Listed = Exclude<keyof ClaimsSince, 'presented' | 'acceptedLate'>

export interface PresentedLater {
  readonly sequence: number
  readonly on: string
}

/** What a change of claims is about: lists of items to add to, or to take off. */
export interface ClaimsChange {
  readonly add?: ClaimsSince
  readonly remove?: { readonly [list in Listed]?: readonly number[] }
}

/** The claims after a change: in the order of the items, what holds nothing left out, so that the same claims are the same bytes. */
export function changeClaims(before: ClaimsSince, { add = {}, remove = {} }: ClaimsChange): ClaimsSince {
  const listed = (list: Listed) =>
    [...new Set([...(before[list] ?? []), ...(add[list] ?? [])])].filter(each => !remove[list]?.includes(each)).sort((a, b) => a - b)
  const [onSecurity, suspended, codeSettled] = [listed('onSecurity'), listed('suspended'), listed('codeSettled')]
  const presented = replaced(before.presented, add.presented)
  const acceptedLate = replaced(before.acceptedLate, add.acceptedLate)
  return {
    ...(onSecurity.length === 0 ? {} : { onSecurity }),
    ...(suspended.length === 0 ? {} : { suspended }),
    ...(codeSettled.length === 0 ? {} : { codeSettled }),
    ...(presented.length === 0 ? {} : { presented }),
    ...(acceptedLate.length === 0 ? {} : { acceptedLate }),
  }
}

/** What was said of items, with what is said anew of some in its place. */
function replaced<Said extends { readonly sequence: number }>(before: readonly Said[] = [], anew: readonly Said[] = []): readonly Said[] {
  const kept = before.filter(each => !anew.some(other => other.sequence === each.sequence))
  return [...kept, ...anew].sort((a, b) => a.sequence - b.sequence)
}

/** The day the proof of an item was presented: that of registration, unless it came later. */
export function presentedOn<On extends string>({ presented = [] }: ClaimsSince, sequence: number, registeredOn: On): On {
  return (presented.find(each => each.sequence === sequence)?.on as On | undefined) ?? registeredOn
}

/** Whether the proof of an item is accepted although it came after its last day. */
export function isAcceptedLate({ acceptedLate = [] }: ClaimsSince, sequence: number): boolean {
  return acceptedLate.some(each => each.sequence === sequence)
}
