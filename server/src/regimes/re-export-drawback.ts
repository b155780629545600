import { error, type Result, stop } from '@lintas/customs/kernel'
import { requireRow, STATE_FACTS } from '@lintas/customs/reference'
import { RE_EXPORT_DRAWBACKS, readQuantity, workOutReExportDrawback } from '@lintas/customs/regimes'
import { mayActFor } from '../platform/access/index.ts'
import type { Caller, Writer } from '../platform/node.ts'
import { type Desk, keepClaim, readImports } from './drawback.ts'
import { holdDeclarations } from './hold-store.ts'
import { readDeclared, readTaken } from './settlement-store.ts'

/**
 * Claims back the duty of goods that were imported, and left again as they came: what a re-export took of the imports it names, which are the exporter's own,
 * released and paid. Nothing is written off by it: the re-export did so itself.
 *
 * To whoever may not act for the exporter the export is as one that is not there.
 *
 * @source RKC Specific Annex F ch. 3
 */
export async function claimOnReExport(tx: Writer, node: Desk, exportMrn: string, caller: Caller): Promise<Result<string>> {
  const { law, state, clock } = node
  await holdDeclarations(tx, [exportMrn])
  const [out] = await readDeclared(tx, [exportMrn])
  if (out === undefined || !mayActFor(caller, out.principal) || out.type !== 'EX3' || out.releasedOn === null)
    return stop(error('regimes.drawback-re-export-unfit', 'exportMrn', { mrn: exportMrn }))
  const { principal: holder, releasedOn: exportedOn } = out
  const terms = requireRow(law, RE_EXPORT_DRAWBACKS, state, exportedOn, 'drawback of goods that leave as they came')
  if (!terms.ok) return terms
  const { currency } = STATE_FACTS[state]
  const links = await readTaken(tx, exportMrn)
  const imports = await readImports(tx, [...new Set(links.map(({ previous }) => previous))], holder, currency, terms.value)
  if (!imports.ok) return imports
  const taken = links.flatMap(link => {
    const quantity = readQuantity(link.quantity)
    return quantity === undefined ? [] : [{ ...link, quantity }]
  })
  const { lines, issues } = workOutReExportDrawback(taken, { exportedOn, claimedOn: clock.today() }, imports.value, terms.value, currency)
  if (issues.length > 0) return stop(...issues)
  return await keepClaim(tx, node, { authorisation: null, holder, exportMrn, lines }, terms.value, caller.accountId)
}
