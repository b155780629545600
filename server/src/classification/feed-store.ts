import type { LookedAt } from '@lintas/customs/classification'
import type { Reader, Writer } from '../platform/node.ts'

export async function findLookedAt(reader: Reader): Promise<Date | undefined> {
  const [row] = await reader.query<{ looked_at: Date }>('SELECT looked_at FROM classification_feed')
  return row?.looked_at
}

export async function noteLookedAt(tx: Writer, at: Date): Promise<void> {
  await tx.query(
    'INSERT INTO classification_feed (looked_at) VALUES ($1) ON CONFLICT (is_only) DO UPDATE SET looked_at = EXCLUDED.looked_at',
    [at],
  )
}

/**
 * The declarations of which officers answered a control, decided a code or decided about such a decision since a time, each as it stands now; after one in the order of
 * their numbers.
 */
export async function listLookedAt(reader: Reader, since: Date, after: string, limit: number): Promise<readonly LookedAt[]> {
  return await reader.query<LookedAt>(
    `WITH touched AS (
       SELECT mrn FROM risk_control_report WHERE reported_at >= $1
       UNION SELECT mrn FROM adverse_decision WHERE kind = 'reclassification' AND decided_at >= $1
       UNION SELECT d.mrn FROM adverse_decision d JOIN adverse_decision_step s ON s.decision = d.number
         WHERE d.kind = 'reclassification' AND s.done_at >= $1
     )
     SELECT d.mrn, d.principal,
       (SELECT coalesce(json_agg(json_build_object('sequence', (item ->> 'sequence')::int, 'description', coalesce(item ->> 'description', ''),
            'commodityCode', item ->> 'commodityCode')), '[]')
        FROM declaration_version v, json_array_elements(v.document -> 'goodsItems') item
        WHERE v.mrn = d.mrn AND v.version = d.version AND item ->> 'commodityCode' ~ '^[0-9]{6}([0-9]{2,6})?$') AS items,
       (SELECT coalesce(json_agg(json_build_object('control', c.control, 'outcome', r.outcome, 'findings',
            (SELECT coalesce(json_agg(finding ->> 'kind'), '[]') FROM json_array_elements(coalesce(r.body -> 'findings', '[]')) finding))), '[]')
        FROM risk_control c JOIN risk_control_report r USING (mrn, id)
        WHERE c.mrn = d.mrn AND c.document_version = d.version) AS reports,
       (SELECT coalesce(json_agg(json_build_object('sequence', (found ->> 'sequence')::int, 'commodityCode', found ->> 'commodityCode',
            'status', a.status) ORDER BY a.listed), '[]')
        FROM adverse_decision a, json_array_elements(coalesce(a.effect -> 'found' -> 'classified', '[]')) found
        WHERE a.mrn = d.mrn AND a.kind = 'reclassification') AS reclassified
     FROM declaration d WHERE d.mrn IN (SELECT mrn FROM touched) AND d.mrn > $2 ORDER BY d.mrn LIMIT $3`,
    [since, after, limit],
  )
}

/** Takes back what was taught by itself of declarations, but for pieces that still hold; answers how many. */
export async function withdrawEvidence(tx: Writer, mrns: readonly string[], but: readonly Buffer[]): Promise<number> {
  const rows = await tx.query(
    `DELETE FROM classification_evidence
     WHERE added_by = 'system' AND split_part(reference, '/', 1) = ANY ($1) AND NOT encode(sha256, 'hex') = ANY ($2) RETURNING 1`,
    [mrns, but.map(each => each.toString('hex'))],
  )
  return rows.length
}
