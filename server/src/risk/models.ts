import { setImmediate as giveWay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import { type Day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { ConsignmentScore, Outcome } from '@lintas/customs/risk'
import { explain, type Model, openHistory, openModel, type Scorer } from '@lintas/customs/targeting'
import { isSamePerson } from '../platform/acting.ts'
import type { Node, Writer } from '../platform/node.ts'
import { ratesOf } from '../reference/index.ts'
import { pastItemsOf } from './model-past.ts'
import * as store from './model-store.ts'

const unpack = promisify(gunzip)

/** Scores by the model in use, from counters in memory: a lodging asks for it, and no question goes to the database. */
export interface Scores {
  /** Nothing where no model is in use: rules alone decide. */
  of(document: DeclarationDocument, today: Day): ConsignmentScore | undefined
  /** Counts what inspections found since it was last asked; whoever records an outcome waits for it. */
  readAnew(): Promise<void>
  /** Uses the model that is to be used now. */
  useAnew(): Promise<void>
}

const STRIDE = 1_000
/** So many items are counted at once: between them lodgings have their turn. */
const COUNTED_AT_ONCE = 200
/** Changes that a transaction may still have been writing when later ones were read: they are looked at again. */
const LOOK_BACK = 200n
/** From here on reasons are worth finding. */
const REASONS_FROM = 0.15

/** Opens the scores of a node: counters are built from what is on file, and follow it. */
export async function openScores(node: Node): Promise<Scores> {
  const { db, log, state } = node
  const history = openHistory()
  const counted = new Map<string, boolean | undefined>()
  let seen = 0n
  let scorer: { readonly version: number; readonly by: Scorer } | undefined
  let reading: Promise<void> = Promise.resolve()
  let rates = await ratesOf(node)

  async function read(): Promise<void> {
    for (let from = seen > LOOK_BACK ? seen - LOOK_BACK : 0n; ; ) {
      const rows = await store.listPastAfter(db, String(from), STRIDE)
      for (const [place, { id, item }] of rows.entries()) {
        if (place % COUNTED_AT_ONCE === COUNTED_AT_ONCE - 1) await giveWay()
        const { isFraud } = item
        if (!counted.has(id)) {
          history.see(item)
          if (isFraud !== undefined) history.settle(item, { isFraud })
        } else if (counted.get(id) === undefined && isFraud !== undefined) history.settle(item, { isFraud })
        else if (counted.get(id) === false && isFraud === true) history.correct(item)
        counted.set(id, isFraud)
      }
      from = BigInt(rows.at(-1)?.change ?? from)
      if (from > seen) seen = from
      if (rows.length < STRIDE) return
    }
  }
  async function use(): Promise<void> {
    const version = usedNow(await store.listUses(db))
    if (version === undefined) scorer = undefined
    else if (scorer?.version !== version) {
      const body = await store.findBody(db, version)
      if (body === undefined) throw new Error(`given model ${version} in use, needs what it was trained to`)
      scorer = { version, by: openModel(JSON.parse((await unpack(body)).toString('utf8')) as Model) }
    }
  }
  /** One after the other, so that nothing is counted twice. */
  const readAnew = () => {
    reading = reading
      .then(read)
      .catch(cause => log.warn({ err: cause }, 'what inspections found could not be read anew; what was known stays'))
    return reading
  }
  const useAnew = () => use().catch(cause => log.warn({ err: cause }, 'the model could not be changed; the one before stays'))
  const readRates = async () => {
    rates = await ratesOf(node)
  }
  await db.listen('rates', () => {
    readRates().catch(cause => log.warn({ err: cause }, 'exchange rates could not be read anew; values are compared by those before'))
  })
  await db.listen(store.PAST_CHANGED, () => void readAnew())
  await db.listen(store.MODEL_CHANGED, () => void useAnew())
  await Promise.all([readAnew(), useAnew()])

  return {
    readAnew,
    useAnew,
    of(document, today) {
      if (scorer === undefined || document.type === undefined || !document.type.startsWith('IM')) return undefined
      const { version, by } = scorer
      const [worst] = pastItemsOf(document, today, { state, rates })
        .map((item, place) => ({ place, known: history.look(item) }))
        .map(each => ({ ...each, score: by.score(each.known) }))
        .sort((one, other) => other.score - one.score)
      if (worst === undefined) return undefined
      const reasons = worst.score < REASONS_FROM ? [] : explain(by, worst.known)
      return {
        model: version,
        probability: rounded(worst.score),
        item: worst.place,
        reasons: reasons.map(each => ({ ...each, without: rounded(each.without) })),
      }
    },
  }
}

const rounded = (share: number) => Math.round(share * 10_000) / 10_000

/** Keeps what an inspection of a declaration found, for the next one. A minor finding is in order. */
export async function rememberOutcome(tx: Writer, node: Node, mrn: string, outcome: Outcome): Promise<void> {
  const declared = await store.findDeclared(tx, mrn)
  if (declared === undefined) return
  const worth = { state: node.state, rates: await ratesOf(node, tx) }
  const items = pastItemsOf(declared.document, declared.registeredOn, worth)
  const isFraud = outcome === 'discrepancy'
  await store.insertPast(
    tx,
    items.map((item, place) => ({ id: `${mrn}/${place + 1}`, item: { ...item, isFraud } })),
  )
}

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
