import type { DeclarationDocument } from '../declaration/index.ts'

/** The type of the document by which goods name a quote they were promised. */
export const QUOTE_DOCUMENT = 'quote'

/** A quote that a goods item names, and where. */
export interface NamedQuote {
  readonly number: string
  /** The place of the item. */
  readonly index: number
  readonly path: string
}

/** The quotes a declaration names: on its goods items, or above them where it has one item alone. */
export function listQuoted({ documents, goodsItems }: Pick<DeclarationDocument, 'documents' | 'goodsItems'>): readonly NamedQuote[] {
  const above = goodsItems.length === 1 ? namedIn(documents, 0, 'documents') : []
  return [...above, ...goodsItems.flatMap((item, index) => namedIn(item.documents, index, `goodsItems[${index}].documents`))]
}

function namedIn(documents: DeclarationDocument['documents'], index: number, path: string): readonly NamedQuote[] {
  return documents.flatMap(({ type, id }, place) =>
    type?.toLowerCase() === QUOTE_DOCUMENT && id !== undefined ? [{ number: id, index, path: `${path}[${place}].id` }] : [],
  )
}
