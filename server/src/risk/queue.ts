import type { DeclarationDocument, Status } from '@lintas/customs/declaration'
import type { Lane } from '@lintas/customs/risk'
import type { Node, Writer } from '../platform/node.ts'
import * as cases from './case-store.ts'
import { firstOf, summaryOf } from './screening-store.ts'

/** The officers' queue, for a subject that puts a declaration there without a screening, and takes it out again. */
export interface Queue {
  open(
    tx: Writer,
    mrn: string,
    document: DeclarationDocument,
    reason: 'documents-requested' | 'completion-overdue',
    at: Date,
  ): Promise<void>
  /** Takes the declaration out where customs waits for nothing any more. */
  settle(tx: Writer, mrn: string, status: Status): Promise<void>
}

export function openQueue({ clock }: Pick<Node, 'clock'>): Queue {
  return {
    async open(tx, mrn, document, reason, at) {
      const summary = summaryOf(document, reason)
      const [row] = await tx.query<{ lane: Lane }>('SELECT lane FROM declaration WHERE mrn = $1', [mrn])
      await cases.openCase(tx, { mrn, office: document.office ?? '', lane: row?.lane ?? 'green', first: firstOf(document), summary, at })
    },
    async settle(tx, mrn, status) {
      if (status !== 'under-control') await cases.close(tx, mrn, clock.now())
    },
  }
}
