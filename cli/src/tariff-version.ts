import type { TariffChange, TariffVersion } from '@lintas/contract'
import { formatRate } from '@lintas/customs/tariff'
import type { NodeClient } from './client.ts'

/** How many problems and changes are written out for people; all of them with `--json`. */
export const SHOWN = 20

/** Approves a version, or rejects it for a reason, as the client's account. */
export async function approve(client: NodeClient, id: string, rejectedFor?: string): Promise<TariffVersion> {
  const body = rejectedFor === undefined ? { decision: 'approved' } : { decision: 'rejected', reason: rejectedFor }
  return await client.post<TariffVersion>(`/api/v1/tariff/versions/${encodeURIComponent(id)}/approval`, body)
}

/** A version in one line. */
export function sentenceOf({ id, standing, lines, headings, problems, validFrom, source, confidence }: TariffVersion): string {
  return `${id}: ${standing}, ${lines} lines and ${headings} headings, ${problems} problems; from ${validFrom}, ${source} (${confidence})`
}

/** Prints what a version changes: the counts, and the first changed rates. */
export async function printChanges(
  client: NodeClient,
  { id, changes: { base, added, removed, changed, unchanged } }: TariffVersion,
): Promise<void> {
  const against = base === undefined ? 'nothing was in force before' : `against ${base}`
  console.log(`  ${added} lines added, ${removed} removed, ${changed} changed, ${unchanged} as they were (${against})`)
  if (base === undefined || changed === 0) return
  const changes = await collect<TariffChange>(client, `/api/v1/tariff/versions/${id}/diff`)
  const shown = changes.filter(change => change.kind === 'changed').slice(0, SHOWN)
  for (const { code, columns } of shown) {
    for (const [column, { from, to }] of Object.entries(columns)) console.log(`  ${code} ${column}: ${words(from)} → ${words(to)}`)
  }
}

function words(rate: Parameters<typeof formatRate>[0] | undefined): string {
  return rate === undefined ? 'not on file' : formatRate(rate)
}

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
