import { compare, convert, decimal, error, type Issue, plus, type Rational, toExact } from '../kernel/index.ts'
import { parseCriterion } from './criterion.ts'
import { type Finding, finding } from './finding.ts'
import { type Link, linksOf } from './link.ts'
import type { Material, MaterialOrigin } from './question.ts'
import {
  indexRecords,
  type OriginRecords,
  type ProofRecord,
  type ProofRecordItem,
  type RecordIndex,
  type SupplierRecord,
} from './records.ts'
import { whyNot } from './standing.ts'

/** What became of the records a line names: none of them may fail, or the line shows nothing. */
export interface LinksJudged {
  readonly holds: boolean
  readonly findings: readonly Finding[]
}

interface LinkFacts {
  readonly exporter: string
  readonly on: string
  readonly records: OriginRecords
}

const LAW = { supplier: 'Annex 8 rule 4.2', proof: 'ATIGA art. 30; Annex 8 rules 13, 14' } as const

/**
 * Reads the records that the lines of a bill name: each has to hold on the day, say of the line's goods what the line says, and cover what all lines
 * take of it together. Lines that name none are not in the answer.
 *
 * Goods are the same where six digits of their codes are: beyond, states classify differently. The agreement has no rule of how a bill is held against its
 * proofs; that none of it confers anything by itself is ours to decide.
 */
export function judgeLinks(materials: readonly Material[], given: LinkFacts): ReadonlyMap<Material, LinksJudged> {
  const facts = { ...given, records: indexRecords(given.records) }
  const read = flatten(materials).flatMap(material => linksOf(material).map(link => readLink(material, link, facts)))
  const taken = takenOf(read)
  const judged = new Map<Material, LinksJudged>()
  for (const each of read) {
    const { material, link } = each
    const tooMuch = each.problem === undefined ? exceeds(each, taken) : undefined
    const problem = each.problem ?? tooMuch
    const said = { line: material.line, code: material.code }
    const own =
      problem === undefined
        ? each.findings
        : [finding('not-met', problem.code, LAW[link.kind], { ...said, ...problem.params }, material.line)]
    const before = judged.get(material) ?? { holds: true, findings: [] }
    judged.set(material, { holds: before.holds && problem === undefined, findings: [...before.findings, ...own] })
  }
  return judged
}

type IndexedFacts = Omit<LinkFacts, 'records'> & { readonly records: RecordIndex }

interface Read {
  readonly material: Material
  readonly link: Link
  readonly problem?: Issue | undefined
  readonly findings: readonly Finding[]
  /** What the record covers, and what the line takes of it, in its unit. */
  readonly covered?: { readonly key: string; readonly quantity: Rational; readonly unit: string } | undefined
  readonly asked?: Rational | undefined
}

function readLink(material: Material, link: Link, facts: IndexedFacts): Read {
  const problem = whyNot({ ...link, line: material.line }, facts.records, facts.on)
  if (problem !== undefined) return { material, link, problem, findings: [] }
  const supplier = link.kind === 'supplier' ? facts.records.suppliers.get(link.number) : undefined
  if (supplier !== undefined) return readSupplier(material, link, supplier)
  const proof = facts.records.proofs.get(link.number)
  return proof === undefined
    ? { material, link, findings: [note('origin.rests-on-word', material, link, { named: link.number })] }
    : readProof(material, link, proof, facts)
}

function readSupplier(material: Material, link: Link, { number, supplier, madeBy, statement }: SupplierRecord): Read {
  const fails = (code: string, params: Issue['params']) => ({
    material,
    link,
    problem: error(code, '', { number, ...params }),
    findings: [],
  })
  if (statement === undefined) return fails('origin.link-not-made', {})
  const { product, origin, covers } = statement
  if (!isSameGoods(product.code, material.code)) return fails('origin.link-other-code', { covered: product.code })
  if (material.article !== undefined && material.article !== product.article)
    return fails('origin.link-other-article', { article: material.article, covered: product.article })
  if (!saysSame(origin, material.origin))
    return fails('origin.link-says-otherwise', { says: inWords(origin), claimed: inWords(material.origin) })
  const code = madeBy === 'supplier' ? 'origin.link-declared' : 'origin.link-recorded'
  const held = note(code, material, link, { number, supplier })
  if (covers.kind === 'long-term') return { material, link, findings: [held] }
  return measure({ material, link, findings: [held] }, number, covers.quantity.value, covers.quantity.unit)
}

