import type { Day } from '@lintas/customs/kernel'
import { isTrusted, type Restriction, type Tier } from '@lintas/customs/trust'
import type { Node, Reader } from '../platform/node.ts'
import { CHANNEL, listStanding, type RestrictionRow } from './store.ts'
import { listGiven } from './tier-store.ts'

/** What a node knows of operators, kept in memory until a restriction or a tier changes. Whoever is in a transaction lends its connection, and waits for no other. */
export interface Operators {
  /** The restrictions on any of these operators, whatever their days. */
  restrictionsOn(traderIds: readonly string[], reader?: Reader): Promise<readonly Restriction[]>
  /** The tiers of any of these operators, whatever their days. */
  tiersOf(traderIds: readonly string[], reader?: Reader): Promise<readonly Tier[]>
  /** Whether the operator is trusted on the day: its hits that may be lowered are, by a step. */
  isTrusted(traderId: string, day: Day, reader?: Reader): Promise<boolean>
  /** Forgets them; the next question reads them again. */
  refresh(): void
}

export async function openOperators({ db }: Pick<Node, 'db'>): Promise<Operators> {
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
    async restrictionsOn(traderIds, reader = db) {
      const { restrictions } = await read(reader)
      return traderIds.flatMap(traderId => restrictions.get(traderId) ?? [])
    },
    async tiersOf(traderIds, reader = db) {
      const { tiers } = await read(reader)
      return traderIds.flatMap(traderId => tiers.get(traderId) ?? [])
    },
    async isTrusted(traderId, day, reader = db) {
      const { restrictions, tiers } = await read(reader)
      return isTrusted(tiers.get(traderId) ?? [], restrictions.get(traderId) ?? [], traderId, day)
    },
  }
}

interface Standing {
  readonly restrictions: ReadonlyMap<string, readonly Restriction[]>
  readonly tiers: ReadonlyMap<string, readonly Tier[]>
}

/** One after the other: the reader may be somebody's transaction. */
async function readStanding(reader: Reader): Promise<Standing> {
  const restrictions = (await listStanding(reader)).map(restrictionOf)
  const tiers = await listGiven(reader)
  return { restrictions: Map.groupBy(restrictions, each => each.traderId), tiers: Map.groupBy(tiers, each => each.traderId) }
}

function restrictionOf({ traderId, restriction, validFrom, validTo }: RestrictionRow): Restriction {
  return { traderId, restriction, validFrom, ...(validTo === null ? {} : { validTo }) }
}
