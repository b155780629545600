import * as contract from '@lintas/contract'
import { type App, refuse } from '../http/index.ts'
import type { Node } from '../node.ts'
import type { OpenSignIn } from './open-sign-in.ts'
import { passOn, takeCookies } from './pass-on.ts'
import { PROVIDER_ID } from './sign-in.ts'

/**
 * Signing in with the state's identity provider: the browser goes there and comes back with its word, which is checked against the provider's keys.
 *
 * An account is known by the e-mail address the provider has verified; who has none here is not let in, and nobody gets one.
 *
 * @source OpenID Connect Core 1.0, authorization code flow; RFC 7636 (PKCE)
 */
export function registerProviderSignIn(api: App, node: Node, signIn: OpenSignIn): void {
  const config = { who: ['public' as const] }
  const tags = ['access']
  const page = new URL(node.baseUrl).pathname

  api.get('/sign-in-ways', { config, schema: { ...contract.readSignInWays, tags } }, () =>
    node.identityProvider === undefined ? {} : { provider: { name: node.identityProvider.name } },
  )

  api.post('/sign-in/provider', { config, schema: { ...contract.beginProviderSignIn, tags } }, async (request, reply) => {
    if (node.identityProvider === undefined) throw refuse(404, 'access.provider-missing')
    const body = { provider: PROVIDER_ID, callbackURL: page, errorCallbackURL: `${page}/sign-in`, disableRedirect: true }
    const question = { method: 'POST', path: '/sign-in/social', body } as const
    let answer = await passOn(node, signIn, request, question)
    if (!answer.ok) {
      signIn.renew() // the provider may have been out of reach when this node asked it last
      answer = await passOn(node, signIn, request, question)
    }
    if (!answer.ok) throw refuse(503, 'access.provider-unreachable')
    takeCookies(answer, reply)
    const { url } = (await answer.json()) as { readonly url: string }
    return { url }
  })

  api.get(`/callback/${PROVIDER_ID}`, { config, schema: { ...contract.endProviderSignIn, tags } }, async (request, reply) => {
    const query = new URL(request.url, node.baseUrl).search
    const answer = await passOn(node, signIn, request, { method: 'GET', path: `/callback/${PROVIDER_ID}${query}` })
    takeCookies(answer, reply)
    const isIn = answer.headers.getSetCookie().some(cookie => cookie.includes('session_token=') && !cookie.includes('Max-Age=0'))
    return reply.redirect(isIn ? page : `${page}/sign-in?failed=provider`)
  })
}
