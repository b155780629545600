import type { Day } from '@lintas/customs/kernel'
import { isTrusted, type Restriction, type Trust } from '@lintas/customs/trust'
import type { Node, Reader } from '../platform/node.ts'
import { CHANNEL, listStanding, type RestrictionRow } from './store.ts'
import { listTrusted } from './trusted-store.ts'

/** The restrictions of a node, kept in memory until one is imposed or lifted. */
export interface Restrictions {
  /** Those on any of these operators, whatever their days. Whoever is in a transaction lends its connection, and waits for no other. */
  on(traderIds: readonly string[], reader?: Reader): Promise<readonly Restriction[]>
  /** Whether the operator is trusted on the day: its hits that may be lowered are, by a step. */
  isTrusted(traderId: string, day: Day, reader?: Reader): Promise<boolean>
  /** Forgets them; the next question reads them again. */
  refresh(): void
}

export async function openRestrictions({ db }: Pick<Node, 'db'>): Promise<Restrictions> {
  let kept: Promise<Standing> | undefined
  const refresh = () => {
    kept = undefined
  }
  await db.listen(CHANNEL, refresh)

  function read(reader: Reader): Promise<Standing> {
    if (kept !== undefined) return kept
    const reading = readStanding(reader)
    kept = reading
    reading.catch(() => {
      if (kept === reading) kept = undefined
    })
    return reading
  }

  return {
    refresh,
    async on(traderIds, reader = db) {
      const { restrictions } = await read(reader)
      return traderIds.flatMap(traderId => restrictions.get(traderId) ?? [])
    },
    async isTrusted(traderId, day, reader = db) {
      const { restrictions, trusts } = await read(reader)
      return isTrusted(trusts.get(traderId) ?? [], restrictions.get(traderId) ?? [], traderId, day)
    },
  }
}

interface Standing {
  readonly restrictions: ReadonlyMap<string, readonly Restriction[]>
  readonly trusts: ReadonlyMap<string, readonly Trust[]>
}

/** One after the other: the reader may be somebody's transaction. */
async function readStanding(reader: Reader): Promise<Standing> {
  const restrictions = (await listStanding(reader)).map(restrictionOf)
  const trusts = await listTrusted(reader)
  return { restrictions: Map.groupBy(restrictions, each => each.traderId), trusts: Map.groupBy(trusts, each => each.traderId) }
}

function restrictionOf({ traderId, restriction, validFrom, validTo }: RestrictionRow): Restriction {
  return { traderId, restriction, validFrom, ...(validTo === null ? {} : { validTo }) }
}
