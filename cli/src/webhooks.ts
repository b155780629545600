import type { Delivery, Endpoint } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Actor, NodeClient } from './client.ts'
import { readState } from './state-option.ts'
import { listen } from './webhooks-listen.ts'
import { withRegion } from './with-region.ts'

export function register(program: Command): void {
  const webhooks = program.command('webhooks').description('Where an organisation is told what happens to its declarations.')
  const command = (name: string, description: string) =>
    webhooks
      .command(name)
      .description(description)
      .requiredOption('--state <state>', 'the member state, such as VN', readState)
      .addOption(new Option('--as <account>', 'whose addresses').choices(['trader', 'broker']).default('trader'))
      .option('--json', 'as JSON')

  command('add', 'Register an address; its signing secret is said once.')
    .requiredOption('--url <url>', 'https; a sandbox also calls http on its own machine')
    .option('--types <types>', 'only these, separated by commas', readList)
    .option('--principals <traders>', 'only declarations of these trader ids, separated by commas', readList)
    .option('--description <text>', 'what it is for')
    .action(add)
  command('list', 'List the addresses.').action(list)
  command('log', 'What was sent to an address and what waits, the newest first.')
    .argument('<address>', 'its id')
    .addOption(new Option('--status <status>', 'only these').choices(['pending', 'delivered', 'dead']))
    .option('--about <mrn>', 'only about one declaration')
    .option('--limit <number>', 'how many', readCount, 50)
    .action(showLog)
  command('replay', 'Send again: one delivery, what happened since an instant, or what is dead.')
    .argument('<address>', 'its id')
    .option('--delivery <number>', 'one delivery')
    .option('--since <instant>', 'what happened from then on, also before the address was there')
    .option('--until <instant>', 'and before then')
    .option('--dead', 'only what is dead')
    .action(replay)
  command('rotate', 'A new signing secret; the former stays valid for a while.')
    .argument('<address>', 'its id')
    .option('--grace <hours>', 'for how long, 0 to 168', readHours, 24)
    .action(rotate)
  command('pause', 'Stop sending to an address; what happens meanwhile waits.')
    .argument('<address>', 'its id')
    .action((id: string, options: Common) => setStatus(id, options, 'paused'))
  command('resume', 'Go on sending to an address that was paused or disabled.')
    .argument('<address>', 'its id')
    .action((id: string, options: Common) => setStatus(id, options, 'active'))
  command('ping', 'Send a test message.').argument('<address>', 'its id').action(ping)
  command('remove', 'Remove an address, with what waits for it and its log.').argument('<address>', 'its id').action(remove)
  command('listen', 'Listen on this machine, verify what comes and print it; for developers.')
    .option('--port <port>', '0 for any', readPort, 0)
    .option('--types <types>', 'only these, separated by commas', readList)
    .option('--count <number>', 'end after so many', readCount)
    .action(listen)
}

interface Common {
  readonly state: State
  readonly as: Actor
  readonly json?: true
}

async function withAddresses(options: Common, work: (client: NodeClient) => Promise<void>): Promise<void> {
  await withRegion(region => work(region.node(options.state).as(options.as)))
}

interface AddOptions extends Common {
  readonly url: string
  readonly types?: readonly string[]
  readonly principals?: readonly string[]
  readonly description?: string
}

async function add({ url, types = [], principals = [], description = '', ...options }: AddOptions): Promise<void> {
  await withAddresses(options, async client => {
    const wish = { url, types, principals, description }
    const made = await client.post<Endpoint & { secret: string }>('/api/v1/webhooks', wish)
    console.log(options.json ? JSON.stringify(made) : `${sentenceOf(made)}\nsecret, said once: ${made.secret}`)
  })
}

async function list(options: Common): Promise<void> {
  await withAddresses(options, async client => {
    const { items } = await client.get<{ items: Endpoint[] }>('/api/v1/webhooks')
    for (const each of items) console.log(options.json ? JSON.stringify(each) : sentenceOf(each))
  })
}

interface LogOptions extends Common {
  readonly status?: string
  readonly about?: string
  readonly limit: number
}

