import { connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { findSentence, problemSchema } from '@lintas/contract'
import { afterAll, expect, test } from 'vitest'
import { openGuardedNode } from './testing/guarded-node.ts'
import { bodyOf, readCorpus } from './testing/hostile-corpus.ts'
import type { WireAnswer } from './testing/wire.ts'

const corpus = readCorpus()
const node = await openGuardedNode('VN')
const heldBefore = heapHeld()

/** Hostile input may cost memory while it is read; whatever stays longer than this adds up to an outage. */
const HELD_BYTES_MAX = 64 * 1024 * 1024
/** No refusal is longer than this, whatever was sent. */
const ANSWER_BYTES_MAX = 500_000

test('the corpus holds at least two hundred inputs, each by a name of its own', () => {
  const names = corpus.map(({ input }) => input.name)
  expect(names.length).toBeGreaterThanOrEqual(200)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test.each(corpus.map(({ file, input }) => [`${file}: ${input.name}`, input] as const))('%s', async (_, input) => {
  const answer = await node.send(input)
  const told = `${answer.status}: ${answer.body.slice(0, 1000)}`
  expect(answer.status, told).toBe(input.expect.status)
  const { code, issues } = problemIn(answer)
  expect(code, told).toBe(input.expect.code)
  if (input.expect.path !== undefined) expect(issues.map(issue => issue.path)).toContain(input.expect.path)
})

function problemIn({ headers, body }: WireAnswer) {
  expect(headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(body.length).toBeLessThan(ANSWER_BYTES_MAX)
  for (const key of node.keys.values()) expect(body).not.toContain(key)
  const problem = problemSchema.parse(JSON.parse(body))
  expect(findSentence(problem.code)).toBeDefined()
  return problem
}

test('what looks like code in a text is kept and given back as the text it is', async () => {
  const description = `Shirts '; DROP TABLE declaration; -- \${7*7} {{7*7}} <img src=x onerror=alert(1)> $(sleep 9) %s%n`
  const document = bodyOf({ document: { set: { 'goodsItems.0.description': description }, without: [], swap: [] } }, 'harmless')
  const lodged = await node.call('trader', 'POST /api/v1/declarations', JSON.parse(document?.toString() ?? ''))
  expect(lodged.status).toBe(201)
  const read = await node.call('trader', `GET /api/v1/declarations/${JSON.parse(lodged.body).mrn}/document`)
  expect(JSON.parse(read.body).document.goodsItems[0].description).toBe(description)
})

test('a tunnel through the node is not opened', async () => {
  const { text } = await speak(['CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n'])
  expect(text).not.toMatch(/^HTTP\/1\.1 [25]/)
})

test('a body that breaks off is no request, and nothing is done', async () => {
  const before = await count('declaration')
  const key = node.keys.get('trader') ?? ''
  const body = bodyOf({ document: { set: {}, without: [], swap: [] } }, 'broken')?.toString() ?? ''
  const head = `POST /vn/api/v1/declarations HTTP/1.1\r\nHost: a\r\nx-api-key: ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
  const { socket } = open()
  socket.write(head + body.slice(0, 500))
  await new Promise(done => socket.once('connect', done))
  socket.destroy()
  expect((await node.call('trader', 'GET /api/v1/declarations')).status).toBe(200)
  expect(await count('declaration')).toBe(before)
})

test('whoever sends a header or a body drop by drop is shut out, and keeps nobody else from being answered', {
  timeout: 90_000,
}, async () => {
  const started = performance.now()
  const drops = [
    ...Array.from({ length: 100 }, () => dribble('GET /vn/health HTTP/1.1\r\nHost: a\r\n', 'X-A: b\r\n')),
    ...Array.from({ length: 100 }, () =>
      dribble('POST /vn/api/v1/assessments HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n', ' '),
    ),
  ]
  expect((await node.call('public', 'GET /health')).status).toBe(200)
  expect((await node.call('trader', 'GET /api/v1/declarations')).status).toBe(200)
  for (const answered of await Promise.all(drops)) expect(answered).toMatch(/^HTTP\/1\.1 408 [\s\S]*request\.timeout/)
  // The limits are 10 s for headers and 30 s for a whole request; what guards against waiting for ever is twice that.
  expect(performance.now() - started).toBeLessThan(70_000)
})

test('after all of that the node answers, registers, and holds no more memory than before', async () => {
  expect((await node.call('public', 'GET /health')).status).toBe(200)
  expect((await node.call('public', 'GET /ready')).status).toBe(200)
  const document = bodyOf({ document: { set: {}, without: [], swap: [] } }, 'afterwards')
  expect((await node.call('trader', 'POST /api/v1/declarations', JSON.parse(document?.toString() ?? ''))).status).toBe(201)
  expect(heapHeld() - heldBefore).toBeLessThan(HELD_BYTES_MAX)
})

/** What the process holds once everything that nobody needs is let go. */
function heapHeld(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function count(table: string): Promise<string> {
  const [row] = await node.ownerDb.query<{ count: string }>(`SELECT count(*) FROM ${table}`)
  return row?.count ?? ''
}

const sockets = new Set<Socket>()
afterAll(() => {
  for (const socket of sockets) socket.destroy()
})

function open(): { readonly socket: Socket; readonly closed: Promise<string> } {
  const socket = connect(node.port, '127.0.0.1')
  sockets.add(socket)
  let text = ''
  socket.on('data', chunk => {
    text += chunk
  })
  socket.on('error', () => undefined) // A socket shut while it is written to is what is asked for here.
  return { socket, closed: new Promise(done => socket.once('close', () => done(text))) }
}

async function speak(lines: readonly string[]): Promise<{ readonly text: string }> {
  const { socket, closed } = open()
  for (const line of lines) socket.write(line)
  return { text: await closed }
}

/** Sends the beginning of a request, then a drop every second until the node has had enough; answers what it said. */
async function dribble(beginning: string, drop: string): Promise<string> {
  const { socket, closed } = open()
  socket.write(beginning)
  const timer = setInterval(() => socket.write(drop), 1_000)
  const text = await closed
  clearInterval(timer)
  return text
}
