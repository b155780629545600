import type { StockReconciliation } from '@lintas/contract'
import { type Day, error, lesser, minus, ok, type Result, stop, ZERO } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import {
  type Counted,
  MOVEMENT_KINDS,
  type ReconciledLine,
  readQuantity,
  reconcile,
  type StockChange,
  shortfallsOf,
  sumOfCharges,
  surplusesOf,
} from '@lintas/customs/regimes'
import type { Writer } from '../platform/node.ts'
import { majorIn } from './answers.ts'
import { type AuthorisationRow, normsOn } from './authorisation-store.ts'
import { insertCase } from './case-store.ts'
import { holdDeclarations } from './hold-store.ts'
import { readHeld } from './ledger.ts'
import { listLots, quantityText } from './lot-store.ts'
import { moveLot, type RegimeDesk } from './move.ts'
import { findMovement } from './movement-store.ts'
import { insertReconciliation, lastReconciled } from './settlement-store.ts'

interface Period {
  readonly from: Day
  readonly to: Day
  readonly counted: readonly { readonly code: string; readonly unit: string; readonly quantity: string }[]
}

/**
 * Reconciles a period of an authorisation that is held: what should be there by its ledger against what its holder counted. What is missing falls due, of the
 * oldest goods first; what is too much becomes a case. Filed once; the next period begins after it.
 */
export async function fileReconciliation(
  tx: Writer,
  node: RegimeDesk,
  row: AuthorisationRow,
  { from, to, counted }: Period,
  by: string,
): Promise<Result<string>> {
  const today = node.clock.today()
  const last = await lastReconciled(tx, row.number)
  const issues = [
    ...(from <= to && to <= today ? [] : [error('regimes.period-unfit', 'to', { from, to, today })]),
    ...(last !== undefined && from <= last ? [error('regimes.period-reconciled', 'from', { to, last })] : []),
  ]
  if (issues.length > 0) return stop(...issues)
  const stock = await listLots(tx, { authorisation: row.number, inStock: true })
  await holdDeclarations(tx, [...new Set(stock.map(each => each.mrn))])

  const counts = counted.map(({ code, unit, quantity }) => ({ code, unit, quantity: readQuantity(quantity) ?? ZERO }))
  const lines = reconcile(await readChanges(tx, row.number), { from, to }, counts)
  const dues = new Map<string, bigint>()
  for (const missing of shortfallsOf(lines)) {
    const due = await chargeShortfall(tx, node, row.number, missing, by)
    if (!due.ok) return due
    dues.set(`${missing.code} ${missing.unit}`, due.value)
  }
  for (const { code, unit, quantity } of surplusesOf(lines)) {
    const found = { kind: 'surplus', authorisation: row.number, code, unit, quantity: quantityText(quantity) } as const
    await insertCase(tx, { ...found, reason: `counted on ${to}`, by, at: node.clock.now() })
  }
  const body = tell(node, { ...row, norms: await normsOn(tx, row, to) }, lines, dues)
  const filed = await insertReconciliation(tx, { authorisation: row.number, from, to, body, by, filedAt: node.clock.now() })
  const facts = { from, to, due: body.due, currency: body.currency }
  await node.events.append(tx, [
    { subject: 'regime-authorisation', subjectId: row.number, act: 'reconcile', by, facts: { ...facts, id: filed } },
  ])
  return ok(filed)
}

/** Everything that changed the stock of an authorisation; what was given back did not. */
async function readChanges(tx: Writer, authorisation: string): Promise<readonly StockChange[]> {
  const held = await readHeld(tx, authorisation)
  return held.flatMap(({ lot: { code, unit, quantity, enteredOn }, movements }): readonly StockChange[] => [
    { code, unit, on: enteredOn, kind: 'entry', quantity },
    ...movements
      .filter(each => each.status !== 'undone')
      .map(each => ({ code, unit, on: each.movedOn, kind: each.kind, quantity: each.quantity, mrn: each.mrn })),
  ])
}

/** What is missing falls due, of the oldest goods first; answers how much that is, in minor units. */
async function chargeShortfall(tx: Writer, node: RegimeDesk, authorisation: string, missing: Counted, by: string): Promise<Result<bigint>> {
  let wanted = missing.quantity
  let due = 0n
  for (const lot of await listLots(tx, { authorisation, inStock: true })) {
    if (lot.code !== missing.code || lot.unit !== missing.unit || wanted.num === 0n) continue
    const quantity = lesser(lot.left.quantity, wanted)
    wanted = minus(wanted, quantity)
    const moved = await moveLot(tx, node, lot.id, { kind: 'shortage', quantity, fate: 'due' }, by)
    if (!moved.ok) return moved
    due += sumOfCharges((await findMovement(tx, moved.value))?.charges ?? [])
  }
  if (wanted.num === 0n) return ok(due)
  const { quantity, unit } = missing
  const left = quantityText(minus(quantity, wanted))
  return stop(error('regimes.quantity-exceeded', 'counted', { quantity: quantityText(quantity), left, unit }))
}

function tell(
  { state }: RegimeDesk,
  { holder, norms }: AuthorisationRow,
  lines: readonly ReconciledLine[],
  dues: ReadonlyMap<string, bigint>,
): Omit<StockReconciliation, 'id' | 'authorisation' | 'from' | 'to' | 'filedAt'> {
  const { currency } = STATE_FACTS[state]
  const major = majorIn(currency)
  return {
    holder,
    state,
    currency,
    norms,
    due: major([...dues.values()].reduce((sum, each) => sum + each, 0n)),
    lines: lines.map(line => ({
      code: line.code,
      unit: line.unit,
      opening: quantityText(line.opening),
      entered: quantityText(line.entered),
      moved: MOVEMENT_KINDS.flatMap(kind => {
        const quantity = line.moved.get(kind)
        return quantity === undefined ? [] : [{ kind, quantity: quantityText(quantity) }]
      }),
      consumedBy: [...line.consumedBy].map(([mrn, quantity]) => ({ mrn, quantity: quantityText(quantity) })),
      expected: quantityText(line.expected),
      counted: quantityText(line.counted),
      difference: quantityText(line.difference),
      due: major(dues.get(`${line.code} ${line.unit}`) ?? 0n),
    })),
  }
}
