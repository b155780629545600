import { parseMrn } from '../kernel/index.ts'
import type { DeclarationDocument, DocumentReference, GoodsItem } from './document.ts'

/** Goods that leave as they came, without ever having been declared: what an item says of the transport document they came on. */
export interface Undelivered {
  readonly item: GoodsItem
  /** Numbers of the transport documents it names; goods are those of one. */
  readonly documents: readonly string[]
  /** Where it names the first. */
  readonly path: string
}

/** Transport documents among previous documents. @source UN/EDIFACT data element 1001 */
const TRANSPORT_DOCUMENTS: ReadonlySet<string> = new Set(['704', '705', '710', '714', '720', '730', '740', '741'])

/**
 * The goods of a re-export that wait undelivered in temporary storage: they name the transport document they came on among their previous documents, and no
 * declaration, since there was none. None in a declaration of another type.
 *
 * @source RKC Specific Annex A ch. 2 (removal from temporary storage)
 */
export function listUndelivered(document: DeclarationDocument): readonly Undelivered[] {
  if (document.type !== 'EX3' || document.previousDocuments.some(isDeclaration)) return []
  const ofAll = numbersOf(document.previousDocuments)
  return document.goodsItems.flatMap((item, index): readonly Undelivered[] => {
    if (item.previousDocuments.some(isDeclaration)) return []
    const own = numbersOf(item.previousDocuments)
    const documents = own.length > 0 ? own : ofAll
    const path = own.length > 0 ? `goodsItems[${index}].previousDocuments` : 'previousDocuments'
    return documents.length === 0 ? [] : [{ item, documents, path }]
  })
}

function numbersOf(references: readonly DocumentReference[]): readonly string[] {
  return [...new Set(references.flatMap(({ type, id }) => (id !== undefined && TRANSPORT_DOCUMENTS.has(type ?? '') ? [id] : [])))]
}

function isDeclaration({ id }: DocumentReference): boolean {
  return id !== undefined && parseMrn(id) !== undefined
}
