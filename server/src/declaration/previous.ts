import {
  countedIn,
  type DeclarationDocument,
  type DeclarationLink,
  leaveOf,
  linkPrevious,
  listPrevious,
  type PreviousDeclaration,
  type TakenQuantity,
} from '@lintas/customs/declaration'
import type { Given } from '@lintas/customs/journey'
import type { Day } from '@lintas/customs/kernel'
import { entersRegime } from '@lintas/customs/regimes'
import { principalPath } from '@lintas/customs/trust'
import { mayActFor, mayContinue } from '../platform/access/index.ts'
import type { Caller, Reader, Writer } from '../platform/node.ts'
import { holdDeclarations, leftInLots, listHolders, worthInLots } from '../regimes/index.ts'

interface PreviousRow {
  readonly mrn: string
  readonly type: string
  readonly status: string
  readonly releasedOn: Day | null
  readonly filer: string
  readonly principal: string
  readonly declarant: string
  readonly office: string | null
  readonly goodsItems: DeclarationDocument['goodsItems']
}

interface LinkRow {
  readonly previous: string
  readonly previousItem: number
  readonly quantity: string
}

/**
 * The declarations a document names as its previous, as far as whoever lodges it may know of them: held until the transaction ends, so that what is
 * left of their goods is promised once. Nothing where its type names none.
 *
 * @param mrn the declaration the document is of, where it is lodged already: what it wrote off itself is still there for it
 */
export async function holdPrevious(
  tx: Writer,
  caller: Caller,
  document: DeclarationDocument,
  mrn: string,
): Promise<Pick<Given, 'previous'>> {
  const mrns = listPrevious(document)
  if (mrns.length === 0) return {}
  await holdDeclarations(tx, mrns)
  const found = await readPrevious(tx, mrns, mrn, document[principalPath(document.type)]?.id)
  return { previous: found.filter(each => mayTakeFrom(caller, each.row)).map(each => each.declaration) }
}

/** Whoever goes on with a declaration, or acts for somebody who took over its goods within a regime. */
function mayTakeFrom(caller: Caller, row: PreviousRow & { readonly holders: readonly string[] }): boolean {
  return mayContinue(caller, row) || (caller.organisation !== undefined && row.holders.some(each => mayActFor(caller, each)))
}

/** What is left now of the declarations a document named when it was decided on, for the declaration that named them. They are held in the transaction. */
export async function readAgain(
  tx: Writer,
  mrn: string,
  document: DeclarationDocument,
  { previous = [] }: Pick<Given, 'previous'>,
): Promise<readonly PreviousDeclaration[]> {
  const mrns = previous.map(each => each.mrn)
  return (await readPrevious(tx, mrns, mrn, document[principalPath(document.type)]?.id)).map(each => each.declaration)
}

/** A declaration as others may go on from it. */
export async function getPrevious(reader: Reader, mrn: string): Promise<PreviousDeclaration> {
  const [found] = await readPrevious(reader, [mrn], '')
  if (found === undefined) throw new Error(`given ${mrn}, needs a declaration that was lodged`)
  return found.declaration
}

/**
 * Declarations with what is left of their goods, whatever one of the later ones wrote off. Goods in a regime are what stands in its stock in the hands of
 * their holder; without one named, of whoever declared them.
 */
