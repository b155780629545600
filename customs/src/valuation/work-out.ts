import type { ValuationWorksheet } from '../declaration/index.ts'
import { compare, decimal, error, exact, type Issue, ONE, ok, type Result, stop, times, toExact, ZERO } from '../kernel/index.ts'
import { comparableValue } from './comparable-goods.ts'
import { computedValue } from './computed-value.ts'
import { deductiveValue } from './deductive-value.ts'
import { note } from './desk.ts'
import { fallBackValue } from './fall-back.ts'
import { articleOf, legalRefOf, type Method, orderOf } from './methods.ts'
import { transactionValue } from './transaction-value.ts'
import { type MethodResult, readQuantity, sumOf, type Working, type WorksheetFacts } from './working.ts'
import type { MethodFinding, WorkedOut } from './worksheet.ts'

/** Where the facts of each method stand. */
const SECTIONS = {
  '1': 'transactionValue',
  '2': 'identicalGoods',
  '3': 'similarGoods',
  '4': 'deductive',
  '5': 'computed',
  '6': 'fallBack',
} as const satisfies Record<Method, keyof ValuationWorksheet>

/**
 * Works out a worksheet: takes the methods in the order of the law and values the goods by the first that applies.
 *
 * Each method before it is passed over by its facts, or by somebody's word where none can be had; one of which nothing is said is asked for by name.
 * Only the importer may ask for the computed value before the deductive one. The value is exact, in the state's own currency, and never below zero.
 *
 * @source WTO Customs Valuation Agreement art. 1 to 8, General Introductory Commentary
 */
export function workOut(worksheet: ValuationWorksheet, facts: WorksheetFacts, path = ''): Result<WorkedOut> {
  const noting = { issues: [] as Issue[], noted: new Set<string>() }
  const quantity = readQuantity(noting, decimal(worksheet.quantity.value), join(path, 'quantity.value'))
  const { computedFirst } = worksheet
  if (computedFirst?.requestedByImporter === false) note(noting, error('valuation.order-not-requested', join(path, 'computedFirst')))
  if (quantity === undefined) return { ok: false, issues: noting.issues }

  const order = orderOf(computedFirst !== undefined)
  const findings: MethodFinding[] = []
  let applied: MethodFinding | undefined
  for (const method of order) {
    const working: Working = { ...facts, ...noting, quantity, path: join(path, SECTIONS[method]) }
    const finding = applied === undefined ? find(worksheet, method, working, order) : notReached(method)
    findings.push(finding)
    if (finding.outcome === 'applies') applied = finding
  }
  if (applied?.amount === undefined) return stop(...noting.issues, error('valuation.worksheet-without-result', path))
  if (compare(exact(applied.amount), ZERO) <= 0 && noting.issues.length === 0) {
    note(noting, error('valuation.worksheet-value-not-positive', path, { method: applied.method }))
  }
  if (noting.issues.length > 0) return { ok: false, issues: noting.issues }
  const { method, legalRef, amount } = applied
  return ok({ method, legalRef, computedFirst: computedFirst !== undefined, findings, amount })
}

function find(worksheet: ValuationWorksheet, method: Method, working: Working, order: readonly Method[]): MethodFinding {
  const section = worksheet[SECTIONS[method]]
  const base = { method, legalRef: legalRefOf(method) }
  if (section === undefined) {
    const isLast = order.slice(order.indexOf(method)).every(each => worksheet[SECTIONS[each]] === undefined)
    if (!isLast) note(working, error('valuation.worksheet-method-missing', working.path, { method, article: articleOf(method) }))
    return { ...base, outcome: 'passed-over', why: [], steps: [] }
  }
  if ('passedOver' in section) return { ...base, outcome: 'passed-over', why: [], words: section.passedOver, steps: [] }
  const result = apply(worksheet, method, working)
  if (!result.applies) return { ...base, outcome: 'passed-over', why: result.why, steps: [] }
  const sum = sumOf(result.steps.map(step => ({ ...step, local: exact(step.amount) })))
  return {
    ...base,
    outcome: 'applies',
    why: result.why ?? [],
    ...(method === '6' && worksheet.fallBack !== undefined ? { words: `${worksheet.fallBack.basis}: ${worksheet.fallBack.words}` } : {}),
    steps: result.steps,
    ...(result.times === undefined ? {} : { multipliedBy: toExact(result.times) }),
    amount: toExact(times(sum, result.times ?? ONE)),
  }
}

/** The facts of one method, read by its own law. */
function apply(
  { transactionValue: price, identicalGoods, similarGoods, deductive, computed, fallBack }: ValuationWorksheet,
  method: Method,
  working: Working,
): MethodResult {
  switch (method) {
    case '1':
      return hasFacts(price) ? transactionValue(working, price) : NOTHING
    case '2':
      return hasFacts(identicalGoods) ? comparableValue(working, identicalGoods) : NOTHING
    case '3':
      return hasFacts(similarGoods) ? comparableValue(working, similarGoods) : NOTHING
    case '4':
      return hasFacts(deductive) ? deductiveValue(working, deductive) : NOTHING
    case '5':
      return hasFacts(computed) ? computedValue(working, computed) : NOTHING
    case '6':
      return fallBack === undefined ? NOTHING : fallBackValue(working, fallBack)
  }
}

const NOTHING: MethodResult = { applies: false, why: [] }

function hasFacts<T extends object>(section: T | undefined): section is Exclude<T, { passedOver: string }> {
  return section !== undefined && !('passedOver' in section)
}

function notReached(method: Method): MethodFinding {
  return { method, legalRef: legalRefOf(method), outcome: 'not-reached', why: [], steps: [] }
}

function join(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`
}
