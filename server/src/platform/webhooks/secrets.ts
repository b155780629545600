import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Secrets } from '../node.ts'

/** Signing secrets as the database keeps them: under a key that stands in a file, so that a copy of the database signs nothing. */
export interface SecretBox {
  seal(endpoint: string, secret: string): Buffer
  open(endpoint: string, sealed: Uint8Array): string
}

const [NONCE_BYTES, TAG_BYTES] = [12, 16]

/** @source NIST SP 800-38D (AES-GCM); the endpoint is authenticated with it, so that a row cannot be moved to another */
export async function openSecretBox(secrets: Secrets): Promise<SecretBox> {
  const key = Buffer.from(await secrets.keep('webhook-secrets-key', () => randomBytes(32).toString('hex')), 'hex')
  return {
    seal(endpoint, secret) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(endpoint))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text])
    },
    open(endpoint, sealed) {
      const bytes = Buffer.from(sealed)
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(endpoint))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + cipher.final('utf8')
    },
  }
}

/** @source standardwebhooks.com, specification, "secret serialization": 24 to 64 bytes in base64 behind `whsec_` */
export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
