import { TELLING } from './needs.ts'
import type { Nomenclature } from './nomenclature.ts'
import { wordsOf } from './words.ts'

/** A fact that the guide asks for in words. */
export const GUIDE_FACTS = ['material', 'construction', 'for-whom', 'state', 'packing', 'drive'] as const
export type GuideFact = (typeof GUIDE_FACTS)[number]

/** Options that may be said of the same goods: one kind of the other, or called so in trade. */
const KIN = [
  ['synthetic', 'polyester', 'nylon'],
  ['wood', 'bamboo'],
  ['paper', 'cardboard'],
  ['ceramic', 'porcelain'],
  ['iron', 'steel'],
  ['copper', 'brass'],
  ['knitted', 'crocheted'],
  ["men's", 'boys'],
  ["women's", 'girls'],
  ['electric', 'battery'],
  ['manual', 'hand-operated'],
]

/** The part of a name that says what is meant: what follows *other than* says what is not. */
const TURN = /\b(?:other than|except|excluding|not|without|than)\b/i
const REST = /\b(?:others?|remaining|similar)\b/i

/** Options of a fact, a bit each, in the order of `optionsOf`. */
type Options = number

/** What the names of entries say of facts, and so which entries an answer leaves. */
export interface Facts {
  /** What the names of a subheading and of what it stands below bring up of a fact; the nearest that brings up any. */
  named(fact: GuideFact, code: string): Options
  /**
   * Of which options goods may be at a subheading. The nearest name that brings up the fact decides; one that brings up none leaves everything open, but for what an
   * entry beside it names.
   */
  allowed(fact: GuideFact, code: string): Options
}

/** The words of a fact, each of which is a choice. */
export function optionsOf(fact: GuideFact): readonly string[] {
  return TELLING[fact]
}

const STEMS = GUIDE_FACTS.map(fact => new Map(optionsOf(fact).flatMap((word, bit) => wordsOf(word).map(({ stem }) => [stem, 1 << bit]))))
const KIN_OF = GUIDE_FACTS.map(fact =>
  optionsOf(fact).map((word, bit) => {
    const kin = KIN.find(words => words.includes(word)) ?? []
    return kin.reduce((all, each) => all | (optionsOf(fact).includes(each) ? 1 << optionsOf(fact).indexOf(each) : 0), 1 << bit)
  }),
)

interface Sayings {
  readonly named: Int32Array
  readonly allowed: Int32Array
}

export function openFacts({ entries, listAbove, listBelow }: Nomenclature): Facts {
  const own = new Map(entries.map(({ code, name }) => [code, ownOf(name)]))
  const beside = new Map<string, Int32Array>()
  const besideOf = (parent: string) => {
    const known =
      beside.get(parent) ??
      Int32Array.from(GUIDE_FACTS, (_, fact) => listBelow(parent).reduce((all, { code }) => all | (own.get(code)?.[fact] ?? 0), 0))
    beside.set(parent, known)
    return known
  }
  const sayings = new Map<string, Sayings>()
  for (const { code, name } of entries) {
    const parent = listAbove(code).at(-1)?.code ?? ''
    const above = sayings.get(parent)
    const isRest = REST.test(name) || TURN.test(name)
    const named = new Int32Array(GUIDE_FACTS.length)
    const allowed = new Int32Array(GUIDE_FACTS.length)
    for (let fact = 0; fact < GUIDE_FACTS.length; fact++) {
      const mine = own.get(code)?.[fact] ?? 0
      const open = isRest ? ~(besideOf(parent)[fact] ?? 0) : -1
      named[fact] = mine === 0 ? (above?.named[fact] ?? 0) : mine
      if (mine === 0) allowed[fact] = open & (above?.allowed[fact] ?? -1)
      else allowed[fact] = kinOf(mine, fact) | (isRest ? open : 0)
    }
    sayings.set(code, { named, allowed })
  }
  return {
    named: (fact, code) => sayings.get(code)?.named[GUIDE_FACTS.indexOf(fact)] ?? 0,
    allowed: (fact, code) => sayings.get(code)?.allowed[GUIDE_FACTS.indexOf(fact)] ?? -1,
  }
}

/** What a name brings up of each fact. */
function ownOf(name: string): readonly Options[] {
  const stems = wordsOf(name.split(TURN)[0] ?? '').map(({ stem }) => stem)
  return STEMS.map(bits => stems.reduce((all, stem) => all | (bits.get(stem) ?? 0), 0))
}

function kinOf(options: Options, fact: number): Options {
  return (KIN_OF[fact] ?? []).reduce((all, kin, bit) => ((options & (1 << bit)) === 0 ? all : all | kin), 0)
}

/** Facts that a description tells already: nobody is asked for them. */
export function factsTold(description: string): readonly GuideFact[] {
  const stems = wordsOf(description).map(({ stem }) => stem)
  return GUIDE_FACTS.filter((_, fact) => stems.some(stem => STEMS[fact]?.has(stem)))
}
