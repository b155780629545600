import { type DeclarationDocument, monthOf, perform, type RemovedGoods, sumRemovals, termsOf } from '@lintas/customs/declaration'
import type { Decision } from '@lintas/customs/journey'
import { ok, parseDay, type Result } from '@lintas/customs/kernel'
import { planTakeOver, takeOver } from '../debt/index.ts'
import { mayActFor } from '../platform/access/index.ts'
import type { Writer } from '../platform/node.ts'
import { eventsOf } from './act-events.ts'
import type { Arranged } from './arrange.ts'
import { charge } from './charges.ts'
import type { Desk } from './desk.ts'
import type { Lodging } from './lodging.ts'
import { holdUndeclared, insertDeclared, type RemovedRow } from './removal-store.ts'

/** The removals a periodic declaration is about: its importer's, at its office and on its terms, released in its month and not declared yet. */
export interface Removed {
  readonly rows: readonly RemovedRow[]
  /** Summed; undefined where whoever lodges may not know of them, or the declaration names no month. */
  readonly removed: RemovedGoods | undefined
}

/** Holds them until the transaction ends, so that of two lodgings at once the later finds them declared. */
export async function holdRemoved(tx: Writer, { caller, document, principal }: Lodging): Promise<Removed> {
  const from = parseDay(document.period?.from ?? '')
  if (from === undefined || !mayActFor(caller, principal, 'import')) return { rows: [], removed: undefined }
  const { office } = document
  const rows = (await holdUndeclared(tx, { principal, office, ...monthOf(from) })).filter(each => isOnTerms(each.document, document))
  return { rows, removed: sumRemovals(rows) }
}

function isOnTerms(removal: DeclarationDocument, document: DeclarationDocument): boolean {
  return termsOf(removal) === termsOf(document)
}

/**
 * Declares removals with the declaration of their period: each is done, and what was reserved for it is owed for that declaration instead, at once and once.
 */
export async function declareRemovals(
  tx: Writer,
  desk: Desk,
  { caller, principal }: Lodging,
  decision: Decision,
  rows: readonly RemovedRow[],
): Promise<Result<Arranged>> {
  const { node, risk } = desk
  const { mrn } = decision
  const act = 'declare-period'
  const done = rows.map(row => ({ row, standing: perform(row.standing, { act }) }))
  const refused = done.find(each => !each.standing.ok)?.standing
  if (refused?.ok === false) return refused
  const charged = charge(decision, principal).account
  const plan = await planTakeOver(
    tx,
    rows.map(each => each.mrn),
    'periodic',
    charged,
  )
  return ok({
    account: () => plan.after,
    async write() {
      const declared = done.flatMap(({ row, standing }) => (standing.ok ? [{ mrn: row.mrn, standing: standing.value }] : []))
      await insertDeclared(tx, mrn, declared)
      const doer = { by: 'system', as: 'system' } as const
      const events = rows.flatMap(row => eventsOf(row.mrn, [{ act }], doer, { [act]: { declaration: mrn } }))
      await node.events.append(tx, events)
      for (const { mrn: removal, standing } of rows) if (standing.completion?.state === 'overdue') await risk.closeCase(tx, removal)
      await takeOver(tx, node, { mrn, principal }, plan, charged, caller.accountId)
    },
  })
}
