import { type DeclarationDocument, listUndelivered, type Undelivered } from '../declaration/index.ts'
import { error, type Issue } from '../kernel/index.ts'
import { documentKey } from './means.ts'
import { amountOf, isAddressee, type Manifested, type ManifestedDocument, type Taking, take } from './taking.ts'

/** The type of document by which whoever carried goods shows that the consignee refused them, or could not be found. */
const REFUSAL = 'delivery-refusal'

/**
 * What a re-export of undelivered goods takes of the transport documents they came on, and everything that keeps it from that: goods that are not there or have
 * not landed, those of others, more than is left. Amounts are those of the items; the totals of the declaration count where all came on one document.
 *
 * @source RKC Specific Annex A ch. 2 (removal from temporary storage); General Annex ch. 3
 */
export function listReturned(
  document: DeclarationDocument,
  { documents }: Manifested,
): { readonly takings: readonly Taking[]; readonly issues: readonly Issue[] } {
  const undelivered = listUndelivered(document)
  const issues: Issue[] = undelivered.flatMap(({ documents: [first, second], path }) =>
    first === undefined || second === undefined ? [] : [error('cargo.document-of-item-missing', path, { first, second })],
  )
  const takings: Taking[] = []
  const keys = new Set(undelivered.map(keyOf))
  for (const key of keys) {
    const goods = undelivered.filter(each => keyOf(each) === key)
    const [{ documents: [number = ''] = [], path = '' } = {}] = goods
    const found = documents.find(each => documentKey(each.number) === key)
    const obstacles = found === undefined ? [error('cargo.return-not-there', path, { number })] : checkReturn(document, found, path)
    issues.push(...obstacles)
    if (found === undefined || obstacles.length > 0) continue
    const items = goods.map(each => each.item)
    const taken = take(found, amountOf(items, items.length === document.goodsItems.length ? document : {}), path)
    if ('issue' in taken) issues.push(taken.issue)
    else takings.push(taken.taking)
  }
  return { takings, issues }
}

function keyOf({ documents: [number = ''] }: Undelivered): string {
  return documentKey(number)
}

/** What keeps goods of a transport document from being sent back by whoever declares it. Of goods of somebody else nothing is told but that. */
export function checkReturn(document: DeclarationDocument, found: ManifestedDocument, path: string): readonly Issue[] {
  const { number, hasHouses, undelivered } = found
  if (!maySendBack(document, found)) return [error('cargo.consignee-differs', path, { number })]
  if (hasHouses === true) return [error('cargo.master-not-declared', path, { number })]
  return undelivered?.hasLanded === true ? [] : [error('cargo.return-not-landed', path, { number })]
}

/** The consignee may; whoever carried the goods where nobody claimed them in time, or the consignee refused them. */
function maySendBack({ exporter, documents }: DeclarationDocument, found: ManifestedDocument): boolean {
  if (isAddressee(found, exporter)) return true
  const { carrier, isUnclaimed } = found.undelivered ?? {}
  if (carrier === undefined || exporter?.id !== carrier) return false
  return isUnclaimed === true || documents.some(({ type }) => type === REFUSAL)
}
