import type { DocumentWanted, Notice, RequestedState } from '@lintas/customs/documents'
import type { Day } from '@lintas/customs/kernel'
import type { Reader, Writer } from '../platform/node.ts'

export interface AnswerRow {
  readonly document: { readonly id: string; readonly name: string; readonly mediaType: string; readonly size: number } | null
  readonly cannotBeHad: string | null
  readonly answeredAt: Date
  readonly verdict: 'accepted' | 'refused' | null
  readonly verdictReason: string | null
  readonly judgedAt: Date | null
}

export interface WantedRow {
  /** `1.2`, as the standing of the declaration names it. */
  readonly id: string
  readonly number: number
  readonly type: string | null
  readonly words: string | null
  readonly items: readonly number[]
  readonly state: RequestedState
  readonly answers: readonly AnswerRow[]
}

export interface RequestRow {
  readonly mrn: string
  readonly number: number
  readonly reason: string
  readonly dueOn: Day
  readonly lawRow: string | null
  readonly office: string
  readonly askedAt: Date
  readonly notices: readonly { readonly notice: Notice; readonly dueOn: Day; readonly givenAt: Date }[]
  readonly documents: readonly WantedRow[]
}

/** What customs asked for on a declaration, the first request first. */
export async function listRequests(reader: Reader, mrn: string): Promise<readonly RequestRow[]> {
  const requests = await reader.query<Omit<RequestRow, 'notices' | 'documents'>>(
    `SELECT mrn, number, reason, due_on AS "dueOn", law_row AS "lawRow", office, asked_at AS "askedAt"
     FROM document_request WHERE mrn = $1 ORDER BY number`,
    [mrn],
    'documents.requests',
  )
  if (requests.length === 0) return []
  const wanted = await reader.query<Omit<WantedRow, 'id' | 'answers'> & { readonly request: number }>(
    'SELECT request, number, type, words, items, state FROM requested_document WHERE mrn = $1 ORDER BY request, number',
    [mrn],
    'documents.wanted',
  )
  const answers = await listAnswers(reader, mrn)
  const notices = await reader.query<RequestRow['notices'][number] & { readonly request: number }>(
    'SELECT request, notice, due_on AS "dueOn", given_at AS "givenAt" FROM document_notice WHERE mrn = $1 ORDER BY given_at, notice',
    [mrn],
    'documents.notices',
  )
  return requests.map(each => ({
    ...each,
    notices: notices.filter(({ request }) => request === each.number).map(({ request: _, ...notice }) => notice),
    documents: wanted
      .filter(({ request }) => request === each.number)
      .map(({ request, ...one }) => ({
        ...one,
        id: idOf(request, one.number),
        answers: answers.filter(answer => answer.request === request && answer.number === one.number),
      })),
  }))
}

async function listAnswers(
  reader: Reader,
  mrn: string,
): Promise<readonly (AnswerRow & { readonly request: number; readonly number: number })[]> {
  return await reader.query(
    `SELECT a.request, a.number, a.cannot_be_had AS "cannotBeHad", a.answered_at AS "answeredAt", a.verdict, a.verdict_reason AS "verdictReason",
       a.judged_at AS "judgedAt", CASE WHEN d.id IS NOT NULL THEN
         json_build_object('id', d.id, 'name', d.name, 'mediaType', d.media_type, 'size', c.size) END AS document
     FROM document_answer a LEFT JOIN supporting_document d ON d.id = a.document LEFT JOIN document_content c USING (sha256)
     WHERE a.mrn = $1 ORDER BY a.request, a.number, a.attempt`,
    [mrn],
    'documents.answers',
  )
}

/** How the standing of a declaration names a requested document. */
export function idOf(request: number, number: number): string {
  return `${request}.${number}`
}

export interface NewRequest {
  readonly mrn: string
  readonly number: number
  readonly reason: string
  readonly dueOn: Day
  readonly lawRow: string | undefined
  readonly by: string
  readonly office: string
  readonly at: Date
  readonly documents: readonly DocumentWanted[]
}

