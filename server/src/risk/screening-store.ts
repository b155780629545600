import type { CaseSummary } from '@lintas/contract'
import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Day } from '@lintas/customs/kernel'
import { type ConsignmentKey, type ControlRecord, isBeforeRelease, LANES, laneOf, type Outcome, type Screening } from '@lintas/customs/risk'
import type { Reader } from '../platform/node.ts'
import { type Share, takeShares } from './share-store.ts'

/** What a screening leaves in the store. */
export interface ScreeningRecord {
  readonly mrn: string
  /** The number of the decision it is part of. */
  readonly decision: number
  readonly documentVersion: number
  readonly document: DeclarationDocument
  readonly screening: Screening
  readonly screenedOn: Day
  /** The controls it opens, from `controlsToOpen`. */
  readonly opened: readonly ControlRecord[]
  /** The daily shares of profiles it takes one more of; none where they were taken before. */
  readonly shares: readonly Share[]
  readonly key: Pick<ConsignmentKey, 'transportKey'>
  /** The customs value, in major units, where it is known. */
  readonly value?: { readonly amount: string; readonly currency: string } | undefined
  readonly at: Date
}

/** What goods that cannot wait have before all others in the queue; of several such the risk goes first. */
const FIRST = 1_000

/** How many parameters `insertScreening` takes. */
export const SCREENING_PARAMETERS = 25

/**
 * The parts of a WITH that keep a screening, their parameters numbered from `first`, with the values of `screeningValues`:
 * the lot, bound to the day it was first drawn; the hits; what they take of the profiles' shares; the controls it opens; and a case in the queue where one is to be answered before release.
 */
export function insertScreening(first: number): string {
  const p = (offset: number) => `$${first + offset}`
  return `screened_lot AS (
    INSERT INTO random_lot (key, transport_key, day, drawn)
    SELECT ${p(0)}::text, ${p(1)}::text, ${p(2)}::date, ${p(3)}::boolean WHERE ${p(0)}::text IS NOT NULL
    ON CONFLICT (key) DO NOTHING
  ), screened_hit AS (
    INSERT INTO risk_hit (mrn, decision, hit_on, profile, version, source, capped)
    SELECT ${p(4)}::text, ${p(5)}::integer, ${p(6)}::date, given.*
    FROM unnest(${p(7)}::text[], ${p(8)}::integer[], ${p(9)}::text[], ${p(10)}::boolean[]) AS given
  ), screened_share AS (
    ${takeShares(`${p(6)}::date`, `${p(23)}::text[]`, `${p(24)}::integer[]`)}
  ), screened_control AS (
    INSERT INTO risk_control (mrn, document_version, asked_at, id, control, hits, consignment)
    SELECT ${p(4)}::text, ${p(11)}::integer, ${p(12)}::timestamptz, id, control, hits::json, consignment
    FROM unnest(${p(13)}::text[], ${p(14)}::text[], ${p(15)}::text[], ${p(22)}::text[]) AS given (id, control, hits, consignment)
  ), screened_case AS (
    INSERT INTO risk_case (mrn, office, lane, rank, summary, opened_at)
    SELECT ${p(4)}::text, ${p(16)}::text, ${p(17)}::text, ${p(18)}::integer, ${p(19)}::json, ${p(20)}::timestamptz WHERE ${p(21)}::boolean
    ON CONFLICT (mrn) DO UPDATE SET lane = excluded.lane, rank = greatest(risk_case.rank % ${FIRST}, excluded.rank % ${FIRST}) + excluded.rank / ${FIRST} * ${FIRST}, summary = excluded.summary,
      opened_at = CASE WHEN risk_case.closed_at IS NULL THEN risk_case.opened_at ELSE excluded.opened_at END, closed_at = NULL
  )`
}

export function screeningValues(record: ScreeningRecord): readonly unknown[] {
  const { mrn, decision, documentVersion, document, screening, screenedOn, opened, shares, key, at } = record
  const { hits, lot } = screening
  const lane = laneOf([...screening.controls, ...opened.map(each => each.control)]) // an amendment may have shaken off the hit, not the control
  return [
    ...(lot === undefined ? [null, null, null, null] : [lot.key, key.transportKey, lot.day, hits.some(hit => hit.source === 'random')]),
    mrn,
    decision,
    screenedOn,
    hits.map(hit => hit.profile),
    hits.map(hit => hit.version),
    hits.map(hit => hit.source),
    hits.map(hit => hit.capped),
    documentVersion,
    at,
    opened.map(each => each.id),
    opened.map(each => each.control),
    opened.map(each => JSON.stringify(each.hits)),
    document.office ?? '',
    lane,
    Math.max(screening.rank, LANES.indexOf(lane) * 100) + firstOf(document),
    JSON.stringify(summarise(record)),
    at,
    opened.some(each => isBeforeRelease(each.control)),
    opened.map(each => each.consignment ?? null),
    shares.map(each => each.profile),
    shares.map(each => each.share),
  ]
}

