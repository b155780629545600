import { distinctDeclarations } from './declarations.ts'
import { openInspector } from './inspector.ts'
import { closedLoop } from './load.ts'
import { startNode } from './node-under-test.ts'

interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string; readonly url: string } }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

interface Share {
  readonly part: string
  /** Of the time the process was busy, in percent. */
  readonly percent: number
}

/** Where the node's time goes at full load: its own time by module and package, sampled while it lodges. */
export async function profileLodging(seconds: number): Promise<{ readonly idlePercent: number; readonly shares: readonly Share[] }> {
  const node = await startNode('VN', { inspected: true })
  try {
    const inspector = await openInspector(node.inspectorPort)
    const target = { url: node.url, headers: { 'x-api-key': node.apiKey } }
    const shots = distinctDeclarations()
    await closedLoop(target, shots, 16, Math.max(3, seconds / 2)) // until the engine has settled
    await inspector.ask('Profiler.enable')
    await inspector.ask('Profiler.setSamplingInterval', { interval: 500 })
    await inspector.ask('Profiler.start')
    await closedLoop(target, shots, 16, seconds)
    const { profile } = await inspector.ask<{ profile: Profile }>('Profiler.stop')
    inspector.close()
    return sharesOf(profile)
  } finally {
    await node.stop()
  }
}

function sharesOf({ nodes, samples, timeDeltas }: Profile) {
  const parts = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame.functionName, callFrame.url)]))
  const times = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const part = parts.get(id) ?? 'unknown'
    times.set(part, (times.get(part) ?? 0) + (timeDeltas[index] ?? 0))
  }
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  const idle = times.get(IDLE) ?? 0
  times.delete(IDLE)
  const shares = [...times].map(([part, time]) => ({ part, percent: Math.round((time * 1000) / (total - idle)) / 10 }))
  return { idlePercent: Math.round((idle * 1000) / total) / 10, shares: shares.sort((a, b) => b.percent - a.percent) }
}

const IDLE = '(idle)'

/** `customs/duty`, `server/platform/http`, `zod`, `node:net`, `garbage collection`: whose code a function is. */
function partOf(name: string, url: string): string {
  if (name === IDLE) return IDLE
  if (name === '(garbage collector)') return 'garbage collection'
  const dependency = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]
  if (dependency !== undefined) return dependency
  if (url.startsWith('node:')) return /^node:(?:internal\/)?[^/]+/.exec(url)?.[0] ?? 'node'
  const own = /\/(customs|contract|server|cli)\/src\/(?:(platform\/[^/]+|[^/]+)\/)?[^/]*$|\/(customs|contract|server)\/src\/([^/]+)\//.exec(
    url,
  )
  if (own !== null) return [own[1] ?? own[3], own[2] ?? own[4]].filter(each => each !== undefined).join('/')
  return url === '' ? 'engine and native functions' : 'other'
}
