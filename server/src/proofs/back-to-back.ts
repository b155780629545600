import {
  at,
  compare,
  type Day,
  decimal,
  error,
  type Issue,
  ok,
  parseDecimal,
  plus,
  type Rational,
  type Result,
  stop,
  toExact,
  ZERO,
} from '@lintas/customs/kernel'
import { type HeldProof, isUsable, type OriginalUsed, type ProofDraw, parseProofNumber } from '@lintas/customs/proofs'
import type { Node, Writer } from '../platform/node.ts'
import { describe, drawProofs } from './draw.ts'
import * as store from './store.ts'

/**
 * Draws of the originals of a back-to-back proof what its items are, never more than is left of them; answers the last days of each. Nothing where it rests
 * on none.
 *
 * @source ATIGA Annex 8, rule 11
 */
export async function drawOriginals(tx: Writer, node: Node, row: store.ProofRow, by: string): Promise<Result<readonly Day[]>> {
  const named = row.form.items.flatMap((item, index) =>
    (item.originals ?? []).map((original, place) => ({
      ...original,
      number: parseProofNumber(original.number) ?? original.number,
      sequence: item.sequence,
      code: item.commodityCode,
      path: `items[${index}].originals[${place}]`,
    })),
  )
  if (named.length === 0) return ok([])
  const holder = { kind: 'proof', id: row.id } as const
  const rows = await store.holdNumbers(tx, [...new Set(named.map(each => each.number))].sort())
  const held = await describe(tx, rows, holder, [])
  const issues = [...named.flatMap(each => checkOriginal(each, held, node)), ...listExceeded(named, held)]
  if (issues.length > 0) return stop(...issues)
  const draws = [...Map.groupBy(named, each => `${each.number} ${each.item} ${each.sequence}`).values()].flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const { sequence, number, item, quantity } = first
    return [{ sequence, number, item, value: toExact(sumOf(group)), unit: quantity.unit } satisfies ProofDraw]
  })
  const drawn = await drawProofs(tx, node, holder, draws, by)
  return drawn.ok ? ok(rows.flatMap(each => each.validTo ?? [])) : drawn
}

interface Named extends OriginalUsed {
  readonly sequence: number
  readonly code: string
  readonly path: string
}

/** An original is one that was sent to this state, is in force, and certifies goods of the code. */
function checkOriginal(
  { number, item, quantity, code, path }: Named,
  held: readonly HeldProof[],
  { state, clock }: Node,
): readonly Issue[] {
  const proof = held.find(each => each.number === number)
  if (proof === undefined || proof.importingState !== state || proof.isOpen === true)
    return [error('proofs.original-unknown', `${path}.number`, { number })]
  const { status, validTo } = proof
  const today = clock.today()
  if (!isUsable(status) && status !== 'used') return [error('proofs.original-ended', `${path}.number`, { number, status })]
  if (validTo !== undefined && today > validTo) return [error('proofs.original-expired', `${path}.number`, { number, validTo, day: today })]
  const certified = proof.items.find(each => each.item === item)
  if (certified === undefined) return [error('proofs.original-item-unknown', `${path}.item`, { number, item })]
  const amount = parseDecimal(quantity.value)
  return [
    ...(certified.commodityCode.slice(0, 6) === code.slice(0, 6)
      ? []
      : [error('proofs.original-other-goods', path, { number, certified: certified.commodityCode, code })]),
    ...(quantity.unit === certified.unit ? [] : [error('proofs.original-unit', `${path}.quantity`, { number, unit: certified.unit })]),
    ...(amount !== undefined && compare(amount, ZERO) > 0 ? [] : [error('proofs.quantity-malformed', `${path}.quantity`, { ...quantity })]),
  ].map(issue => at('', issue))
}

function listExceeded(named: readonly Named[], held: readonly HeldProof[]): readonly Issue[] {
  return [...Map.groupBy(named, each => `${each.number} ${each.item}`).values()].flatMap(group => {
    const [first] = group
    const certified = held.find(each => each.number === first?.number)?.items.find(each => each.item === first?.item)
    if (first === undefined || certified === undefined) return []
    const asked = sumOf(group)
    if (compare(asked, decimal(certified.left)) <= 0) return []
    const { number, item, path } = first
    return [error('proofs.original-exceeded', path, { number, item, asked: toExact(asked), left: certified.left, unit: certified.unit })]
  })
}

function sumOf(group: readonly Named[]): Rational {
  return group.reduce((sum, each) => plus(sum, parseDecimal(each.quantity.value) ?? ZERO), ZERO)
}
