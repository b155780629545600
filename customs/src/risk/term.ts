import { compare, type Rational } from '../kernel/index.ts'
import { EXACT_OPERATORS, Exact, exactly } from './exact.ts'
import type { Features } from './features.ts'
import type { ManifestFeatures } from './manifest-features.ts'

/** What a question is asked of: things by their names, and the one goods item (or transport document) it is asked about in turn. */
export type Whole = Partial<Features> & { readonly manifest?: ManifestFeatures }
export type Part = object | undefined

export type Read = (whole: Whole, part: Part, each: unknown) => unknown
export type Kind = 'truth' | 'text' | 'whole' | 'double' | 'exact' | 'texts' | 'items'

/** A part of a question: what kind of value it has, how it is read, and whether it is the same of every consignment. */
export interface Term {
  readonly kind: Kind
  readonly read: Read
  readonly isFixed: boolean
}

/** No where the term says yes. */
export function opposite(term: Term | undefined): Term | undefined {
  return over([term], ['truth'], 'truth', yes => !yes)
}

/** Two terms compared or reckoned with; amounts, masses and quantities are exact, and so is what they are compared with. */
export function binary(sign: Sign, left: Term | undefined, right: Term | undefined): Term | undefined {
  if (left === undefined || right === undefined) return undefined
  const isNumber = (kind: Kind) => kind === 'whole' || kind === 'double' || kind === 'exact'
  if (left.kind === 'exact' || right.kind === 'exact')
    return isNumber(left.kind) && isNumber(right.kind) ? ofExact(sign, asExact(left), asExact(right)) : undefined
  const decide = left.kind === right.kind ? PLAIN[left.kind]?.[sign] : undefined
  return decide && over([left, right], [left.kind, right.kind], sign in COMPARED ? 'truth' : left.kind, decide)
}

type Sign = '==' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%'
type Decide = (one: unknown, other: unknown) => unknown

const COMPARED: Readonly<Partial<Record<Sign, (difference: number) => boolean>>> = {
  '==': difference => difference === 0,
  '<': difference => difference < 0,
  '<=': difference => difference <= 0,
  '>': difference => difference > 0,
  '>=': difference => difference >= 0,
}

const ORDER: Readonly<Partial<Record<Sign, Decide>>> = {
  '==': (one, other) => one === other,
  '<': (one, other) => (one as string) < (other as string),
  '<=': (one, other) => (one as string) <= (other as string),
  '>': (one, other) => (one as string) > (other as string),
  '>=': (one, other) => (one as string) >= (other as string),
}

/** Arithmetic of whole numbers and doubles is left to the library, which knows where they end. */
const PLAIN: Readonly<Partial<Record<Kind, Readonly<Partial<Record<Sign, Decide>>>>>> = {
  truth: { '==': (one, other) => one === other },
  text: { ...ORDER, '+': (one, other) => (one as string) + (other as string) },
  whole: ORDER,
  double: ORDER,
}

function asExact(term: Term): Term | undefined {
  if (term.kind === 'exact') return term
  return over([term], [term.kind], 'exact', number => new Exact(exactly(number as bigint | number)))
}

function ofExact(sign: Sign, left: Term | undefined, right: Term | undefined): Term | undefined {
  const compared = COMPARED[sign]
  if (compared !== undefined)
    return over([left, right], ['exact', 'exact'], 'truth', (one, other) => compared(compare(one as Rational, other as Rational)))
  const decide = EXACT_OPERATORS[sign]
  return decide && over([left, right], ['exact', 'exact'], 'exact', (one, other) => decide(one as Exact, other as Exact))
}

/** A term over one or two others of these kinds; nothing where they are of others. */
export function over(terms: readonly (Term | undefined)[], kinds: readonly Kind[], kind: Kind, decide: Decide): Term | undefined {
  const [one, other] = terms
  if (terms.length !== kinds.length || terms.some((term, place) => term?.kind !== kinds[place]) || one === undefined) return undefined
  const isFixed = terms.every(term => term?.isFixed === true)
  if (other === undefined) return fold({ kind, isFixed, read: (whole, part, each) => decide(one.read(whole, part, each), undefined) })
  if (!isFixed && other.isFixed) {
    const value = other.read({}, undefined, undefined)
    return open(kind, (whole, part, each) => decide(one.read(whole, part, each), value))
  }
  return fold({ kind, isFixed, read: (whole, part, each) => decide(one.read(whole, part, each), other.read(whole, part, each)) })
}

/** A term that depends on what is asked about. */
export function open(kind: Kind, read: Read): Term {
  return { kind, read, isFixed: false }
}

/** A term that says the same of every consignment. */
export function fixed(kind: Kind, value: unknown): Term {
  return { kind, read: () => value, isFixed: true }
}

/** What is the same of every consignment is found once; what then fails is no shortcut. */
export function fold(term: Term): Term | undefined {
  if (!term.isFixed) return term
  try {
    return fixed(term.kind, term.read({}, undefined, undefined))
  } catch {
    return undefined
  }
}
