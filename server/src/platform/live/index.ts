import { PassThrough } from 'node:stream'
import * as contract from '@lintas/contract'
import { refuse, routes } from '../http/index.ts'
import type { Caller, Node } from '../node.ts'
import { type Change, listChanges, toldTo } from './changes.ts'
import { openTail } from './tail.ts'

/** Open connections of one account, and of all: a browser has one a tab. */
const [ACCOUNT_MAX, PROCESS_MAX] = [10, 2_000]
/** More often than a silent socket is closed; at the same time the caller is asked again who they are. */
const BEAT_MS = 20_000
/** Places a caller may have missed and still be told of one by one. */
const [MISSED_MAX, STRIDE] = [20_000, 2_000]
/** Bytes a caller may be behind in reading; whoever reads slower is let go, and comes back. */
const BEHIND_MAX = 256 * 1024

/** Tells open pages what happens: `GET /live`, as server-sent events. @source WHATWG HTML, "server-sent events" */
export function register(node: Node): void {
  const tail = openTail(node.db, node.log)
  const open = new Map<PassThrough, string>()
  node.http.addHook('preClose', async () => {
    for (const stream of open.keys()) stream.end()
    await tail.stop()
  })

  routes(node.http, 'live', api => {
    api.get('/live', { config: { who: 'live.listen' }, schema: contract.listenLive }, async (request, reply) => {
      const { caller } = request
      if (!String(request.headers.accept ?? '').includes('text/event-stream')) throw refuse(406, 'live.accept-missing')
      const own = [...open.values()].filter(each => each === caller.accountId).length
      if (own >= ACCOUNT_MAX) throw refuse(429, 'live.connections-too-many', { max: ACCOUNT_MAX })
      if (open.size >= PROCESS_MAX) throw refuse(503, 'live.connections-too-many', { max: PROCESS_MAX })

      const stream = new PassThrough()
      open.set(stream, caller.accountId)
      let detach = () => {}
      const beat = setInterval(() => void check().catch(() => stream.end()), BEAT_MS)
      async function check(): Promise<void> {
        const now = await request.server.identify?.(request)
        if (now === undefined || now.accountId !== caller.accountId || now.role !== caller.role) stream.end()
        else stream.write(': still here\n\n')
      }
      stream.once('close', () => {
        clearInterval(beat)
        detach()
        open.delete(stream)
      })
      const given = request.headers['last-event-id']
      void follow(stream, caller, given === undefined ? undefined : Number(given) + 1).then(
        stop => {
          detach = stop
          if (stream.destroyed) stop()
        },
        cause => {
          node.log.warn({ err: cause }, 'a listener could not be told what it missed')
          stream.destroy()
        },
      )
      return reply
        .header('x-accel-buffering', 'no')
        .type('text/event-stream; charset=utf-8')
        .send(stream as unknown as string) // described as text
    })
  })

  /** Tells what was missed, then what happens; answers how to stop. Between the two nothing is waited for, so nothing is left out. */
  async function follow(stream: PassThrough, caller: Caller, from: number | undefined): Promise<() => void> {
    await tail.wake()
    let next = from ?? tail.position
    stream.write('retry: 2000\n\n') // only now does the caller know that it listens: whatever happens from here on is told
    if (next > tail.position || tail.position - next > MISSED_MAX) {
      next = tail.position
      stream.write(`id: ${next - 1}\nevent: reset\ndata: {}\n\n`)
    }
    while (next < tail.position && stream.writable) {
      const to = Math.min(tail.position, next + STRIDE)
      for (const change of await listChanges(node.db, next, to)) tell(stream, caller, change)
      next = to
    }
    return tail.attach(change => tell(stream, caller, change))
  }
}

function tell(stream: PassThrough, caller: Caller, change: Change): void {
  const type = toldTo(caller, change)
  if (type === undefined || !stream.writable) return
  const message = { mrn: change.mrn, type, timestamp: change.at.toISOString() } satisfies contract.LiveMessage
  stream.write(`id: ${change.position}\nevent: change\ndata: ${JSON.stringify(message)}\n\n`)
  if (stream.readableLength > BEHIND_MAX) stream.destroy()
}
