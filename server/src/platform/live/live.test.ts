import type { LiveMessage } from '@lintas/contract'
import { expect, test } from 'vitest'
import { officer, openLodgingDesk, supervisor, trader } from '../../declaration/testing/lodging-desk.ts'
import { shirts, whisky } from '../../declaration/testing/shirts.ts'
import { openLog } from '../events/index.ts'
import { sealSettled } from '../events/testing/settled.ts'
import type { Caller } from '../node.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const log = await openLog(desk.node)
const address = await desk.listen()

interface Told extends Partial<LiveMessage> {
  readonly id: string
  readonly event: string
}

/** Listens until so many messages came, or the last one that was waited for. */
async function listen(caller: Caller, until: number | ((last: Told) => boolean), lastEventId?: string) {
  await desk.call(caller, 'GET', '/live') // so that the desk knows the caller
  const leave = new AbortController()
  const answer = await fetch(`${address}/vn/api/v1/live`, {
    headers: {
      accept: 'text/event-stream',
      'x-test-caller': caller.accountId,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: leave.signal,
  })
  const told = (async () => {
    const messages: Told[] = []
    let text = ''
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString('utf8')
      messages.splice(0, messages.length, ...read(text))
      if (typeof until === 'number' ? messages.length >= until : messages.some(until)) break
    }
    leave.abort()
    return messages
  })()
  return { status: answer.status, headers: answer.headers, told, leave: () => leave.abort() }
}

function read(text: string): readonly Told[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .map(block => Object.fromEntries(block.split('\n').map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])))
    .filter(fields => fields.data !== undefined)
    .map(({ id = '', event = '', data = '{}' }) => ({ id, event, ...JSON.parse(data) }))
}

let count = 0
async function lodge(document = shirts): Promise<string> {
  const { mrn } = await desk.lodge(importer, document(`LIVE-${count++}`))
  await sealSettled(log)
  return mrn
}

test('who listens hears what happens to the own declarations, and of no other’s; an officer of the own office’s', async () => {
  const own = await listen(importer, 3)
  const office = await listen(officer('VN-SGN'), 3)
  const all = await listen(supervisor, 3)
  const other = await listen(trader('VN-0909'), 1)
  const elsewhere = await listen(officer('VN-HPH'), 1)
  expect([own.status, own.headers.get('content-type'), own.headers.get('cache-control')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
    'no-store',
  ])
  const mrn = await lodge()
  const types = ['declaration.registered', 'declaration.payment-due', 'declaration.decided']
  for (const { told } of [own, office, all]) expect((await told).map(each => [each.mrn, each.type])).toEqual(types.map(type => [mrn, type]))
  let heard = 0
  for (const { told, leave } of [other, elsewhere]) {
    leave()
    heard += (await told.catch(() => [])).length
  }
  expect(heard).toBe(0)
})

test('who comes back hears what happened meanwhile, after the last it heard', async () => {
  const first = await listen(importer, 1)
  const missed = await lodge()
  const [heard] = await first.told
  const later = await lodge()
  const back = await listen(importer, 5, heard?.id)
  expect((await back.told).map(each => each.mrn)).toEqual([missed, missed, later, later, later])
})

test('who was away for what is no longer there is told to read anew', async () => {
  const lost = await listen(importer, 1, '999999')
  expect(await lost.told).toMatchObject([{ event: 'reset' }])
})

test('officers hear when a case is taken; the declarant does not', async () => {
  const mrn = await lodge(whisky)
  const known = new Set<string | undefined>([mrn])
  const [own, office] = [
    await listen(importer, last => !known.has(last.mrn)),
    await listen(officer('VN-SGN'), last => last.type === 'case.changed'),
  ]
  expect((await desk.call(officer('VN-SGN'), 'POST', `/cases/${mrn}/assignment`)).status).toBe(200)
  await lodge()
  expect((await office.told).find(each => each.type === 'case.changed')).toMatchObject({ mrn })
  expect((await own.told).map(each => each.type)).not.toContain('case.changed')
})

test('an account has ten connections; without the header there is none', async () => {
  const caller = trader('VN-0777')
  const ten = await Promise.all(Array.from({ length: 10 }, () => listen(caller, 1)))
  expect(ten.map(each => each.status)).toEqual(Array(10).fill(200))
  const eleventh = await listen(caller, 1)
  expect(eleventh.status).toBe(429)
  for (const each of [...ten, eleventh]) {
    each.leave()
    await each.told.catch(() => undefined)
  }
  expect((await desk.call(caller, 'GET', '/live')).body).toMatchObject({ code: 'live.accept-missing' })
})
