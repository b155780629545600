import { error, ok, type Result, stop } from '../kernel/index.ts'
import { type Advice, advice, type Finding, finding } from './finding.ts'
import type { OriginQuestion } from './question.ts'
import { formatRule, GENERAL_RULE, parseRule, type Rule } from './rule.ts'
import type { RuleBook } from './rule-book.ts'
import type { ProcessRule } from './rule-sheet.ts'

/** The rules a good is judged by, and whether they are all there are. */
export interface RuleApplied {
  readonly rules: readonly {
    readonly rule: Rule
    readonly words: string
    readonly ref: string
    readonly source: string
    readonly confidence: string
  }[]
  /** False where alternatives, or the rule itself, are not on file: a good that meets none of these may still originate. */
  readonly isWhole: boolean
  readonly processRule: (name: string) => ProcessRule | undefined
  readonly findings: readonly Finding[]
  readonly toQualify: readonly Advice[]
}

const GENERAL = {
  rule: GENERAL_RULE,
  words: formatRule(GENERAL_RULE),
  ref: 'general rule',
  source: 'ATIGA art. 28.1',
  confidence: 'official',
}

/**
 * Finds the rule of a good: a product-specific rule in the place of the general one. Where the rules of the chapter are not on file there is none,
 * since nobody can say which of the two holds. A rule that is for part of a code counts where a person says that the good is of that part.
 *
 * @source ATIGA art. 28.1, 28.2
 */
export function ruleFor(question: Pick<OriginQuestion, 'agreement' | 'good' | 'on' | 'productRule'>, book: RuleBook): Result<RuleApplied> {
  const { agreement, good, on, productRule } = question
  const processRule = (name: string) => book.sheets.find(({ processes }) => Object.hasOwn(processes, name))?.processes[name]
  if (productRule !== undefined) return givenRule(productRule, processRule)

  const chapter = good.code.slice(0, 2)
  const found = book.find({ agreement, code: good.code, hsVersion: good.hsVersion, on })
  switch (found.kind) {
    case 'not-loaded':
      return ok({
        rules: [],
        isWhole: false,
        processRule,
        findings: [finding('open', 'origin.rule-not-loaded', 'ATIGA art. 28.2; Annex 3', { chapter, hsVersion: good.hsVersion, on })],
        toQualify: [advice('origin.qualify-load-rule', { chapter, code: good.code })],
      })
    case 'general':
      return ok({
        rules: [GENERAL],
        isWhole: true,
        processRule,
        findings: [finding('noted', 'origin.rule-general', 'ATIGA art. 28.1', { code: good.code })],
        toQualify: [],
      })
    case 'product': {
      const meant = found.found.filter(({ row }) => row.ex === undefined || good.isPart.includes(row.ref))
      const unsaid = found.found.filter(({ row }) => row.ex !== undefined && !good.isPart.includes(row.ref))
      const rules = meant.map(({ row, sheet }) => ({
        rule: row.rule,
        words: formatRule(row.rule),
        ref: `${row.ref}, ${row.code}`,
        source: sheet.legalRef,
        confidence: sheet.confidence,
      }))
      const isWhole = found.isWhole && meant.length > 0
      return ok({
        rules,
        isWhole,
        processRule,
        findings: [
          ...rules.map(({ words, ref, source }) => finding('noted', 'origin.rule-product', source, { code: good.code, rule: words, ref })),
          ...unsaid.map(({ row, sheet }) =>
            finding('open', 'origin.rule-for-part', sheet.legalRef, { ref: row.ref, part: row.ex ?? '', code: row.code }),
          ),
          ...(isWhole ? [] : [finding('open', 'origin.alternatives-not-loaded', 'ATIGA art. 28.2; Annex 3', { chapter })]),
        ],
        toQualify: [
          ...unsaid.map(({ row }) => advice('origin.qualify-part', { ref: row.ref, part: row.ex ?? '' })),
          ...(isWhole ? [] : [advice('origin.qualify-load-rule', { chapter, code: good.code })]),
        ],
      })
    }
  }
}

/** A rule on the word of whoever asks; `general` says that annex 3 names none for the code. */
function givenRule(
  { rule: text, source }: NonNullable<OriginQuestion['productRule']>,
  processRule: RuleApplied['processRule'],
): Result<RuleApplied> {
  const rule = text === 'general' ? GENERAL_RULE : parseRule(text)
  if (rule === undefined) return stop(error('origin.rule-malformed', 'productRule.rule', { row: 1, given: text }))
  const words = formatRule(rule)
  return ok({
    rules: [{ rule, words, ref: 'given by the caller', source, confidence: 'given' }],
    isWhole: true,
    processRule,
    findings: [finding('noted', 'origin.rule-given', source, { rule: words, source })],
    toQualify: [],
  })
}
