import { type DeclarationDocument, type GoodsItem, listConsignments, type Preference, type PreviousFacts } from '../declaration/index.ts'
import {
  at,
  error,
  exact,
  hint,
  type Issue,
  isNegative,
  majorToMinor,
  ok,
  parseCommodityCode,
  parseDecimal,
  plus,
  type Rational,
  type Result,
  stop,
  warning,
  ZERO,
} from '../kernel/index.ts'
import { checkProof, isProofFormallyValid, isSimplified, type ProofCheck, type SelfCertifiedGiven } from '../origin/index.ts'
import {
  type ClaimsSince,
  isAcceptedLate,
  judgeWaiver,
  type ProofDraw,
  type ProofsGiven,
  type ProofUse,
  presentedOn,
  useProofs,
} from '../proofs/index.ts'
import { findRateDay } from '../reference/index.ts'
import { type ItemValue, rateRegimeOf, regimeOf, type Valuation } from '../valuation/index.ts'
import { type Assessed, assessItems, type DutyFacts } from './assess.ts'
import { readAttributes } from './attributes.ts'
import { channelOfMode } from './channels.ts'
import { decideDomestic } from './domestic-goods.ts'
import { findExemption } from './exemption.ts'
import type { Findings } from './found.ts'
import type { DutyItem, OutwardReturn } from './item.ts'
import type { Channel, EndUseReliefRow } from './law.ts'
import { lawOfDay } from './law-of-day.ts'
import { decideReturn } from './outward.ts'
import { allotQuotas, type QuotaDraw, type QuotaGiven } from './quota.ts'
import { decideReImport, type ReImport } from './re-import.ts'
import { resolveItem } from './resolve.ts'

/** What must be known to assess a declaration, beside the declaration and its valuation. */
export interface DeclarationDutyFacts extends Omit<DutyFacts, 'regime' | 'rateRegime' | 'channels'>, PreviousFacts {
  /** Who only asks what it would cost may take it for granted that a proof will hold. */
  readonly proofs?: 'as-declared' | 'taken-for-granted'
  /** What customs found against what was declared. */
  readonly found?: Findings | undefined
  /** Of each item, in order: the row that relieves it for its use, where an authorisation lets it. */
  readonly forUse?: readonly (EndUseReliefRow | undefined)[] | undefined
  /** What the registers of certified exporters say; absent where nobody looked. */
  readonly selfCertified?: SelfCertifiedGiven | undefined
  /** What was left of the quotas it claims; absent where nobody holds them. */
  readonly quotas?: QuotaGiven | undefined
  /** What became of its claims to preference since. */
  readonly claims?: ClaimsSince | undefined
  /** Whether goods whose proof is awaited on security are charged as if it were not. */
  readonly isUnproven?: boolean | undefined
  /** The proofs of origin it names that are kept in the ledger; absent where nobody holds them. */
  readonly proofsHeld?: ProofsGiven | undefined
  /** Of each item, in order: how it is charged where it comes back from processing or repair abroad. */
  readonly returned?: readonly (OutwardReturn | undefined)[] | undefined
}

/**
 * Assesses a declaration on the customs values that valuation found.
 *
 * A preference is given on a proof whose form is valid; how each claim stands is in the issues and, where it waits, in the bill.
 */
export function assessDeclaration(
  document: DeclarationDocument,
  valuation: Valuation,
  facts: DeclarationDutyFacts,
): Result<DeclarationAssessed> {
  const issues: Issue[] = []
  const used = useProofs(document, proofFacts(facts))
  const items = document.goodsItems.flatMap((item, index) => {
    const fob = () => consignmentFob(item, document, valuation)
    const read = readItem(item, index, valuation.items[index], facts, document, { use: used.uses.get(item.sequence), fob })
    if (!read.ok) issues.push(...read.issues)
    return read.ok ? [read.value] : []
  })
  const read = items.map(each => each.item)
  const { state, law, days } = facts
  const allotted = allotQuotas(document, read, { state, law, day: days.registeredOn, given: facts.quotas })
  const assessed = assessItems(allotted.rows.size === 0 ? read : read.map(item => ({ ...item, quota: allotted.rows.get(item.sequence) })), {
    ...facts,
    regime: regimeOf(document.type),
    rateRegime: rateRegimeOf(document.type),
    channels: channelsOf(document),
  })
  const notices = [...items.flatMap(each => each.issues), ...allotted.issues]
  if (!assessed.ok) return stop(...issues, ...assessed.issues, ...notices)
  if (issues.length > 0) return stop(...issues, ...notices)
  const drawn = {
    ...(allotted.draws.length === 0 ? {} : { quotas: allotted.draws }),
    ...(used.draws.length === 0 ? {} : { proofs: used.draws }),
  }
  return ok({ ...assessed.value, ...drawn, issues: [...assessed.value.issues, ...notices] })
}

/** The charges on a declaration, and what its items draw of quotas and of proofs of origin; absent where they draw nothing. */
export interface DeclarationAssessed extends Assessed {
  readonly quotas?: readonly QuotaDraw[]
  readonly proofs?: readonly ProofDraw[]
}

