import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

/** An authenticator as WebAuthn wants one, in memory: one ES256 key, a user who is always there and verified. */
export interface Authenticator {
  /** What a browser would answer to options for a new passkey, seen from a page at `origin`. */
  make(options: Asked, origin: string): Record<string, unknown>
  /** What a browser would answer to options for signing in. */
  show(options: Asked, origin: string): Record<string, unknown>
}

export interface Asked {
  readonly challenge: string
  readonly rp?: { readonly id: string }
  readonly rpId?: string
}

/** @source W3C Web Authentication Level 3, §6.1 authenticator data, §6.5 attestation (format `none`) */
export function newAuthenticator(): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let count = 0

  function dataFor(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(++count)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter])
  }

  const answer = (response: Record<string, string>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })

  return {
    make(options, origin) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const key = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ])
      const data = Buffer.concat([dataFor(options.rp?.id ?? '', 0b0100_0101), Buffer.alloc(16), length, id, key])
      const size = Buffer.from([0x58, data.length])
      const attestation = Buffer.concat([
        Buffer.from('a3', 'hex'),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from('a0', 'hex'),
        text('authData'),
        size,
        data,
      ])
      return answer({
        clientDataJSON: clientData('webauthn.create', options.challenge, origin).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      })
    },
    show(options, origin) {
      const client = clientData('webauthn.get', options.challenge, origin)
      const data = dataFor(options.rpId ?? '', 0b0000_0101)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
      })
    },
  }
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

/** A short text in CBOR. */
function text(word: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)])
}