async function readPrevious(reader: Reader, mrns: readonly string[], but: string, holder?: string) {
  const rows = await reader.query<PreviousRow>(
    `SELECT mrn, type, status, released_on AS "releasedOn", filer, principal, declarant, office, document->'goodsItems' AS "goodsItems"
     FROM declaration JOIN declaration_version USING (mrn, version) WHERE mrn = ANY ($1) ORDER BY mrn`,
    [mrns],
    'declaration.previous',
  )
  const links = await reader.query<LinkRow>(
    `SELECT previous, previous_item AS "previousItem", quantity::text FROM declaration_link WHERE previous = ANY ($1) AND mrn <> $2`,
    [mrns, but],
    'declaration.links-to',
  )
  const writtenOff = new Map<string, string[]>()
  for (const { previous, previousItem, quantity } of links) {
    const place = `${previous} ${previousItem}`
    writtenOff.set(place, [...(writtenOff.get(place) ?? []), quantity])
  }
  const inRegime = rows.filter(row => entersRegime(row) !== undefined).map(row => row.mrn)
  if (inRegime.length === 0) return rows.map(row => ({ row: { ...row, holders: [] }, declaration: declarationOf(row, writtenOff) }))
  const [leftOf, holders] = [await leftInLots(reader, inRegime, but), await listHolders(reader, inRegime)]
  const inZone = rows.filter(row => entersRegime(row) === 'free-zone').map(row => row.mrn)
  const worthOf = await worthInLots(reader, inZone)
  return rows.map(row => {
    const declaration = declarationOf(row, writtenOff)
    const items = declaration.items.map(({ left, ...item }) => ({
      ...item,
      ...worthOf(row.mrn, item.sequence),
      ...(left === undefined ? {} : { left: { ...left, value: leftOf(row.mrn, item.sequence, holder ?? row.principal) } }),
    }))
    return {
      row: { ...row, holders: holders.get(row.mrn) ?? [] },
      declaration: inRegime.includes(row.mrn) ? { ...declaration, items } : declaration,
    }
  })
}

function declarationOf(row: PreviousRow, writtenOff: ReadonlyMap<string, readonly string[]>): PreviousDeclaration {
  const { mrn, type, status, releasedOn, goodsItems } = row
  const items = goodsItems.map(item => {
    const { sequence, commodityCode = '' } = item
    const declared = countedIn(item)
    const left = declared === undefined ? {} : { left: leaveOf(declared, writtenOff.get(`${mrn} ${sequence}`) ?? []) }
    return { sequence, commodityCode, ...left }
  })
  return { mrn, type, ...(status === 'released' && releasedOn !== null ? { releasedOn } : {}), items }
}

/** Writes off what a declaration takes of its previous ones, in place of what it took before. */
export async function writeOff(
  tx: Writer,
  mrn: string,
  document: DeclarationDocument,
  { previous }: Pick<Given, 'previous'>,
): Promise<void> {
  if (previous !== undefined) await writeOffLinks(tx, mrn, linkPrevious(document, previous).links)
}

/** Writes off these quantities, and none beside. */
export async function writeOffLinks(tx: Writer, mrn: string, links: readonly DeclarationLink[]): Promise<void> {
  await giveBack(tx, mrn)
  const column = <Value>(of: (link: DeclarationLink) => Value) => links.map(of)
  await tx.query(
    `INSERT INTO declaration_link (mrn, item, previous, previous_item, quantity, unit)
     SELECT $1, * FROM unnest($2::integer[], $3::text[], $4::integer[], $5::numeric[], $6::text[])`,
    [
      mrn,
      column(each => each.item),
      column(each => each.previous),
      column(each => each.previousItem),
      column(each => each.quantity.value),
      column(each => each.quantity.unit),
    ],
    'declaration.write-off',
  )
}

/** Gives back what a declaration took of its previous ones, but for the items whose goods are gone. */
export async function giveBack(tx: Writer, mrn: string, gone: readonly number[] = []): Promise<void> {
  await tx.query('DELETE FROM declaration_link WHERE mrn = $1 AND item <> ALL ($2)', [mrn, gone], 'declaration.give-back')
}

/** What later declarations took of each item of one, in all. */
export async function listTaken(reader: Reader, mrn: string): Promise<readonly TakenQuantity[]> {
  return await reader.query<TakenQuantity>(
    `SELECT previous_item AS item, sum(quantity)::text AS value, unit FROM declaration_link WHERE previous = $1
     GROUP BY previous_item, unit ORDER BY previous_item`,
    [mrn],
    'declaration.taken',
  )
}
