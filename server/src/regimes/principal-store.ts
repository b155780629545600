import type { Reader } from '../platform/node.ts'

/** Trader id of whoever owes what a declaration is charged. */
export async function principalOf(reader: Reader, mrn: string): Promise<string> {
  const [row] = await reader.query<{ principal: string }>('SELECT principal FROM declaration WHERE mrn = $1', [mrn], 'regimes.principal')
  if (row === undefined) throw new Error(`given ${mrn}, needs a declaration of that number`)
  return row.principal
}