export async function insertRequest(tx: Writer, given: NewRequest): Promise<void> {
  const { mrn, number, reason, dueOn, lawRow, by, office, at, documents } = given
  await tx.query(
    `INSERT INTO document_request (mrn, number, reason, due_on, law_row, asked_by, office, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [mrn, number, reason, dueOn, lawRow ?? null, by, office, at],
  )
  for (const [index, { type, words, items }] of documents.entries()) {
    await tx.query(
      `INSERT INTO requested_document (mrn, request, number, type, words, items, state) VALUES ($1, $2, $3, $4, $5, $6, 'asked')`,
      [mrn, number, index + 1, type ?? null, words ?? null, items],
    )
  }
}

/** One requested document of a declaration, as `1.2` names it. */
export interface Wanted {
  readonly mrn: string
  readonly request: number
  readonly number: number
}

export async function setState(tx: Writer, { mrn, request, number }: Wanted, state: RequestedState): Promise<void> {
  await tx.query('UPDATE requested_document SET state = $4 WHERE mrn = $1 AND request = $2 AND number = $3', [mrn, request, number, state])
}

export async function setDueDay(tx: Writer, { mrn, request }: Omit<Wanted, 'number'>, dueOn: Day): Promise<void> {
  await tx.query('UPDATE document_request SET due_on = $3 WHERE mrn = $1 AND number = $2', [mrn, request, dueOn])
}

export interface NewAnswer extends Wanted {
  readonly document: string | undefined
  readonly cannotBeHad: string | undefined
  readonly by: string
  readonly at: Date
}

export async function insertAnswer(tx: Writer, { mrn, request, number, document, cannotBeHad, by, at }: NewAnswer): Promise<void> {
  await tx.query(
    `INSERT INTO document_answer (mrn, request, number, attempt, document, cannot_be_had, answered_by, answered_at)
     SELECT $1, $2, $3, 1 + count(*), $4, $5, $6, $7 FROM document_answer WHERE mrn = $1 AND request = $2 AND number = $3`,
    [mrn, request, number, document ?? null, cannotBeHad ?? null, by, at],
  )
}

export interface NewVerdict extends Wanted {
  readonly verdict: 'accepted' | 'refused'
  readonly reason: string | undefined
  readonly by: string
  readonly at: Date
}

/** Writes what customs made of the newest answer. */
export async function insertVerdict(tx: Writer, { mrn, request, number, verdict, reason, by, at }: NewVerdict): Promise<void> {
  await tx.query(
    `UPDATE document_answer SET verdict = $4, verdict_reason = $5, judged_by = $6, judged_at = $7
     WHERE mrn = $1 AND request = $2 AND number = $3 AND verdict IS NULL`,
    [mrn, request, number, verdict, reason ?? null, by, at],
  )
}

/** Statuses in which nobody waits for a document any more. */
const AT_REST = ['released', 'release-refused', 'seized', 'forfeited', 'abandoned', 'disposed', 'cancelled', 'discarded']

/** Requests with a document nobody has answered for, of declarations that still wait. */
export async function listUnanswered(
  reader: Reader,
): Promise<readonly (Pick<RequestRow, 'mrn' | 'number' | 'dueOn'> & { readonly open: number })[]> {
  return await reader.query(
    `SELECT r.mrn, r.number, r.due_on AS "dueOn", count(*)::integer AS open
     FROM document_request r JOIN requested_document d ON d.mrn = r.mrn AND d.request = r.number AND d.state = 'asked'
     JOIN declaration ON declaration.mrn = r.mrn WHERE declaration.status <> ALL ($1)
     GROUP BY r.mrn, r.number, r.due_on ORDER BY r.due_on, r.mrn, r.number`,
    [AT_REST],
  )
}

/** Notes that a notice was given; whether it was not before. */
export async function insertNotice(
  tx: Writer,
  { mrn, request }: Omit<Wanted, 'number'>,
  notice: Notice,
  dueOn: Day,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO document_notice (mrn, request, notice, due_on, given_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING mrn`,
    [mrn, request, notice, dueOn, at],
  )
  return rows.length > 0
}
