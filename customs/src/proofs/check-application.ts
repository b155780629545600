import { at, compare, type Day, decimal, error, type Issue, isUnit, parseDecimal, ZERO } from '../kernel/index.ts'
import type { OriginQuestion } from '../origin/index.ts'
import { isSameCriterion, PROOF_FORMS, parseCriterion, printCriterion } from '../origin/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { findAgreement, isPartyOn } from '../tariff/index.ts'
import type { FormD, FormDItem } from './form-d.ts'
import { type CertificationProcedure, findProcedure } from './law.ts'
import { isRetroactive, lastRetroactive } from './retroactive.ts'
import { isBackToBack } from './ticks.ts'

/** A determination that a producer keeps, as far as an application rests on it. */
export interface DeterminedGood extends Pick<OriginQuestion, 'exporter' | 'importer'> {
  readonly statement: string
  readonly status: string
  readonly criterion: string | null
  readonly code: string
  readonly holds: boolean
}

/** What an application is checked against. */
export interface ApplicationFacts {
  readonly state: State
  readonly law: LawBook
  /** The day it would be issued. */
  readonly day: Day
  /** The kept determinations it names, as far as they are the applicant's. */
  readonly determined?: readonly DeterminedGood[]
}

const AGREEMENT = 'atiga'

/**
 * Everything that keeps a Form D from being issued as it was applied for: parties and states, the day, the boxes of each item. What is left is the
 * officer's to judge: whether the goods are what the papers say.
 *
 * @source ATIGA Annex 8, rules 4 to 7, 10, 11, 25; Annex 7, overleaf notes
 */
export function checkApplication(form: FormD, facts: ApplicationFacts): readonly Issue[] {
  const { state, law, day } = facts
  const procedure = findProcedure(law, AGREEMENT, [state, form.importingCountry], day)
  const between = { exporter: state, importer: form.importingCountry, day }
  if (procedure === undefined) return [...checkParties(form, facts), error('proofs.procedure-not-on-file', 'importingCountry', between)]
  return [
    ...checkParties(form, facts),
    ...checkDay(form, day, procedure),
    ...checkPaper(form, facts),
    ...form.items.flatMap((item, index) => checkItem(item, form, facts, procedure).map(issue => at(`items[${index}]`, issue))),
    ...checkSequences(form),
    ...checkOriginals(form, procedure),
  ]
}

/** Box 8 written as the form prints it, and no price where none is to be shown. */
export function printedForm(form: FormD, procedure: CertificationProcedure): FormD {
  const items = form.items.map(({ fob, ...item }) => {
    const criterion = parseCriterion(item.originCriterion)
    return {
      ...item,
      originCriterion: criterion === undefined ? item.originCriterion : printCriterion(criterion),
      ...(fob !== undefined && asksFob(item, form, procedure) ? { fob } : {}),
    }
  })
  return { ...form, items }
}

function checkParties(form: FormD, { state, law, day }: ApplicationFacts): readonly Issue[] {
  const { exporter, consignee, producedIn, importingCountry, exhibition } = form
  const to = findAgreement(law, importingCountry, AGREEMENT, day)
  const from = findAgreement(law, state, AGREEMENT, day)
  const isParty = to !== undefined && from !== undefined && isPartyOn(to, state, day) && isPartyOn(from, importingCountry, day)
  return [
    ...(exporter.country === state ? [] : [error('proofs.exporter-elsewhere', 'exporter.country', { country: exporter.country, state })]),
    ...(importingCountry !== state && isParty
      ? []
      : [error('proofs.not-between', 'importingCountry', { exporter: state, importer: importingCountry, day })]),
    ...(isBackToBack(form) || producedIn === state ? [] : [error('proofs.produced-elsewhere', 'producedIn', { producedIn, state })]),
    ...(consignee.country === importingCountry || exhibition !== undefined
      ? []
      : [error('proofs.consignee-elsewhere', 'consignee.country', { country: consignee.country, importer: importingCountry })]),
  ]
}

function checkDay(form: FormD, day: Day, procedure: CertificationProcedure): readonly Issue[] {
  if (!isRetroactive(form, day, procedure)) return []
  const { departureOn } = form.transport
  const last = lastRetroactive(form, procedure)
  const where = { departureOn, day, edition: procedure.edition }
  return [
    ...(form.retroactiveReason === undefined ? [error('proofs.retroactive-reason-missing', 'retroactiveReason', where)] : []),
    ...(day > last ? [error('proofs.retroactive-too-late', 'transport.departureOn', { ...where, last })] : []),
  ]
}

