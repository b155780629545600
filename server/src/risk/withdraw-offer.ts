import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Node, Writer } from '../platform/node.ts'
import * as store from './offered-profile-store.ts'

/** The job that hands over offers and their withdrawals. */
export const DELIVER_OFFERS = 'profiles.deliver'

/** Withdraws an offer; the other state is told. */
export function withdrawOffer(node: Node, id: string, reason: string, by: string): Promise<Result<store.OfferRow>> {
  return node.db.transaction(async tx => {
    if ((await store.findOffer(tx, id)) === undefined) return stop(error('risk.share-unknown', ''))
    const [row] = await takeBackOffers(node, tx, { offer: id }, reason, by)
    return row === undefined ? stop(error('risk.share-withdrawn', '')) : ok(row)
  })
}

/** The same for all offers of a version that is retired. */
export async function takeBackOffers(
  { clock, jobs, events }: Pick<Node, 'clock' | 'jobs' | 'events'>,
  tx: Writer,
  of: Parameters<typeof store.withdraw>[1],
  reason: string,
  by: string,
): Promise<readonly store.OfferRow[]> {
  const rows = await store.withdraw(tx, of, { by, at: clock.now(), reason })
  if (rows.length === 0) return rows
  await events.append(
    tx,
    rows.map(({ id, toState }) => ({
      subject: 'profile-offer',
      subjectId: id,
      act: 'withdraw',
      by,
      facts: { to: toState },
      payload: { reason },
    })),
  )
  await jobs.send(DELIVER_OFFERS, {}, { tx })
  return rows
}
