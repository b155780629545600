import { error } from '@lintas/customs/kernel'
import { addressOf, Problem } from '../http/index.ts'

const WINDOW_MS = 60_000

/** Different wrong keys of one address in a minute that are looked up. */
const GUESSES_MAX = 30

/** Addresses remembered at once: beyond it all are forgotten, so that nobody fills the memory. */
const ADDRESSES_MAX = 50_000

/**
 * Counts different API keys that did not hold, by address: who guesses is refused before a key is looked up. Each process counts by itself.
 *
 * A key that stopped to hold and is shown again and again is one guess, so that a forgotten program does not shut out others behind its address.
 */
export class KeyGuesses {
  readonly #addresses = new Map<string, { readonly digests: Set<string>; readonly until: number }>()

  /** Refuses with 429 where the address has guessed too often in the last minute. */
  refuseGuessing(ip: string): void {
    const known = this.#addresses.get(addressOf(ip))
    const left = known === undefined ? 0 : known.until - performance.now()
    if (known === undefined || left <= 0 || known.digests.size < GUESSES_MAX) return
    const seconds = Math.ceil(left / 1000)
    throw new Problem(429, [error('request.too-many', '', { seconds })], { 'retry-after': String(seconds) })
  }

  /** Writes down that a key did not hold. */
  count(ip: string, digest: string): void {
    const address = addressOf(ip)
    const known = this.#addresses.get(address)
    if (known !== undefined && known.until > performance.now()) {
      known.digests.add(digest)
      return
    }
    if (this.#addresses.size >= ADDRESSES_MAX) this.#addresses.clear()
    this.#addresses.set(address, { digests: new Set([digest]), until: performance.now() + WINDOW_MS })
  }
}
