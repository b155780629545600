import { suspendsCharges } from '@lintas/customs/debt'
import { countedIn, type DeclarationDocument, linkPrevious, type PreviousDeclaration } from '@lintas/customs/declaration'
import type { Decision, Given } from '@lintas/customs/journey'
import {
  type Currency,
  compare,
  type Day,
  decimal,
  formatMajor,
  lesser,
  minus,
  money,
  parseMoney,
  plus,
  type Rational,
  type Result,
  ZERO,
} from '@lintas/customs/kernel'
import {
  type ChargePart,
  concernsRegime,
  entersRegime,
  findPartialRelief,
  findTerms,
  lastDayOf,
  leftOfList,
  type MovementKind,
  type PartialRelief,
  planConsumption,
  planDraws,
  readQuantity,
  regimeEntered,
  type StockLine,
  sumByKind,
} from '@lintas/customs/regimes'
import { principalPath } from '@lintas/customs/trust'
import { mayActFor } from '../platform/access/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import { findAuthorisation, normsOn } from './authorisation-store.ts'
import { holdDeclarations } from './hold-store.ts'
import { identificationShown, identificationTaken, openDifference } from './identify.ts'
import { giveBackDraws, holdDrawn, insertDraws } from './list-store.ts'
import * as store from './lot-store.ts'
import { moveLot, type RegimeDesk, settleMovement } from './move.ts'
import { listPromised, type MovementRow } from './movement-store.ts'

/**
 * What a decision on a declaration reads of its regime: the authorisation it names, where whoever declares may know of it, and the stock its products may
 * be made of, held until the transaction ends. Nothing where it concerns no regime.
 */
export async function readRegime(
  tx: Writer,
  caller: Caller,
  document: DeclarationDocument,
  { mrn, registeredOn }: Pick<Given, 'mrn' | 'registeredOn'>,
): Promise<Pick<Given, 'regime'>> {
  if (!concernsRegime(document)) return {}
  const number = document.authorisation
  const found = number === undefined ? undefined : await findAuthorisation(tx, number)
  if (found === undefined || !mayActFor(caller, found.holder)) return { regime: {} }
  const { appliedBy: _, appliedAt: __, revision: ___, listed: ____, ...own } = found
  const authorisation = own.norms.length === 0 ? own : { ...own, norms: await normsOn(tx, own, registeredOn) }
  if (regimeEntered(document, authorisation) === 'end-use')
    return { regime: { authorisation, list: leftOfList(authorisation, await holdDrawn(tx, found.number, mrn), registeredOn) } }
  if (document.type !== 'EX3' && document.type !== 'IM6') return { regime: { authorisation } }
  const before = await store.listLots(tx, { authorisation: found.number, inStock: true })
  await holdDeclarations(tx, [...new Set(before.map(each => each.mrn))])
  const stock = (await store.listLots(tx, { authorisation: found.number, inStock: true })).map(stockLineOf)
  return { regime: { authorisation, stock } }
}

/** What a decision reads of a lot; of goods that went out to come back, what they are worth and are known by, too. */
function stockLineOf({ id, mrn, item, code, unit, left, regime, currency, enteredOn, identification }: store.LotRow): StockLine {
  const line = { lot: id, mrn, item, code, unit, left: store.quantityText(left.quantity) }
  if (regime !== 'outward-processing') return line
  const known = identification === undefined ? {} : { identification }
  return { ...line, value: formatMajor(money(left.value, currency)), enteredOn, ...known }
}

/** What is left in a regime of declarations' items, by `mrn item`, in the hands of each one's holder; `but`: what this declaration was promised is there for it. */
export async function leftInLots(reader: Reader, mrns: readonly string[], but: string) {
  const lots = await store.listLots(reader, { mrns })
  const own = new Map<string, Rational>()
  for (const each of but === '' ? [] : await listPromised(reader, but)) own.set(each.lot, plus(own.get(each.lot) ?? ZERO, each.quantity))
  return (mrn: string, item: number, holder: string): string => {
    const held = lots.filter(each => each.mrn === mrn && each.item === item && each.holder === holder)
    return store.quantityText(held.reduce((sum, { id, left }) => plus(sum, plus(left.quantity, own.get(id) ?? ZERO)), ZERO))
  }
}

