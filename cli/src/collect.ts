import type { NodeClient } from './client.ts'

/** Every item of a list, page after page. */
export async function collect<Item>(client: NodeClient, path: string): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: { readonly items: readonly Item[]; readonly next?: string } = await client.get(
      `${path}${path.includes('?') ? '&' : '?'}limit=500${from}`,
    )
    items.push(...page.items)
    cursor = page.next
  }
  return items
}

/** What a list is asked for: `?status=waiting`, of what was given; nothing where nothing was. */
export function queryOf(filters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(filters).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
