import type { DeclarationDocument, GoodsItem } from '@lintas/customs/declaration'
import { compareIdentification, identificationOf, type RegimeKind } from '@lintas/customs/regimes'
import type { Writer } from '../platform/node.ts'
import { listLots, quantityText } from './lot-store.ts'
import { getLot, type RegimeDesk } from './move.ts'
import { listMovements, type MovementRow } from './movement-store.ts'
import { openCase } from './notice.ts'

/** By what goods are known again when they leave: goods that go out to come back always, others where their declaration says it. */
export function identificationTaken(regime: RegimeKind, item: GoodsItem): readonly string[] | undefined {
  const marks = identificationOf(item)
  return regime === 'outward-processing' || marks.length > 0 ? marks : undefined
}

/** What the goods of an item show of it as they leave; undefined where they show nothing. */
export function identificationShown({ goodsItems }: DeclarationDocument, sequence: number): readonly string[] | undefined {
  const item = goodsItems.find(each => each.sequence === sequence)
  const marks = item === undefined ? [] : identificationOf(item)
  return marks.length === 0 ? undefined : marks
}

/**
 * Goods that leave the state and do not show what was taken down when they entered, or what others showed before them: their charges wait, and an officer judges
 * whether they are those goods. Of a declaration that is held in this transaction. Answers whether they differ.
 */
export async function openDifference(
  tx: Writer,
  node: RegimeDesk,
  { goodsItems, type }: DeclarationDocument,
  movement: MovementRow,
): Promise<boolean> {
  const { id, kind, item: sequence, quantity } = movement
  const item = type === 'EX3' && kind === 're-export' ? goodsItems.find(each => each.sequence === sequence) : undefined
  if (item === undefined) return false
  const { lot, goods } = await knownGoods(tx, movement)
  const difference = compareIdentification(item, goods)
  if (difference === undefined) return false
  const { known, shown, again } = difference
  const before = again.length === 0 ? '' : ` Shown before: ${again.join(', ')}.`
  const reason = `On entry: ${known.join(', ')}. On leaving: ${shown.length === 0 ? 'nothing shown' : shown.join(', ')}.${before}`
  await openCase(tx, node, lot, { kind: 'identification', movement: id, quantity: quantityText(quantity), reason }, 'system')
  return true
}

/** The goods of the item a movement takes from, as they entered in whoever's hands they are now, and what those that were declared before showed. */
async function knownGoods(tx: Writer, { lot: of, mrn, item, listed }: MovementRow) {
  const lot = await getLot(tx, of)
  const lots = (await listLots(tx, { mrns: [lot.mrn] })).filter(each => each.item === lot.item)
  const movements = await listMovements(
    tx,
    lots.map(each => each.id),
  )
  const others = movements.filter(each => BigInt(each.listed) < BigInt(listed) && (each.mrn !== mrn || each.item !== item))
  const shownBefore = others.flatMap(({ status, fate, shown }) => (status === 'undone' || fate === 'due' ? [] : (shown ?? [])))
  const { quantity: entered } = lots.find(each => each.carriedFrom === undefined) ?? lot
  return { lot, goods: { known: lot.identification, entered, shownBefore } }
}
