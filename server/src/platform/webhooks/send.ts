import type { Logger } from 'pino'
import { Webhook } from 'standardwebhooks'
import type { Dispatcher } from 'undici'
import type { Events, Node } from '../node.ts'
import * as endpoints from './endpoint-store.ts'
import * as lines from './line-store.ts'
import { post } from './post.ts'
import { GIVEN_UP_AFTER_MS, waitAfter } from './schedule.ts'
import type { SecretBox } from './secrets.ts'

/** Attempts at once, of one process: to endpoints that answer, and to those that fail. The second has places of its own, so that it takes none of the first's. */
const PLACES = { answering: { total: 24, perEndpoint: 8 }, failing: { total: 8, perEndpoint: 1 } } as const
type Kind = keyof typeof PLACES

export interface SenderParts extends Pick<Node, 'db' | 'state'> {
  readonly events: Events
  readonly log: Logger
  readonly agent: Dispatcher
  readonly box: SecretBox
}

/** Sends what is in line. Any number of processes may: each takes lines for a time, and a line whose holder died falls due again. */
export interface Sender {
  /** Takes what is due and starts sending it, without waiting for the answers. */
  turn(): Promise<void>
  /** Waits until everything that is due has been tried: for a test, and for whoever wants to know. */
  drain(): Promise<void>
  /** Takes no more, breaks off what runs, and gives it back. */
  stop(): Promise<void>
}

export function openSender(parts: SenderParts): Sender {
  const { db, log } = parts
  const stopping = new AbortController()
  const running: Readonly<Record<Kind, Set<Promise<void>>>> = { answering: new Set(), failing: new Set() }
  let turning: Promise<number> | undefined
  let wanted = false

  async function takeTurn(): Promise<number> {
    let started = 0
    for (const kind of ['answering', 'failing'] as const) {
      const limit = PLACES[kind].total - running[kind].size
      if (limit <= 0 || stopping.signal.aborted) continue
      const heads = await lines.takeHeads(db, { failing: kind === 'failing', limit, perEndpoint: PLACES[kind].perEndpoint })
      for (const head of heads) start(kind, head)
      started += heads.length
    }
    return started
  }

  function start(kind: Kind, head: lines.Head): void {
    const sending = send(parts, head, stopping.signal)
      .catch(cause => log.warn({ err: cause, delivery: head.delivery }, 'a delivery could not be settled; its line falls due again'))
      .finally(() => {
        running[kind].delete(sending)
        if (!stopping.signal.aborted) void turn().catch(() => undefined) // the next turn of the timer says what is wrong
      })
    running[kind].add(sending)
  }

  /** One at a time; whoever asks meanwhile gets one more after it. */
  async function turn(): Promise<void> {
    if (turning !== undefined) {
      wanted = true
      return
    }
    try {
      do {
        wanted = false
        turning = takeTurn()
        await turning
      } while (wanted && !stopping.signal.aborted)
    } finally {
      turning = undefined
    }
  }

  const isIdle = () => running.answering.size + running.failing.size === 0 && turning === undefined

  return {
    turn,
    async drain() {
      await turn()
      while (!isIdle()) await Promise.race([...running.answering, ...running.failing, ...(turning === undefined ? [] : [turning])])
    },
    async stop() {
      stopping.abort()
      await Promise.allSettled([turning, ...running.answering, ...running.failing])
    },
  }
}

async function send(parts: SenderParts, head: lines.Head, stopping: AbortSignal): Promise<void> {
  const { db, agent, box } = parts
  const posted = await post(agent, head.url, headersFor(head, box), head.body, stopping)
  if (stopping.aborted && posted.answer === null) return await lines.letGo(db, head)
  const isHeard = posted.answer !== null && posted.answer >= 200 && posted.answer < 300
  if (isHeard) return await lines.settle(db, head, posted, { status: 'delivered' })
  const isGone = posted.answer === 410
  const waitMs = waitAfter(head.tries + 1, Math.random(), posted.retryAfterMs)
  await lines.settle(db, head, posted, waitMs === undefined && !isGone ? { status: 'dead' } : { status: 'pending', waitMs: waitMs ?? 0 })
  await disableWhereHopeless(parts, head.endpoint, isGone)
}

/**
 * The time is the machine's and not the state's clock, which a sandbox moves: receivers compare it with theirs.
 *
 * @source standardwebhooks.com, specification, "webhook headers (sending metadata to consumers)"
 */
function headersFor(head: lines.Head, box: SecretBox): Readonly<Record<string, string>> {
  const at = new Date()
  const signatures = head.secrets.map(sealed => new Webhook(box.open(head.endpoint, sealed)).sign(head.messageId, at, head.body))
  return {
    'content-type': 'application/json',
    'user-agent': 'Lintas-Webhooks/1',
    'webhook-id': head.messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  }
}

/** Disables an endpoint that says it is gone, or at which nothing has arrived for days; the organisation's other endpoints are told. */
async function disableWhereHopeless({ db, state, events, log }: SenderParts, id: string, isGone: boolean): Promise<void> {
  await db.transaction(async tx => {
    const because = isGone ? 'gone' : 'failing'
    const disabled = await endpoints.disable(tx, id, because, isGone ? undefined : new Date(Date.now() - GIVEN_UP_AFTER_MS))
    if (disabled === undefined) return
    const [event] = await events.append(tx, [{ subject: 'webhook', subjectId: id, act: 'disable', by: 'system', facts: { because } }])
    const others = (await endpoints.holdListeners(tx)).filter(each => each.traderId === disabled.traderId)
    const timestamp = new Date().toISOString()
    const body = JSON.stringify({ type: 'webhook.disabled', timestamp, data: { state, endpoint: id, because } })
    const message = { messageId: `msg_${state.toLowerCase()}_${event}`, type: 'webhook.disabled', line: id, position: 0, body }
    await lines.putInLine(
      tx,
      others.map(other => ({ endpoint: other.id, ...message })),
    )
    log.warn({ endpoint: id, because }, 'an endpoint of webhooks was disabled')
  })
}
