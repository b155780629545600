import {
  compare,
  type Day,
  decimal,
  HUNDRED,
  type Issue,
  minus,
  ok,
  over,
  type Rational,
  type Result,
  stop,
  times,
  ZERO,
} from '../kernel/index.ts'
import { type Convert, showPercent, valueMaterial } from './convert.ts'
import { type Finding, finding } from './finding.ts'
import type { LinksJudged } from './judge-links.ts'
import type { Material, MaterialOrigin } from './question.ts'
import { checkStock } from './stock.ts'

/** A material as the tests see it; amounts in the currency of the FOB price. */
export interface Counted {
  readonly line: string
  readonly code: string
  readonly ahtn2007?: string | undefined
  readonly value: Rational
  /** What of the value counts as originating, wherever among the members it is from; and what of it is of the exporting state. */
  readonly contribution: Rational
  readonly domestic: Rational
  /** Nothing of it is tested for a change of classification. */
  readonly isOriginating: boolean
  readonly isWhollyObtained: boolean
  /** Whether its classification is tested, whether its value counts. */
  readonly inChange: boolean
  readonly inValue: boolean
  /** The member it originates in or has its partial content from, with the proof that says so. */
  readonly from?: string
  readonly proof?: { readonly criterion?: string | undefined }
}

export interface CountedBill {
  readonly counted: readonly Counted[]
  readonly findings: readonly Finding[]
}

/** What a bill of materials is read with. */
export interface BillFacts {
  readonly exporter: string
  readonly on: Day
  readonly convert: Convert
  /** What became of the records that lines name. */
  readonly links: ReadonlyMap<Material, LinksJudged>
  /** Whether a state is party to the agreement on the day. */
  readonly isParty: (state: string) => boolean
  /** Whether a good the producer made of parts originates by its own rule; undefined parts are never asked. */
  readonly originates: (made: Material, parts: readonly Counted[], value: Rational) => boolean
}

/** A material whose value content is below this gives none of it. Above, up to 40 %, it gives what it has. @source ATIGA art. 30.2, Annex 6(a) */
const PARTIAL_MIN = decimal('20')
const PARTIAL_BELOW = decimal('40')

/** Counts every material of a bill: its value, what of it originates, and which tests it takes part in. */
export function countBill(materials: readonly Material[], facts: BillFacts, path = 'materials'): Result<CountedBill> {
  const counted: Counted[] = []
  const findings: Finding[] = []
  const issues: Issue[] = [...checkStock(materials, path)]
  for (const [index, material] of materials.entries()) {
    const one = countMaterial(material, facts, `${path}[${index}]`)
    if (!one.ok) issues.push(...one.issues)
    else {
      for (const each of one.value.counted) counted.push(each)
      for (const each of one.value.findings) findings.push(each)
    }
  }
  return issues.length > 0 ? stop(...issues) : ok({ counted, findings })
}

function countMaterial(material: Material, facts: BillFacts, path: string): Result<CountedBill> {
  const value = valueMaterial(material, facts.exporter, facts.convert, path)
  if (!value.ok) return value
  if (material.parts !== undefined) return countMade(material, material.parts, value.value, facts, path)
  const share = shareOf(material, facts)
  const { tests, findings } = testsOf(material)
  const line = { line: material.line, code: material.code, ahtn2007: material.ahtn2007 }
  const said = { line: material.line, code: material.code, value: showPercent(value.value) }
  const shown = facts.links.get(material)?.findings ?? restOnWord(material, share)
  const all = [finding('noted', share.code, share.source, { ...said, ...share.params }, material.line), ...shown, ...findings]
  const origin = material.origin
  const proof = 'proof' in origin ? origin.proof : undefined
  const known = {
    ...line,
    ...tests,
    isWhollyObtained: share.percent === HUNDRED && 'whollyObtained' in origin && origin.whollyObtained === true,
    ...(share.from === undefined ? {} : { from: share.from }),
    ...(proof === undefined ? {} : { proof }),
  }
  const isHome = share.from === facts.exporter
  const averaged = material.stock?.method === 'average' ? decimal(material.stock.originatingPercent ?? '0') : HUNDRED
  const good = { ...known, value: partOf(value.value, averaged) }
  const parts: Counted[] = [
    {
      ...good,
      contribution: partOf(good.value, share.percent),
      domestic: isHome ? partOf(good.value, share.percent) : ZERO,
      isOriginating: share.percent === HUNDRED,
    },
  ]
  if (compare(averaged, HUNDRED) < 0) {
    const rest = minus(value.value, good.value)
    parts.push({ ...line, ...tests, value: rest, contribution: ZERO, domestic: ZERO, isOriginating: false, isWhollyObtained: false })
  }
  return ok({ counted: parts, findings: all })
}

/**
 * A material the producer made itself. Where it originates by its own rule it counts whole; otherwise what it was made of is counted in its place, and
 * the work put into it is the good's.
 *
 * @source ATIGA art. 29.2(a): materials "self-produced"
 */
function countMade(made: Material, parts: readonly Material[], value: Rational, facts: BillFacts, path: string): Result<CountedBill> {
  const inner = countBill(parts, facts, `${path}.parts`)
  if (!inner.ok) return inner
  const { counted, findings } = inner.value
  const { tests } = testsOf(made)
  const said = { line: made.line, code: made.code, value: showPercent(value) }
  if (!facts.originates(made, counted, value)) {
    return ok({ counted, findings: [finding('noted', 'origin.assembly-opened', 'ATIGA art. 29.2', said, made.line), ...findings] })
  }
  const whole = { value, contribution: value, domestic: value, isOriginating: true, isWhollyObtained: false, from: facts.exporter }
  return ok({
    counted: [{ line: made.line, code: made.code, ahtn2007: made.ahtn2007, ...tests, ...whole }],
    findings: [finding('noted', 'origin.assembly-originates', 'ATIGA art. 29.2(a)', said, made.line), ...findings],
  })
}

