import type { DeclarationDocument, GoodsItem } from './document.ts'

/** A new declaration begun from an earlier one. */
export interface Copy {
  readonly document: DeclarationDocument
  /** Fields that were carried over, by path: what whoever lodges it answers for anew. */
  readonly carried: readonly string[]
  /** Fields that were left out, because they belong to the earlier consignment alone. */
  readonly emptied: readonly string[]
}

/** What is of one consignment and no other: its numbers, days, papers, boxes, and what customs gave it. */
const OF_ONE_CONSIGNMENT = [
  'localReference',
  'mrn',
  'functionCode',
  'provisional',
  'period',
  'issuedOn',
  'acceptedOn',
  'declaredItemCount',
  'invoice',
  'ucr',
  'traderReference',
  'guarantees',
  'departedOn',
  'arrivalOn',
  'borderTransport.id',
  'borderTransport.name',
  'departureTransport',
  'arrivalTransport',
  'containers',
  'transportDocuments',
  'arrivals',
  'documents',
  'previousDocuments',
  'additionalInformation',
  'amendments',
  'message',
  'extensions',
] as const

/** The same of a goods item. A claim for a preference is carried over, its proof is not: each consignment has its own. */
const OF_ONE_ITEM = [
  'transportDocument',
  'containerIds',
  'documents',
  'previousDocuments',
  'additionalInformation',
  'preference.proof',
  'ucr',
  'traderReference',
  'dutyTaxFees',
  'extensions',
] as const

/**
 * Begins a new declaration from an earlier one: everything that may be the same again is carried over, what cannot be is left out, and both are told.
 *
 * @source WTO TFA art. 10.4 (data submitted once); domain notes §4
 */
export function copyDeclaration(document: DeclarationDocument): Copy {
  const whole = leaveOut(document, OF_ONE_CONSIGNMENT)
  const items = document.goodsItems.map(item => leaveOut(item, OF_ONE_ITEM))
  const copied = { ...whole.left, goodsItems: items.map(each => each.left) } as DeclarationDocument // only optional members and lists were emptied
  const ofItems = items.flatMap(({ emptied }, place) => emptied.map(name => `goodsItems[${place}].${name}`))
  return { document: copied, carried: listFilled(copied), emptied: [...whole.emptied, ...ofItems] }
}

function leaveOut(
  given: DeclarationDocument | GoodsItem,
  names: readonly string[],
): { readonly left: Readonly<Record<string, unknown>>; readonly emptied: readonly string[] } {
  const left: Record<string, unknown> = { ...given }
  const emptied = names.filter(name => {
    const [first = '', inner] = name.split('.')
    const value = left[first]
    if (inner === undefined) {
      if (!isFilled(value)) return false
      if (Array.isArray(value)) left[first] = []
      else delete left[first]
      return true
    }
    if (typeof value !== 'object' || value === null || !(inner in value)) return false
    const { [inner]: _, ...rest } = value as Readonly<Record<string, unknown>>
    left[first] = rest
    return true
  })
  return { left, emptied }
}

function listFilled(document: DeclarationDocument): readonly string[] {
  const whole = Object.entries(document).filter(([name, value]) => name !== 'goodsItems' && isFilled(value))
  return [...whole.map(([name]) => name), ...document.goodsItems.map((_, place) => `goodsItems[${place}]`)]
}

function isFilled(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0)
}
