import { all, compare, decimal, error, type Issue, minus, ok, type Result, stop } from '../kernel/index.ts'
import type { ExchangeRates, LawBook } from '../reference/index.ts'
import { type BillFacts, type Counted, countBill } from './bill.ts'
import { judgeConsignment } from './consignment.ts'
import { methodOf, tellContent } from './content-method.ts'
import { converter, showPercent, wholePercent } from './convert.ts'
import { judgeEligibility, partyTest } from './eligibility.ts'
import { judgeExhibition } from './exhibition.ts'
import { type Advice, advice, type Finding, finding } from './finding.ts'
import { criterionOf, type Judged, type JudgedGood, judgeAlternative } from './judge-alternative.ts'
import { judgeLinks } from './judge-links.ts'
import { qualifyClaims } from './qualify-claims.ts'
import type { Material, OriginQuestion } from './question.ts'
import { NO_RECORDS, type OriginRecords } from './records.ts'
import type { RuleBook } from './rule-book.ts'
import { type RuleApplied, ruleFor } from './rule-for-good.ts'
import { contentOf, type ValueContent } from './value-content.ts'
import { judgeWhollyObtained } from './wholly-obtained.ts'

export type OriginStatus = 'originating' | 'not-originating' | 'provisional' | 'not-eligible'

/** A tick of Form D that follows from how a good originates. @source Annex 7, box 13 and notes 15 to 17 */
export type OriginMark = 'accumulation' | 'partial-cumulation' | 'de-minimis'

/** Whether a good originates, by what criterion, and why: every step an officer would take, and what a producer could change. */
export interface Determination {
  readonly status: OriginStatus
  /** As box 8 of Form D prints it; null where the good may have no Form D, or where none is printed for it (art. 28.3). */
  readonly criterion: string | null
  readonly rvc: { readonly method: 'direct' | 'indirect'; readonly percent: string } | null
  /** The member whose origin the good has: another than the exporting one where only minimal work was done there. */
  readonly origin: string | null
  readonly marks: readonly OriginMark[]
  /** The rules the good was judged by, as our grammar writes them, with where they stand. */
  readonly rules: readonly { readonly rule: string; readonly ref: string; readonly source: string; readonly confidence: string }[]
  readonly trace: readonly Finding[]
  readonly toQualify: readonly Advice[]
}

/** The books a determination is taken from. */
export interface OriginBooks {
  readonly law: LawBook
  readonly rules: RuleBook
  /** Rates of customs for currencies the question gives no rate of. */
  readonly rates?: ExchangeRates
  /** What the lines of the bill may name, as far as whoever asks may see it; nothing where nobody looked. */
  readonly records?: OriginRecords
}

/** From this content on, and below what the general rule asks, a good that does not originate may be accumulated in part. @source Annex 6(a) */
const PARTIAL_MIN = decimal('20')
const PARTIAL_BELOW = decimal('40')

/**
 * Determines the origin of a good under the agreement, or answers everything that keeps it from being determined.
 *
 * The good never originates by a rule that is not on file: where the rules of its chapter are missing, or some of their alternatives are, the answer is
 * `provisional`. Nor by a bill that names no material: a good made of nothing would meet every rule. Fractions are compared exactly; the same question
 * and books give the same answer, in whatever order the materials stand.
 *
 * @source ATIGA art. 26 to 37
 */
