import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pastOf } from '../../customs/src/targeting/testing/past.ts'
import { describeInBrowser, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import { dayIn } from './testing/day.ts'
import { CLONE } from './testing/region.ts'

/** In a state of its own: the other tests look at what the traders of theirs have lodged. */
const BEER = readFileSync(join(CLONE, 'examples/sg-import-beer.json'), 'utf8')
/** As many as a group needs to be counted. */
const LODGED = 10

describeInBrowser('the workplaces', visit => {
  let receiver: Server
  let trader: Page
  let supervisor: Page
  const mrns: string[] = []

  const ask = async (role: string, path: string, body: unknown): Promise<Readonly<Record<string, string>>> => {
    const answer = await fetch(`${visit.region.url}/sg/api/v1${path}`, {
      method: 'POST',
      headers: { 'x-api-key': visit.region.account('SG', role).apiKey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${path}: ${said.detail}`)
    return said
  }
  const lodgeBeer = async (number: number): Promise<string> => {
    const document = JSON.parse(BEER)
    document.localReference = `BEER-${number}`
    for (const transport of document.transportDocuments) transport.id = `${transport.id}-${number}`
    for (const item of document.goodsItems) if (item.transportDocument !== undefined) item.transportDocument += `-${number}`
    return String((await ask('trader', '/declarations', document)).mrn)
  }

  /** What the supervisor has before them fits a phone in Vietnamese and a desk in Thai, once `shown` is there. */
  async function fitsScreens(name: string, shown: Locator): Promise<void> {
    for (const [language, width] of [
      ['vi', 390],
      ['th', 1280],
    ] as const) {
      await showIn(supervisor, language, width)
      await shown.waitFor()
      expect(await overflow(supervisor)).toBe(0)
      await keepPicture(supervisor, `${name}-${language}-${width}`)
    }
    await showIn(supervisor, 'en', 1280)
  }

  beforeAll(async () => {
    const { region } = visit
    receiver = createServer((request, reply) => request.resume().on('end', () => reply.writeHead(204).end())).listen(0, '127.0.0.1')
    await region.run('rates', 'load', '--state', 'SG', '--file', join(CLONE, 'examples/rates/sg.csv'))
    for (let number = 1; number <= LODGED; number += 1) mrns.push(await lodgeBeer(number))
    trader = await openFor(visit, 'SG', 'trader')
    supervisor = await openFor(visit, 'SG', 'supervisor')
  }, 120_000)
  afterAll(() => receiver?.close())

  test('a developer adds an address, and reads in its log that a test arrived', async () => {
    const { port } = receiver.address() as AddressInfo
    await trader.getByRole('link', { name: 'Developers' }).click()
    await trader.getByLabel('Address').fill(`http://localhost:${port}/customs`)
    await trader.getByRole('button', { name: 'Add the address' }).click()
    await trader.getByText('The signing secret. It is shown this once: keep it.').waitFor()
    // What was lodged a moment ago may be told after the test, and stand before it: thirty rows of it hide the test's.
    const arrived = trader.getByRole('row', { name: /webhook\.ping/ }).getByText('delivered (204)')
    for (let tries = 1; (await arrived.count()) === 0; tries += 1) {
      await trader.getByRole('button', { name: 'Send a test' }).click()
      await arrived
        .first()
        .waitFor({ timeout: 8_000 })
        .catch(cause => (tries < 3 ? undefined : Promise.reject(cause)))
    }
    expect(await violations(trader)).toEqual([])
  })

  test('everybody sees how many were lodged this week and that none was released yet, without an empty chart', async () => {
    const { region } = visit
    await trader.goto(`${region.url}/sg/service-levels`)
    await trader.getByText('All', { exact: true }).click()
    const row = trader.getByRole('row', { name: / All / })
    await row.waitFor()
    expect(await row.getByRole('cell').nth(2).textContent()).toBe(String(LODGED))
    expect(await row.getByRole('cell').nth(3).textContent()).toBe('0')
    expect(await trader.getByRole('img', { name: /^Median minutes to release/ }).count()).toBe(0)
    expect(await violations(trader)).toEqual([])
  })

  test('a supervisor reads what an officer proposes and lets it run', async () => {
    await ask('officer', '/risk/profiles', {
      id: 'beer-by-sea',
      owner: 'Risk unit',
      objective: 'revenue',
      reason: 'Beer pays by its alcohol.',
      expression: 'item.heading == "2203"',
      controls: ['document-check'],
      mitigable: true,
      validFrom: dayIn('SG', 1),
      validTo: dayIn('SG', 90),
    })
    await supervisor.getByRole('link', { name: 'Risk profiles' }).click()
    const proposal = supervisor.getByRole('region', { name: 'beer-by-sea, version 1' })
    await proposal.getByText('item.heading == "2203"').waitFor()
    expect(await violations(supervisor)).toEqual([])
    await showIn(supervisor, 'vi', 390)
    await proposalIn(supervisor).waitFor()
    expect(await overflow(supervisor)).toBe(0)
    await keepPicture(supervisor, 'profiles-proposed-vi-390')
    await showIn(supervisor, 'en', 1280)
    await proposal.getByRole('button', { name: 'Try on the past year' }).click()
    await proposal.getByText(/^\d+ hits, /).waitFor()
    await supervisor.getByRole('textbox', { name: 'Question' }).fill('item.haeding == "2203"')
    await supervisor.getByRole('button', { name: 'Check it' }).click()
    await supervisor.getByText('There is no field item.haeding (column 1).').first().waitFor()
    await showIn(supervisor, 'th', 1280)
    await proposalIn(supervisor).waitFor()
    expect(await overflow(supervisor)).toBe(0)
    await keepPicture(supervisor, 'profiles-proposed-th-1280')
    await showIn(supervisor, 'en', 1280)
    await proposal.getByRole('button', { name: 'Approve' }).click()
    await proposal.waitFor({ state: 'detached' })
    await supervisor.getByRole('button', { name: 'Offer a profile' }).click()
    await supervisor.getByRole('combobox', { name: 'Profile' }).selectOption('beer-by-sea, version 1')
    await supervisor.getByRole('combobox', { name: 'With' }).press('ArrowDown')
    await supervisor.getByRole('option', { name: 'VN' }).click()
    await supervisor.keyboard.press('Escape')
    await supervisor.getByRole('button', { name: 'Offer', exact: true }).click()
    await supervisor.getByRole('row', { name: /beer-by-sea, version 1 VN / }).waitFor()
    expect(await violations(supervisor)).toEqual([])
  })

  test('a supervisor sees how well customs chooses what it looks into', async () => {
    await supervisor.getByRole('link', { name: 'Targeting' }).click()
    await supervisor.getByText('Nothing was inspected in these twelve months.').waitFor()
    await supervisor.getByText(/^Nobody has said how many inspections/).waitFor()
    await supervisor.getByRole('button', { name: 'Set from today' }).click()
    await supervisor.getByText('10 inspections a day, 0 done; 5 % to explore; ranked by: likely to be found').waitFor()
    expect(await violations(supervisor)).toEqual([])
    await fitsScreens('targeting', supervisor.locator('form'))
  })

  test('a model is trained, put to use by another, and its reasons stand in the case', async () => {
    const items = pastOf(700, 1, '2025-01-01').map(each => (each.importer.endsWith('3') ? { ...each, importer: 'TRADER-SG' } : each))
    await ask('administrator', '/risk/past', { items })
    await ask('officer', '/risk/models', {})
    await supervisor.reload()
    await supervisor.getByRole('button', { name: 'Put to use' }).click()
    await supervisor.getByText('in use', { exact: true }).waitFor()
    const curve = supervisor.locator('.wide').getByRole('img')
    await curve.waitFor()
    expect(await violations(supervisor)).toEqual([])
    await keepPicture(supervisor, 'models')
    await fitsScreens('policies', curve)
    await supervisor.goto(`${visit.region.url}/sg/cases/${await lodgeBeer(LODGED + 1)}`)
    await supervisor.getByRole('heading', { name: 'What the model says' }).waitFor()
    await supervisor.getByText(/^Same importer: \d+ of \d+ inspections found something$/).waitFor()
    expect(await violations(supervisor)).toEqual([])
    await fitsScreens('score', supervisor.getByRole('progressbar'))
  })

  test('what is watched waits for a second person', async () => {
    const entry = { register: 'party', text: 'Golden Dragon Shipping', source: 'An own finding', owner: 'Risk unit' }
    await ask('officer', '/risk/register', { ...entry, validFrom: dayIn('SG'), validTo: dayIn('SG', 90) })
    await supervisor.getByRole('link', { name: 'Watch list' }).click()
    const row = supervisor.getByRole('row', { name: /Golden Dragon Shipping/ })
    await row.getByText('Waits for a second person').waitFor()
    expect(await violations(supervisor)).toEqual([])
    await fitsScreens('watch-list', row)
    await row.getByRole('button', { name: 'Let it run' }).click()
    await row.getByText('Runs', { exact: true }).waitFor()
    await supervisor.getByRole('button', { name: 'Share an entry' }).click()
    await supervisor.getByRole('combobox', { name: 'With' }).press('ArrowDown')
    await supervisor.getByRole('option', { name: 'VN' }).click()
    await supervisor.keyboard.press('Escape')
    await supervisor.getByRole('button', { name: 'Share', exact: true }).click()
    await supervisor.getByRole('row', { name: /Golden Dragon Shipping VN / }).waitFor()
    expect(await violations(supervisor)).toEqual([])
  })

  test('the page of a declaration tells by itself that customs asks for a document', async () => {
    const [mrn = ''] = mrns
    await trader.goto(`${visit.region.url}/sg/declarations/${mrn}`)
    await trader.getByRole('heading', { level: 1, name: /^Customs is checking/ }).waitFor()
    let loads = 0
    trader.on('load', () => {
      loads += 1
    })
    await ask('officer', `/declarations/${mrn}/document-requests`, {
      documents: [{ type: '380' }],
      reason: 'The invoice is unreadable.',
      dueOn: dayIn('SG', 7),
    })
    await trader.getByRole('heading', { level: 1, name: /^Customs waits for documents/ }).waitFor({ timeout: 10_000 })
    expect(loads).toBe(0)
  })

  test.each([
    ['developers', 'vi', 390],
    ['developers', 'th', 1280],
    ['service-levels', 'vi', 390],
    ['service-levels', 'th', 1280],
    ['payments', 'th', 390],
    ['payments', 'vi', 1280],
  ])('%s in %s fits a screen of %i', async (path, language, width) => {
    await trader.goto(`${visit.region.url}/sg/${path}`)
    await showIn(trader, language, width)
    await trader.getByRole('heading', { level: 1 }).waitFor()
    await trader.waitForLoadState('load')
    await trader.getByRole('heading', { level: 1 }).waitFor()
    expect(await overflow(trader)).toBe(0)
    expect(await violations(trader)).toEqual([])
    await keepPicture(trader, `${path}-${language}-${width}`)
  })
})

function proposalIn(page: Page) {
  return page.getByRole('region', { name: /^beer-by-sea/ })
}