/** The codes of what a declarant can mend by telling more about the goods. */
const NEEDS = new Set([
  'duty.attribute-missing',
  'duty.attribute-invalid',
  'duty.attribute-unknown',
  'duty.quantity-missing',
  'duty.quantity-invalid',
  'duty.producer-missing',
])

/**
 * What the charges on a declaration's goods are worked out from and the declaration does not say, whatever the goods are worth: asked before,
 * and even without, a valuation.
 */
export function listNeeds(document: DeclarationDocument, facts: DeclarationDutyFacts): readonly Issue[] {
  const { law, state, days } = facts
  const regime = regimeOf(document.type)
  const rateDay = findRateDay(law, state, rateRegimeOf(document.type), 'charges', days)
  if (!rateDay.ok) return []
  const opened = lawOfDay(law, state, rateDay.value.day, regime === 'export' ? 'export' : 'import')
  if (!opened.ok) return []
  return document.goodsItems.flatMap((item, index) => {
    const read = readItem(item, index, WORTHLESS, facts, document)
    const found = read.ok ? resolveItem(read.value.item, opened.value, { ...facts, channels: channelsOf(document) }) : read
    return found.ok ? [] : found.issues.filter(issue => NEEDS.has(issue.code))
  })
}

/** Stands in for a customs value where only the needs of the goods are asked. */
const WORTHLESS: Pick<ItemValue, 'amount' | 'exact' | 'price' | 'fob' | 'cif' | 'currency'> = {
  amount: '0',
  exact: '0',
  price: '0',
  currency: 'USD' as ItemValue['currency'],
}

interface ReadItem {
  readonly item: DutyItem
  readonly issues: readonly Issue[]
}

function readItem(
  item: GoodsItem,
  index: number,
  value: typeof WORTHLESS | undefined,
  facts: DeclarationDutyFacts,
  document: DeclarationDocument,
  proven: Proven = { use: undefined, fob: () => undefined },
): Result<ReadItem> {
  const path = `goodsItems[${index}]`
  const commodityCode = codeOf(item, facts)
  const code = commodityCode === undefined ? undefined : parseCommodityCode(commodityCode)
  const attributes = readAttributes(item.attributes)
  const quantities = readQuantities(item)
  const issues = [
    ...(code === undefined ? [error('duty.code-missing', 'commodityCode', { code: commodityCode ?? '' })] : []),
    ...(value === undefined ? [error('duty.value-missing', 'customsValue')] : []),
    ...(attributes.ok ? [] : attributes.issues),
    ...(quantities.ok ? [] : quantities.issues),
  ].map(issue => at(path, issue))
  if (code === undefined || value === undefined || !attributes.ok || !quantities.ok) return stop(...issues)

  const proof = item.preference === undefined ? undefined : judgeProof(item.preference, item, facts, document, proven)
  const minor = (amount: string) => majorToMinor(exact(amount), value.currency)
  const { state, law, days } = facts
  const producer = item.additionalCodes.find(each => each.type === PRODUCER)?.code
  const exemption = findExemption(item, document, { state, law, day: days.registeredOn, customsValue: minor(value.amount) })
  const back = facts.returned?.[index]
  const returned: ReImport = back === undefined ? decideReImport(item, document, facts) : { issues: [] }
  const outward = decideReturn(value === WORTHLESS ? undefined : back, minor(value.amount))
  if (!outward.ok) return stop(...outward.issues.map(issue => at(path, issue)))
  const domestic = decideDomestic(document, facts)
  if (!domestic.ok) return domestic
  const spared = exemption ?? returned.row ?? outward.value.spared ?? domestic.value ?? facts.forUse?.[index]
  return ok({
    item: {
      sequence: item.sequence,
      path,
      code,
      originCountry: item.originCountry,
      claim: item.preference?.agreement,
      proof: proof?.standing,
      ...(proof?.standing === 'valid' && proven.use?.certifiedCode !== undefined ? { certifiedCode: proven.use.certifiedCode } : {}),
      customsValue: minor(value.amount),
      exactValue: minor(value.exact),
      price: minor(value.price),
      fob: value.fob === undefined ? undefined : minor(value.fob),
      cif: value.cif === undefined ? undefined : minor(value.cif),
      quantities: quantities.value,
      attributes: attributes.value,
      ...(producer === undefined ? {} : { producer }),
      ...(spared === undefined ? {} : { exemption: spared }),
      ...(returned.uncharged === undefined ? {} : { uncharged: returned.uncharged }),
      ...(outward.value.valueAdded === undefined ? {} : { valueAdded: outward.value.valueAdded }),
    },
    issues: [...(proof?.issues ?? []), ...returned.issues].map(issue => at(path, issue)),
  })
}

/** The type of the additional code that says who made or exported the goods, where a trade remedy asks for it. */
const PRODUCER = 'producer'

/** What the claim of an item rests on beside its proof's form: the ledger's word, and what its consignment is worth FOB. */
interface Proven {
  readonly use: ProofUse | undefined
  readonly fob: () => Rational | undefined
}

/**
 * What is given on a proof: its form holds, and where a node keeps it, so do its standing and its quantity. While it is awaited on security the goods are
 * charged as claimed.
 */
