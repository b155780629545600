import { compare, HUNDRED, minus, over, type Rational, times } from '../kernel/index.ts'
import type { Counted } from './bill.ts'
import { percentOf, showAtLeast, showPercent, wholePercent } from './convert.ts'
import { type Advice, advice, type Finding, type FindingOutcome, finding, nameLines } from './finding.ts'
import { MERE_PROCESSES } from './processes.ts'
import { type Alternative, formatAlternative, type Requirement } from './rule.ts'
import type { ProcessRule } from './rule-sheet.ts'
import { DE_MINIMIS_PERCENT, testChange } from './tariff-change.ts'
import type { ValueContent } from './value-content.ts'

/** What a good is judged by: its code, its materials as counted, its value content, what was done in the exporting state. */
export interface JudgedGood {
  readonly code: string
  readonly exporter: string
  readonly currency: string
  readonly counted: readonly Counted[]
  readonly content: ValueContent | undefined
  readonly done: ReadonlySet<string>
  readonly isWhollyObtained: boolean
}

/** How a good stands to one alternative of a rule. */
export interface Judged {
  readonly alternative: Alternative
  readonly outcome: 'met' | 'not-met' | 'open'
  readonly isTolerated: boolean
  readonly findings: readonly Finding[]
  readonly toQualify: readonly Advice[]
}

interface Tested {
  readonly outcome: 'met' | 'not-met' | 'open'
  readonly isTolerated?: true
  readonly findings: readonly Finding[]
  readonly toQualify: readonly Advice[]
}

/** Judges a good by one alternative; every requirement is tried, so that all that is missing is told. */
export function judgeAlternative(
  alternative: Alternative,
  good: JudgedGood,
  processRule: (name: string) => ProcessRule | undefined,
  source: string,
): Judged {
  const tested = alternative.map(requirement => testRequirement(requirement, good, processRule))
  const outcome = tested.some(each => each.outcome === 'not-met')
    ? 'not-met'
    : tested.some(each => each.outcome === 'open')
      ? 'open'
      : 'met'
  const head = finding(outcome, 'origin.alternative', source, { rule: formatAlternative(alternative) })
  return {
    alternative,
    outcome,
    isTolerated: tested.some(each => each.isTolerated),
    findings: [head, ...tested.flatMap(each => each.findings)],
    toQualify: outcome === 'met' ? [] : tested.flatMap(each => each.toQualify),
  }
}

/** The criterion as Form D prints it: `WO`, `40%`, `CTH`, `SP`, `CTSH + 35%`. @source Annex 7, note 3 */
export function criterionOf(alternative: Alternative, content: ValueContent | undefined): string {
  const percent = content === undefined ? '' : wholePercent(content.percent)
  const parts = alternative.map(each => notationOf(each, percent))
  return parts.sort((one, other) => Number(one.endsWith('%')) - Number(other.endsWith('%'))).join(' + ')
}

function notationOf(requirement: Requirement, percent: string): string {
  switch (requirement.kind) {
    case 'wholly-obtained':
      return 'WO'
    case 'change':
      return requirement.level
    case 'process':
      return 'SP'
    case 'value':
      return `${percent}%`
  }
}

function testRequirement(requirement: Requirement, good: JudgedGood, processRule: (name: string) => ProcessRule | undefined): Tested {
  switch (requirement.kind) {
    case 'wholly-obtained':
      return good.isWhollyObtained
        ? met('origin.requirement-wholly-obtained', 'ATIGA art. 27')
        : { ...failed('origin.requirement-wholly-obtained', 'ATIGA art. 27'), toQualify: [advice('origin.qualify-wholly-obtained')] }
    case 'value':
      return testContent(requirement.percentMin, good)
    case 'change':
      return testClassification(requirement, good)
    case 'process':
      return testProcess(requirement.name, processRule(requirement.name), good)
  }
}

function testContent(percentMin: Rational, { content, counted, currency }: JudgedGood): Tested {
  const min = showPercent(percentMin)
  if (content === undefined) {
    const findings = [finding('open', 'origin.fob-missing', 'ATIGA art. 29.1', { min })]
    return { outcome: 'open', findings, toQualify: [advice('origin.qualify-fob')] }
  }
  const said = { percent: showPercent(content.percent), min }
  if (compare(content.percent, percentMin) >= 0) return met('origin.content-reached', 'ATIGA art. 28.1(a)(i), 29', said)
  const { fob, vnm } = content
  const mayBe = over(times(fob, minus(HUNDRED, percentMin)), HUNDRED)
  const excess = showAtLeast(minus(content.method === 'indirect' ? vnm : over(times(fob, minus(HUNDRED, content.percent)), HUNDRED), mayBe))
  return {
    ...failed('origin.content-short', 'ATIGA art. 28.1(a)(i), 29', said),
    toQualify: [advice('origin.qualify-content', { excess, currency, min }), ...listSingleChanges(percentMin, content, counted)],
  }
}

