import { type DeclarationDocument, findDeclarationType } from '@lintas/customs/declaration'
import { addDays, type Day, daysBetween, decimal, isZero, over, parseDecimal, toDecimal } from '@lintas/customs/kernel'
import {
  findMatches,
  type ImporterHistory,
  INVOICE_DAYS,
  type Match,
  marksOf,
  type PriceBand,
  type PriceSpread,
} from '@lintas/customs/risk'
import type { Node, Reader } from '../platform/node.ts'
import { type Candidate, replaceCandidates } from './candidate-store.ts'
import * as store from './history-store.ts'
import { type AlarmFacts, listSpreads, replaceAlarms, type SpreadRow } from './price-store.ts'
import { summaryOf } from './screening-store.ts'

type Parts = Pick<Node, 'db' | 'clock' | 'log'>

/** What earlier declarations tell about one, from memory: a lodging asks for it. */
export interface History {
  /** What the node knows of a trader from before. Nothing on file is something: nobody declared for it here. */
  ofTrader(traderId: string, today: Day): ImporterHistory
  pricesOf(document: DeclarationDocument): { readonly prices: readonly PriceBand[]; readonly spreads: readonly PriceSpread[] }
}

/**
 * Opens the history of a node: who declared here and when, and the bands of unit prices, kept in memory.
 *
 * Some hundred bytes a trader; both are read anew when another process says that they changed.
 */
export async function openHistory({ db, log }: Parts): Promise<History> {
  const traders = new Map<string, { readonly last: Day; readonly released: number }>()
  let seen = '0'
  let bands: ReadonlyMap<string, store.BandRow> = new Map()
  let spreads: ReadonlyMap<string, SpreadRow> = new Map()

  async function readTraders(): Promise<void> {
    for (const { traderId, lastDeclaredOn, released, changed } of await store.listRecords(db, seen)) {
      traders.set(traderId, { last: lastDeclaredOn, released })
      seen = changed
    }
  }
  async function readBands(): Promise<void> {
    bands = new Map((await store.listBands(db)).map(row => [keyOf(row.code, row.origin, row.unit), row]))
    spreads = new Map((await listSpreads(db)).map(row => [keyOf(row.code, row.origin, row.unit), row]))
  }
  const trying = (read: () => Promise<void>) => () => {
    read().catch(cause => log.warn({ err: cause }, 'what earlier declarations tell could not be read anew; what was known stays'))
  }
  await db.listen(store.RECORDS_CHANGED, trying(readTraders))
  await db.listen(store.BANDS_CHANGED, trying(readBands))
  await Promise.all([readTraders(), readBands()])

  return {
    ofTrader(traderId, today) {
      const known = traders.get(traderId)
      return known === undefined
        ? { releasedBefore: 0 }
        : { releasedBefore: known.released, daysSinceLast: Math.max(0, daysBetween(known.last, today)) }
    },
    pricesOf: document => ({
      prices: bands.size === 0 ? [] : bandsFor(document, bands),
      spreads: spreads.size === 0 ? [] : spreadsFor(document, spreads),
    }),
  }
}

/** What of other declarations matches; of those that were lodged a moment ago nothing is known yet. */
export async function listMatches(
  reader: Reader,
  mrn: string,
  document: DeclarationDocument,
  registeredOn: Day,
): Promise<readonly Match[]> {
  const marks = marksOf(document)
  return findMatches(document, await store.listSameMarks(reader, mrn, marks, addDays(registeredOn, -INVOICE_DAYS)), registeredOn)
}

function bandsFor(document: DeclarationDocument, bands: ReadonlyMap<string, store.BandRow>): readonly PriceBand[] {
  if (findDeclarationType(document.type)?.procedure !== 'import') return []
  return document.goodsItems.flatMap((item, index) => {
    const unit = item.quantities[0]?.unit ?? ''
    const band = bands.get(keyOf(codeOf(item.commodityCode), item.originCountry ?? '', unit))
    return band === undefined ? [] : [{ item: index, unit, low: band.low, high: band.high, count: band.count }]
  })
}

/** The spread of the eight digits, or of the six where too few of the eight were cleared. */
function spreadsFor(document: DeclarationDocument, spreads: ReadonlyMap<string, SpreadRow>): readonly PriceSpread[] {
  if (findDeclarationType(document.type)?.procedure !== 'import') return []
  return document.goodsItems.flatMap((item, index) => {
    const [unit, code] = [item.quantities[0]?.unit ?? '', codeOf(item.commodityCode)]
    const [own, wider] = [code, code.slice(0, 6)].map(each => spreads.get(keyOf(each, item.originCountry ?? '', unit)))
    const found = own ?? wider
    if (found === undefined) return []
    const { median, mad, count } = found
    return [{ item: index, unit, median, mad, count, digits: found.code.length === 6 ? 6 : 8 }]
  })
}

