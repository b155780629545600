import type { Reader } from '../platform/node.ts'

/** What is counted by; the key stands in the statement, so it is never anybody's text. */
const GROUPS = { all: "'all'", lane: 'f.lane', mode: 'd.mode', type: 'd.type', office: "coalesce(d.office, '')" } as const
export type Group = keyof typeof GROUPS

export interface Asked {
  readonly by: Group
  readonly since: Date
  readonly now: Date
  readonly timeZone: string
  readonly targets: readonly { readonly lane: string; readonly withinSeconds: number }[]
}

export interface LevelRow {
  readonly week: string
  readonly group: string
  readonly lodged: number
  readonly decided: number
  readonly released: number
  readonly decisionMedianS: number | null
  readonly decisionP90S: number | null
  readonly releaseMedianS: number | null
  readonly releaseP90S: number | null
  readonly inTime: number
  readonly counted: number
}

/** Declarations lodged since, by the week they were lodged in. A declaration about several consignments is released with the last. */
export async function countLevels(db: Reader, { by, since, now, timeZone, targets }: Asked): Promise<readonly LevelRow[]> {
  return await db.query<LevelRow>(
    `WITH happened AS (
       SELECT subject_id AS mrn, act, at, facts->>'lane' AS lane FROM event
       WHERE subject = 'declaration' AND act IN ('lodge', 'screen', 'release', 'cancel') AND at >= $1
     ), f AS (
       SELECT mrn, min(at) FILTER (WHERE act = 'lodge') AS lodged, min(at) FILTER (WHERE act = 'screen') AS decided,
         max(at) FILTER (WHERE act = 'release') AS released, bool_or(act = 'cancel') AS cancelled,
         (array_agg(lane ORDER BY at) FILTER (WHERE act = 'screen'))[1] AS lane
       FROM happened GROUP BY mrn HAVING bool_or(act = 'lodge')
     ), timed AS (
       SELECT date_trunc('week', f.lodged AT TIME ZONE $2)::date::text AS week, ${GROUPS[by]} AS "group",
         extract(epoch FROM f.decided - f.lodged) AS decision, within,
         CASE WHEN d.released_on IS NOT NULL THEN extract(epoch FROM f.released - f.lodged) END AS release,
         CASE WHEN NOT f.cancelled THEN extract(epoch FROM $3::timestamptz - f.lodged) END AS open
       FROM f JOIN declaration d USING (mrn) LEFT JOIN unnest($4::text[], $5::int[]) AS target (of_lane, within) ON of_lane = f.lane
     )
     SELECT week, "group", count(*)::int AS lodged, count(decision)::int AS decided, count(release)::int AS released,
       (percentile_disc(0.5) WITHIN GROUP (ORDER BY decision))::float AS "decisionMedianS",
       (percentile_disc(0.9) WITHIN GROUP (ORDER BY decision))::float AS "decisionP90S",
       (percentile_disc(0.5) WITHIN GROUP (ORDER BY release))::float AS "releaseMedianS",
       (percentile_disc(0.9) WITHIN GROUP (ORDER BY release))::float AS "releaseP90S",
       count(*) FILTER (WHERE release <= within)::int AS "inTime",
       count(*) FILTER (WHERE within IS NOT NULL AND (release IS NOT NULL OR open > within))::int AS counted
     FROM timed GROUP BY 1, 2 ORDER BY 1, 2`,
    [since, timeZone, now, targets.map(each => each.lane), targets.map(each => each.withinSeconds)],
  )
}

export interface DocumentRow {
  readonly week: string
  readonly requests: number
  readonly answered: number
  readonly answerMedianS: number | null
}

/** Requests for documents since, and the first answer after each. */
export async function countDocuments(db: Reader, { since, timeZone }: Pick<Asked, 'since' | 'timeZone'>): Promise<readonly DocumentRow[]> {
  return await db.query<DocumentRow>(
    `WITH asked AS (
       SELECT e.at, (SELECT min(a.at) FROM event a WHERE a.subject = 'declaration' AND a.subject_id = e.subject_id AND a.act = 'answer-request'
         AND a.id > e.id) AS answered
       FROM event e WHERE e.subject = 'declaration' AND e.act = 'request-documents' AND e.at >= $1
     )
     SELECT date_trunc('week', at AT TIME ZONE $2)::date::text AS week, count(*)::int AS requests, count(answered)::int AS answered,
       (percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered - at)))::float AS "answerMedianS"
     FROM asked GROUP BY 1 ORDER BY 1`,
    [since, timeZone],
  )
}

export interface RemedyRow {
  readonly month: string
  readonly group: string
  readonly remedy: 'review' | 'appeal' | 'refund'
  readonly asked: number
  readonly answered: number
  readonly withdrawn: number
  readonly answerMedianS: number | null
  readonly answerP90S: number | null
  readonly inTime: number
  readonly counted: number
  readonly overdue: number
}

/**
 * Reviews and appeals asked for and refunds claimed since, by the month they were asked in, and how long the answer took. Held against the last day that the
 * law gave customs when it was asked; where it gave none, nothing is in time or late.
 */
export async function countRemedies(
  db: Reader,
  asked: Pick<Asked, 'since' | 'now' | 'timeZone'> & { readonly byOffice: boolean },
): Promise<readonly RemedyRow[]> {
  const { since, now, timeZone, byOffice } = asked
  return await db.query<RemedyRow>(
    `WITH asked AS (
       SELECT id, subject, subject_id, at, facts->>'mrn' AS mrn, (facts->>'answerBy')::date AS answer_by,
         CASE act WHEN 'request-review' THEN 'review' WHEN 'appeal' THEN 'appeal' ELSE 'refund' END AS remedy
       FROM event
       WHERE at >= $1 AND ((subject = 'adverse-decision' AND act IN ('request-review', 'appeal')) OR (subject = 'refund' AND act = 'claim'))
     ), timed AS (
       SELECT date_trunc('month', asked.at AT TIME ZONE $2)::date::text AS month, CASE WHEN $4 THEN coalesce(d.office, '') ELSE 'all' END AS "group", remedy,
         answer_by, CASE WHEN ended.act <> 'withdraw-request' THEN extract(epoch FROM ended.at - asked.at) END AS answer, ended.act = 'withdraw-request' AS withdrawn,
         coalesce(ended.at, $3::timestamptz) AT TIME ZONE $2 >= answer_by + 1 AS late, ended.at IS NULL AS open
       FROM asked LEFT JOIN declaration d USING (mrn) LEFT JOIN LATERAL (
         SELECT a.at, a.act FROM event a WHERE a.subject = asked.subject AND a.subject_id = asked.subject_id AND a.id > asked.id
           AND a.act IN ('decide-review', 'decide-appeal', 'withdraw-request', 'approve', 'refuse') ORDER BY a.id LIMIT 1
       ) ended ON true
     )
     SELECT month, "group", remedy, count(*)::int AS asked, count(answer)::int AS answered, count(*) FILTER (WHERE withdrawn)::int AS withdrawn,
       (percentile_disc(0.5) WITHIN GROUP (ORDER BY answer))::float AS "answerMedianS",
       (percentile_disc(0.9) WITHIN GROUP (ORDER BY answer))::float AS "answerP90S",
       count(*) FILTER (WHERE answer IS NOT NULL AND NOT late)::int AS "inTime",
       count(*) FILTER (WHERE withdrawn IS NOT TRUE AND answer_by IS NOT NULL AND (NOT open OR late))::int AS counted,
       count(*) FILTER (WHERE open AND late)::int AS overdue
     FROM timed GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    [since, timeZone, now, byOffice],
  )
}
