import { notificationOf } from '../events/index.ts'
import type { Caller, Reader } from '../node.ts'

/** Something that happened to a declaration or its case, with what says who may know. */
export interface Change {
  /** Its place in the log. */
  readonly position: number
  readonly at: Date
  readonly subject: 'declaration' | 'case'
  readonly mrn: string
  readonly act: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly declarant: string
  readonly filer: string
  readonly principal: string
  readonly office: string | null
}

/** Changes at places from `from` up to, not including, `to`. */
export async function listChanges(db: Reader, from: number, to: number): Promise<readonly Change[]> {
  const rows = await db.query<Omit<Change, 'position'> & { position: string }>(
    `SELECT o.position, e.at, e.subject, e.subject_id AS mrn, e.act, e.facts, d.declarant, d.filer, d.principal, d.office
     FROM event_order o JOIN event e ON e.id = o.event_id JOIN declaration d ON d.mrn = e.subject_id
     WHERE o.position >= $1 AND o.position < $2 AND e.subject IN ('declaration', 'case') ORDER BY o.position`,
    [from, to],
    'live.changes',
  )
  return rows.map(row => ({ ...row, position: Number(row.position) }))
}

/** What this caller is told of a change; undefined where it is none of theirs. A declarant is told what a webhook would tell, and nothing of cases. */
export function toldTo(caller: Caller, change: Change): string | undefined {
  const notification = change.subject === 'declaration' ? notificationOf(change.act, change.facts)?.type : undefined
  switch (caller.role) {
    case 'trader':
    case 'broker':
      return [change.filer, change.principal, change.declarant].includes(caller.organisation?.traderId ?? '') ? notification : undefined
    case 'officer':
      return change.office === caller.office ? (notification ?? 'case.changed') : undefined
    case 'supervisor':
      return notification ?? 'case.changed'
    case 'public':
    case 'carrier':
    case 'administrator':
    case 'checker':
      return undefined
  }
}