/** Paper is issued only where the electronic way failed, once the importing state's law says so. */
function checkPaper({ type, paperReason, importingCountry }: FormD, { law, day }: ApplicationFacts): readonly Issue[] {
  if (type !== 'form-d' || paperReason !== undefined) return []
  const row = law.on(PROOF_FORMS, importingCountry, day).find(each => each.agreement === AGREEMENT && each.type === type)
  return row?.paperNeedsReason === true ? [error('proofs.paper-reason-missing', 'paperReason', { importer: importingCountry })] : []
}

function checkItem(item: FormDItem, form: FormD, facts: ApplicationFacts, procedure: CertificationProcedure): readonly Issue[] {
  const { originCriterion, quantity, grossMassKg, fob, invoices, statement } = item
  const isMeasured = isUnit(quantity.unit) && isPositive(quantity.value)
  return [
    ...(parseCriterion(originCriterion) === undefined
      ? [error('proofs.criterion-malformed', 'originCriterion', { criterion: originCriterion })]
      : []),
    ...(isMeasured ? [] : [error('proofs.quantity-malformed', 'quantity', { ...quantity })]),
    ...(isPositive(grossMassKg) ? [] : [error('proofs.gross-mass-missing', 'grossMassKg')]),
    ...(fob === undefined && asksFob(item, form, procedure)
      ? [error('proofs.fob-missing', 'fob', { states: procedure.fobStates.join(', ') })]
      : []),
    ...invoices.flatMap(({ id, issuedOn }, index) =>
      issuedOn > facts.day ? [error('proofs.invoice-later', `invoices[${index}].issuedOn`, { id, issuedOn, day: facts.day })] : [],
    ),
    ...(statement === undefined ? [] : checkStatement(item, statement, form, facts)),
  ]
}

/** Whether a price is shown: for a value content, and in trade with the states that ask for one. */
function asksFob({ originCriterion }: Pick<FormDItem, 'originCriterion'>, form: FormD, { fobStates }: CertificationProcedure): boolean {
  const isByValue = parseCriterion(originCriterion)?.contentPercent !== undefined
  return isByValue && [form.exporter.country, form.importingCountry].some(state => fobStates.includes(state))
}

/** A kept determination says what it was made for: these goods, between these states, and that they originate by this criterion. */
function checkStatement(item: FormDItem, statement: string, form: FormD, { state, determined = [] }: ApplicationFacts): readonly Issue[] {
  const found = determined.find(each => each.statement === statement)
  if (found === undefined) return [error('proofs.statement-unknown', 'statement', { statement })]
  const isAbout =
    found.exporter === state && found.importer === form.importingCountry && found.code.slice(0, 6) === item.commodityCode.slice(0, 6)
  if (!isAbout)
    return [error('proofs.statement-other-goods', 'statement', { code: found.code, exporter: found.exporter, importer: found.importer })]
  if (!found.holds) return [error('proofs.statement-ended', 'statement', { statement })]
  const { status, criterion } = found
  if (criterion === null) return [error('proofs.statement-not-originating', 'statement', { status })]
  return isSameCriterion(criterion, item.originCriterion)
    ? []
    : [error('proofs.statement-other-criterion', 'originCriterion', { criterion, given: item.originCriterion })]
}

function checkSequences({ items }: FormD): readonly Issue[] {
  const seen = new Set<number>()
  return items.flatMap(({ sequence }, index) => {
    if (seen.has(sequence)) return [error('proofs.item-repeated', `items[${index}].sequence`, { sequence })]
    seen.add(sequence)
    return []
  })
}

/** Of a back-to-back proof every item rests on originals, and no more of them than the procedures allow. */
function checkOriginals(form: FormD, { originalsMax, edition }: CertificationProcedure): readonly Issue[] {
  if (!isBackToBack(form)) return []
  const named = new Set(form.items.flatMap(item => (item.originals ?? []).map(each => each.number)))
  return [
    ...(originalsMax !== undefined && named.size > originalsMax
      ? [error('proofs.originals-too-many', 'items', { count: named.size, most: originalsMax, edition })]
      : []),
    ...form.items.flatMap((item, index) =>
      (item.originals ?? []).length === 0
        ? [error('proofs.original-missing', `items[${index}].originals`, { sequence: item.sequence })]
        : [],
    ),
  ]
}

function isPositive(text: string): boolean {
  const value = parseDecimal(text)
  return value !== undefined && compare(value, ZERO) > 0 && compare(value, decimal('1000000000000')) < 0
}
