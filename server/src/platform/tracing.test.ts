import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { openTracing, spanned } from './tracing.ts'

interface SentSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: readonly { readonly key: string; readonly value: object }[]
}

const sent: { path: string; body: string }[] = []
const collector = createServer((request, response) => {
  let body = ''
  request
    .on('data', chunk => (body += chunk))
    .on('end', () => {
      sent.push({ path: request.url ?? '', body })
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
})
await new Promise<void>(resolve => collector.listen(0, '127.0.0.1', resolve))
afterAll(() => {
  collector.closeAllConnections()
  collector.close()
})

test('a request, its statements and its decision reach a collector as one trace that the caller began, and name nobody', async () => {
  const tracing = await openTracing(`http://127.0.0.1:${(collector.address() as AddressInfo).port}/`)
  // An app traces where traces are on when it is made.
  const { openLodgingDesk, trader } = await import('../declaration/testing/lodging-desk.ts')
  const { shirts } = await import('../declaration/testing/shirts.ts')
  const desk = await openLodgingDesk('VN')
  const [traceId, parentId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7']
  const headers = { traceparent: `00-${traceId}-${parentId}-01` }
  const lodged = await desk.call(trader('VN-0101'), 'POST', '/declarations', shirts('TRACE-1'), headers)
  expect(lodged.status).toBe(201)
  expect(lodged.headers.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`))
  const unsampled = await desk.call(trader('VN-0101'), 'GET', '/declarations', undefined, {
    traceparent: `00-${'1'.repeat(32)}-${parentId}-00`,
  })
  expect(unsampled.status).toBe(200)
  const odd = await desk.call(trader('VN-0101'), 'GET', '/declarations', undefined, { traceparent: `00-${'0'.repeat(32)}-${parentId}-01` })
  expect(odd.headers.traceparent).not.toContain('0'.repeat(32))
  await tracing.stop()

  expect(new Set(sent.map(each => each.path))).toEqual(new Set(['/v1/traces']))
  const spans = sent.flatMap(({ body }) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] }).resourceSpans.flatMap(each =>
      each.scopeSpans.flatMap(scope => scope.spans),
    ),
  )
  const own = spans.filter(each => each.traceId === traceId)
  const request = own.find(each => each.name === 'POST /vn/api/v1/declarations')
  expect(request?.parentSpanId).toBe(parentId)
  expect(request?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 201 } })
  const below = own.filter(each => each.parentSpanId === request?.spanId).map(each => each.name)
  expect(below).toEqual(expect.arrayContaining(['decision books', 'decision', 'database declaration.lodge']))
  expect(spans.some(each => each.traceId === '1'.repeat(32))).toBe(false)
  const all = sent.map(each => each.body).join()
  for (const word of ['TRACE-1', 'VN-0101', 'May Sài Gòn', lodged.body.mrn, 'INSERT']) expect(all).not.toContain(word)
})

test('while traces are off work is done as it is, whatever it answers and however it fails', async () => {
  expect(spanned('a', {}, () => 1)).toBe(1)
  expect(await spanned('a', {}, async () => 2)).toBe(2)
  expect(() =>
    spanned('a', {}, () => {
      throw new Error('as it is')
    }),
  ).toThrow('as it is')
})