async function showLog(id: string, { status, about, limit, ...options }: LogOptions): Promise<void> {
  await withAddresses(options, async client => {
    for (let [cursor, left]: [string | undefined, number] = ['', limit]; cursor !== undefined && left > 0; ) {
      const query = new URLSearchParams({
        limit: String(Math.min(left, 500)),
        ...(cursor === '' ? {} : { cursor }),
        ...(status === undefined ? {} : { status }),
        ...(about === undefined ? {} : { about }),
      })
      const page: { items: Delivery[]; next?: string } = await client.get(`/api/v1/webhooks/${id}/deliveries?${query}`)
      for (const each of page.items) console.log(options.json ? JSON.stringify(each) : lineOf(each))
      cursor = page.next
      left -= page.items.length
    }
  })
}

interface ReplayOptions extends Common {
  readonly delivery?: string
  readonly since?: string
  readonly until?: string
  readonly dead?: true
}

async function replay(id: string, { delivery, since, until, dead, ...options }: ReplayOptions): Promise<void> {
  await withAddresses(options, async client => {
    const path = delivery === undefined ? `/api/v1/webhooks/${id}/replay` : `/api/v1/webhooks/${id}/deliveries/${delivery}/replay`
    const asked = {
      since: new Date(since ?? 0).toISOString(),
      ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
      onlyDead: dead === true,
    }
    const answer = await client.post(path, delivery === undefined ? asked : undefined)
    console.log(options.json ? JSON.stringify(answer) : 'put in line again; it is sent in the order in which it happened')
  })
}

async function rotate(id: string, { grace, ...options }: Common & { readonly grace: number }): Promise<void> {
  await withAddresses(options, async client => {
    const answer = await client.post<{ secret: string; formerSecretUntil?: string }>(`/api/v1/webhooks/${id}/secret`, { graceHours: grace })
    const until = answer.formerSecretUntil === undefined ? '' : `\nthe former is valid until ${answer.formerSecretUntil}`
    console.log(options.json ? JSON.stringify(answer) : `secret, said once: ${answer.secret}${until}`)
  })
}

async function setStatus(id: string, options: Common, status: 'active' | 'paused'): Promise<void> {
  await withAddresses(options, async client => {
    const { body } = await client.request<Endpoint>('PATCH', `/api/v1/webhooks/${id}`, { status })
    console.log(options.json ? JSON.stringify(body) : sentenceOf(body))
  })
}

async function ping(id: string, options: Common): Promise<void> {
  await withAddresses(options, async client => {
    const answer = await client.post<{ messageId: string }>(`/api/v1/webhooks/${id}/ping`)
    console.log(options.json ? JSON.stringify(answer) : `${answer.messageId} is on its way; see lintas webhooks log ${id}`)
  })
}

async function remove(id: string, options: Common): Promise<void> {
  await withAddresses(options, async client => {
    await client.delete(`/api/v1/webhooks/${id}`)
    console.log(options.json ? JSON.stringify({ removed: id }) : `${id} removed`)
  })
}

function sentenceOf({ id, url, status, disabledBecause, types, pending, failingSince }: Endpoint): string {
  const why = disabledBecause === undefined ? '' : ` (${disabledBecause})`
  const failing = failingSince === undefined ? '' : `, failing since ${failingSince}`
  return `${id}  ${status}${why}  ${url}  ${types.length === 0 ? 'everything' : types.join(', ')}; ${pending} waiting${failing}`
}

function lineOf({ id, createdAt, status, type, about, attempts, lastAnswer }: Delivery): string {
  return `${id}  ${createdAt}  ${status}  ${type}  ${about}  ${attempts} attempts${lastAnswer === undefined ? '' : `, last: ${lastAnswer}`}`
}

function readList(text: string): readonly string[] {
  return text.split(',').map(each => each.trim())
}

const readCount = (text: string) => readNumber(text, 1, 100_000)
const readHours = (text: string) => readNumber(text, 0, 168)
const readPort = (text: string) => readNumber(text, 0, 65_535)

function readNumber(text: string, min: number, max: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < min || number > max)
    throw new InvalidArgumentError(`needs a whole number from ${min} to ${max}`)
  return number
}
