import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import ipaddr from 'ipaddr.js'
import { Agent, buildConnector } from 'undici'

/** Where a message may go. A sandbox also calls the machine it runs on, so that somebody can try a receiver. */
export type Reach = 'public' | 'public-and-loopback'

/** A connection that was not made, since its address is one of somebody's own network. */
export class AddressRefused extends Error {}

/**
 * Reads the URL of an endpoint. What a host name resolves to is asked when it is called, and each time anew: a name that was public
 * yesterday may point inwards today.
 */
export function parseDestination(text: string, reach: Reach): Result<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || url.username !== '' || url.password !== '' || url.hash !== '' || !['https:', 'http:'].includes(url.protocol))
    return stop(error('webhooks.url-malformed', 'url'))
  const host = bare(url.hostname)
  const isOwnMachine = host === 'localhost' || (isIP(host) !== 0 && rangeOf(host) === 'loopback')
  if (isOwnMachine && reach === 'public-and-loopback') return ok(url.href)
  if (url.protocol !== 'https:') return stop(error('webhooks.url-not-https', 'url'))
  if (isOwnMachine || (isIP(host) !== 0 && !isReachable(host, reach))) return stop(error('webhooks.address-not-public', 'url', { host }))
  return ok(url.href)
}

/**
 * Connections to public addresses only. The address that was checked is the one that is connected to, so a name that changes its mind
 * in between gains nothing.
 *
 * @source OWASP, Server-Side Request Forgery Prevention Cheat Sheet
 */
export function openAgent(reach: Reach): Agent {
  const guardedLookup: LookupFunction = (hostname, options, answer) => {
    lookup(hostname, { ...options, all: true }, (failure, addresses) => {
      if (failure !== null) return answer(failure, [])
      const [first] = addresses
      if (first === undefined || addresses.some(each => !isReachable(each.address, reach)))
        return answer(new AddressRefused(`${hostname} is not on the public internet`), [])
      if (options.all === true) answer(null, addresses)
      else answer(null, first.address, first.family)
    })
  }
  const connect = buildConnector({ timeout: 5_000, lookup: guardedLookup, allowH2: false, keepAlive: true })
  return new Agent({
    connect(options, answer) {
      const host = bare(options.hostname)
      if (isIP(host) !== 0 && !isReachable(host, reach)) return answer(new AddressRefused(`${host} is not on the public internet`), null)
      connect(options, answer)
    },
    connections: 16,
    keepAliveTimeout: 10_000,
    headersTimeout: 15_000,
    bodyTimeout: 15_000,
    maxHeaderSize: 16_384,
  })
}

export function isReachable(address: string, reach: Reach): boolean {
  const range = rangeOf(address)
  return range === 'unicast' || (range === 'loopback' && reach === 'public-and-loopback')
}

/**
 * What kind of address it is; an IPv4 address inside an IPv6 one is what counts. Public addresses of IPv6 are given out of 2000::/3 alone:
 * what lies outside and has no name of its own, such as `::10.0.0.1`, is taken for reserved.
 *
 * @source IANA, Internet Protocol Version 6 Address Space; RFC 4291 §2.5.5.1
 */
function rangeOf(address: string): string {
  const parsed = ipaddr.process(address)
  const range = parsed.range()
  return range === 'unicast' && parsed instanceof ipaddr.IPv6 && !parsed.match(GIVEN_OUT) ? 'reserved' : range
}

const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3')

function bare(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host
}
