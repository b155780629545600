import assert from 'node:assert/strict'
import type { Manifested, PlacesGiven } from '../cargo/index.ts'
import {
  checkEverywhere,
  checkInState,
  type DeclarationDocument,
  declarationSchema,
  type PreviousDeclaration,
  type RemovedGoods,
} from '../declaration/index.ts'
import { type Assessment, assessDeclaration, type DeclarationDutyFacts } from '../duty/index.ts'
import { RULES } from '../journey.ts'
import { type CommodityCode, type Currency, type Day, day, decimal, majorToMinor, money } from '../kernel/index.ts'
import { type ExchangeRate, type ExchangeRates, type LawTable, openExchangeRates, STATE_FACTS, type State } from '../reference/index.ts'
import {
  findMatches,
  findResemblances,
  type ImporterHistory,
  type KeptMark,
  type Known,
  prepareRegister,
  type RegisterEntry,
  type RiskRuleFacts,
} from '../risk/index.ts'
import { adValorem, openSchedule } from '../tariff/index.ts'
import { valueDeclaration } from '../valuation/index.ts'
import { lawBeside } from './law.ts'
import { casesOf, readVector, type VectorCase } from './vectors.ts'

/** What a node knows besides the law when it asks the rules. */
interface Facts {
  readonly schedule?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly rates?: Readonly<Record<string, string>>
  readonly authority?: object
  /** Law beside the project's. */
  readonly law?: readonly Omit<LawTable, 'file'>[]
  /** What else the consignee receives that day is worth. */
  readonly sameDayValue?: string
  /** What risk knows of the importer, of other declarations and from the registers; and what the goods are worth, by item, in major units. */
  readonly importer?: ImporterHistory
  readonly known?: Known
  readonly register?: readonly RegisterEntry[]
  readonly marks?: readonly KeptMark[]
  readonly customsValues?: readonly string[]
  /** The declarations it names as its previous, as far as the node knows them. */
  readonly previous?: readonly PreviousDeclaration[]
  /** What its manifests say of the transport documents it names. */
  readonly manifested?: Manifested
  /** What its register says of the storage places it names. */
  readonly places?: PlacesGiven
  /** The removals a periodic declaration is about, summed. */
  readonly removed?: RemovedGoods
}

/** A declaration that breaks no rule, from which cases start. */
interface Base {
  readonly state: State
  readonly day: string
  readonly facts: Facts
  readonly document: object
}

/** One case of a rule: a base changed in some fields, and what the rule says of it. */
export interface RuleCase {
  readonly given: {
    readonly base: string
    /** The state that is asked, where it is another than the base's. */
    readonly state?: State
    /** The day that is asked, where it is another. */
    readonly day?: string
    readonly everywhere?: true
    readonly set?: Readonly<Record<string, unknown>>
    /** The first goods item so many times over, each under its own number. */
    readonly repeatItems?: number
    readonly facts?: Facts
  }
  readonly expected: readonly { readonly code: string; readonly path: string }[]
}

/** Every case of `vectors/rules`. */
export function listRuleCases(): readonly VectorCase[] {
  return casesOf<RuleCase>(
    'rules',
    'V*.json',
    ({ given }) => readBase(given.base).state,
    ({ given, expected }, file) => assert.deepEqual(applyRule(given, Reflect.get(file, 'rule')), expected),
  )
}

/** The issues one rule raises, or all rules, by code and path. */
export function applyRule(given: RuleCase['given'], rule: string | undefined): RuleCase['expected'] {
  const base = readBase(given.base)
  const document = declarationSchema.parse(documentOf(base.document, given))
  const rules = RULES.filter(({ id }) => rule === undefined || id === rule)
  const facts = { ...base.facts, ...given.facts }
  const { state } = { ...base, ...given }
  const schedule = scheduleOf(facts, state)
  const law = lawBeside(facts.law ?? [])
  const rates = ratesOf(facts, state)
  const on = day(given.day ?? base.day)
  const known = { state, law, rates, schedule, days: { registeredOn: on, arrivedOn: on, releasedOn: on } }
  const assessment = assess(document, { ...known, sameDayValue: facts.sameDayValue })
  const context = {
    document,
    state,
    day: on,
    law,
    schedule,
    rates,
    assessment,
    previous: facts.previous,
    manifested: facts.manifested,
    places: facts.places,
    removed: facts.removed,
    ...authorityOf(facts),
    ...riskOf(facts, state, document, on),
  }
  const issues = given.everywhere === true ? checkEverywhere(rules, { document }) : checkInState(rules, context)
  return issues.map(({ code, path }) => ({ code, path }))
}

/** What customs finds of the goods, where it can; the rules that compare with it are given it. */
function assess(document: DeclarationDocument, facts: DeclarationDutyFacts & { readonly rates: ExchangeRates }): Assessment | undefined {
  const valued = valueDeclaration(document, facts)
  const assessed = valued.ok ? assessDeclaration(document, valued.value.valuation, facts) : valued
  return assessed.ok ? assessed.value.assessment : undefined
}

function readBase(name: string): Base {
  return readVector(`rules/base/${name}.json`)
}

function documentOf(base: object, { set = {}, repeatItems }: RuleCase['given']): unknown {
  const document = structuredClone(base) as { goodsItems: object[] }
  for (const [path, value] of Object.entries(set))
    setAt(
      document,
      path.split(/[.[\]]+/).filter(part => part !== ''),
      value,
    )
  const [first] = document.goodsItems
  if (repeatItems !== undefined)
    document.goodsItems = Array.from({ length: repeatItems }, (_, index) => ({ ...first, sequence: index + 1 }))
  return document
}

function setAt(holder: object, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) setAt(Reflect.get(holder, name) as object, rest, value)
  else if (value === null) Reflect.deleteProperty(holder, name)
  else Reflect.set(holder, name, value)
}

function scheduleOf({ schedule = {} }: Facts, state: State) {
  const version = { id: 'cases', state, validFrom: day('2020-01-01'), source: 'cases', confidence: 'assumed' as const, sample: false }
  const lines = Object.entries(schedule).map(([code, rates], index) => ({
    code: code as CommodityCode,
    row: index + 1,
    description: {},
    rates: Object.fromEntries(Object.entries(rates).map(([column, percent]) => [column, adValorem(percent)])),
  }))
  return openSchedule(version, lines)
}

function ratesOf({ rates = {} }: Facts, state: State) {
  const published: readonly ExchangeRate[] = Object.entries(rates).map(([currency, rate]) => ({
    state,
    currency: currency as Currency,
    unit: 1,
    rate,
    validFrom: day('2020-01-01'),
    source: 'cases',
  }))
  return openExchangeRates(published)
}

function authorityOf({ authority }: Facts): object {
  return authority === undefined ? {} : { authority }
}

/** What a node would look up in its registers and among other declarations, from those the case gives. */
function riskOf(
  { importer, known, register, marks, customsValues }: Facts,
  state: State,
  document: DeclarationDocument,
  on: Day,
): RiskRuleFacts {
  const { currency } = STATE_FACTS[state]
  return {
    importer,
    known: {
      ...known,
      ...(register === undefined ? {} : { resembling: findResemblances(document, prepareRegister(register), on) }),
      ...(marks === undefined ? {} : { matches: findMatches(document, marks, on) }),
    },
    figures:
      customsValues === undefined
        ? undefined
        : { currency, items: customsValues.map(each => ({ customsValue: money(majorToMinor(decimal(each), currency).num, currency) })) },
  }
}
