import type { Node, Writer } from '../node.ts'
import { randomSecret } from '../secrets.ts'
import { createSignIn, type SignIn } from './sign-in.ts'
import { endAllSessions } from './store.ts'

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
  /** Puts a new secret in its place: every session ends, since no cookie of before holds any more. */
  rotate(tx: Writer): Promise<void>
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
    async rotate(tx) {
      await tx.query("SELECT pg_advisory_xact_lock(hashtext('lintas.rotate'), hashtext('sign-in'))")
      await endAllSessions(tx)
      use(await node.secrets.replace(FILE, () => randomSecret()))
    },
  }
}
