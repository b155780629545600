import type { TierAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import type { RegionClient } from './client.ts'

/** Gives a trader the tier that some ways of declaring ask for: a demonstration's two administrators do it, and say so. */
export async function giveTier(region: RegionClient, state: State, trader: string, what: string): Promise<void> {
  const { as } = region.node(state)
  const path = `/api/v1/operators/${encodeURIComponent(trader)}/tiers`
  const { items } = await as('administrator').get<{ readonly items: readonly TierAnswer[] }>(path)
  if (items.some(each => each.tier >= 2 && each.status === 'approved')) return
  const reason = `Given by a demonstration, for ${what}.`
  const { id } = await as('administrator').post<TierAnswer>(path, { tier: 2, validFrom: '2026-01-01', validTo: '2029-01-01', reason })
  await as('checker').post(`${path}/${id}/approval`, { decision: 'approved' })
  console.error(`lintas: ${trader} is given tier 2, which ${what} asks for`)
}