function readProof(material: Material, link: Link, proof: ProofRecord, { exporter }: IndexedFacts): Read {
  const { number, importingState, issuingState, producedIn, items } = proof
  const { origin } = material
  const fails = (code: string, params: Issue['params']) => ({
    material,
    link,
    problem: error(code, '', { number, ...params }),
    findings: [],
  })
  if (importingState !== undefined && importingState !== exporter)
    return fails('origin.link-other-state', { importer: importingState, exporter })
  const held = note('origin.link-proof', material, link, { number, issuedOn: proof.issuedOn })
  if (items === undefined) return { material, link, findings: [held, note('origin.link-not-compared', material, link, { number })] }
  if ('state' in origin && origin.state !== issuingState && origin.state !== producedIn)
    return fails('origin.link-says-otherwise', { says: producedIn ?? issuingState, claimed: origin.state })

  const named = 'proof' in origin ? origin.proof?.item : undefined
  const alike = items.filter(each => (named === undefined || each.item === named) && isSameGoods(each.commodityCode, material.code))
  if (alike.length === 0)
    return fails('origin.link-other-code', {
      covered: items
        .map(each => each.commodityCode)
        .slice(0, 10)
        .join(', '),
    })
  const certified = alike.find(each => certifies(each, origin))
  if (certified === undefined)
    return fails('origin.link-says-otherwise', { says: alike.map(each => each.originCriterion).join(', '), claimed: inWords(origin) })
  return measure({ material, link, findings: [held] }, `${number} ${certified.item}`, certified.quantity, certified.unit)
}

/** A percentage on the form is cut to whole ones, so that a line may say more digits of the same. @source Annex 7, note 3; Annex 6(d) */
function certifies({ originCriterion }: ProofRecordItem, origin: MaterialOrigin): boolean {
  const criterion = parseCriterion(originCriterion)
  if (origin.status !== 'partial') return criterion?.partial !== true
  return criterion?.partial === true && Number(origin.rvc.split('.')[0]) <= (criterion.contentPercent ?? 0)
}

function saysSame(says: NonNullable<SupplierRecord['statement']>['origin'], claimed: MaterialOrigin): boolean {
  if (says.status === 'originating') return claimed.status === 'originating' && claimed.state === says.state
  if (says.status === 'non-originating') return claimed.status === 'non-originating'
  return claimed.status === 'partial' && claimed.state === says.state && compare(decimal(claimed.rvc), decimal(says.rvc)) <= 0
}

/** What is covered and asked in one unit; a line that does not say how much it takes, or says it in another kind of unit, is taken note of. */
function measure(read: Read, key: string, value: string, unit: string): Read {
  const { material, link } = read
  const covered = { key, quantity: decimal(value), unit }
  const { quantity } = material
  const told = (code: string) => ({ ...read, findings: [...read.findings, note(code, material, link, { number: link.number, unit })] })
  if (quantity === undefined) return told('origin.link-quantity-unsaid')
  const asked =
    quantity.unit === unit ? decimal(quantity.value) : convert({ value: decimal(quantity.value), unit: quantity.unit }, unit)?.value
  return asked === undefined ? told('origin.link-units-differ') : { ...read, covered, asked }
}

function takenOf(read: readonly Read[]): ReadonlyMap<string, Rational> {
  const taken = new Map<string, Rational>()
  for (const { covered, asked } of read) {
    if (covered === undefined || asked === undefined) continue
    const before = taken.get(covered.key)
    taken.set(covered.key, before === undefined ? asked : plus(before, asked))
  }
  return taken
}

function exceeds({ covered, link, material: { line } }: Read, taken: ReadonlyMap<string, Rational>): Issue | undefined {
  const all = covered === undefined ? undefined : taken.get(covered.key)
  if (covered === undefined || all === undefined || compare(all, covered.quantity) <= 0) return undefined
  const { quantity, unit } = covered
  return error('origin.link-quantity-exceeded', '', { line, number: link.number, asked: toExact(all), covered: toExact(quantity), unit })
}

function isSameGoods(one: string, other: string): boolean {
  return one.slice(0, 6) === other.slice(0, 6)
}

function inWords(origin: MaterialOrigin | NonNullable<SupplierRecord['statement']>['origin']): string {
  if (origin.status === 'partial') return `${origin.status} ${origin.state} ${origin.rvc} %`
  return origin.status === 'originating' ? `${origin.status} ${origin.state}` : origin.status
}

function note(code: string, { line }: Material, { kind }: Link, params: Issue['params']): Finding {
  return finding('noted', code, LAW[kind], { line, ...params }, line)
}

function flatten(materials: readonly Material[]): readonly Material[] {
  return materials.flatMap(each => [each, ...flatten(each.parts ?? [])])
}
