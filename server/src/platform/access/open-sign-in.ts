import type { Node, Writer } from '../node.ts'
import { randomSecret } from '../secrets.ts'
import { createSignIn, type SignIn } from './sign-in.ts'

const FILE = 'sign-in'

/** Sign-in as the node runs it: with the secret on file, also after that was changed by another process. */
export interface OpenSignIn {
  /** What asks better-auth; with the newest secret. */
  auth(): SignIn
  /** What cookies are signed with, and sign-in attempts counted under. */
  secret(): string
  /** Makes better-auth anew, so that it asks the identity provider again where to send people. */
  renew(): void
  /** Reads the secret anew. Called when anything about access changed in another process. */
  refresh(): Promise<void>
  /**
   * Puts a new secret in its place, so that no cookie of before holds any more; nobody else does until `lock` ends. `say` is told before,
   * and where it fails nothing changes.
   */
  rotate(lock: Writer, say: () => Promise<void>): Promise<void>
}

export async function openSignIn(node: Node): Promise<OpenSignIn> {
  const read = () => node.secrets.keep(FILE, randomSecret)
  let secret = await read()
  let auth = createSignIn(node, secret)

  function use(newest: string): void {
    if (newest === secret) return
    secret = newest
    auth = createSignIn(node, secret)
  }

  return {
    auth: () => auth,
    secret: () => secret,
    renew() {
      auth = createSignIn(node, secret)
    },
    refresh: async () => use(await read()),
    async rotate(lock, say) {
      await lock.query("SELECT pg_advisory_xact_lock(hashtext('lintas.rotate'), hashtext('sign-in'))")
      const change = async () => {
        await say()
        return randomSecret()
      }
      use(await node.secrets.replace(FILE, change))
    },
  }
}
