const [S, MIN, H] = [1_000, 60_000, 3_600_000]

/**
 * How long to wait after each failed attempt, in milliseconds. After the last of them has passed in vain a delivery is dead: about 76 hours.
 *
 * @source standardwebhooks.com, specification, "deliverability and reliability": exponential, with jitter, over several days
 */
export const WAITS_MS: readonly number[] = [5 * S, 30 * S, 2 * MIN, 10 * MIN, 30 * MIN, 2 * H, 5 * H, 10 * H, 14 * H, 20 * H, 24 * H]

/** An endpoint at which nothing arrived for this long is disabled. */
export const GIVEN_UP_AFTER_MS = 5 * 24 * H

/** The longest wait an endpoint may ask for by `Retry-After`. */
const ASKED_MAX_MS = 1 * H

/**
 * How long to wait after the attempt of this number (from 1) failed; undefined when it was the last. A fifth more or less by lot, so that what
 * failed together does not come back together.
 *
 * @param lot from 0 to 1
 * @param askedMs what the endpoint asked for
 */
export function waitAfter(tries: number, lot: number, askedMs = 0): number | undefined {
  const wait = WAITS_MS[tries - 1]
  if (wait === undefined) return undefined
  return Math.round(Math.max(wait * (0.8 + 0.4 * lot), Math.min(askedMs, ASKED_MAX_MS)))
}
