import type { Restriction } from '@lintas/customs/trust'
import type { Node, Reader } from '../platform/node.ts'
import { CHANNEL, listStanding, type RestrictionRow } from './store.ts'

/** The restrictions of a node, kept in memory until one is imposed or lifted. */
export interface Restrictions {
  /** Those on any of these operators, whatever their days. Whoever is in a transaction lends its connection, and waits for no other. */
  on(traderIds: readonly string[], reader?: Reader): Promise<readonly Restriction[]>
  /** Forgets them; the next question reads them again. */
  refresh(): void
}

export async function openRestrictions({ db }: Pick<Node, 'db'>): Promise<Restrictions> {
  let kept: Promise<ReadonlyMap<string, readonly Restriction[]>> | undefined
  const refresh = () => {
    kept = undefined
  }
  await db.listen(CHANNEL, refresh)

  function read(reader: Reader): Promise<ReadonlyMap<string, readonly Restriction[]>> {
    if (kept !== undefined) return kept
    const reading = listStanding(reader).then(rows => Map.groupBy(rows.map(restrictionOf), each => each.traderId))
    kept = reading
    reading.catch(() => {
      if (kept === reading) kept = undefined
    })
    return reading
  }

  return {
    refresh,
    async on(traderIds, reader = db) {
      const byTrader = await read(reader)
      return traderIds.flatMap(traderId => byTrader.get(traderId) ?? [])
    },
  }
}

function restrictionOf({ traderId, restriction, validFrom, validTo }: RestrictionRow): Restriction {
  return { traderId, restriction, validFrom, ...(validTo === null ? {} : { validTo }) }
}
