import type { Context, Span, Tracer } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** What of the library is used while traces are on; undefined while they are off, and then nothing of it is loaded. */
interface Running {
  readonly api: typeof import('@opentelemetry/api')
  readonly tracer: Tracer
}

let running: Running | undefined

/** Labels of a span: names and numbers of ours, never what somebody wrote, whose it is, or an address. */
type Labels = Readonly<Record<string, string | number | boolean>>

/**
 * Sends traces to a collector from now on: requests, database statements by name, decisions and jobs of this process.
 *
 * @param endpoint of an OpenTelemetry collector that takes OTLP over HTTP: `http://127.0.0.1:4318`
 * @source OpenTelemetry Protocol 1.x, OTLP/HTTP; W3C Trace Context
 */
export async function openTracing(endpoint: string): Promise<{ stop(): Promise<void> }> {
  const [api, { AsyncLocalStorageContextManager }, { OTLPTraceExporter }, { resourceFromAttributes }, sdk] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace'),
  ])
  const contexts = new AsyncLocalStorageContextManager().enable()
  api.context.setGlobalContextManager(contexts)
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: 10_000 })
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'lintas' }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.AlwaysOnSampler() }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  })
  running = { api, tracer: provider.getTracer('lintas') }
  return {
    async stop() {
      running = undefined
      await provider.shutdown()
      api.context.disable()
    },
  }
}

/** Does `work` inside a span of this name. While traces are off it does `work`, and nothing else. */
export function spanned<Result>(name: string, labels: Labels, work: () => Result): Result {
  if (running === undefined) return work()
  const { api, tracer } = running
  return tracer.startActiveSpan(name, { attributes: { ...labels } }, span => {
    const fail = (cause: unknown): never => {
      span.setStatus({ code: api.SpanStatusCode.ERROR, message: cause instanceof Error ? cause.name : 'failed' })
      span.end()
      throw cause
    }
    try {
      const result = work()
      if (!(result instanceof Promise)) {
        span.end()
        return result
      }
      return result.then(value => {
        span.end()
        return value
      }, fail) as Result
    } catch (cause) {
      return fail(cause)
    }
  })
}

const SPAN = Symbol('span')
type Traced = FastifyRequest & { [SPAN]?: Span }

/**
 * A span for each request, as a child of the caller's where one came with it; its answer says which it was, in `traceparent`.
 *
 * Called before any route is registered. Does nothing while traces are off.
 */
export function traceRequests(app: FastifyInstance): void {
  if (running === undefined) return
  const { api, tracer } = running
  app.addHook('onRequest', (request: Traced, reply, done) => {
    const parent = parentIn(api, request.headers.traceparent)
    const route = request.routeOptions.url ?? 'nowhere'
    const attributes = { 'http.request.method': request.method, 'http.route': route }
    const span = tracer.startSpan(`${request.method} ${route}`, { kind: api.SpanKind.SERVER, attributes }, parent)
    request[SPAN] = span
    const { traceId, spanId, traceFlags } = span.spanContext()
    reply.header('traceparent', `00-${traceId}-${spanId}-0${traceFlags & 1}`)
    api.context.with(api.trace.setSpan(parent, span), done)
  })
  app.addHook('onResponse', (request: Traced, reply, done) => {
    const span = request[SPAN]
    span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) span?.setStatus({ code: api.SpanStatusCode.ERROR })
    span?.end()
    done()
  })
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/

/** What the caller says the request is part of; the beginning of something new where it says nothing that can be read. */
function parentIn(api: Running['api'], header: unknown): Context {
  const [, traceId = '', spanId = '', flags = '00'] = TRACEPARENT.exec(typeof header === 'string' ? header : '') ?? []
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
  return api.isSpanContextValid(parent) ? api.trace.setSpanContext(api.ROOT_CONTEXT, parent) : api.ROOT_CONTEXT
}