function judgeProof(
  preference: Preference,
  item: GoodsItem,
  facts: DeclarationDutyFacts,
  document: DeclarationDocument,
  proven: Proven,
): ProofCheck {
  const { proofs, found, claims = {}, isUnproven } = facts
  const { sequence } = item
  if (found?.denied?.includes(sequence)) return { standing: 'denied', issues: [] }
  if (proofs === 'taken-for-granted') return { standing: 'valid', issues: [] }
  const judged = judgeOffered(preference, item, facts, document, proven)
  if (judged.standing === 'valid' || isUnproven === true || claims.onSecurity?.includes(sequence) !== true) return judged
  return { standing: 'valid', issues: [...judged.issues, hint('proofs.on-security', 'preference.proof', { item: sequence })] }
}

function judgeOffered(
  preference: Preference,
  item: GoodsItem,
  { state, law, rates, days, selfCertified, claims = {} }: DeclarationDutyFacts,
  document: DeclarationDocument,
  { use, fob }: Proven,
): ProofCheck {
  const { sequence, commodityCode } = item
  const day = presentedOn(claims, sequence, days.registeredOn)
  if (isSimplified(preference)) return judgeWaiver(preference, item, document, { state, law, rates, day: days.registeredOn, fob: fob() })
  const late = claims.acceptedLate?.find(each => each.sequence === sequence)
  const checked = checkProof(preference, { state, law, day, selfCertified, isAcceptedLate: late !== undefined }, commodityCode)
  const accepted = late === undefined ? [] : [hint('proofs.accepted-late', 'preference.proof', { item: sequence, ground: late.ground })]
  const { standing, issues } = { ...checked, issues: [...checked.issues, ...accepted] }
  if (use !== undefined) return { standing: use.holds ? standing : 'invalid', issues: [...issues, ...use.issues] }
  const isSuspended = claims.suspended?.includes(sequence) === true
  const suspended = warning('proofs.suspended', 'preference.proof', { number: preference.proof?.id ?? '' })
  return isSuspended ? { standing: 'invalid', issues: [...issues, suspended] } : { standing, issues }
}

/** What the goods that came with an item are worth FOB, in minor units; undefined where that of one of them is not known. */
function consignmentFob({ transportDocument }: GoodsItem, document: DeclarationDocument, { items }: Valuation): Rational | undefined {
  const isSeveral = listConsignments(document) !== undefined
  const values = document.goodsItems.flatMap((each, index) =>
    isSeveral && each.transportDocument !== transportDocument ? [] : [items[index]],
  )
  return values.reduce<Rational | undefined>((sum, value) => {
    if (sum === undefined || value?.fob === undefined) return undefined
    return plus(sum, majorToMinor(exact(value.fob), value.currency))
  }, ZERO)
}

/** Claims that were denied draw nothing. */
function proofFacts(facts: DeclarationDutyFacts) {
  const { state, law, days, found, claims, selfCertified, proofsHeld: given } = facts
  const day = days.registeredOn
  const isBorneOut = ({ sequence, preference, commodityCode }: GoodsItem) =>
    preference !== undefined &&
    isProofFormallyValid(
      preference,
      { state, law, day: presentedOn(claims ?? {}, sequence, day), selfCertified, isAcceptedLate: isAcceptedLate(claims ?? {}, sequence) },
      commodityCode,
    )
  return { state, law, day, given, claims, denied: found?.denied, isBorneOut, codeOf: (item: GoodsItem) => codeOf(item, facts) }
}

/** The code customs found, else the one declared. */
function codeOf(item: GoodsItem, { found }: DeclarationDutyFacts): string | undefined {
  return found?.classified?.find(each => each.sequence === item.sequence)?.commodityCode ?? item.commodityCode
}

/** The quantities declared, by unit, and the net mass as kilograms where no other mass was given. Two of one unit are added. */
function readQuantities(item: GoodsItem): Result<ReadonlyMap<string, Rational>> {
  const quantities = new Map<string, Rational>()
  const issues: Issue[] = []
  for (const [place, { value, unit }] of item.quantities.entries()) {
    const quantity = parseDecimal(value)
    if (quantity === undefined || isNegative(quantity)) issues.push(error('duty.quantity-invalid', `quantities[${place}]`, { value, unit }))
    else quantities.set(unit, plus(quantities.get(unit) ?? ZERO, quantity))
  }
  const net = item.netMassKg === undefined ? undefined : parseDecimal(item.netMassKg)
  if (net !== undefined && !quantities.has('KGM')) quantities.set('KGM', net)
  return issues.length === 0 ? ok(quantities) : stop(...issues)
}

/** How the goods arrive, as far as the declaration says: by its mode of transport, and as express where it is a low-value declaration. */
export function channelsOf(document: DeclarationDocument): readonly Channel[] | undefined {
  const mode = document.borderTransport?.mode
  const byMode = mode === undefined ? undefined : channelOfMode(mode)
  const express: readonly Channel[] = document.type === 'LVS' ? ['express'] : []
  return byMode === undefined ? (express.length > 0 ? express : undefined) : [byMode, ...express]
}
