import { keepNamed, listPlaces } from '@lintas/customs/cargo'
import { type DeclarationDocument, listConsignments } from '@lintas/customs/declaration'
import type { FoundOtherwise } from '@lintas/customs/duty'
import type { Decision, Given, Occasion, ValueSince } from '@lintas/customs/journey'
import { type Day, map, ok, type Result } from '@lintas/customs/kernel'
import type { ClaimsSince } from '@lintas/customs/proofs'
import { type ControlRecord, controlsToOpen, controlsToOpenEach } from '@lintas/customs/risk'
import type { Authority } from '@lintas/customs/trust'
import { extendDeferral, findAccount, post } from '../debt/index.ts'
import type { Writer } from '../platform/node.ts'
import { holdProofs } from '../proofs/index.ts'
import { holdQuotas } from '../quotas/index.ts'
import { insertScreening, listControls, screeningValues } from '../risk/index.ts'
import { type Sealed, seal } from './canonical.ts'
import { charge, currencyOf, type Posted } from './charges.ts'
import { type Desk, scriptIn, takeDecision } from './desk.ts'
import { type DeclarationRow, getDecision, insertDecision } from './store.ts'

/** Why a registered declaration is decided on again, and what is new since. */
export interface Reason {
  readonly occasion: Exclude<Occasion, 'lodge'>
  /** The document it is decided on, and its version. */
  readonly document: DeclarationDocument
  readonly documentSha256: string
  readonly version: number
  readonly authority: Authority
  readonly arrivedOn?: Day
  readonly releasedOn?: Day
  /** The previous declarations the document names, where it is a new one; else as the decision before knew them. */
  readonly previous?: NonNullable<Given['previous']>
  /** What manifests say, where the document is a new one; else as the decision before knew them. */
  readonly manifested?: NonNullable<Given['manifested']> | undefined
  /** The authorisation and the stock, where the document is a new one; else as the decision before knew them. */
  readonly regime?: NonNullable<Given['regime']>
  /** The standing authorisation, likewise. */
  readonly timeSensitive?: NonNullable<Given['timeSensitive']>
  /** The storage places it names, likewise; those it named before stay as they stood then. */
  readonly places?: NonNullable<Given['places']>
  /** The quotes it names, where the document is a new one, none for none; else as the decision before knew them. */
  readonly quotes?: NonNullable<Given['quotes']>
  /** What the registers of certified exporters say, where the document is a new one; else as the decision before knew it. */
  readonly selfCertified?: NonNullable<Given['selfCertified']> | undefined
  /** What is left of the quotas, where the document is a new one; else its items keep what they drew. */
  readonly quotas?: NonNullable<Given['quotas']>
  /** What does not match a manifest that came since; else as the decision before knew it. Nothing for a new document, which was compared anew. */
  readonly unmatched?: NonNullable<Given['unmatched']>
  /** What became of the value, where that is new; else what the decision before rested on. */
  readonly value?: ValueSince
  /** What customs found against what was declared, where that is new; else what the decision before rested on. */
  readonly found?: FoundOtherwise
  /** What became of its claims to preference, where that is new; else what the decision before rested on. */
  readonly claims?: ClaimsSince
}

/** Decisions on what is owed alone: nobody is asked for a control because of them. */
const OPENS_NONE: ReadonlySet<Occasion> = new Set([
  'release',
  'release-on-security',
  'settle-value',
  'adjust-price',
  'supplement',
  'finalise',
  'deny-preference',
  'reclassify',
  'secure-under-review',
  'secure-preference',
  'suspend-preference',
  'settle-preference',
  'decide-review',
  'decide-appeal',
  'assess-additionally',
  'correct',
])

/** A decision taken again, what it posts and which controls it opens; nothing of it is written yet. */
export interface Redecided {
  readonly given: Given
  readonly document: DeclarationDocument
  readonly decision: Decision
  readonly body: Sealed
  readonly posted: Posted
  readonly opened: readonly ControlRecord[]
  /** All controls asked so far, with those. */
  readonly controls: readonly ControlRecord[]
}

