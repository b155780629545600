import type { ActionNeeded } from '@lintas/contract'
import { isOverdue } from '@lintas/customs/documents'
import type { Day } from '@lintas/customs/kernel'
import type { Caller, Reader } from '../platform/node.ts'

/** At most so many are told; whoever has done these sees the next. */
const TOLD_MAX = 200

/** What waits for the caller's organisation: documents to bring, amounts to pay, messages of customs to read, declarations to complete, a month's removals to declare; what is due first comes first. */
export async function listActionNeeded(reader: Reader, { organisation }: Caller, today: Day): Promise<ActionNeeded[]> {
  if (organisation === undefined) return []
  interface Row {
    kind: ActionNeeded['kind']
    mrn: string
    localReference: string
    count: number
    dueOn: Day | null
  }
  const rows = await reader.query<Row>(
    `WITH own AS (
       SELECT mrn, local_reference, status, listed, mode, office, (standing->'completion')::jsonb AS completion FROM declaration WHERE filer = $1
       UNION SELECT mrn, local_reference, status, listed, mode, office, (standing->'completion')::jsonb FROM declaration WHERE principal = $1
     ), waiting AS (
       SELECT 'documents' AS kind, own.mrn, own.local_reference, own.listed, count(*)::integer AS count, min(r.due_on) AS due_on
       FROM own JOIN requested_document d ON d.mrn = own.mrn AND d.state = 'asked' JOIN document_request r ON r.mrn = d.mrn AND r.number = d.request
       WHERE own.status = 'under-control' GROUP BY own.mrn, own.local_reference, own.listed
       UNION ALL SELECT 'payment', mrn, local_reference, listed, 1, NULL FROM own WHERE status = 'payment-due'
       UNION ALL SELECT 'message', own.mrn, own.local_reference, own.listed, count(*)::integer, NULL
       FROM own JOIN case_message m ON m.mrn = own.mrn AND m.side = 'customs'
       LEFT JOIN case_message_read seen ON seen.mrn = own.mrn AND seen.side = 'declarant'
       WHERE m.number > coalesce(seen.up_to, 0) GROUP BY own.mrn, own.local_reference, own.listed
       UNION ALL SELECT 'completion', mrn, local_reference, listed, 1, (completion->>'dueOn')::date FROM own
       WHERE completion->>'state' IN ('open', 'overdue') AND status NOT IN ('release-refused', 'seized', 'forfeited', 'abandoned', 'disposed', 'cancelled') AND mode <> 'REMOVAL'
       UNION ALL SELECT 'removals', min(mrn), min(local_reference), max(listed), count(*)::integer, (completion->>'dueOn')::date FROM own
       WHERE completion->>'state' IN ('open', 'overdue') AND status = 'released' AND mode = 'REMOVAL' GROUP BY office, completion->>'dueOn'
     )
     SELECT kind, mrn, local_reference AS "localReference", count, due_on AS "dueOn" FROM waiting
     ORDER BY due_on NULLS LAST, listed DESC, kind LIMIT $2`,
    [organisation.traderId, TOLD_MAX],
  )
  return rows.map(({ dueOn, ...row }) => ({
    ...row,
    ...(dueOn === null ? {} : { dueOn }),
    overdue: dueOn !== null && isOverdue({ dueOn }, today),
  }))
}
