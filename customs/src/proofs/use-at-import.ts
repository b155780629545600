import type { DeclarationDocument, GoodsItem } from '../declaration/index.ts'
import {
  compare,
  convert,
  type Day,
  decimal,
  hint,
  type Issue,
  isZero,
  minus,
  over,
  parseDecimal,
  plus,
  type Rational,
  times,
  toExact,
  warning,
  ZERO,
} from '../kernel/index.ts'
import { isSameCriterion, parseCriterion } from '../origin/index.ts'
import type { LawBook, State } from '../reference/index.ts'
import { regimeOf } from '../valuation/index.ts'
import { type ClaimsSince, isAcceptedLate, presentedOn } from './claims.ts'
import type { HeldItem } from './declared.ts'
import { declaringState } from './declared.ts'
import { type HeldProof, ledgerNumber, type ProofDraw, type ProofsGiven } from './held.ts'
import { findProofUse } from './law.ts'
import { isUsable } from './life.ts'

export interface ProofUseFacts {
  readonly state: State
  readonly law: LawBook
  /** The day of registration. */
  readonly day: Day
  /** Absent where nobody holds the proofs: nothing is drawn, and only their form is judged. */
  readonly given?: ProofsGiven | undefined
  /** Items whose claim was denied. */
  readonly denied?: readonly number[] | undefined
  /** What became of the claims since they were made. */
  readonly claims?: ClaimsSince | undefined
  /** Whether the look-ups find nothing against an origin declaration; one they do not bear out draws nothing, so that nobody uses up another’s. */
  readonly isBorneOut?: ((item: GoodsItem) => boolean) | undefined
  /** The code an item is classified under, where customs found another than was declared. */
  readonly codeOf?: ((item: GoodsItem) => string | undefined) | undefined
}

/** What was found of the proof an item names. `holds`: the claim may rest on it. */
export interface ProofUse {
  readonly holds: boolean
  /** The code on the proof, where the goods are charged the higher of the two preferential rates until it is settled which is right. */
  readonly certifiedCode?: string
  readonly issues: readonly Issue[]
}

export interface ProofsUsed {
  /** By the item's number; of items that name no proof in the ledger there is nothing. */
  readonly uses: ReadonlyMap<number, ProofUse>
  readonly draws: readonly ProofDraw[]
}

/**
 * Judges the proofs in the ledger that items name, in the order of the items: each draws what it declares or nothing, never more than is left.
 *
 * Minor discrepancies are told and refuse nothing. Goods classified otherwise than the proof says draw their quantity and wait: they are charged MFN,
 * or the higher preferential rate where the state's law says so, until the difference is settled. Goods whose proof is verified with preference suspended draw
 * and wait, too. One item that fails leaves the others.
 *
 * @source ATIGA Annex 8, rules 13, 14, 16, 18(c), 30; SC-AROO matrix of minor discrepancies, June 2021; Annex 6(c)
 */
export function useProofs(document: DeclarationDocument, facts: ProofUseFacts): ProofsUsed {
  const uses = new Map<number, ProofUse>()
  const draws: ProofDraw[] = []
  if (facts.given === undefined || regimeOf(document.type) === 'export') return { uses, draws }
  const taken = new Map<string, Rational>()
  for (const item of document.goodsItems) {
    const number = ledgerNumber(item)
    if (number === undefined || facts.denied?.includes(item.sequence)) continue
    if (declaringState(number) !== undefined && facts.isBorneOut?.(item) === false) continue
    const { draw, ...use } = judge(item, number, document, facts, facts.given, taken)
    uses.set(item.sequence, use)
    if (draw === undefined) continue
    const key = placeOf(draw)
    taken.set(key, plus(taken.get(key) ?? ZERO, decimal(draw.value)))
    draws.push(draw)
  }
  return { uses, draws }
}

type Judged = ProofUse & { readonly draw?: ProofDraw }

/** An origin declaration that nobody held: decided before there was a ledger for it. The look-ups alone judge it. */
const UNHELD: Judged = { holds: true, issues: [] }