/** Single materials that would bring the content to the minimum were they originating, the smallest first. */
function listSingleChanges(percentMin: Rational, { percent, fob }: ValueContent, counted: readonly Counted[]): readonly Advice[] {
  const missing = minus(percentMin, percent)
  return counted
    .filter(each => each.inValue && !each.isOriginating)
    .map(each => ({ each, gain: percentOf(minus(each.value, each.contribution), fob) }))
    .filter(({ gain }) => compare(gain, missing) >= 0)
    .sort((one, other) => compare(one.gain, other.gain))
    .slice(0, SINGLE_CHANGES_MAX)
    .map(({ each, gain }) =>
      advice('origin.qualify-source-line', {
        line: each.line,
        code: each.code,
        percent: showPercent(minus(percent, times(gain, { num: -1n, den: 1n }))),
      }),
    )
}

const SINGLE_CHANGES_MAX = 3

function testClassification(
  requirement: Extract<Requirement, { kind: 'change' }>,
  { code, counted, content, currency }: JudgedGood,
): Tested {
  const { level } = requirement
  const { outcome, tested, failing, failingValue, failingPercent } = testChange(requirement, code, counted, content?.fob)
  if (outcome === 'met') return met('origin.change-made', 'ATIGA art. 28.1(a)(ii)', { level, tested })
  const lines = nameLines(failing.map(each => each.line))
  const each = failing.map(({ line, code: of, value }) =>
    finding('not-met', 'origin.change-not-made', 'ATIGA art. 28.1(a)(ii)', { line, code: of, level, value: showPercent(value) }, line),
  )
  const limit = showPercent(DE_MINIMIS_PERCENT)
  if (failingPercent === undefined || content === undefined) {
    const findings = [...each, finding('open', 'origin.de-minimis-open', 'ATIGA art. 33', { count: failing.length, limit })]
    return { outcome: 'open', findings, toQualify: [advice('origin.qualify-fob')] }
  }
  const said = { count: failing.length, lines, percent: showPercent(failingPercent), limit }
  if (outcome === 'tolerated')
    return {
      outcome: 'met',
      isTolerated: true,
      findings: [...each, finding('met', 'origin.de-minimis', 'ATIGA art. 33', said)],
      toQualify: [],
    }
  const allowed = over(times(content.fob, DE_MINIMIS_PERCENT), HUNDRED)
  const excess = showAtLeast(minus(failingValue, allowed))
  return {
    outcome: 'not-met',
    findings: [...each, finding('not-met', 'origin.de-minimis-exceeded', 'ATIGA art. 33', said)],
    toQualify: [advice('origin.qualify-change', { ...said, level, excess, currency })],
  }
}

function testProcess(name: string, rule: ProcessRule | undefined, { counted, done, exporter }: JudgedGood): Tested {
  const source = rule?.legalRef ?? 'ATIGA art. 28.2'
  if (!counted.some(each => each.inChange && !each.isOriginating)) return met('origin.process-not-needed', 'ATIGA art. 28.2(d)')
  const lists = rule?.anyOf ?? [[name]]
  const found = lists.find(list => list.every(process => done.has(process)))
  const words = rule?.name ?? name
  if (found !== undefined) return met('origin.process-done', source, { rule: words, processes: found.join(', '), exporter })
  const isMere = done.size > 0 && [...done].every(process => MERE_PROCESSES.has(process))
  const asked = lists.map(list => list.join(' and ')).join('; or ')
  return {
    ...failed(isMere ? 'origin.process-mere' : 'origin.process-missing', source, {
      rule: words,
      done: [...done].join(', ') || '–',
      exporter,
    }),
    toQualify: [advice('origin.qualify-process', { exporter, processes: asked })],
  }
}

function met(code: string, source: string, params?: Finding['params']): Tested {
  return said('met', code, source, params)
}

function failed(code: string, source: string, params?: Finding['params']): Tested {
  return said('not-met', code, source, params)
}

function said(outcome: Extract<FindingOutcome, 'met' | 'not-met'>, code: string, source: string, params?: Finding['params']): Tested {
  return { outcome, findings: [finding(outcome, code, source, params)], toQualify: [] }
}
