import { error } from '@lintas/customs/kernel'
import { z } from 'zod'
import { Problem } from './problem.ts'

/** A page of a list: `next` leads to the following one, absent on the last. */
export interface Page<Item> {
  readonly items: Item[]
  readonly next?: string
}

/**
 * Cuts a page from rows that were asked for with one more than `limit`: the extra row tells that there is a next page.
 *
 * @param keyOf the values of the last row on the page by which the list is ordered
 */
export function pageFrom<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly (string | number)[]): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return rows.length > limit && last !== undefined ? { items, next: writeCursor(keyOf(last)) } : { items }
}

/** Reads a cursor that `pageFrom` wrote; undefined without one. Callers treat cursors as opaque; a made-up one is refused. */
export function readCursor<Key>(cursor: string | undefined, schema: z.ZodType<Key>): Key | undefined {
  if (cursor === undefined) return undefined
  const key = schema.safeParse(parse(cursor))
  if (!key.success || JSON.stringify(key.data).includes('\\u0000'))
    throw new Problem(400, [error('request.cursor-malformed', 'query.cursor')])
  return key.data
}

/** A cursor of one's own making, for a list that knows where it goes on even from an empty page. */
export function writeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** Keys that a list is ordered by, such as the database reads them: an instant that is none must not get that far. */
export const placeKey = z.string().regex(/^\d{1,18}$/)
export const instantKey = z.iso.datetime().refine(isOfOurTime)

function isOfOurTime(text: string): boolean {
  return text >= '1900'
}

/** What a cursor says; undefined where it says nothing, or text that PostgreSQL cannot keep. */
function parse(cursor: string): unknown {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8')
    return /\\u(?:0000|d[89a-f])/i.test(text) ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
