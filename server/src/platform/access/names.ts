import type { Reader } from '../node.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The names of accounts, for colleagues of customs to know each other by; never for an answer to a trader. */
export async function namesOf(reader: Reader, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(accountIds)].filter(id => UUID.test(id))
  if (asked.length === 0) return new Map()
  const rows = await reader.query<{ id: string; name: string }>(
    'SELECT id::text AS id, name FROM auth."user" WHERE id = ANY ($1::uuid[])',
    [asked],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
