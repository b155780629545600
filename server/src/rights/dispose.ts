import type { CertificateWish, DisposalWish } from '@lintas/contract'
import { type Currency, error, formatMajor, type Issue, money, ok, parseMoney, type Result, stop } from '@lintas/customs/kernel'
import { STATE_FACTS } from '@lintas/customs/reference'
import { BATCH_LINES_MAX, checkApproval, checkLines, linesLeft, netOf, type WithdrawalGround, withdrawLine } from '@lintas/customs/rights'
import { disposeCargo, findUnclaimed, restoreCargo } from '../cargo/index.ts'
import type { DeclarationHead } from '../declarations.ts'
import { personsOf } from '../platform/acting.ts'
import type { Caller, Writer } from '../platform/node.ts'
import type { RightsDesk } from './decide.ts'
import {
  approve,
  certify,
  insertBatch,
  type KeptBatch,
  noteDisposed,
  noteObjection,
  publish,
  withdrawBatch,
  withdrawLines,
} from './disposal-store.ts'
import { releaseFromCharges } from './seize.ts'

/** Goods that are the state's, and may be in a batch. */
const OF_THE_STATE: ReadonlySet<string> = new Set(['abandoned', 'forfeited'])

/**
 * Leaves goods to the state, in their declarant's own words. What they were charged is posted back; interest and penalties stay.
 *
 * @source RKC General Annex std. 3.44 (abandonment to the revenue); domain notes §6.6 (a)
 */
export async function abandon(
  { node, declarations }: RightsDesk,
  tx: Writer,
  held: DeclarationHead,
  waiver: string,
  caller: Caller,
): Promise<Result<DeclarationHead>> {
  const done = await declarations.proceed(tx, held, { act: 'abandon' }, caller.accountId, { as: 'declarant', payload: { waiver } })
  if (done.ok) await releaseFromCharges({ node }, tx, held, 'abandonment')
  return done
}

/** Opens a batch of what is the state's. Nothing is in two batches. */
export async function openBatch(
  { node, declarations }: RightsDesk,
  tx: Writer,
  { way, lines }: DisposalWish,
  caller: Caller,
): Promise<Result<string>> {
  const issues: Issue[] = [...checkLines(lines)]
  const unclaimed: typeof lines = []
  for (const [index, line] of lines.entries()) {
    const { mrn } = line
    if (mrn === undefined) {
      const found = await findGoods(tx, node, caller, line, `lines[${index}]`)
      if (found.ok) unclaimed.push({ ...line, ...found.value })
      else issues.push(...found.issues)
      continue
    }
    const isSeen = await declarations.isVisible(tx, caller, mrn)
    const found = isSeen ? await declarations.find(tx, mrn) : undefined
    if (found === undefined || !OF_THE_STATE.has(found.status))
      issues.push(error('rights.batch-not-the-states', `lines[${index}]`, { mrn }))
  }
  if (issues.length > 0) return stop(...issues)
  const by = caller.accountId
  const kept = [...lines.filter(each => each.mrn !== undefined), ...unclaimed]
  const id = await insertBatch(tx, { way, office: caller.office ?? node.state, lines: kept, by, at: node.clock.now() })
  if (id === undefined) return stop(error('rights.batch-line-elsewhere', 'lines'))
  await tell({ node }, tx, id, 'open', by, { way, lines: lines.length })
  return ok(id)
}

/** The one transport document a line means: its goods are unclaimed, and the caller may see it. */
async function findGoods(
  tx: Writer,
  node: RightsDesk['node'],
  caller: Caller,
  { transportDocument: number = '', manifest }: DisposalWish['lines'][number],
  path: string,
): Promise<Result<{ readonly transportDocument: string; readonly document: string }>> {
  const [found, ...others] = await findUnclaimed(tx, node, caller, { number, manifest })
  if (found === undefined) return stop(error('rights.batch-not-unclaimed', path, { number }))
  if (others.length > 0)
    return stop(
      error('rights.batch-document-of-several', path, { number, manifests: [found, ...others].map(each => each.manifest).join(', ') }),
    )
  if (found.waitUntil !== undefined) return stop(error('rights.batch-not-abandoned', path, { number, lastOn: found.waitUntil }))
  return ok({ transportDocument: `${found.manifest} ${found.number}`, document: found.id })
}

/** Puts a batch on the public list. */
export async function publishBatch({ node }: RightsDesk, tx: Writer, batch: KeptBatch, caller: Caller): Promise<Result<void>> {
  if (batch.status !== 'draft') return stop(error('rights.batch-status', '', { status: batch.status }))
  await publish(tx, batch.id, node.clock.today())
  await tell({ node }, tx, batch.id, 'publish', caller.accountId, {})
  return ok(undefined)
}

/** Notes an objection to a line, or that it is lifted. */
export async function object(
  { node }: RightsDesk,
  tx: Writer,
  batch: KeptBatch,
  number: number,
  objection: string | undefined,
  caller: Caller,
): Promise<Result<void>> {
  if (batch.status !== 'listed') return stop(error('rights.batch-status', '', { status: batch.status }))
  if (!linesLeft(batch.lines).some(each => each.number === number)) return stop(error('rights.batch-line-unknown', '', { line: number }))
  await noteObjection(tx, batch.id, number, objection)
  await tell({ node }, tx, batch.id, objection === undefined ? 'lift-objection' : 'object', caller.accountId, { line: number })
  return ok(undefined)
}

