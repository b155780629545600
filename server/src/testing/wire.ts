import { connect } from 'node:net'

/** An answer as its bytes came: nothing between the node and the test mends a request or an answer. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers?: readonly (readonly [name: string, value: string | Buffer])[]
  readonly body?: Buffer
  /** What to say of the body's length, where it is not the truth. */
  readonly contentLength?: string
}

/** A request that should have been answered long ago: what hangs fails, and is named. */
const PATIENCE_MS = 25_000

/** Asks over a socket of its own, byte by byte as given. */
export function ask(port: number, request: WireRequest): Promise<WireAnswer> {
  return tell(port, [bytesOfRequest(request)])
}

function bytesOfRequest({ method, path, headers = [], body, contentLength }: WireRequest): Buffer {
  const named = new Set(headers.map(([name]) => name.toLowerCase()))
  const length = contentLength ?? (body === undefined ? undefined : String(body.length))
  const all: (readonly [string, string | Buffer])[] = [
    ...(named.has('host') ? [] : [['Host', 'localhost'] as const]),
    ['Connection', 'close'],
    ...headers,
    ...(length === undefined || named.has('transfer-encoding') ? [] : [['Content-Length', length] as const]),
  ]
  const lines = all.flatMap(([name, value]) => [Buffer.from(`${name}: `), Buffer.from(value), Buffer.from('\r\n')])
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n`), ...lines, Buffer.from('\r\n'), body ?? Buffer.alloc(0)])
}

/** Sends chunks, one as soon as the one before it is on its way, and reads one answer; undefined status 0 where the node closed without a word. */
export function tell(port: number, chunks: readonly Buffer[]): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const received: Buffer[] = []
    const timer = setTimeout(() => fail(new Error(`no answer within ${PATIENCE_MS} ms to ${chunks[0]?.subarray(0, 200)}`)), PATIENCE_MS)
    const fail = (reason: Error) => {
      clearTimeout(timer)
      socket.destroy()
      reject(reason)
    }
    const finish = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(readAnswer(Buffer.concat(received)) ?? { status: 0, headers: {}, body: '' })
    }
    socket.on('data', chunk => {
      received.push(chunk)
      if (readAnswer(Buffer.concat(received)) !== undefined) finish()
    })
    socket.on('close', finish)
    // A refusal may come before the whole request is there; what the node then does not read any more is no failure of the test.
    socket.on('error', failure => ('code' in failure && ['EPIPE', 'ECONNRESET'].includes(String(failure.code)) ? undefined : fail(failure)))
    for (const chunk of chunks) socket.write(chunk)
  })
}

function readAnswer(bytes: Buffer): WireAnswer | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1])
  const headers = Object.fromEntries(
    lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const rest = bytes.subarray(end + 4)
  if (status === 100) return readAnswer(rest)
  if (headers['transfer-encoding'] === 'chunked') {
    const text = rest.toString()
    return text.endsWith('0\r\n\r\n') ? { status, headers, body: text.replaceAll(/(^|\r\n)[0-9a-f]+\r\n/g, '') } : undefined
  }
  const length = Number(headers['content-length'] ?? 0)
  return rest.length < length ? undefined : { status, headers, body: rest.toString() }
}
