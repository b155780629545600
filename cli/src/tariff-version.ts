import { type Diff, diffOf, type TariffChange, type TariffVersion } from '@lintas/contract'
import type { NodeClient } from './client.ts'
import { collect } from './collect.ts'
import { printDiff } from './print-diff.ts'

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

/** Prints what a version changes: the counts, and the first lines that differ, changed ones before all others. */
export async function printChanges(
  client: NodeClient,
  { id, changes: { base, added, removed, changed, unchanged } }: TariffVersion,
): Promise<void> {
  const against = base === undefined ? 'nothing was in force before' : `against ${base}`
  console.log(`  ${added} lines added, ${removed} removed, ${changed} changed, ${unchanged} as they were (${against})`)
  if (base === undefined || added + removed + changed === 0) return
  const changes = await collect<TariffChange>(client, `/api/v1/tariff/versions/${id}/diff`)
  const shown = ['changed', 'removed', 'added'].flatMap(kind => changes.filter(change => change.kind === kind)).slice(0, SHOWN)
  for (const change of shown) printDiff(diffOfLine(change))
  if (changes.length > SHOWN) console.log(`  … and ${changes.length - SHOWN} more lines`)
}

function diffOfLine(change: TariffChange): Diff {
  const subject = change.code
  switch (change.kind) {
    case 'added':
      return diffOf({ subject, act: 'add', after: change.rates })
    case 'removed':
      return diffOf({ subject, act: 'remove', before: change.rates })
    case 'changed': {
      const side = (which: 'from' | 'to') =>
        Object.fromEntries(Object.entries(change.columns).map(([column, rate]) => [column, rate[which]]))
      return diffOf({ subject, act: 'change', before: side('from'), after: side('to') })
    }
  }
}
