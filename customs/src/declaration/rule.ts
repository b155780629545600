import type { Day, Issue, Severity } from '../kernel/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import type { DeclarationDocument } from './document.ts'

/** What every rule is given: the document, and whose customs is asked, if anybody's. A rule that holds everywhere may be stricter in a state. */
export interface RuleContext {
  readonly document: DeclarationDocument
  readonly state?: State | undefined
}

/** What a rule of one state's law is given besides: the state whose customs is asked, its day, and the law. */
export interface StateContext extends RuleContext {
  readonly state: State
  readonly day: Day
  readonly law: LawBook
}

/** Why rules are asked, where a decision is taken: for which occasion; and the day of the words, where a lodged declaration is completed on a later one. */
export interface OccasionFacts {
  readonly occasion?: string | undefined
  readonly saidOn?: Day | undefined
}

/**
 * One thing the validation asks of a declaration, under the number the catalogue gives it (V01 to V60).
 *
 * `Facts` is what the rule must know beyond document and law: the schedule, the exchange rates, what was lodged before. A module names its own
 * facts and never imports a later module's; `journey.ts` brings all of them in one context. Facts are optional members, and a rule whose
 * fact is absent raises nothing: it cannot decide.
 *
 * A module may contribute several rules under one number, and one number may be shared by two modules.
 */
export type Rule<Facts extends object = object> = EverywhereRule<Facts> | StateRule<Facts> | LodgingRule | WaitingRule

interface RuleWords {
  readonly id: `V${number}`
  /** The module that decides it: the first half of its codes. */
  readonly module: string
  /** Every code it may raise, most telling first. */
  readonly codes: readonly string[]
  /** The heaviest it raises. */
  readonly severity: Severity
  /** What it asks, in one sentence. */
  readonly about: string
}

/** Holds wherever the declaration is lodged: form, arithmetic, the standards' codes. */
export interface EverywhereRule<Facts extends object = object> extends RuleWords {
  readonly scope: 'everywhere'
  readonly check: (context: RuleContext & Facts) => readonly Issue[]
}

/** Holds where a member state's customs is asked, on a day. */
export interface StateRule<Facts extends object = object> extends RuleWords {
  readonly scope: 'state'
  readonly check: (context: StateContext & Facts) => readonly Issue[]
}

/** Decided by the node as it registers a declaration, in the same transaction: no answer given before could be relied on. */
export interface LodgingRule extends RuleWords {
  readonly scope: 'state'
  readonly decidedOn: 'lodging'
}

/** Known by number and meaning; decided once `waitsFor` is there. */
export interface WaitingRule extends RuleWords {
  readonly scope: 'everywhere' | 'state'
  readonly waitsFor: string
}

/** Whether somebody decides it already: a check, or the node as it lodges. */
export function isDecided<Facts extends object>(rule: Rule<Facts>): boolean {
  return !('waitsFor' in rule)
}

/** Everything the rules that hold everywhere find, in the order of the rules. */
export function checkEverywhere<Facts extends object>(rules: readonly Rule<Facts>[], context: RuleContext & Facts): readonly Issue[] {
  return rules.flatMap(rule => ('check' in rule && rule.scope === 'everywhere' ? rule.check(context) : []))
}

/** Everything the rules find when a state is asked: those that hold everywhere and the state's own. */
export function checkInState<Facts extends object>(rules: readonly Rule<Facts>[], context: StateContext & Facts): readonly Issue[] {
  return rules.flatMap(rule => ('check' in rule ? rule.check(context) : []))
}
