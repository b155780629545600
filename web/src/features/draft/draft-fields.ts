import type { Draft, DraftEdit } from '../../api/drafts.ts'

type Document = Draft['document']

/** Fields of a draft that the form shows, by path; a path ends at a text. */
export const WHOLE = [
  ['localReference', 'text'],
  ['issuedOn', 'date'],
  ['departedOn', 'date'],
  ['arrivalOn', 'date'],
  ['borderTransport.id', 'text'],
  ['invoice.id', 'text'],
  ['invoice.issuedOn', 'date'],
  ['invoiceTotal.amount', 'amount'],
  ['invoiceTotal.currency', 'text'],
  ['timeSensitive.kind', 'kind'],
  ['timeSensitive.authorisation', 'text'],
] as const

/** The same of each goods item. */
export const OF_ITEM = ['quantities[0].value', 'grossMassKg', 'netMassKg', 'invoiceAmount.amount', 'transportDocument'] as const

/** What stands in the form, by path. */
export type Values = Readonly<Record<string, string>>

/** What stands in the form before anything is typed; one empty line for a transport document where there is none. */
export function valuesOf(document: Document): Values {
  const values: Record<string, string> = {}
  const put = (path: string, given: unknown) => {
    values[path] = typeof given === 'string' ? given : ''
  }
  for (const [path] of WHOLE) put(path, read(document, path))
  const transports = document.transportDocuments.length === 0 ? [{}] : document.transportDocuments
  for (const place of transports.keys())
    for (const name of ['type', 'id']) put(`transportDocuments[${place}].${name}`, read(transports[place], name))
  for (const [place, item] of document.goodsItems.entries())
    for (const name of OF_ITEM) if (hasPlaceFor(item, name)) put(`goodsItems[${place}].${name}`, read(item, name))
  return values
}

/** The merge patch that makes of a document what stands in the form: what was emptied is taken out, lists are replaced whole. */
export function editOf(document: Document, values: Values): DraftEdit {
  const edit: Record<string, unknown> = {}
  for (const [path] of WHOLE) {
    const given = values[path] === '' ? null : values[path]
    const [first = '', inner] = path.split('.')
    if (inner === undefined) edit[first] = given
    else if (given !== null || read(document, path) !== undefined) edit[first] = { ...(edit[first] as object | undefined), [inner]: given }
  }
  if (Object.values((edit.timeSensitive as object | undefined) ?? {}).every(each => each === null))
    if (document.timeSensitive === undefined) delete edit.timeSensitive
    else edit.timeSensitive = null // nothing is claimed any more
  edit.transportDocuments = [...Array(countTransports(values)).keys()]
    .map(place => filled({ type: values[`transportDocuments[${place}].type`], id: values[`transportDocuments[${place}].id`] }))
    .filter(each => each.id !== undefined)
  edit.goodsItems = document.goodsItems.map((item, place) => {
    const at = (name: string) => values[`goodsItems[${place}].${name}`]
    const [quantity, ...rest] = item.quantities
    const { transportDocument: _, grossMassKg: _gross, netMassKg: _net, ...left } = item
    return {
      ...left,
      ...filled({ transportDocument: at('transportDocument'), grossMassKg: at('grossMassKg'), netMassKg: at('netMassKg') }),
      ...(quantity === undefined ? {} : { quantities: [{ ...quantity, value: at('quantities[0].value') }, ...rest] }),
      ...(item.invoiceAmount === undefined ? {} : { invoiceAmount: { ...item.invoiceAmount, amount: at('invoiceAmount.amount') } }),
    }
  })
  return edit
}

export function countTransports(values: Values): number {
  return Object.keys(values).filter(path => /^transportDocuments\[\d+\]\.id$/.test(path)).length
}

/** A quantity or an amount has a unit or a currency: where there is none, there is nothing to type a figure into. */
function hasPlaceFor(item: Document['goodsItems'][number], name: (typeof OF_ITEM)[number]): boolean {
  if (name === 'quantities[0].value') return item.quantities.length > 0
  return name !== 'invoiceAmount.amount' || item.invoiceAmount !== undefined
}

function filled(given: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(given).filter((each): each is [string, string] => each[1] !== undefined && each[1] !== ''))
}

function read(given: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(name => name !== '')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[name] : undefined),
      given,
    )
}