function judge(
  item: GoodsItem,
  number: string,
  document: DeclarationDocument,
  facts: ProofUseFacts,
  { held, own = [] }: ProofsGiven,
  taken: ReadonlyMap<string, Rational>,
): Judged {
  const proof = held.find(each => each.number === number)
  if (proof === undefined)
    return declaringState(number) === undefined ? fails('proofs.not-received', 'preference.proof.id', { number }) : UNHELD
  const before = own.find(each => each.sequence === item.sequence && each.number === number)
  const drawnBefore = before !== undefined
  const { claims = {} } = facts
  const day = presentedOn(claims, item.sequence, facts.day)
  const obstacle = drawnBefore ? undefined : findObstacle(proof, { ...facts, day }, isAcceptedLate(claims, item.sequence))
  if (obstacle !== undefined) return { holds: false, issues: [obstacle] }

  const certified = proof.isOpen === true ? openItem(item) : findCertified(item, proof, facts)
  if (certified === undefined && proof.isOpen === true) return fails('proofs.quantity-missing', 'quantities', { number, unit: 'KGM' })
  if (certified === undefined) return fails('proofs.item-unnamed', 'preference.proof.item', { number, items: proof.items.length })
  const asked = quantityAsked(item, certified)
  if (asked === undefined || isZero(asked.quantity)) return fails('proofs.quantity-missing', 'quantities', { number, unit: certified.unit })
  const left = minus(decimal(certified.left), taken.get(placeOf({ number, item: certified.item })) ?? ZERO)
  const amounts = { number, item: certified.item, asked: toExact(asked.quantity), left: toExact(left), unit: certified.unit }
  if (isZero(left)) return fails('proofs.used-up', 'preference.proof', amounts)
  if (compare(asked.quantity, left) > 0) return fails('proofs.quantity-exceeded', 'quantities', amounts)

  const code = facts.codeOf?.(item) ?? item.commodityCode
  const isSettled = claims.codeSettled?.includes(item.sequence) === true
  const isOther = !isSettled && code !== undefined && differs(code, certified.commodityCode)
  const draw = { sequence: item.sequence, number, item: certified.item, value: toExact(asked.quantity), unit: certified.unit }
  const notices = listDiscrepancies(item, document, proof, certified, asked.byMass)
  const isSuspended =
    claims.suspended?.includes(item.sequence) === true || (proof.suspended === true && (!drawnBefore || before.suspended === true))
  if (isSuspended) return { holds: false, issues: [warning('proofs.suspended', 'preference.proof', { number }), ...notices], draw }
  if (!isOther) return { holds: true, issues: notices, draw }
  const differing = warning('proofs.code-differs', 'commodityCode', { number, certified: certified.commodityCode, declared: code })
  const isHigher = findProofUse(facts.law, 'atiga', facts.state, facts.day)?.codeDiffers === 'higher-preferential'
  return { holds: isHigher, issues: [differing, ...notices], draw, ...(isHigher ? { certifiedCode: certified.commodityCode } : {}) }
}

/** What keeps a proof from being used at all. */
function findObstacle(proof: HeldProof, { state, law, day }: ProofUseFacts, isAccepted: boolean): Issue | undefined {
  const { number, status, validTo, importingState: importer } = proof
  const path = 'preference.proof'
  if (status === 'cancelled' || status === 'replaced') return warning('proofs.cancelled', path, { number })
  if (status === 'denied') return warning('proofs.denied', path, { number })
  if (status === 'returned') return warning('proofs.returned', path, { number })
  if (importer !== state) return warning('proofs.for-other-state', path, { number, importer, state })
  if (proof.items.some(each => parseCriterion(each.originCriterion)?.partial === true))
    return warning('proofs.partial-cumulation', path, { number })
  if (validTo !== undefined && day > validTo && !isAccepted) return warning('proofs.expired', path, { number, validTo, day })
  if (proof.usedByOthers && proof.isOpen === true) return warning('proofs.declaration-used-once', path, { number })
  const uses = findProofUse(law, 'atiga', state, day)
  if (proof.usedByOthers && uses?.severalDeclarations !== true) return warning('proofs.used-once', path, { number, state })
  return isUsable(status) || status === 'used' ? undefined : warning('proofs.not-in-force', path, { number, status })
}

/** The item of the proof that goods are: the one they name, else the only one of their code, else the only one there is. */
function findCertified(item: GoodsItem, proof: HeldProof, { codeOf }: ProofUseFacts): HeldItem | undefined {
  const named = item.preference?.proof?.item
  if (named !== undefined) return proof.items.find(each => each.item === named)
  const code = codeOf?.(item) ?? item.commodityCode
  const alike = proof.items.filter(each => code !== undefined && !differs(code, each.commodityCode))
  if (alike.length === 1) return alike[0]
  return proof.items.length === 1 ? proof.items[0] : undefined
}