function summarise({ document, screening, value }: ScreeningRecord): CaseSummary {
  const top = screening.hits.find(hit => hit.controls.length > 0)
  return summaryOf(document, top?.reason ?? top?.source ?? '', value)
}

/** What the queue shows of a consignment, and why it is there. */
export function summaryOf(document: DeclarationDocument, reason: string, value?: ScreeningRecord['value']): CaseSummary {
  const trader = document.importer ?? document.consignee ?? document.exporter
  const [item] = document.goodsItems
  return {
    trader: trader?.name ?? '',
    traderId: trader?.id ?? '',
    goods: [item?.commodityCode, item?.description].filter(part => part !== undefined).join(' '),
    items: document.goodsItems.length,
    ...(value === undefined ? {} : { value }),
    reason,
    ...(document.timeSensitive?.kind === undefined ? {} : { timeSensitive: document.timeSensitive.kind }),
  }
}

/** Served first: the decision refused every claim that its authorisation does not cover. */
export function firstOf({ timeSensitive }: Pick<DeclarationDocument, 'timeSensitive'>): number {
  return timeSensitive === undefined ? 0 : FIRST
}

/** The condition under which a consignment is new: neither it nor anything drawn on its transport document was lodged before. */
export function isUnbound(key: string, transportKey: string): string {
  return `NOT EXISTS (SELECT FROM random_lot WHERE key = ${key} OR (transport_key = ${transportKey} AND drawn))`
}

/** The day a consignment's lot is bound to, if it was lodged before, and whether anything of the importer's on its transport document was drawn. */
export async function findBinding(
  reader: Reader,
  { key, transportKey }: Pick<ConsignmentKey, 'key' | 'transportKey'>,
): Promise<{ readonly day: Day | undefined; readonly drawnBefore: boolean }> {
  const [row] = await reader.query<{ day: Day | null; drawn: boolean }>(
    `SELECT (SELECT day FROM random_lot WHERE key = $1) AS day,
            EXISTS (SELECT FROM random_lot WHERE transport_key = $2 AND drawn) AS drawn`,
    [key, transportKey],
    'risk-lot',
  )
  return { day: row?.day ?? undefined, drawnBefore: row?.drawn ?? false }
}

export interface StoredControl extends ControlRecord {
  readonly askedAt: Date
  readonly report: { readonly body: unknown; readonly by: string; readonly at: Date } | undefined
}

/** The controls asked of a declaration, in the order they were asked, with what came of them. */
export async function listControls(reader: Reader, mrn: string): Promise<readonly StoredControl[]> {
  interface Row {
    id: string
    control: ControlRecord['control']
    document_version: number
    hits: readonly string[]
    consignment: string | null
    asked_at: Date
    outcome: Outcome | null
    waived: boolean
    body: unknown
    reported_by: string | null
    reported_at: Date | null
  }
  const rows = await reader.query<Row>(
    `SELECT c.id, c.control, c.document_version, c.hits, c.consignment, c.asked_at, r.outcome, r.body, r.reported_by, r.reported_at,
       w.override IS NOT NULL AS waived
     FROM risk_control c LEFT JOIN risk_control_report r USING (mrn, id) LEFT JOIN risk_waiver w USING (mrn, id)
     WHERE c.mrn = $1 ORDER BY c.document_version, c.asked_at, c.id`,
    [mrn],
    'risk-controls',
  )
  return rows.map(row => ({
    id: row.id,
    control: row.control,
    documentVersion: row.document_version,
    hits: row.hits,
    ...(row.consignment === null ? {} : { consignment: row.consignment }),
    askedAt: row.asked_at,
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.waived ? { waived: true } : {}),
    report: row.reported_by === null || row.reported_at === null ? undefined : { body: row.body, by: row.reported_by, at: row.reported_at },
  }))
}
