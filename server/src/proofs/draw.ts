import type { DeclarationDocument } from '@lintas/customs/declaration'
import type { Given } from '@lintas/customs/journey'
import { compare, decimal, error, minus, ok, plus, type Result, stop, toExact, ZERO } from '@lintas/customs/kernel'
import { type HeldItem, type HeldProof, ledgerNumbers, type ProofDraw } from '@lintas/customs/proofs'
import type { Node, Writer } from '../platform/node.ts'
import { openDeclarations } from './declared-store.ts'
import * as ledger from './ledger-store.ts'
import * as store from './store.ts'
import { tell, type UseStatus } from './tell.ts'

/**
 * The proofs in the ledger that a document names, held until the transaction ends, after whatever else it holds. What the declaration drew itself is
 * still there for it. Nothing where it names none and drew of none.
 */
export async function holdProofs(
  tx: Writer,
  node: Pick<Node, 'state' | 'clock'>,
  document: DeclarationDocument,
  mrn: string,
): Promise<Pick<Given, 'proofs'>> {
  const numbers = ledgerNumbers(document)
  const holder = { kind: 'declaration', id: mrn } as const
  const own = await ledger.listUses(tx, holder)
  if (numbers.length === 0 && own.length === 0) return {}
  await openDeclarations(tx, node, document)
  const rows = await store.holdNumbers(tx, [...new Set([...numbers, ...own.map(each => each.number)])].sort())
  const held = await describe(tx, rows, holder, own)
  const drawn = own.map(({ sequence, number, item, amount, unit, drawnAt }) => {
    const since = rows.find(each => each.number === number)?.suspendedAt
    const isSuspended = since !== undefined && since !== null && drawnAt >= since
    return { sequence, number, item, value: toExact(decimal(amount)), unit, ...(isSuspended ? { suspended: true as const } : {}) }
  })
  return { proofs: { held, ...(drawn.length === 0 ? {} : { own: drawn }) } }
}

/** Proofs that are held, as a holder may draw of them. */
export async function describe(
  tx: Writer,
  rows: readonly store.HeldRow[],
  holder: ledger.Holder,
  own: readonly ledger.UseRow[],
): Promise<readonly HeldProof[]> {
  const ids = rows.map(row => row.id)
  const items = await ledger.listItems(tx, ids)
  const others = await ledger.usedByOthers(tx, ids, holder)
  return rows.map(row => ({
    number: row.number,
    status: row.status,
    issuingState: row.issuingState,
    importingState: row.importingState,
    issuedOn: row.issuedOn,
    ...(row.validTo === null ? {} : { validTo: row.validTo }),
    ...partiesOf(row),
    usedByOthers: others.has(row.id),
    ...(row.kind === 'form-d' && row.suspended ? { suspended: true as const } : {}),
    ...(row.kind === 'origin-declaration' && !row.form.told ? { isOpen: true as const } : {}),
    items: certifiedItems(row).map(item => {
      const entry = items.find(each => each.proof === row.id && each.item === item.item)
      const mine = own.filter(each => each.proof === row.id && each.item === item.item)
      const used = mine.reduce((sum, each) => minus(sum, decimal(each.amount)), decimal(entry?.used ?? '0'))
      return { ...item, left: toExact(minus(decimal(item.quantity), used)) }
    }),
  }))
}

/** Who is named on a proof, as far as it tells. */
function partiesOf(row: store.HeldRow): Pick<HeldProof, 'exporter' | 'consignee' | 'consigneeId'> {
  if (row.kind === 'origin-declaration') return {}
  const { exporter, consignee } = row.form
  return { exporter: exporter.name, consignee: consignee.name, ...(consignee.id === undefined ? {} : { consigneeId: consignee.id }) }
}

function certifiedItems(row: store.HeldRow): readonly Omit<HeldItem, 'left'>[] {
  if (row.kind === 'origin-declaration') return row.form.items
  return row.form.items.map(({ sequence, commodityCode, description, originCriterion, quantity, grossMassKg }) => ({
    item: sequence,
    commodityCode,
    description,
    originCriterion,
    unit: quantity.unit,
    quantity: quantity.value,
    grossMassKg,
  }))
}

/**
 * Draws for a holder what was decided, in place of what it drew before; what is the same stays drawn. Refused where others took of a proof meanwhile. The
 * state that issued each proof is told.
 */