interface Share {
  readonly percent: Rational
  readonly from?: string
  readonly code: string
  readonly source: string
  readonly params?: Readonly<Record<string, string>>
}

/** How much of a material counts as originating. A claim without what shows it, or with a record that shows nothing, counts for nothing: its origin is undetermined. */
function shareOf(material: Material, facts: BillFacts): Share {
  const { origin } = material
  if (facts.links.get(material)?.holds === false)
    return { percent: ZERO, code: 'origin.material-record-fails', source: 'ATIGA art. 29.2(b)(ii)' }
  switch (origin.status) {
    case 'non-originating':
      return { percent: ZERO, code: 'origin.material-foreign', source: 'ATIGA art. 29.2(b)', params: { country: origin.country ?? '–' } }
    case 'undetermined':
      return { percent: ZERO, code: 'origin.material-undetermined', source: 'ATIGA art. 29.2(b)(ii)' }
    case 'originating':
      return shareOfOriginating(origin, facts)
    case 'partial':
      return shareOfPartial(origin, facts)
  }
}

/** On whose word a line rests that counts and names no record: the producer's, who wrote it. */
function restOnWord({ origin, line }: Material, { percent, code }: Share): readonly Finding[] {
  if (percent === ZERO || code === 'origin.material-licensed') return []
  const proof = 'proof' in origin ? origin.proof?.number : undefined
  const declaration = 'declaration' in origin ? origin.declaration : undefined
  return [finding('noted', 'origin.rests-on-word', 'Annex 8 rule 4.2', { line, named: proof ?? declaration ?? '–' }, line)]
}

function shareOfOriginating(origin: Extract<MaterialOrigin, { status: 'originating' }>, { exporter, isParty }: BillFacts): Share {
  const { state, proof, localSource, declaration } = origin
  const params = { state }
  if (!isParty(state)) return { percent: ZERO, code: 'origin.material-no-party', source: 'ATIGA art. 30.1', params }
  if (state !== exporter) {
    return proof === undefined
      ? { percent: ZERO, code: 'origin.material-unproven', source: 'ATIGA art. 30.1', params }
      : {
          percent: HUNDRED,
          from: state,
          code: 'origin.material-accumulated',
          source: 'ATIGA art. 30.1',
          params: { ...params, proof: proof.number },
        }
  }
  if (localSource === 'licensed')
    return { percent: HUNDRED, from: state, code: 'origin.material-licensed', source: 'ATIGA art. 29.5', params }
  if (declaration !== undefined || proof !== undefined)
    return { percent: HUNDRED, from: state, code: 'origin.material-declared', source: 'ATIGA art. 29.5; Annex 8 rule 4.2', params }
  return { percent: ZERO, code: 'origin.material-local-unproven', source: 'ATIGA art. 29.5; Annex 8 rule 4.2', params }
}

function shareOfPartial({ state, rvc, proof }: Extract<MaterialOrigin, { status: 'partial' }>, { isParty }: BillFacts): Share {
  const percent = decimal(rvc)
  const params = { state, percent: rvc }
  const isWithin = compare(percent, PARTIAL_MIN) >= 0 && compare(percent, PARTIAL_BELOW) < 0
  if (!isParty(state)) return { percent: ZERO, code: 'origin.material-no-party', source: 'ATIGA art. 30.2', params }
  if (!isWithin) return { percent: ZERO, code: 'origin.material-partial-outside', source: 'ATIGA art. 30.2; Annex 6(a)', params }
  if (proof === undefined) return { percent: ZERO, code: 'origin.material-unproven', source: 'Annex 6(d)', params }
  return { percent, from: state, code: 'origin.material-partial', source: 'ATIGA art. 30.2; Annex 6', params }
}

/** Which tests a material takes part in by what it is used for. @source ATIGA art. 34, 35, 36 */
function testsOf(material: Material): {
  readonly tests: { readonly inChange: boolean; readonly inValue: boolean }
  readonly findings: readonly Finding[]
} {
  const said = (code: string, source: string) => [finding('noted', code, source, { line: material.line }, material.line)]
  switch (material.use) {
    case 'material':
      return { tests: { inChange: true, inValue: true }, findings: [] }
    case 'neutral':
      return { tests: { inChange: false, inValue: false }, findings: said('origin.neutral-element', 'ATIGA art. 36') }
    case 'transport-packing':
      return { tests: { inChange: false, inValue: false }, findings: said('origin.transport-packing', 'ATIGA art. 34.2') }
    case 'retail-packing':
      return {
        tests: { inChange: !material.classifiedWithGood, inValue: material.formsWhole },
        findings: said(material.formsWhole ? 'origin.retail-packing' : 'origin.retail-packing-apart', 'ATIGA art. 34.1'),
      }
    case 'accessory': {
      const isWithGood = !material.invoicedSeparately && material.customary
      return {
        tests: { inChange: !isWithGood, inValue: true },
        findings: said(isWithGood ? 'origin.accessory' : 'origin.accessory-apart', 'ATIGA art. 35'),
      }
    }
  }
}

function partOf(value: Rational, percent: Rational): Rational {
  if (percent === HUNDRED) return value
  return percent === ZERO ? ZERO : over(times(value, percent), HUNDRED)
}
