import { type DeclarationDocument, findDeclarationType, type Rule } from '../declaration/index.ts'
import type { Assessment } from '../duty/index.ts'
import {
  type Currency,
  compare,
  decimal,
  error,
  formatMajor,
  type Issue,
  majorToMinor,
  money,
  plus,
  type Rational,
} from '../kernel/index.ts'
import type { SecurityGround } from './security.ts'

/** Whether nothing is charged yet: the figures are not final, or a regime suspends what they come to. */
export function isSuspended(document: Pick<DeclarationDocument, 'mode' | 'type'>): boolean {
  return awaitsFigures(document) || suspendsCharges(document)
}

/** Whether charges wait until the figures are final, on security. */
function awaitsFigures({ mode }: Pick<DeclarationDocument, 'mode'>): boolean {
  return mode === 'PROVISIONAL' || mode === 'REMOVAL'
}

/** Whether goods enter a regime that suspends their charges. */
export function suspendsCharges({ type }: Pick<DeclarationDocument, 'type'>): boolean {
  return findDeclarationType(type)?.suspends === true
}

/**
 * Security for what a declaration leaves open.
 *
 * Provisional, or removed: nothing is charged yet, so that all of it is secured, at the amount of the guarantees the declarant states or else at what is assessed on the
 * provisional figures. Simplified: what is known is charged, and each item whose origin or price is missing is secured for as much again.
 *
 * @source RKC General Annex std. 3.17, 5.4; domain notes §4.3, §4.4
 */
export const secureCompletion: SecurityGround = ({ document, assessment, completion }) => {
  if (completion === undefined) return []
  const { currency } = assessment
  const amount = awaitsFigures(document)
    ? (statedFor(document, currency) ?? decimal(assessment.total))
    : chargedOnOpenItems(document, assessment)
  const minor = majorToMinor(amount, currency as Currency).num
  if (minor <= 0n) return []
  const text = formatMajor(money(minor, currency as Currency))
  const reason = completion.kind === 'period' ? 'periodic' : 'provisional'
  return [{ reason, amount: { amount: text, currency }, until: completion.dueOn }]
}

function chargedOnOpenItems({ goodsItems, type }: DeclarationDocument, { items }: Assessment): Rational {
  const isOpen = (sequence: number) => {
    const item = goodsItems.find(each => each.sequence === sequence)
    const noOrigin = type?.startsWith('EX') !== true && item?.originCountry === undefined && item?.preferentialOrigin === undefined
    return noOrigin || item?.invoiceAmount === undefined
  }
  return items.filter(({ sequence }) => isOpen(sequence)).reduce((sum, { total }) => plus(sum, decimal(total)), decimal('0'))
}

/** What the declarant states as security; a removal is secured for what is assessed, on the account it names. */
function statedFor(document: DeclarationDocument, currency: string): Rational | undefined {
  return document.mode === 'PROVISIONAL' ? sumOfGuarantees(document, currency) : undefined
}

/** What the declarant's guarantees come to in the state's currency; undefined where none states an amount. */
function sumOfGuarantees({ guarantees }: DeclarationDocument, currency: string): Rational | undefined {
  const stated = guarantees.flatMap(({ amount }) => (amount === undefined ? [] : [amount]))
  if (stated.length === 0) return undefined
  return stated.filter(each => each.currency === currency).reduce((sum, each) => plus(sum, decimal(each.amount)), decimal('0'))
}

/** V52: security that is stated covers what is suspended. */
function checkStated(document: DeclarationDocument, { total, currency }: Assessment): readonly Issue[] {
  const stated = statedFor(document, currency)
  if (stated === undefined || compare(stated, decimal(total)) >= 0) return []
  return [error('debt.security-below-charges', 'guarantees', { needed: total, currency })]
}

/** What debt's rules must know besides document and law: what customs assessed, where it could. */
export interface DebtRuleFacts {
  readonly assessment?: Assessment | undefined
}

/** The rules of the catalogue about security. */
export const DEBT_RULES: readonly Rule<DebtRuleFacts>[] = [
  {
    id: 'V52',
    module: 'debt',
    codes: ['debt.security-below-charges'],
    severity: 'error',
    about: 'The security covers the duties that are suspended.',
    scope: 'state',
    check: ({ document, assessment }) => (assessment === undefined ? [] : checkStated(document, assessment)),
  },
]
