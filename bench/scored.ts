import { randomUUID } from 'node:crypto'
import type { RiskModelsAnswer } from '@lintas/contract'
import { addDays, day } from '@lintas/customs/kernel'
import type { InspectedItem } from '@lintas/customs/targeting'
import { CONNECTIONS, distinctDeclarations, STEADY_PER_SECOND } from './declarations.ts'
import { openInspector } from './inspector.ts'
import { closedLoop, type Measured, openLoop } from './load.ts'
import { type NodeUnderTest, startNode } from './node-under-test.ts'
import { pastOf } from './past.ts'

const PAST = 45_000
/** As many items as one call loads. */
const PORTION = 2_000
const PROFILES = 60
/** Seconds a model may take to be trained while declarations are lodged. */
const TRAINING_MAX = 240

/** Lodging with a model in use and profiles in force, beside lodging without, on one node: what either costs, and whether training or a change of models is felt. */
export async function measureScored(seconds: number, print: (measurement: string, figures: object) => void): Promise<void> {
  const node = await startNode('VN', { inspected: true })
  try {
    const inspector = await openInspector(node.inspectorPort)
    await inspector.watchLoop()
    const target = { url: node.url, headers: { 'x-api-key': node.apiKey } }
    const shots = distinctDeclarations()
    /** What the server's process took for one of these declarations, whoever else has the cores, and how late its event loop ran. */
    const watched = async (load: () => Promise<Measured>) => {
      const before = await inspector.readLoop()
      const measured = await load()
      const { cpuMs, p99Ms, maxMs } = await inspector.readLoop()
      return {
        ...measured,
        cpuMsEach: rounded((cpuMs - before.cpuMs) / measured.answered),
        loopLateMs: { p99: rounded(p99Ms), max: rounded(maxMs) },
      }
    }
    const steady = (during: number) => watched(() => openLoop(target, shots, STEADY_PER_SECOND, during))
    const measure = async (measurement: string) => {
      const closed = await watched(() => closedLoop(target, shots, CONNECTIONS, seconds))
      print(measurement, { closedLoop: closed, openLoop: await steady(seconds) })
    }
    await closedLoop(target, shots, CONNECTIONS, Math.max(4, seconds)) // until engine, pool and database have settled
    await measure('lodging without a model')

    const loaded = steady(seconds)
    await loadPast(node)
    print(`while a past of ${PAST} items is loaded and counted`, await loaded)
    const version = await askForModel(node)
    let isTrained = false
    const training = untilTrained(node, version).finally(() => {
      isTrained = true
    })
    let stretch = 0
    while (!isTrained) print(`while a model is trained, stretch ${++stretch}`, await steady(5))
    await training

    const swapped = steady(6)
    for (let change = 0; change < 5; change++) {
      await ask(node, 'supervisor', 'POST', `/risk/models/${version}/activation`)
      await ask(node, 'supervisor', 'POST', '/risk/models/roll-back')
    }
    print('while models are changed ten times', await swapped)

    await ask(node, 'supervisor', 'POST', `/risk/models/${version}/activation`)
    await putProfilesInForce(node)
    await measure(`lodging with a model in use and ${PROFILES} profiles in force`)
    await ask(node, 'supervisor', 'POST', '/risk/models/roll-back')
    await measure(`lodging with ${PROFILES} profiles in force`)
    inspector.close()
  } finally {
    await node.stop()
  }
}

/** Every twentieth item is what the trader of the load declares. */
async function loadPast(node: NodeUnderTest): Promise<void> {
  const shirts = { importer: 'TRADER-VN', declarant: 'TRADER-VN', commodity: '610910', departure: 'KH', origin: 'KH' }
  const items = pastOf(PAST).map((item, index): InspectedItem => (index % 20 === 0 ? { ...item, ...shirts } : item))
  for (let from = 0; from < items.length; from += PORTION)
    await ask(node, 'administrator', 'POST', '/risk/past', { items: items.slice(from, from + PORTION) })
}

async function askForModel(node: NodeUnderTest): Promise<number> {
  return (await ask<{ version: number }>(node, 'officer', 'POST', '/risk/models', { outcomeDelayDays: 0 })).version
}

async function untilTrained(node: NodeUnderTest, version: number): Promise<void> {
  for (let waited = 0; waited < TRAINING_MAX; waited++) {
    const { items } = await ask<RiskModelsAnswer>(node, 'officer', 'GET', '/risk/models')
    const status = items.find(each => each.version === version)?.status
    if (status === 'trained') return
    if (status !== 'training') throw new Error(`given model ${version}, needs it trained: ${status}`)
    await new Promise(wait => setTimeout(wait, 1_000))
  }
  throw new Error(`model ${version} was not trained within ${TRAINING_MAX} s`)
}

/** Profiles of three comparisons each, none of which holds for the goods of the load. */
async function putProfilesInForce(node: NodeUnderTest): Promise<void> {
  const today = day(new Date().toISOString().slice(0, 10))
  for (let rule = 0; rule < PROFILES; rule++) {
    const { id } = await ask<{ id: string }>(node, 'officer', 'POST', '/risk/profiles', {
      id: `rule-${rule}`,
      owner: 'bench',
      objective: 'revenue',
      reason: 'bench',
      expression: `item.chapter == "61" && has(item.netMassKg) && item.netMassKg > ${1_000_000 + rule}`,
      controls: ['document-check'],
      mitigable: false,
      validFrom: addDays(today, -1),
      validTo: addDays(today, 30),
    })
    await ask(node, 'supervisor', 'POST', `/risk/profiles/${id}/versions/1/approval`)
  }
}

async function ask<Body>(node: NodeUnderTest, role: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Body> {
  const answer = await fetch(`${node.url}/api/v1${path}`, {
    method,
    headers: {
      'x-api-key': node.keyOf(role),
      'idempotency-key': randomUUID(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`)
  return JSON.parse(text) as Body
}

function rounded(figure: number): number {
  return Math.round(figure * 100) / 100
}