/** Decides again on a declaration that is held in a transaction. The lot stays that of its first lodging; controls are only ever added. */
export async function decideAgain(tx: Writer, desk: Desk, row: DeclarationRow, reason: Reason): Promise<Result<Redecided>> {
  const { node, risk } = desk
  const { mrn } = row
  const {
    document,
    value: _,
    found: __,
    claims: ___,
    previous: named,
    manifested: carried,
    regime: authorised,
    timeSensitive: urgent,
    places: asked,
    unmatched: differs,
    quotes: promised,
    quotas: held,
    selfCertified: lookedUp,
    ...rest
  } = reason
  const script = scriptIn(node, document)
  if (!script.ok) return script
  const today = node.clock.today()
  const key = { key: row.consignmentKey, transportKey: row.transportKey }
  const screening = await risk.given(tx, key, today)
  const before = await listControls(tx, mrn)
  const arrivedOn = reason.arrivedOn ?? row.arrivedOn
  const { inputs, body } = await getDecision(tx, mrn, row.decision)
  const { importer, declarant } = inputs // as they were before this declaration
  const previous = named ?? inputs.previous
  const manifested = 'manifested' in reason ? carried : inputs.manifested
  const regime = authorised ?? inputs.regime
  const timeSensitive = document.timeSensitive === undefined ? undefined : (urgent ?? inputs.timeSensitive)
  const places = listPlaces(document).length === 0 ? undefined : keepNamed(asked, inputs.places)
  const unmatched = differs ?? ('manifested' in reason ? undefined : inputs.unmatched)
  const quotas = held ?? (inputs.quotas === undefined ? undefined : (await holdQuotas(tx, node, document, row, body.quotas ?? [])).quotas)
  const value = reason.value ?? inputs.value
  const found = reason.found ?? inputs.found
  const claims = reason.claims ?? inputs.claims
  const quotes = promised ?? inputs.quotes ?? []
  const selfCertified = 'selfCertified' in reason ? lookedUp : inputs.selfCertified
  const { removed } = inputs // a period declares what it declared first
  const given: Given = {
    ...rest,
    ...(isNothing(value) ? {} : { value }),
    ...(isNothing(found) ? {} : { found }),
    ...(isNothing(claims) ? {} : { claims }),
    ...(previous === undefined ? {} : { previous }),
    ...(manifested === undefined ? {} : { manifested }),
    ...(removed === undefined ? {} : { removed }),
    ...(regime === undefined ? {} : { regime }),
    ...(timeSensitive === undefined ? {} : { timeSensitive }),
    ...(places === undefined ? {} : { places }),
    ...(unmatched === undefined ? {} : { unmatched }),
    ...(quotes.length === 0 ? {} : { quotes }),
    ...(quotas === undefined ? {} : { quotas }),
    ...(await holdProofs(tx, node, document, mrn)),
    ...(selfCertified === undefined ? {} : { selfCertified }),
    ...screening,
    state: node.state,
    mrn,
    number: row.decision + 1,
    decidedOn: today,
    registeredOn: row.registeredOn,
    ...(arrivedOn === null || row.mode !== 'PRE_ARRIVAL' ? {} : { arrivedOn }),
    ...(importer === undefined ? {} : { importer }),
    ...(declarant === undefined ? {} : { declarant }),
    ...(await risk.lookUp(tx, mrn, document, { registeredOn: row.registeredOn, today, before: inputs.known })),
    trusted: await desk.operators.isTrusted(row.principal, today, tx),
    ...script.value,
  }
  const settled = await decideWithin(tx, desk, document, given)
  if (!settled.ok) return settled
  const { given: rested, decision } = settled.value
  const opened = OPENS_NONE.has(reason.occasion) ? [] : openControls(decision, document, before, row)
  const charged = charge(decision, row.principal, await findAccount(tx, mrn, currencyOf(decision)))
  const extended = await extendDeferral(tx, node, row, charged.account)
  const posted = { journals: [...charged.journals, ...extended.journals], account: extended.account }
  return ok({ given: rested, document, decision, body: seal(decision), posted, opened, controls: [...before, ...opened] })
}

function isNothing(since: object | undefined): since is undefined {
  return since === undefined || Object.keys(since).length === 0
}

/** Decides, and takes what its hits take of the profiles' shares of the day; once more where somebody took the last of one meanwhile. */
async function decideWithin(
  tx: Writer,
  desk: Desk,
  document: DeclarationDocument,
  given: Given,
): Promise<Result<Pick<Redecided, 'given' | 'decision'>>> {
  const decided = await takeDecision(tx, desk, document, given)
  if (!decided.ok || OPENS_NONE.has(given.occasion)) return map(decided, decision => ({ given, decision }))
  const used = await desk.risk.takeShares(tx, given.mrn, decided.value.screening, given.decidedOn)
  if (used.length === 0) return ok({ given, decision: decided.value })
  const capped = { ...given, capped: [...given.capped, ...used] }
  return map(await takeDecision(tx, desk, document, capped), decision => ({ given: capped, decision }))
}

/** The controls a decision opens; of several consignments those of each that is not released. */
function openControls(
  { screening, version }: Decision,
  document: DeclarationDocument,
  before: readonly ControlRecord[],
  { standing }: DeclarationRow,
) {
  const several = listConsignments(document)
  if (several === undefined) return controlsToOpen(screening, before, version)
  const released = (standing.consignments ?? []).filter(each => each.status === 'released').map(each => each.id)
  return controlsToOpenEach(screening, before, version, several, released)
}

/** Writes a decision that was taken again: itself, what it charges more or less, its hits and the controls it opens. */
export async function keepDecision(tx: Writer, row: DeclarationRow, redecided: Redecided, at: Date): Promise<void> {
  const { given, document, decision, body, posted, opened } = redecided
  await insertDecision(tx, given, body, at)
  await post(tx, posted.journals)
  if (OPENS_NONE.has(given.occasion)) return
  const { total: amount, currency } = decision.valuation
  const record = {
    mrn: row.mrn,
    decision: given.number,
    documentVersion: given.version,
    document,
    screening: decision.screening,
    screenedOn: given.decidedOn,
    opened,
    shares: [],
    key: { transportKey: row.transportKey },
    value: { amount, currency },
    at,
  }
  await tx.query(`WITH ${insertScreening(1)} SELECT`, screeningValues(record), 'declaration.insert-screening')
}
