import { expect, test } from 'vitest'
import { openLodgingDesk, trader } from '../declaration/testing/lodging-desk.ts'
import { shirts } from '../declaration/testing/shirts.ts'
import { openLog } from './events/index.ts'
import { sealSettled } from './events/testing/settled.ts'
import { createApp } from './http/index.ts'
import { openMetrics, serveMetrics } from './metrics.ts'
import { SILENT } from './testing/database.ts'

const desk = await openLodgingDesk('VN')
const { state, db } = desk.node

test('the figures say what happened, how long it took and what waits, and name nobody', async () => {
  const metrics = openMetrics(SILENT)
  await metrics.watch({ state, db })
  const app = createApp({ log: SILENT })
  metrics.timeRequests(app)
  app.get('/vn/api/v1/things/:id', { config: { who: ['public'] } }, async () => ({}))
  await app.inject({ url: '/vn/api/v1/things/secret-number' })
  await app.inject({ url: '/somewhere/else' })
  const { mrn } = await desk.lodge(trader('VN-0101'), shirts('METRICS-1'))

  const served = await serveMetrics(metrics, '127.0.0.1', 0)
  const read = async () => await (await fetch(served.url)).text()
  const before = await read()
  expect(before).toMatch(/lintas_log_unsealed_events\{state="VN"\} [1-9]/)
  await sealSettled(await openLog(desk.node))
  const after = await read()
  expect(after).toContain('lintas_log_unsealed_events{state="VN"} 0')
  expect(after).toContain('lintas_declaration_acts_total{state="VN",act="lodge"} 1')
  expect(after).toContain('lintas_decisions_total{state="VN",lane="green"} 1')
  expect(after).toContain('lintas_http_request_seconds_count{state="VN",method="GET",route="/api/v1/things/:id",status="200"} 1')
  expect(after).toMatch(/nodejs_eventloop_lag_p99_seconds \d/)
  expect(after).toMatch(/lintas_database_connections\{state="VN",use="open"\} \d/)
  for (const word of ['secret-number', mrn, 'VN-0101', 'METRICS-1']) expect(after).not.toContain(word)
  expect((await fetch(served.url.replace('/metrics', '/'))).status).toBe(404)
  await served.stop()
  await app.close()
})
