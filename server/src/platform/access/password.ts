import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** How much work one guess costs: memory is 128 × N × r bytes. */
export interface Cost {
  readonly n: number
  readonly r: number
  readonly p: number
}

/** For passwords people choose: 32 MiB and some 60 ms a guess. */
const FOR_PEOPLE: Cost = { n: 16_384, r: 16, p: 1 }

/** For passwords of 192 random bits, which nobody guesses at any cost. */
export const FOR_RANDOM: Cost = { n: 1_024, r: 8, p: 1 }

const LENGTH = 64

/** A password as it may be stored: `scrypt$N$r$p$salt$hash`. The work is done on the thread pool, not on the event loop. */
export async function hashPassword(password: string, cost: Cost = FOR_PEOPLE): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  return ['scrypt', cost.n, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Whether a password is the one that was stored; false for a text that is no hash of ours. */
export async function verifyPassword(given: { readonly hash: string; readonly password: string }): Promise<boolean> {
  const [scheme, n, r, p, salt, hash] = given.hash.split('$')
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64url')
  const found = await derive(given.password, Buffer.from(salt, 'base64url'), { n: Number(n), r: Number(r), p: Number(p) })
  return expected.length === found.length && timingSafeEqual(expected, found)
}

function derive(password: string, salt: Buffer, { n, r, p }: Cost): Promise<Buffer> {
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r }
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, LENGTH, options, (failure, key) => (failure === null ? resolve(key) : reject(failure))),
  )
}
