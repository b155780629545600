import type { Day } from '@lintas/customs/kernel'
import { addedBy, type ControlReport, type InspectionFigures, pickedBy, worseOf } from '@lintas/customs/risk'
import type { DeclarationHead } from '../declarations.ts'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './inspection-store.ts'

/** What inspections of parties came to, from memory: a lodging asks for it. */
export interface Inspections {
  /** Nothing where no declaration of the party was looked into. */
  of(role: store.PartyInRole['role'], traderId: string | undefined): InspectionFigures | undefined
  /** Reads the figures of these parties at once: whoever recorded an outcome waits for it before he answers. */
  readAnew(parties?: readonly store.PartyInRole[]): Promise<void>
}

/** Opens the figures of a node: some hundred bytes a party that was ever inspected, read anew when any process says that they changed. */
export async function openInspections({ db, log }: Pick<Node, 'db' | 'log'>): Promise<Inspections> {
  const kept = new Map<string, InspectionFigures>()
  const keyOf = (role: string, traderId: string) => `${role} ${traderId}`

  async function read(parties?: readonly store.PartyInRole[]): Promise<void> {
    for (const { role, traderId, inspected, found } of await store.listRecords(db, parties)) {
      const known = kept.get(keyOf(role, traderId))
      // They only grow: of two readings at once the one that saw more stands.
      if (known === undefined || known.inspected + known.found <= inspected + found) kept.set(keyOf(role, traderId), { inspected, found })
    }
  }
  const readAnew = (parties?: readonly store.PartyInRole[]) =>
    read(parties).catch(cause => log.warn({ err: cause }, 'what inspections came to could not be read anew; what was known stays'))

  await db.listen(store.INSPECTED, payload => {
    void readAnew(payload === '' ? undefined : (JSON.parse(payload) as readonly store.PartyInRole[]))
  })
  await read()
  return { of: (role, traderId) => (traderId === undefined ? undefined : kept.get(keyOf(role, traderId))), readAnew }
}

/** Those whose figures an inspection of a declaration changes. */
export function inspectedParties({ principal, declarant }: Pick<DeclarationHead, 'principal' | 'declarant'>): readonly store.PartyInRole[] {
  return [
    { role: 'declarant', traderId: declarant },
    { role: 'importer', traderId: principal },
  ]
}

/** Keeps what an answered control of a declaration, held by the caller, came to, and adds it to the figures of its parties. */
export async function keepOutcome(
  tx: Writer,
  head: Pick<DeclarationHead, 'mrn' | 'principal' | 'declarant' | 'office'>,
  hits: readonly string[],
  { outcome, findings, revenue = '0' }: ControlReport,
  on: Day,
): Promise<void> {
  const before = await store.findOutcome(tx, head.mrn)
  const kinds = [...new Set(findings.map(each => each.kind))]
  const inspected = { mrn: head.mrn, office: head.office ?? '', on, outcome: worseOf(before, outcome), ...pickedBy(hits) }
  await store.keepInspection(tx, { ...inspected, kinds, revenue })
  await store.addToRecords(tx, inspectedParties(head), addedBy(before, outcome))
}