/**
 * Takes a line out of its batch before that is carried out: its owner came in time, or an objection is upheld. What was taken of its goods with the second approval is given back; they may
 * be declared, and be in another batch. A batch without a line left is withdrawn.
 */
export async function withdraw(
  { node }: RightsDesk,
  tx: Writer,
  { id, status, lines }: KeptBatch,
  number: number,
  { ground, words }: { readonly ground: WithdrawalGround; readonly words: string },
  caller: Caller,
): Promise<Result<void>> {
  const reached = withdrawLine({ status, lines }, number)
  if (!reached.ok) return reached
  const by = caller.accountId
  const line = lines.find(each => each.number === number)
  const { document, disposed } = line ?? {}
  if (document !== undefined && disposed !== undefined) await restoreCargo(tx, node, { document, amount: disposed }, { batch: id, by })
  await withdrawLines(tx, id, [number], { ground, words, on: node.clock.today(), by })
  if (reached.value === 'withdrawn') await withdrawBatch(tx, id)
  const facts = { line: number, ground, ...(reached.value === 'withdrawn' ? { isLast: true } : {}) }
  await node.events.append(tx, [{ subject: 'disposal', subjectId: id, act: 'withdraw', by, facts, payload: { words } }])
  return ok(undefined)
}

/**
 * Approves a batch, as one of two officers. With the second word unclaimed goods are off what may be declared; a line whose goods were declared meanwhile leaves the batch.
 */
export async function approveBatch({ node }: RightsDesk, tx: Writer, batch: KeptBatch, caller: Caller): Promise<Result<void>> {
  const allowed = checkApproval(batch, personsOf(caller.accountId), node.clock.today())
  if (!allowed.ok) return allowed
  const isLast = batch.approvals.length === 1
  const taken = isLast ? await takeCargo({ node }, tx, batch, caller.accountId) : ok([])
  if (!taken.ok) return taken
  await approve(tx, batch.id, caller.accountId, isLast)
  await tell(
    { node },
    tx,
    batch.id,
    isLast ? 'approve' : 'approve-first',
    caller.accountId,
    taken.value.length === 0 ? {} : { left: taken.value },
  )
  return ok(undefined)
}

/** Takes the goods of transport documents; answers the lines of which nothing was left, which leave the batch. */
async function takeCargo(
  { node }: Pick<RightsDesk, 'node'>,
  tx: Writer,
  { id, way, lines: all }: KeptBatch,
  by: string,
): Promise<Result<readonly number[]>> {
  const lines = linesLeft(all)
  const ids = lines.flatMap(each => each.document ?? [])
  if (ids.length === 0) return ok([])
  const done = await disposeCargo(tx, node, ids, { batch: id, way, by })
  if (!done.ok) return done
  const { taken, gone } = done.value
  const left = lines.filter(each => each.document !== undefined && gone.includes(each.document)).map(each => each.number)
  if (left.length === lines.length) return stop(error('rights.batch-lines', 'lines', { count: 0, most: BATCH_LINES_MAX }))
  await noteDisposed(
    tx,
    id,
    lines.flatMap(({ number, document }) => {
      const disposed = taken.find(each => each.document === document)?.amount
      return disposed === undefined ? [] : [{ number, disposed }]
    }),
  )
  await withdrawLines(tx, id, left, { ground: 'declared', on: node.clock.today(), by })
  return ok(left)
}

/** Certifies that a batch was disposed of; each declaration of it is then done with. Whoever calls holds them, in the order of their numbers. */
export async function certifyBatch(
  { node, declarations }: RightsDesk,
  tx: Writer,
  batch: KeptBatch,
  { costs, proceeds, ...said }: CertificateWish,
  caller: Caller,
): Promise<Result<void>> {
  if (batch.status !== 'approved') return stop(error('rights.batch-status', '', { status: batch.status }))
  const currency = STATE_FACTS[node.state].currency as Currency
  const [spent, earned] = [parseMoney(costs, currency), parseMoney(proceeds, currency)]
  if (spent === undefined || earned === undefined)
    return stop(error('rights.batch-amount', spent === undefined ? 'costs' : 'proceeds', { currency }))
  for (const { mrn } of linesLeft(batch.lines)) {
    const held = mrn === undefined ? undefined : await declarations.find(tx, mrn)
    if (held === undefined) continue
    const done = await declarations.proceed(tx, held, { act: 'dispose' }, caller.accountId, { facts: { batch: batch.id, way: batch.way } })
    if (!done.ok) return done
  }
  const net = formatMajor(money(netOf(earned.minor, spent.minor), currency))
  await certify(tx, batch.id, { disposedOn: node.clock.today(), ...said, costs, proceeds, net, currency })
  await tell({ node }, tx, batch.id, 'certify', caller.accountId, { way: batch.way, costs, proceeds, net, currency })
  return ok(undefined)
}

async function tell(
  { node }: Pick<RightsDesk, 'node'>,
  tx: Writer,
  id: string,
  act: string,
  by: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> {
  await node.events.append(tx, [{ subject: 'disposal', subjectId: id, act, by, facts }])
}
