import { setImmediate as giveWay } from 'node:timers/promises'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { type Day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { ConsignmentScore, Outcome } from '@lintas/customs/risk'
import { explain, openHistory, openModel, openPast, type Scorer } from '@lintas/customs/targeting'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Reader, Writer } from '../platform/node.ts'
import { openDayBooks, worthOn } from './day-books.ts'
import { getModel } from './model-body.ts'
import { dutyOf, pastItemsOf, type Worth } from './model-past.ts'
import * as store from './model-store.ts'

/** Scores by the model in use, from counters in memory: a lodging asks for it, and no question goes to the database. */
export interface Scores {
  /** As of the day it was registered on. Nothing where no model is in use: rules alone decide. */
  of(document: DeclarationDocument, registeredOn: Day): ConsignmentScore | undefined
  /** The same for a declaration that is decided again. What its own inspection found is no evidence against it: from then on it keeps the score it had. */
  ofAgain(
    reader: Reader,
    mrn: string,
    document: DeclarationDocument,
    registeredOn: Day,
    before: ConsignmentScore | undefined,
  ): Promise<ConsignmentScore | undefined>
  /** Counts what was declared and what inspections found since it was last asked; whoever records an outcome waits for it. */
  readAnew(): Promise<void>
  /** Uses the model that is to be used now. */
  useAnew(): Promise<void>
}

const STRIDE = 1_000
/** So many items are counted at once: between them lodgings have their turn. */
const COUNTED_AT_ONCE = 200
/** From here on reasons are worth finding. */
const REASONS_FROM = 0.15

/** Opens the scores of a node: where a model is in use counters are built from what is on file, and follow it. */
export async function openScores(node: Node): Promise<Scores> {
  const { db, log } = node
  const history = openHistory()
  const past = openPast(history)
  let readFrom = '0'
  let scorer: { readonly version: number; readonly by: Scorer } | undefined
  let isCounting = false
  let reading: Promise<void> = Promise.resolve()
  const books = await openDayBooks(node)

  async function read(): Promise<void> {
    let horizon: string | undefined
    for (let change = '0'; ; ) {
      const found = await store.listPastAfter(db, readFrom, change, STRIDE)
      horizon ??= found.horizon
      for (const [place, { id, item }] of found.rows.entries()) {
        if (place % COUNTED_AT_ONCE === COUNTED_AT_ONCE - 1) await giveWay()
        past.tell(id, item)
      }
      change = found.rows.at(-1)?.change ?? change
      if (found.rows.length === STRIDE) continue
      readFrom = horizon
      return
    }
  }
  /** One after the other, so that nothing is looked at twice at once. */
  const readAnew = () => {
    if (!isCounting) return Promise.resolve()
    reading = reading
      .then(read)
      .catch(cause => log.warn({ err: cause }, 'what inspections found could not be read anew; what was known stays'))
    return reading
  }
  async function use(): Promise<void> {
    const version = usedNow(await store.listUses(db))
    if (version === undefined) scorer = undefined
    else if (scorer?.version !== version) {
      const model = await getModel(db, version)
      isCounting = true
      await readAnew()
      scorer = { version, by: openModel(model) }
    }
  }
  const useAnew = () => use().catch(cause => log.warn({ err: cause }, 'the model could not be changed; the one before stays'))
  await db.listen(store.PAST_CHANGED, () => void readAnew())
  await db.listen(store.MODEL_CHANGED, () => void useAnew())
  await useAnew()

  function scoreOf(document: DeclarationDocument, registeredOn: Day, worth: Worth): ConsignmentScore | undefined {
    if (scorer === undefined || document.type === undefined || !document.type.startsWith('IM')) return undefined
    const { version, by } = scorer
    const [worst] = pastItemsOf(document, registeredOn, worth)
      .map((item, place) => ({ place, item, known: history.look(item) }))
      .map(each => ({ ...each, score: by.score(each.known) }))
      .sort((one, other) => other.score - one.score)
    if (worst === undefined) return undefined
    const reasons = worst.score < REASONS_FROM ? [] : explain(by, worst.known)
    const duty = dutyOf(worst.item)
    return {
      model: version,
      probability: rounded(worst.score),
      item: worst.place,
      reasons: reasons.map(each => ({ ...each, without: rounded(each.without) })),
      ...(duty === undefined ? {} : { duty }),
    }
  }

  return {
    readAnew,
    useAnew,
    of: (document, registeredOn) => scoreOf(document, registeredOn, books.on(registeredOn)),
    async ofAgain(reader, mrn, document, registeredOn, before) {
      if (scorer === undefined) return undefined
      if (await store.isInspected(reader, mrn)) return before
      return scoreOf(document, registeredOn, await worthOn(node, registeredOn, reader))
    },
  }
}

const rounded = (share: number) => Math.round(share * 10_000) / 10_000

/** Keeps what an inspection of a declaration found, for the next one. A minor finding is in order. */
export async function rememberOutcome(tx: Writer, node: Node, mrn: string, outcome: Outcome): Promise<void> {
  const isFraud = outcome === 'discrepancy'
  for (const { registeredOn, first, document } of await store.listImports(tx, [mrn])) {
    const worth = await worthOn(node, registeredOn, tx)
    const before = pastItemsOf(first, registeredOn, worth)
    const rows = pastItemsOf(document, registeredOn, worth).map((item, place) => {
      const declared = before[place]
      const isSame = declared === undefined || JSON.stringify(declared) === JSON.stringify(item)
      return { id: idOf(mrn, place), item: isSame ? { ...item, isFraud } : { ...declared, isFraud, inspectedAs: item } }
    })
    await store.insertPast(tx, rows)
  }
}

/** What a goods item of a declaration is called in the past. */
export const idOf = (mrn: string, place: number) => `${mrn}/${place + 1}`

/** The model that is used after all that was put to use and gone back from; nothing where rules alone decide. */
export function usedNow(uses: readonly store.Use[]): number | undefined {
  const used: number[] = []
  for (const { version, isRollBack } of uses) {
    if (isRollBack) used.pop()
    else if (version !== null) used.push(version)
  }
  return used.at(-1)
}

type Parts = Pick<Node, 'db' | 'clock' | 'events'>

/** Puts a trained model to use, on the word of somebody other than who asked for it. */
export function activateModel(node: Parts, version: number, by: string): Promise<Result<number>> {
  return node.db.transaction(async tx => {
    await store.holdUses(tx)
    const model = await store.findModel(tx, version)
    if (model === undefined) return stop(error('risk.model-unknown', '', { version }))
    if (model.status !== 'trained') return stop(error('risk.model-untrained', '', { status: model.status }))
    if (isSamePerson(model.askedBy, by)) return stop(error('risk.model-own', ''))
    await store.insertUse(tx, { version, isRollBack: false }, by, node.clock.now())
    await node.events.append(tx, [{ subject: 'risk-model', subjectId: String(version), act: 'activate', by, facts: { version } }])
    return ok(version)
  })
}

/** Goes back to the model that was used before. Stopping needs no second person. */
export function rollBack(node: Parts, by: string): Promise<Result<number | undefined>> {
  return node.db.transaction(async tx => {
    const uses = await store.holdUses(tx)
    const left = usedNow(uses)
    if (left === undefined) return stop(error('risk.model-none', ''))
    const back = usedNow([...uses, { version: null, isRollBack: true }])
    await store.insertUse(tx, { version: back ?? null, isRollBack: true }, by, node.clock.now())
    await node.events.append(tx, [{ subject: 'risk-model', subjectId: String(left), act: 'roll-back', by, facts: { to: back ?? 'rules' } }])
    return ok(back)
  })
}