const keyOf = (code: string, origin: string, unit: string) => `${code} ${origin} ${unit}`

function codeOf(code: string | undefined): string {
  return (code ?? '').replace(/[.\s]/g, '').slice(0, 8)
}

/** Places of the log that one transaction looks at. */
const STRIDE = 2_000

/**
 * Reads the log on from where it was left, and keeps what later declarations are compared with: who declared, marks, prices of what was released.
 *
 * It follows the lodging by some seconds and costs it nothing. What was read and how far are written together, so that nothing is counted twice.
 */
export async function followDeclarations({ db }: Pick<Node, 'db'>): Promise<void> {
  for (;;) {
    const isDone = await db.transaction(async tx => {
      const from = await store.holdCursor(tx)
      const { acts, to } = await store.listActs(tx, from, STRIDE)
      if (to === from) return true
      await keep(tx, acts)
      await store.moveCursor(tx, to)
      return to < from + STRIDE
    })
    if (isDone) return
  }
}

async function keep(tx: Parameters<typeof store.replaceMarks>[0], acts: readonly store.DeclaredAct[]): Promise<void> {
  if (acts.length === 0) return
  const rows = new Map((await store.listDeclared(tx, [...new Set(acts.map(each => each.mrn))])).map(row => [row.mrn, row]))
  const declared = (...names: readonly store.DeclaredAct['act'][]) => {
    const mrns = new Set(acts.filter(each => names.includes(each.act)).map(each => each.mrn))
    return [...rows.values()].filter(row => mrns.has(row.mrn))
  }
  const released = declared('release')
  await store.addToRecords(tx, recordsOf(declared('lodge'), released))
  await store.replaceMarks(
    tx,
    declared('lodge', 'amend').map(({ mrn, registeredOn, document }) => ({ mrn, on: registeredOn, marks: marksOf(document) })),
  )
  await store.insertPrices(tx, released.flatMap(pricesIn))
  const newest = declared('lodge', 'amend')
  await replaceAlarms(
    tx,
    newest.map(each => each.mrn),
    newest.flatMap(alarmsIn),
  )
  await replaceCandidates(
    tx,
    newest.map(each => each.mrn),
    newest.flatMap(candidateIn),
  )
}

function recordsOf(lodged: readonly store.DeclaredRow[], released: readonly store.DeclaredRow[]) {
  const records = new Map<string, { traderId: string; lastDeclaredOn: Day; released: number }>()
  for (const [rows, count] of [[lodged, 0] as const, [released, 1] as const]) {
    for (const { principal, registeredOn } of rows) {
      const known = records.get(principal)
      if (known === undefined) records.set(principal, { traderId: principal, lastDeclaredOn: registeredOn, released: count })
      else {
        known.released += count
        if (known.lastDeclaredOn < registeredOn) known.lastDeclaredOn = registeredOn
      }
    }
  }
  return [...records.values()]
}

/** What released imports were valued at per unit of their first quantity, in the state's currency. */
function pricesIn({ mrn, releasedOn, document, valuation }: store.DeclaredRow): readonly store.ClearedPrice[] {
  if (releasedOn === null || findDeclarationType(document.type)?.procedure !== 'import') return []
  return document.goodsItems.flatMap((item, index) => {
    const [quantity] = item.quantities
    const count = parseDecimal(quantity?.value ?? '')
    const value = valuation.items[index]?.amount
    if (quantity === undefined || count === undefined || isZero(count) || value === undefined || item.originCountry === undefined) return []
    const price = toDecimal(over(decimal(value), count), 8)
    return [
      { mrn, item: index, code: codeOf(item.commodityCode), origin: item.originCountry, unit: quantity.unit, price, clearedOn: releasedOn },
    ]
  })
}

/** The prices far out that the decision on a declaration told officers of. */
function alarmsIn({ mrn, registeredOn, issues }: store.DeclaredRow) {
  return issues
    .filter(each => each.code === 'risk.price-outlying')
    .map(({ path, params }) => ({
      mrn,
      item: Number(/\d+/.exec(path)?.[0] ?? 0),
      facts: params as unknown as AlarmFacts,
      on: registeredOn,
    }))
}

/** What the day's list may pick, where a model said something of it. */
function candidateIn({
  mrn,
  office,
  registeredOn,
  registeredAt,
  document,
  score,
  charges,
  trusted,
}: store.DeclaredRow): readonly Candidate[] {
  if (score === null || office === null) return []
  const { trader, goods } = summaryOf(document, '')
  const { model, probability } = score
  return [{ mrn, office, on: registeredOn, since: registeredAt, trader, goods, model, probability, charges, trusted: trusted === true }]
}

/** The night's work: the bands of prices, and their spreads. */
export async function computeBands({ db, clock }: Pick<Node, 'db' | 'clock'>): Promise<void> {
  await db.transaction(tx => store.computeBands(tx, clock.today()))
}
