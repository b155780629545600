import { type cargoKeys, isUnmanifested, noteDeclared } from '../cargo/index.ts'
import { insertPostings, POSTING_PARAMETERS, postingValues, wantDeferral } from '../debt/index.ts'
import { EVENT_PARAMETERS, insertEvents } from '../platform/events/index.ts'
import { type IdempotencyKey, idempotency } from '../platform/http/index.ts'
import type { Node } from '../platform/node.ts'
import { insertScreening, isUnbound, SCREENING_PARAMETERS, SHARE_KEPT, screeningValues } from '../risk/index.ts'
import { doerOf, eventsOf } from './act-events.ts'
import { factsOf } from './decided-acts.ts'
import type { LodgedRows } from './lodge-rows.ts'
import { namedAccounts } from './lodging.ts'
import { takeClaim } from './store.ts'

/** How many parameters the declaration's own rows take: those of `LODGE` before the others' parts. */
const OWN = 31
const EVENTS = OWN + 1
const POSTINGS = EVENTS + EVENT_PARAMETERS
const SCREENING = POSTINGS + POSTING_PARAMETERS
const ANSWER = SCREENING + SCREENING_PARAMETERS

/** The constraints a lodging may meet. */
const REFERENCE_TAKEN = 'declaration_reference_once'
const NUMBER_TAKEN = 'declaration_pkey'
const FOREIGN_KEY_VIOLATION = '23503'

/**
 * What kept a lodging from being written: another one under its reference, the same number given twice (a secret that was changed), that a
 * profile had its share of the day meanwhile, or that the declaration itself was left out, as `LODGE` explains. Undefined for a failure of another kind.
 */
export function obstacleIn(failure: unknown): 'reference-taken' | 'number-taken' | 'share-used' | 'left-out' | undefined {
  if (!(failure instanceof Error) || !('constraint' in failure) || !('code' in failure)) return undefined
  if (failure.constraint === REFERENCE_TAKEN) return 'reference-taken'
  if (failure.constraint === NUMBER_TAKEN) return 'number-taken'
  if (failure.constraint === SHARE_KEPT) return 'share-used'
  return failure.code === FOREIGN_KEY_VIOLATION ? 'left-out' : undefined
}

/**
 * Everything a lodging writes, in one statement: all of it or nothing.
 *
 * The place of the consignment is taken first. Where another declaration holds it, the declaration is not written, nor where the decision took
 * the consignment for new (`$26`) and it is not, nor where nobody looked into the manifests (`$29`) and it is in one; what would hang on the declaration then breaks its foreign key to it, and with it the statement.
 */
export const LODGE = `WITH claimed AS (
    ${takeClaim('$5', '$10', '$1', '$13')}
  ), lodged AS (
    INSERT INTO declaration (mrn, declarant, local_reference, filer, principal, office, type, mode, document_sha256, consignment_key,
      transport_key, lot_day, registered_on, registered_at, standing, status, lane, arrived_on, released_on, version, decision, revision)
    SELECT $1::text, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::bytea, $10::text,
      $11::text, $12::date, $13::date, $14::timestamptz, $15::json, $16::text, $17::text, $18::date, $19::date, 1, 1, $20::integer
    FROM claimed
    WHERE (NOT $26::boolean OR ${isUnbound('$10', '$11')}) AND ($29::boolean OR (${isUnmanifested('$30', '$31')}))
  ), versioned AS (
    INSERT INTO declaration_version (mrn, version, document, sha256, lodged_by, lodged_at) VALUES ($1, 1, $21, $9, $22, $14)
  ), decided AS (
    INSERT INTO decision (mrn, number, inputs, body, sha256, decided_at) VALUES ($1, 1, $23, $24, $25, $14)
  ), noted AS (
    INSERT INTO release_note (mrn, code, note, released_at, consignment)
    SELECT $1, given->>'code', given->'note', $14, coalesce(given->'note'->>'consignment', '') FROM json_array_elements($27::json) AS given
  ), transported AS (
    ${noteDeclared('$1', '$30')}
  ), deferring AS (
    ${wantDeferral('$1', '$5', '$28::text[]')}
  ), ${insertEvents(EVENTS)}, posted AS (
    ${insertPostings(POSTINGS)}
  ), ${insertScreening(SCREENING)}, answered AS (
    ${idempotency.insertInto(ANSWER)}
  ) SELECT`

/** What a decision was taken on that the statement has to see to. */
export interface Supposed {
  /** It took the consignment for one that was never lodged before. */
  readonly isNew: boolean
  /** It was told what the manifests say; otherwise it took it that they say nothing. */
  readonly isCompared: boolean
  /** Under which keys manifests would know it. */
  readonly keys: ReturnType<typeof cargoKeys>
}

/** The parameters of `LODGE`, in its order. */
export function lodgeValues(
  node: Pick<Node, 'events'>,
  rows: LodgedRows,
  { isNew, isCompared, keys }: Supposed,
  key: IdempotencyKey | undefined,
  answer: object,
): readonly unknown[] {
  const { lodging, given, body, records, opened, journals, notes, shares, at, shown } = rows
  const { row, decision } = shown
  const { caller, document, sealed } = lodging
  const { total: amount, currency } = decision.valuation
  return [
    row.mrn,
    row.declarant,
    row.localReference,
    row.filer,
    row.principal,
    row.office,
    row.type,
    row.mode,
    sealed.sha256,
    row.consignmentKey,
    row.transportKey,
    row.lotDay,
    row.registeredOn,
    at,
    JSON.stringify(row.standing),
    row.status,
    row.lane,
    row.arrivedOn,
    row.releasedOn,
    row.revision,
    sealed.text,
    caller.accountId,
    JSON.stringify(given),
    body.text,
    body.sha256,
    isNew,
    notes.length === 0 ? null : JSON.stringify(notes),
    shown.owed.unpaid.length === 0 ? null : namedAccounts(lodging),
    isCompared,
    keys.documents,
    keys.means ?? null,
    ...node.events.prepare(eventsOf(row.mrn, records, doerOf(caller), factsOf(decision, body))),
    ...postingValues(journals),
    ...screeningValues({
      mrn: row.mrn,
      decision: given.number,
      documentVersion: given.version,
      document,
      screening: decision.screening,
      screenedOn: given.decidedOn,
      opened,
      shares,
      key: lodging.key,
      value: { amount, currency },
      at,
    }),
    ...idempotency.valuesOf(key, { status: 201, body: answer }),
  ]
}