export function determineOrigin(question: OriginQuestion, books: OriginBooks): Result<Determination> {
  const applied = ruleFor(question, books.rules)
  const wrong: readonly Issue[] = [...checkEdition(question), ...(applied.ok ? [] : applied.issues)]
  const isParty = partyTest(books.law, question.agreement, question.on)
  const convert = converter(question, books.rates)
  const isMember = (state: string) => state === question.exporter || isParty(state, question.exporter)
  const done = new Set(question.processes.flatMap(({ process, state }) => (state === question.exporter ? [process] : [])))
  const facts: BillFacts = {
    exporter: question.exporter,
    on: question.on,
    convert,
    links: judgeLinks(question.materials, { exporter: question.exporter, on: question.on, records: books.records ?? NO_RECORDS }),
    isParty: isMember,
    originates: (made, parts, value) => originatesAlone(made, parts, value, question, books),
  }
  const bill = countBill(question.materials, facts)
  const chosen = methodOf(books.law, question.agreement, question.exporter, question.on, question.method)
  const content =
    bill.ok && chosen.ok ? contentOf(question, chosen.value.method, bill.value.counted, convert) : ok({ content: undefined, findings: [] })
  const read = all<unknown, Issue>([wrong.length > 0 ? stop(...wrong) : ok(undefined), bill, chosen, content])
  if (!read.ok || !bill.ok || !chosen.ok || !content.ok || !applied.ok) return read.ok ? stop() : read

  const { counted } = bill.value
  const hasMaterials = question.materials.some(each => each.use === 'material')
  const eligible = judgeEligibility(question, books.law)
  const before = [...eligible, ...bill.value.findings, ...(hasMaterials ? tellContent(content.value, chosen.value) : [])]
  const after = [...judgeConsignment(question, isMember), ...judgeExhibition(question, isMember)]
  const value = hasMaterials ? content.value.content : undefined
  const rvc = value === undefined ? null : { method: value.method, percent: showPercent(value.percent) }
  const tell = (found: Partial<Determination> & Pick<Determination, 'status'>): Result<Determination> =>
    ok({
      criterion: null,
      origin: null,
      marks: [],
      rules: [],
      toQualify: [],
      ...found,
      rvc,
      trace: [...before, ...(found.trace ?? []), ...after],
    })

  if (eligible.some(each => each.outcome === 'not-met')) return tell({ status: 'not-eligible' })

  const obtained = judgeWhollyObtained(question, counted)
  if (obtained?.outcome === 'met')
    return tell({ status: 'originating', criterion: 'WO', origin: question.exporter, trace: obtained.findings })
  const ofObtained = { trace: obtained?.findings ?? [], toQualify: obtained?.toQualify ?? [] }

  if (question.minimalOperations?.isAll === true) {
    const kept = keepOrigin(question, counted)
    return tell({ ...kept, trace: [...ofObtained.trace, ...(kept.trace ?? [])] })
  }
  const assembled = judgeInformationTechnology(question, counted, books.rules)
  if (assembled?.outcome === 'met') {
    const trace = [...ofObtained.trace, assembled]
    return tell({ status: 'originating', origin: question.exporter, marks: marksOf(question, counted), trace })
  }

  const { exporter, good } = question
  const judgedGood: JudgedGood = {
    code: good.code,
    exporter,
    currency: good.fob?.currency ?? '',
    counted,
    content: value,
    done,
    isWhollyObtained: false,
  }
  const judged = hasMaterials ? judgeRule(applied.value, judgedGood) : []
  const isSilent = !hasMaterials && obtained?.outcome !== 'open'
  const ofNothing = isSilent ? [finding('open', 'origin.materials-missing', 'ATIGA art. 26, 28')] : []
  const trace = [
    ...ofObtained.trace,
    ...(assembled === undefined ? [] : [assembled]),
    ...applied.value.findings,
    ...ofNothing,
    ...judged.flatMap(each => each.findings),
  ]
  const rules = applied.value.rules.map(({ words, ref, source, confidence }) => ({ rule: words, ref, source, confidence }))
  const found = judged.find(each => each.outcome === 'met')
  if (found !== undefined) {
    const marks = [...marksOf(question, counted), ...(found.isTolerated ? (['de-minimis'] as const) : [])]
    const criterion = criterionOf(found.alternative, value)
    return tell({ status: 'originating', criterion, origin: exporter, marks, rules, trace })
  }
  const isOpen = !hasMaterials || !applied.value.isWhole || judged.some(each => each.outcome === 'open') || obtained?.outcome === 'open'
  const toSay = isSilent ? [advice('origin.qualify-materials')] : []
  const claims = qualifyClaims(bill.value.findings)
  const toQualify = eachOnce([
    ...ofObtained.toQualify,
    ...toSay,
    ...claims,
    ...applied.value.toQualify,
    ...judged.flatMap(each => each.toQualify),
  ])
  const status = isOpen ? 'provisional' : 'not-originating'
  return tell({ status, ...partialOf(value, isOpen), rules, trace: [...trace, ...partialFinding(value, isOpen, exporter)], toQualify })
}

/** Codes are compared in one edition of the Harmonized System. */
function checkEdition({ good, materialsHsVersion }: OriginQuestion): readonly Issue[] {
  return materialsHsVersion === undefined || materialsHsVersion === good.hsVersion
    ? []
    : [error('origin.hs-version-differs', 'materialsHsVersion', { good: good.hsVersion, materials: materialsHsVersion })]
}

function judgeRule(applied: RuleApplied, good: JudgedGood): readonly Judged[] {
  return applied.rules.flatMap(({ rule, ref, source }) =>
    rule.map(alternative => judgeAlternative(alternative, good, applied.processRule, `${source}; ${ref}`)),
  )
}