/** What goods that entered a free zone were worth on entry, by declaration and item; nothing of those that never became a lot. */
export async function worthInLots(reader: Reader, mrns: readonly string[]) {
  const lots = mrns.length === 0 ? [] : await store.listLots(reader, { mrns })
  return (mrn: string, item: number): Pick<PreviousDeclaration['items'][number], 'worth'> => {
    const lot = lots.find(each => each.mrn === mrn && each.item === item && each.carriedFrom === undefined)
    if (lot === undefined) return {}
    return { worth: { amount: formatMajor(money(lot.value, lot.currency)), quantity: store.quantityText(lot.quantity) } }
  }
}

/** Whether somebody holds goods of a declaration that came into his hands within the regime. */
export async function listHolders(reader: Reader, mrns: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const lots = await store.listLots(reader, { mrns })
  return new Map(mrns.map(mrn => [mrn, lots.filter(each => each.mrn === mrn).map(each => each.holder)]))
}

interface Declared {
  readonly mrn: string
  readonly document: DeclarationDocument
  readonly given: Pick<Given, 'previous' | 'regime' | 'registeredOn'>
  readonly decision: Pick<Decision, 'assessment' | 'conditional'>
}

const LEAVES_AS: Readonly<Record<string, MovementKind>> = { EX3: 're-export', IM6: 're-import' }

/** Promises goods in a regime to a declaration that takes them out: what it names, and what its products were made of. Its previous ones are held. */
export async function promiseGoods(tx: Writer, node: RegimeDesk, { mrn, document, given, decision }: Declared, by: string): Promise<void> {
  const { previous = [], regime } = given
  const kind = LEAVES_AS[document.type ?? ''] ?? 'home'
  for (const { item, previous: from, previousItem, quantity } of linkPrevious(document, previous).links) {
    const isInStock = isInRegime(previous, from)
    const holder = document[principalPath(document.type)]?.id ?? ''
    const shown = identificationShown(document, item)
    let wanted = decimal(quantity.value)
    for (const lot of await store.listLots(tx, { mrns: [from], holder, inStock: true })) {
      if (lot.item !== previousItem || wanted.num === 0n) continue
      const part = lesser(lot.left.quantity, wanted)
      wanted = minus(wanted, part)
      must(await moveLot(tx, node, lot.id, { kind, quantity: part, mrn, item, shown }, by))
    }
    if (isInStock && compare(wanted, ZERO) > 0)
      throw new Error(`given ${quantity.value} of item ${previousItem} of ${from}, needs as much in stock`)
  }
  if (regime?.authorisation === undefined) return
  if (regime.list !== undefined) {
    const values = document.goodsItems.map((_, index) => decision.assessment.items[index]?.customsValue)
    await insertDraws(
      tx,
      regime.authorisation.number,
      mrn,
      planDraws(document, regime.authorisation, regime.list, values).draws,
      node.clock.now(),
    )
  }
  if (LEAVES_AS[document.type ?? ''] === undefined) return
  for (const { lot, ...draw } of planConsumption(document, regime.authorisation, regime.stock ?? []).draws)
    must(await moveLot(tx, node, lot, { ...draw, mrn }, by))
}

function isInRegime(previous: readonly PreviousDeclaration[], mrn: string): boolean {
  const found = previous.find(each => each.mrn === mrn)
  return found !== undefined && entersRegime(found) !== undefined
}

/** Gives back what a declaration was promised: it was cancelled, or amended. */
export async function giveBackGoods(tx: Writer, node: RegimeDesk, mrn: string, by: string): Promise<void> {
  const promised = await listPromised(tx, mrn)
  await holdLots(tx, promised)
  for (const movement of promised) must(await settleMovement(tx, node, movement, 'undone', by))
  await giveBackDraws(tx, mrn)
}