export async function drawProofs(
  tx: Writer,
  node: Node,
  holder: ledger.Holder,
  decided: readonly ProofDraw[],
  by: string,
): Promise<Result<void>> {
  const before = await ledger.listUses(tx, holder)
  const gone = before.filter(each => !decided.some(other => isSame(each, other)))
  const fresh = decided.filter(each => !before.some(other => isSame(other, each)))
  if (gone.length === 0 && fresh.length === 0) return ok(undefined)
  const rows = await store.holdNumbers(tx, [...new Set([...gone, ...fresh].map(each => each.number))].sort())
  if (gone.length > 0) {
    await ledger.giveBackUses(
      tx,
      gone.map(each => each.id),
    )
  }
  await ledger.openByUse(
    tx,
    fresh.flatMap(draw => (isOpen(rows, draw) ? [{ ...draw, proof: idOf(rows, draw.number) }] : [])),
  )
  const issues = await listTaken(tx, rows, fresh)
  if (issues.length > 0) return stop(...issues)
  const uses = fresh.map(({ number, item, sequence, value }) => ({ proof: idOf(rows, number), item, sequence, amount: value }))
  if (uses.length > 0) await ledger.insertUses(tx, holder, uses, node.clock.now())
  await node.events.append(tx, [
    ...gone.map(({ number, item, sequence, amount }) => eventOf(number, 'give-back', by, { item, sequence, amount, holder })),
    ...fresh.map(({ number, item, sequence, value }) => eventOf(number, 'draw', by, { item, sequence, amount: value, holder })),
  ])
  for (const row of rows) await reportUse(tx, node, row)
  return ok(undefined)
}

/** Gives back all that a holder drew, once, but for the items whose goods are gone. */
export async function giveBackProofs(
  tx: Writer,
  node: Node,
  holder: ledger.Holder,
  by: string,
  gone: readonly number[] = [],
): Promise<void> {
  const uses = await ledger.listUses(tx, holder)
  const stay = uses.filter(each => gone.includes(each.sequence)).map(({ amount, ...each }) => ({ ...each, value: amount }))
  if (uses.length > stay.length) await drawProofs(tx, node, holder, stay, by)
}

/** Moves a proof to where its ledger says it stands, and tells the state that issued it. */
export async function reportUse(tx: Writer, node: Node, row: store.HeldRow): Promise<void> {
  const items = await ledger.listItems(tx, [row.id])
  const status = standingBy(items)
  const isOpen = row.status === 'received' || row.status === 'used-partly' || row.status === 'used'
  if (isOpen && row.status !== status) await store.moveProof(tx, row.id, status)
  const report = await store.countReport(tx, row.id)
  const used = items.map(each => ({ item: each.item, used: toExact(decimal(each.used)) }))
  await tell(tx, node, row.issuingState, {
    kind: 'use',
    number: row.number,
    report,
    status: isOpen ? status : (row.status as UseStatus),
    items: used,
  })
}

export function standingBy(items: readonly ledger.ItemRow[]): 'received' | 'used-partly' | 'used' {
  if (items.every(each => compare(decimal(each.used), decimal(each.quantity)) === 0)) return 'used'
  return items.some(each => compare(decimal(each.used), ZERO) > 0) ? 'used-partly' : 'received'
}

async function listTaken(tx: Writer, rows: readonly store.HeldRow[], fresh: readonly ProofDraw[]) {
  const items = await ledger.listItems(
    tx,
    rows.map(row => row.id),
  )
  return [...Map.groupBy(fresh, each => `${each.number} ${each.item}`).values()].flatMap(draws => {
    const [{ number, item, unit } = { number: '', item: 0, unit: '' }] = draws
    const entry = items.find(each => each.proof === idOf(rows, number) && each.item === item)
    const asked = draws.reduce((sum, each) => plus(sum, decimal(each.value)), ZERO)
    const left = entry === undefined ? ZERO : minus(decimal(entry.quantity), decimal(entry.used))
    if (compare(asked, left) <= 0) return []
    return [error('proofs.taken-meanwhile', '', { number, item, asked: toExact(asked), left: toExact(left), unit })]
  })
}

function isSame(use: ledger.UseRow, draw: ProofDraw): boolean {
  const isPlace = use.number === draw.number && use.item === draw.item && use.sequence === draw.sequence
  return isPlace && compare(decimal(use.amount), decimal(draw.value)) === 0
}

/** Whether nobody told what a proof certifies. */
function isOpen(rows: readonly store.HeldRow[], { number }: ProofDraw): boolean {
  return rows.some(each => each.number === number && each.kind === 'origin-declaration' && !each.form.told)
}

function idOf(rows: readonly store.HeldRow[], number: string): string {
  const row = rows.find(each => each.number === number)
  if (row === undefined) throw new Error(`given a draw of the proof ${number}, needs one that is held`)
  return row.id
}

function eventOf(number: string, act: string, by: string, facts: Readonly<Record<string, unknown>>) {
  return { subject: 'proof', subjectId: number, act, by, facts }
}