/** A good that was only kept, moved or presented in the exporting state stays of the member it originated in. @source ATIGA art. 31 */
function keepOrigin(question: OriginQuestion, counted: readonly Counted[]): Partial<Determination> & Pick<Determination, 'status'> {
  const purposes = question.minimalOperations?.purposes.join(', ') ?? ''
  const kept = counted.filter(each => each.inChange)
  const [first] = kept
  const isOne = first?.from !== undefined && kept.every(each => each.isOriginating && each.from === first.from)
  const isSame = isOne && first.code.slice(0, 6) === question.good.code.slice(0, 6)
  if (!isSame || first.from === undefined)
    return {
      status: 'not-originating',
      trace: [finding('not-met', 'origin.minimal-only', 'ATIGA art. 31.1', { purposes })],
      toQualify: [advice('origin.qualify-beyond-minimal', { exporter: question.exporter })],
    }
  const criterion = first.proof?.criterion ?? null
  return {
    status: 'originating',
    criterion,
    origin: first.from,
    trace: [finding('met', 'origin.kept', 'ATIGA art. 31.2', { state: first.from, purposes })],
  }
}

/** A listed product that is assembled from listed products, whatever the rule of its code. @source ATIGA art. 28.3, Annex 4 (AHTN 2007) */
function judgeInformationTechnology(question: OriginQuestion, counted: readonly Counted[], { itaProducts }: RuleBook): Finding | undefined {
  const { ahtn2007 } = question.good
  if (ahtn2007 === undefined || !itaProducts.has(ahtn2007)) return undefined
  const others = counted.filter(each => each.inChange && !(each.ahtn2007 !== undefined && itaProducts.has(each.ahtn2007)))
  const isAssembled = others.length === 0 && counted.length > 0 && question.processes.some(each => each.process === 'assembly')
  return finding(
    isAssembled ? 'met' : 'not-met',
    isAssembled ? 'origin.ita-assembled' : 'origin.ita-other-materials',
    'ATIGA art. 28.3; Annex 4',
    {
      code: ahtn2007,
      count: others.length,
    },
  )
}

/** Whether a material the producer made originates by its own rule: decided as for any good, and never where its rule is not on file. */
function originatesAlone(
  made: Material,
  parts: readonly Counted[],
  value: Counted['value'],
  question: OriginQuestion,
  books: OriginBooks,
): boolean {
  const good = { ...question.good, code: made.code, isPart: [] }
  const applied = ruleFor({ ...question, good, productRule: undefined }, books.rules)
  if (!applied.ok || value.num <= 0n) return false
  const vnm = parts.filter(each => each.inValue).reduce((sum, each) => minus(sum, minus(each.contribution, each.value)), decimal('0'))
  const percent = minus(decimal('100'), { num: 100n * vnm.num * value.den, den: vnm.den * value.num })
  const content: ValueContent = { method: 'indirect', percent, fob: value, vnm, domesticPercent: percent }
  const done = new Set(made.processes ?? [])
  const judged = judgeRule(applied.value, {
    code: made.code,
    exporter: question.exporter,
    currency: '',
    counted: parts,
    content,
    done,
    isWhollyObtained: false,
  })
  return judged.some(each => each.outcome === 'met')
}

/** Originating materials of other members were counted. @source ATIGA art. 30.1; Annex 7, note 15 */
function marksOf({ exporter }: OriginQuestion, counted: readonly Counted[]): readonly OriginMark[] {
  const used = counted.filter(each => each.inChange || each.inValue)
  return used.some(each => each.isOriginating && each.from !== undefined && each.from !== exporter) ? ['accumulation'] : []
}

function isPartial(content: ValueContent | undefined): content is ValueContent {
  return content !== undefined && compare(content.domesticPercent, PARTIAL_MIN) >= 0 && compare(content.domesticPercent, PARTIAL_BELOW) < 0
}

function partialOf(content: ValueContent | undefined, isOpen: boolean): Partial<Determination> {
  if (isOpen || !isPartial(content)) return {}
  return { criterion: `PC ${wholePercent(content.domesticPercent)}%`, marks: ['partial-cumulation'] }
}

function partialFinding(content: ValueContent | undefined, isOpen: boolean, exporter: string): readonly Finding[] {
  if (isOpen || !isPartial(content)) return []
  return [
    finding('noted', 'origin.partial-content', 'ATIGA art. 30.2; Annex 6', { exporter, percent: showPercent(content.domesticPercent) }),
  ]
}

function eachOnce(given: readonly Advice[]): readonly Advice[] {
  const seen = new Set<string>()
  return given.filter(each => {
    const key = JSON.stringify(each)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
