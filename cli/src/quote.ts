import type { ReadQuote, SignedQuote } from '@lintas/contract'
import { parseState, type State } from '@lintas/customs/reference'
import type { Command } from 'commander'
import { quoteLines } from './cost-lines.ts'
import { readJson } from './given-file.ts'
import { Refused } from './refused.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  const quote = program.command('quote').description('What customs said goods would be charged: read it, and check who signed it.')

  quote
    .command('show')
    .description('A quote by its number.')
    .argument('<number>', 'such as VN-Q-…')
    .option('--json', 'as one JSON object, to be kept')
    .action(show)

  quote
    .command('verify')
    .description('Check that the node of its state signed a quote as it stands. Exit code 1 where it did not.')
    .argument('<quote>', 'its number, or a file that `quote show --json` or `cost --quote --json` wrote')
    .option('--json', 'as one JSON object')
    .action(verify)
}

/** A key as a node publishes it. @source RFC 8037 */
interface PublicKey {
  readonly kid: string
  readonly kty: string
  readonly crv: string
  readonly x: string
}

interface Options {
  readonly json?: true
}

async function show(number: string, { json }: Options): Promise<void> {
  await withRegion(async region => {
    const read = await region.node(stateOf(number)).public.get<ReadQuote>(`/api/v1/quotes/${encodeURIComponent(number)}`)
    if (json) console.log(JSON.stringify(read))
    else console.log([...quoteLines(read.quote), ...(read.inForce ? [] : ['  it has ended: ask for a new one'])].join('\n'))
  })
}

async function verify(given: string, { json }: Options): Promise<void> {
  const file = /^[A-Z]{2}-Q-/.test(given) ? undefined : readSigned(await readJson(given))
  await withRegion(async region => {
    const state = stateOf(file?.quote.number ?? given)
    const { public: node } = region.node(state)
    const { quote, signature } = file ?? (await node.get<ReadQuote>(`/api/v1/quotes/${encodeURIComponent(given)}`))
    const { keys } = await node.get<{ readonly keys: readonly PublicKey[] }>('/.well-known/jwks.json')
    const signed = await readSignature(signature, keys)
    const holds = signed !== undefined && sameJson(JSON.parse(signed), quote)
    console.log(json ? JSON.stringify({ number: quote.number, state, holds }) : sentenceOf(quote.number, state, holds))
    if (!holds) process.exitCode = 1
  })
}

function sentenceOf(number: string, state: State, holds: boolean): string {
  return holds ? `${number}: signed by the node of ${state}, as it stands` : `${number}: not what the node of ${state} signed`
}

function stateOf(number: string): State {
  const state = parseState(number.slice(0, 2))
  if (state === undefined) throw new Refused(`${number} is no number of a quote: it begins with its state, such as VN-Q-`)
  return state
}

function readSigned(given: unknown): SignedQuote {
  const { quote, signature } = (given ?? {}) as Partial<SignedQuote>
  if (typeof quote?.number !== 'string' || typeof signature !== 'string') throw new Refused('the file holds no quote with its signature')
  return { quote, signature }
}

/**
 * What one of the keys signed as a quote; undefined where none did.
 *
 * @source RFC 7515 (compact JWS), RFC 9864 (Ed25519)
 */
async function readSignature(jws: string, keys: readonly PublicKey[]): Promise<string | undefined> {
  const [head = '', payload = '', signature = ''] = jws.split('.')
  const { typ, kid } = readHead(head)
  const key = keys.find(each => each.kid === kid)
  if (typ !== 'lintas-quote' || key === undefined) return undefined
  const { kty, crv, x } = key
  const open = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify'])
  const over = new TextEncoder().encode(`${head}.${payload}`)
  const holds = await crypto.subtle.verify('Ed25519', open, Buffer.from(signature, 'base64url'), over)
  return holds ? Buffer.from(payload, 'base64url').toString('utf8') : undefined
}

function readHead(head: string): { readonly typ?: string; readonly kid?: string } {
  try {
    return JSON.parse(Buffer.from(head, 'base64url').toString('utf8'))
  } catch {
    return {}
  }
}

/** The same members with the same values, in whatever order they are written. */
function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  )
}
