import type { DeclarationAnswer } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Given } from '@lintas/customs/journey'
import { daysBetween, error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { principalPath } from '@lintas/customs/trust'
import { cargoKeys } from '../cargo/index.ts'
import { quotesNamed } from '../cost/index.ts'
import { exportersNamed } from '../exporters/index.ts'
import { namesPermits } from '../permits/index.ts'
import { maySee } from '../platform/access/index.ts'
import type { IdempotencyKey } from '../platform/http/index.ts'
import type { Caller, Reader } from '../platform/node.ts'
import type { ScreeningGiven } from '../risk/index.ts'
import type { Shown } from './answers.ts'
import { ALONE, type Arrange } from './arrange.ts'
import { holdOthers, touchesOthers } from './beside.ts'
import { authorityOf, type Desk, scriptIn, takeDecision } from './desk.ts'
import { layOut } from './lodge-rows.ts'
import { LODGE, lodgeValues, obstacleIn, type Supposed } from './lodge-statement.ts'
import { type Lodging, readLodging } from './lodging.ts'
import { CLAIM_DAYS, findByReference, findClaim } from './store.ts'

/** What came of a lodging. `known`: the same document was lodged under this reference before; `taken`: another one was. */
export type Lodged =
  | { readonly outcome: 'registered'; readonly answer: DeclarationAnswer }
  | { readonly outcome: 'known' | 'taken'; readonly mrn: string; readonly localReference: string }
  | Refused

interface Refused {
  readonly outcome: 'refused'
  readonly issues: readonly Issue[]
}

/** How a lodging is answered, and the key under which the answer is kept: it is written with everything else. */
export interface Reply {
  readonly key: IdempotencyKey | undefined
  tell(shown: Shown): DeclarationAnswer
}

/** Lodgings meet under one reference, for one consignment, or for the last of a profile's share, and each but once. More often than this, something else is wrong. */
const ATTEMPTS_MAX = 8

/**
 * Lodges a declaration: decided, and durable in one round trip to the database, or refused with everything there is to mend.
 *
 * A declarant's reference is lodged once. The decision takes the consignment for one that was never lodged before, which the statement checks as it
 * writes; where that was wrong nothing is written, and it is decided again with what the node knows of the consignment.
 */
export async function lodge(desk: Desk, caller: Caller, document: DeclarationDocument, reply: Reply): Promise<Lodged> {
  const { localReference } = document
  if (localReference === undefined) return refused(error('declaration.local-reference-missing', 'localReference'))
  const lodging = readLodging(caller, document, localReference, desk.node.clock.today())
  const script = scriptIn(desk.node, document)
  if (!script.ok) return refused(...script.issues)

  let known: ScreeningGiven | undefined
  let used: readonly string[] = []
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const given = { ...(await giveFor(desk, lodging, known, used)), ...script.value }
    const tried = await meeting(() => tryToLodge(desk, lodging, given, known === undefined, reply))
    if (typeof tried === 'object') {
      if (tried.ok) return { outcome: 'registered', answer: tried.value }
      return (await findEarlier(desk, lodging, false)) ?? refused(...tried.issues)
    }
    if (tried === 'number-taken') continue
    if (tried === 'share-used') {
      used = await desk.risk.cappedNow(lodging.today)
      continue
    }

    const standing = (await findEarlier(desk, lodging, true)) ?? (await findDeclared(desk, lodging))
    if (standing !== undefined) return standing
    known = await desk.risk.given(desk.node.db, lodging.key, lodging.today)
  }
  throw new Error(`given a lodging that could be written in none of ${ATTEMPTS_MAX} attempts, needs a place of its own`)
}

async function giveFor(desk: Desk, lodging: Lodging, known: ScreeningGiven | undefined, used: readonly string[]): Promise<Given> {
  const { node, numbers, risk } = desk
  const { caller, document, sealed, key, filer, principal, today } = lodging
  const screening = known ?? (await risk.givenNew(key, today))
  return {
    state: node.state,
    mrn: await numbers.next(today, principalPath(document.type) === 'exporter' ? 'export' : 'import'),
    version: 1,
    number: 1,
    occasion: 'lodge',
    decidedOn: today,
    registeredOn: today,
    documentSha256: sealed.sha256.toString('hex'),
    authority: await authorityOf(node.db, desk, caller, document, filer),
    ...screening,
    capped: [...new Set([...screening.capped, ...used])],
    ...risk.atHand(document, principal, today),
    ...(await quotesNamed(node.db, document)),
    ...(await exportersNamed(node.db, document)),
    trusted: await desk.operators.isTrusted(principal, today),
  }
}