/** Of a declaration whose quantities nobody told: the goods themselves, as much as they are. Nothing where they have no quantity. */
function openItem({ sequence, commodityCode, preference, quantities, netMassKg, grossMassKg }: GoodsItem): HeldItem | undefined {
  const mass = netMassKg ?? grossMassKg
  const declared = quantities[0] ?? (mass === undefined ? undefined : { value: mass, unit: 'KGM' })
  const value = declared === undefined ? undefined : parseDecimal(declared.value)
  if (declared === undefined || value === undefined) return undefined
  const quantity = toExact(value)
  return {
    item: sequence,
    commodityCode: commodityCode ?? '',
    originCriterion: preference?.proof?.originCriterion ?? '',
    unit: declared.unit,
    quantity,
    grossMassKg: grossMassKg ?? '0',
    left: quantity,
  }
}

interface Asked {
  readonly quantity: Rational
  /** Measured by its share of the gross mass, since it was declared in other units than the proof's. */
  readonly byMass: boolean
}

/** What goods take of an item of a proof: their quantity in its unit; where that is declared in another, the share that their gross mass is of the item's. */
function quantityAsked({ quantities, netMassKg, grossMassKg }: GoodsItem, certified: HeldItem): Asked | undefined {
  const declared = [...quantities, ...(netMassKg === undefined ? [] : [{ value: netMassKg, unit: 'KGM' }])]
  for (const { value, unit } of declared) {
    const given = parseDecimal(value)
    const converted =
      given === undefined ? undefined : unit === certified.unit ? { value: given } : convert({ value: given, unit }, certified.unit)
    if (converted !== undefined) return { quantity: converted.value, byMass: false }
  }
  const [mass, whole] = [parseDecimal(grossMassKg ?? ''), parseDecimal(certified.grossMassKg)]
  if (mass === undefined || whole === undefined || isZero(whole)) return undefined
  return { quantity: floorTo8(over(times(decimal(certified.quantity), mass), whole)), byMass: true }
}

/** Cut to what the ledger keeps. */
function floorTo8({ num, den }: Rational): Rational {
  return { num: (num * 100_000_000n) / den, den: 100_000_000n }
}

/** What the matrix of minor discrepancies takes for no reason to refuse: told, so that an officer looks. */
function listDiscrepancies(
  { preference, description }: GoodsItem,
  { importer, exporter }: DeclarationDocument,
  proof: HeldProof,
  certified: HeldItem,
  byMass: boolean,
): readonly Issue[] {
  const { number } = proof
  const { issuedOn, originCriterion, issuingCountry } = preference?.proof ?? {}
  const told = (what: string, declared: string, onProof: string) =>
    declared === onProof ? [] : [hint('proofs.minor-discrepancy', 'preference.proof', { number, what, declared, onProof })]
  return [
    ...(issuedOn === undefined ? [] : told('issuedOn', issuedOn, proof.issuedOn)),
    ...(issuingCountry === undefined ? [] : told('issuingCountry', issuingCountry, proof.issuingState)),
    ...(originCriterion === undefined || isSameCriterion(originCriterion, certified.originCriterion)
      ? []
      : told('originCriterion', originCriterion, certified.originCriterion)),
    ...(exporter?.name === undefined || proof.exporter === undefined || isAlike(exporter.name, proof.exporter)
      ? []
      : told('exporter', exporter.name, proof.exporter)),
    ...(importer?.id !== undefined && proof.consigneeId !== undefined
      ? told('consignee', importer.id, proof.consigneeId)
      : importer?.name === undefined || proof.consignee === undefined || isAlike(importer.name, proof.consignee)
        ? []
        : told('consignee', importer.name, proof.consignee)),
    ...(description === undefined || certified.description === undefined || isAlike(description, certified.description)
      ? []
      : told('description', description, certified.description)),
    ...(byMass ? [hint('proofs.units-differ', 'quantities', { number, unit: certified.unit })] : []),
  ]
}

function isAlike(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
  return plain(one) === plain(other)
}

/** Codes differ where one is not the beginning of the other, as far as the ASEAN nomenclature goes. */
function differs(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length, 8)
  return one.slice(0, length) !== other.slice(0, length)
}

function placeOf({ number, item }: { readonly number: string; readonly item: number }): string {
  return `${number} ${item}`
}

function fails(code: string, path: string, params: Issue['params']): Judged {
  return { holds: false, issues: [warning(code, path, params)] }
}
