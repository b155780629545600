import type { Caller } from '../node.ts'

const KEPT_MS = 10_000
const ENTRIES_MAX = 10_000

interface Entry {
  readonly caller: Promise<Caller | undefined>
  readonly day: string
  readonly until: number
}

/**
 * Callers by the digest of what they showed, for at most ten seconds and within one day: a request of a known caller asks no database.
 *
 * Whatever changes who may do what empties it, in every process; what is being looked up at that moment is not kept. Strangers are not kept either.
 */
export class CallerCache {
  readonly #entries = new Map<string, Entry>()

  async find(digest: string, day: string, look: () => Promise<Caller | undefined>): Promise<Caller | undefined> {
    const known = this.#entries.get(digest)
    if (known !== undefined && known.day === day && known.until > performance.now()) return await known.caller
    const entry: Entry = { caller: look(), day, until: performance.now() + KEPT_MS }
    if (this.#entries.size >= ENTRIES_MAX) this.#entries.clear()
    this.#entries.set(digest, entry)
    try {
      const caller = await entry.caller
      if (caller === undefined) this.#drop(digest, entry)
      return caller
    } catch (failure) {
      this.#drop(digest, entry)
      throw failure
    }
  }

  clear(): void {
    this.#entries.clear()
  }

  #drop(digest: string, entry: Entry): void {
    if (this.#entries.get(digest) === entry) this.#entries.delete(digest)
  }
}
