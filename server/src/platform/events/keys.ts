import { generateKeyPairSync } from 'node:crypto'
import { CompactSign, type CompactVerifyGetKey, calculateJwkThumbprint, compactVerify, createLocalJWKSet, importJWK, type JWK } from 'jose'
import type { Secrets } from '../node.ts'

/** RFC 9864: Ed25519 by its own name. */
const ALGORITHM = 'Ed25519'
const FILE = 'node-keys.json'

/** What a signature is checked with: the public keys of a node, as it publishes them. */
export interface PublicKeys {
  readonly keys: readonly JWK[]
}

/** The keys a node signs with. */
export interface NodeKeys {
  /** All keys of the node, those it no longer signs with included: what they signed is still to be checked. The first is the one that signs. */
  published(): Promise<PublicKeys>
  /** A compact JWS over `payload`. `type` says what is signed, so that a signature for one purpose is none for another. */
  sign(type: string, payload: object): Promise<string>
}

/**
 * Opens the node's keys: a private JSON Web Key Set, made with one Ed25519 key when the node first starts. The first key signs; a new key is
 * put before the others and the old ones stay. The file is read whenever a key is needed, so that every process follows when it changes.
 */
export async function openKeys(secrets: Secrets): Promise<NodeKeys> {
  let known: { readonly text: string; readonly keys: OpenKeys } | undefined

  async function current(): Promise<OpenKeys> {
    const text = await secrets.keep(FILE, () => JSON.stringify({ keys: [makeKey()] }))
    if (known?.text !== text) known = { text, keys: await readKeys(text) }
    return known.keys
  }

  await current() // an unreadable file is found at the start
  return {
    published: async () => (await current()).published,
    async sign(type, payload) {
      const { privateKey, kid } = await current()
      return await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: type })
        .sign(privateKey)
    },
  }
}

/**
 * Puts a new key before the others: from now on it signs, and what the others signed is still to be checked.
 *
 * `say` is told of the keys before that, and where it fails nothing changes: no key signs that nobody was told of. A process that dies in
 * between leaves a key that was said and never signs, which harms nobody; whoever asked repeats it.
 */
export async function rotateKeys(secrets: Secrets, say: (keys: PublicKeys) => Promise<unknown>): Promise<PublicKeys> {
  const text = await secrets.replace(FILE, async before => {
    const { keys } = JSON.parse(before) as { keys: JWK[] }
    const after = JSON.stringify({ keys: [makeKey(), ...keys] })
    await say((await readKeys(after)).published)
    return after
  })
  return (await readKeys(text)).published
}

interface OpenKeys {
  readonly published: PublicKeys
  readonly privateKey: Awaited<ReturnType<typeof importJWK>>
  readonly kid: string
}

async function readKeys(text: string): Promise<OpenKeys> {
  const { keys } = JSON.parse(text) as { keys: JWK[] }
  const [current] = keys
  if (current === undefined) throw new Error(`given ${FILE} without a key, needs a JSON Web Key Set with at least one`)
  const published = await Promise.all(keys.map(publish))
  return { published: { keys: published }, privateKey: await importJWK(current, ALGORITHM), kid: published[0]?.kid ?? '' }
}

/** What was signed, where one of the keys signed it for this purpose; undefined otherwise. */
export async function readSigned(keys: PublicKeys, type: string, jws: string): Promise<unknown> {
  const keySet: CompactVerifyGetKey = createLocalJWKSet({ keys: [...keys.keys] })
  try {
    const { payload, protectedHeader } = await compactVerify(jws, keySet, { algorithms: [ALGORITHM] })
    return protectedHeader.typ === type ? JSON.parse(new TextDecoder().decode(payload)) : undefined
  } catch {
    return undefined // forged, of an unknown key, or no signature at all: none of them was signed
  }
}

function makeKey(): object {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
}

/** The public half, named by its thumbprint. @source RFC 7638 */
async function publish({ kty, crv, x }: JWK): Promise<JWK> {
  if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined) throw new Error(`given a key in ${FILE} that is not Ed25519, needs one`)
  const key = { kty, crv, x }
  return { ...key, kid: await calculateJwkThumbprint(key), alg: ALGORITHM, use: 'sig' }
}