/**
 * What the release of a declaration does to goods in a regime: those that it enters become lots, with what is suspended on them and until when; those it
 * takes out are discharged.
 */
export async function followRelease(tx: Writer, node: RegimeDesk, declared: Declared, by: string): Promise<void> {
  const { mrn, document, given } = declared
  if (regimeEntered(document, given.regime?.authorisation) !== undefined) await openLots(tx, node, declared, by)
  const promised = await listPromised(tx, mrn)
  await holdLots(tx, promised)
  for (const movement of promised)
    if (!(await openDifference(tx, node, document, movement))) must(await settleMovement(tx, node, movement, 'discharged', by))
}

async function openLots(tx: Writer, node: RegimeDesk, { mrn, document, given, decision }: Declared, by: string): Promise<void> {
  const { assessment } = decision
  const currency = assessment.currency as Currency
  const today = node.clock.today()
  const regime = regimeEntered(document, given.regime?.authorisation)
  const terms = findTerms(node.law, node.state, today, document.type)
  const until = terms === undefined ? undefined : lastDayOf(document, terms, given.regime?.authorisation, today)
  const minor = (amount: string) => parseMoney(amount, currency)?.minor ?? 0n
  for (const [index, item] of document.goodsItems.entries()) {
    const counted = countedIn(item)
    const quantity = counted === undefined ? undefined : readQuantity(counted.value)
    const bill = assessment.items[index]
    if (regime === undefined || counted === undefined || quantity === undefined || bill === undefined || quantity.num <= 0n) continue
    const sleeping = regime === 'end-use' ? (decision.conditional?.[index]?.charges ?? []) : suspendsCharges(document) ? bill.charges : []
    const parts = sleeping.map((charge): ChargePart => ({ kind: charge.kind, minor: minor(charge.amount) }))
    const lot = {
      regime,
      mrn,
      item: item.sequence,
      holder: document[principalPath(document.type)]?.id ?? '',
      authorisation: given.regime?.authorisation?.number,
      place: document.warehouse?.id,
      code: item.commodityCode ?? '',
      description: item.description ?? '',
      origin: item.originCountry,
      unit: counted.unit,
      currency,
      quantity,
      value: minor(bill.customsValue),
      charges: sumByKind([parts]).filter(each => each.minor > 0n),
      enteredOn: today,
      until,
      identification: identificationTaken(regime, item),
      partialRelief: regime === 'temporary-admission' ? partialReliefOf(node, document, given.registeredOn) : undefined,
    }
    const id = await store.insertLot(tx, lot)
    if (id === undefined) continue
    const facts = {
      mrn,
      item: lot.item,
      quantity: store.quantityText(quantity),
      unit: lot.unit,
      regime,
      ...(until === undefined ? {} : { until }),
    }
    await node.events.append(tx, [{ subject: 'regime-lot', subjectId: id, act: 'enter', by, facts }])
  }
}

/** On what terms goods are admitted in part, by the law of the day they were declared on; undefined where they are relieved of all. */
function partialReliefOf({ law, state }: RegimeDesk, { temporaryAdmission }: DeclarationDocument, day: Day): PartialRelief | undefined {
  const row = temporaryAdmission?.relief === 'partial' ? findPartialRelief(law, state, day) : undefined
  return row === undefined ? undefined : { percentPerMonth: row.percentPerMonth, lawRow: row.id, legalRef: row.legalRef }
}

async function holdLots(tx: Writer, movements: readonly MovementRow[]): Promise<void> {
  const mrns = new Set<string>()
  for (const { lot } of movements) mrns.add((await store.findLot(tx, lot))?.mrn ?? '')
  await holdDeclarations(tx, [...mrns])
}

/** What was asked while it was held cannot fail meanwhile. */
function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`given goods that are held, needs each act to be permitted: ${result.issues[0]?.code}`)
  return result.value
}