/**
 * Decides and writes: in one statement, or where it touches other declarations, a manifest or somebody's account, in a transaction that holds them, so
 * that no two lodgings take the same.
 */
async function tryToLodge(desk: Desk, lodging: Lodging, given: Given, isNew: boolean, reply: Reply): Promise<Result<DeclarationAnswer>> {
  const { db } = desk.node
  const keys = cargoKeys(lodging.document)
  // Taken for goods of no manifest, as it is taken for new, unless others of its journey were on one: the statement refuses to be written where it is not so.
  const touches = touchesOthers(lodging.document) || namesPermits(desk.node, lodging.document, given.registeredOn)
  if (!touches && isNew && !desk.journeys.has(lodging.document))
    return await decideAndWrite(db, desk, lodging, given, { isNew, isCompared: false, keys }, reply, { arrange: ALONE, issues: [] })
  return await desk.journeys.inTurn(lodging.document, () =>
    db.transaction(async tx => {
      const others = await holdOthers(tx, desk, lodging, given)
      return await decideAndWrite(tx, desk, lodging, others.given, { isNew, isCompared: true, keys }, reply, others)
    }),
  )
}

async function decideAndWrite(
  reader: Reader,
  desk: Desk,
  lodging: Lodging,
  given: Given,
  supposed: Supposed,
  { key, tell }: Reply,
  { arrange, issues }: { readonly arrange: Arrange; readonly issues: readonly Issue[] },
): Promise<Result<DeclarationAnswer>> {
  const decided = await takeDecision(reader, desk, lodging.document, given)
  if (!decided.ok) return stop(...decided.issues, ...issues)
  if (issues.length > 0) return stop(...issues)
  const arranged = await arrange(decided.value)
  if (!arranged.ok) return arranged
  const shares = await desk.risk.sharesOf(decided.value.screening, lodging.today)
  const rows = layOut(lodging, given, decided.value, shares, desk.node.clock.now(), arranged.value.account)
  const answer = tell(rows.shown)
  await reader.query(LODGE, lodgeValues(desk.node, rows, supposed, key, answer), 'declaration.lodge')
  await arranged.value.write(rows.shown.row.status)
  return ok(answer)
}

/** Does it; answers what kept it from writing anything, where that is something lodgings may meet. */
async function meeting<Done>(work: () => Promise<Done>): Promise<Done | NonNullable<ReturnType<typeof obstacleIn>>> {
  try {
    return await work()
  } catch (failure) {
    const obstacle = obstacleIn(failure)
    if (obstacle === undefined) throw failure
    return obstacle
  }
}

/**
 * What was lodged under this reference before, and whether it was the same.
 *
 * A declarant is named by whoever lodges, truly or not: of a declaration the caller may not see, nothing is said but that the reference is used,
 * and that only to somebody who may act for the declarant.
 */
async function findEarlier(
  { node }: Desk,
  { caller, declarant, localReference, sealed }: Lodging,
  isAuthorised: boolean,
): Promise<Lodged | undefined> {
  const row = await findByReference(node.db, declarant, localReference)
  if (row === undefined) return undefined
  if (!maySee(caller, row))
    return isAuthorised ? refused(error('declaration.reference-used', 'localReference', { localReference })) : undefined
  return { outcome: row.documentSha256 === sealed.sha256.toString('hex') ? 'known' : 'taken', mrn: row.mrn, localReference }
}

/** V16: the same goods on the same transport document, declared for the same principal within ninety days. */
async function findDeclared({ node }: Desk, { principal, key, today }: Lodging): Promise<Lodged | undefined> {
  const claim = await findClaim(node.db, principal, key.key)
  if (claim === undefined || daysBetween(claim.declaredOn, today) >= CLAIM_DAYS) return undefined
  return refused(error('declaration.consignment-declared', 'transportDocuments', { day: claim.declaredOn, days: CLAIM_DAYS }))
}

function refused(...issues: readonly Issue[]): Refused {
  return { outcome: 'refused', issues }
}
