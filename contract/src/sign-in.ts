import { z } from 'zod'

/** The ways of signing in beside a password: passkeys, and the identity provider of the state where it has one. */
const nothing = z.undefined().describe('Nothing to say.')

/** What a browser's `navigator.credentials` is given or gives, in the JSON form of WebAuthn Level 3. We pass it on as it is. */
const webauthn = z.looseObject({})
const credential = z.looseObject({
  id: z.string().min(1).max(2_000),
  rawId: z.string().min(1).max(2_000),
  type: z.literal('public-key'),
  response: z.looseObject({}),
})

export const readSignInWays = {
  summary: 'How one can sign in at this node',
  response: {
    200: z.object({
      /** The identity provider, by the name people know it under. */
      provider: z.object({ name: z.string() }).optional(),
    }),
  },
}

export const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime().optional(),
  /** Whether it is kept on more than one device. */
  backedUp: z.boolean(),
})
export type Passkey = z.output<typeof passkeySchema>

export const listPasskeys = { summary: 'The own passkeys', response: { 200: z.object({ items: z.array(passkeySchema) }) } }
export const beginPasskey = { summary: 'Begin to add a passkey: what the browser is to be asked', response: { 200: webauthn } }
export const addPasskey = {
  summary: 'Add the passkey that the browser made',
  body: z.strictObject({ name: z.string().trim().min(1).max(60), response: credential }),
  response: { 201: passkeySchema },
}
export const removePasskey = {
  summary: 'Remove a passkey, at once',
  params: z.object({ id: z.uuid() }),
  response: { 204: nothing },
}
export const beginPasskeySignIn = {
  summary: 'Begin to sign in with a passkey: what the browser is to be asked',
  response: { 200: webauthn },
}
export const passkeySignIn = {
  summary: 'Sign in with the passkey that the browser showed; the answer sets a cookie for this node',
  body: z.strictObject({ response: credential }),
}
export const beginProviderSignIn = {
  summary: "Begin to sign in with the state's identity provider: where the browser is to go",
  response: { 200: z.object({ url: z.string() }) },
}
export const endProviderSignIn = {
  summary: 'Where the identity provider sends the browser back to; goes on to the first page, or to the sign-in page with what went wrong',
  querystring: z.looseObject({ code: z.string().max(4_000).optional(), state: z.string().max(4_000).optional() }),
}
