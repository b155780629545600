import type { LanesAnswer } from '@lintas/contract'
import type { State } from '@lintas/customs/reference'
import { beforeAll, expect, test } from 'vitest'
import { describeInBrowser, enter, keepPicture, openFor, overflow, showIn, violations } from './testing/browser.ts'
import type { RunningRegion } from './testing/region.ts'

/** Two states that no other browser test uses: their clocks are moved. */
const [HERE, THERE] = ['LA', 'ID'] as const
const DAY_MS = 86_400_000

async function teach({ url, account }: RunningRegion, state: string, ...rows: readonly string[]) {
  const answer = await fetch(`${url}/${state.toLowerCase()}/api/v1/classification-evidence`, {
    method: 'POST',
    headers: { 'x-api-key': account(state, 'administrator').apiKey, 'content-type': 'text/csv' },
    body: `description,hs6,kind,trader\n${rows.join('\n')}\n`,
  })
  expect(answer.status).toBe(202)
}

const bounds = (rate: string, low = rate, high = rate) => ({ rate, low, high })
const side = (state: State, green: number, red: number) => ({
  state,
  declarations: green + red,
  lanes: { green, blue: 0, yellow: 0, red },
  shares: { held: bounds(String(red / (green + red))), red: bounds(String(red / (green + red))) },
})

/** What a node answers where two states told of two goods: so many declarations are not lodged for a picture. */
const COMPARED: LanesAnswer = {
  state: HERE,
  from: '2026-08',
  to: '2026-10',
  atLeast: { declarations: 10, inspected: 10, traders: 3 },
  comparisons: 4,
  differing: 1,
  told: [
    { state: THERE, on: '2026-11-01' },
    { state: HERE, on: '2026-11-01' },
  ],
  items: [
    {
      code: '610910',
      sides: [
        side(HERE, 160, 40),
        {
          ...side(THERE, 196, 4),
          inspections: { inspected: 12, found: 3 },
          shares: { ...side(THERE, 196, 4).shares, found: bounds('0.250') },
        },
      ],
      differences: [{ share: 'held', with: THERE, ...bounds('0.180', '0.090', '0.270') }],
    },
    { code: '852872', sides: [side(HERE, 27, 3)], differences: [] },
  ],
}

/** Lets days go by in a state: its daily work is done. */
async function passDays({ ask }: RunningRegion, state: string, days: number) {
  await ask(state, 'trader', 'PUT', '/sandbox/clock', { now: new Date(Date.now() + days * DAY_MS).toISOString() })
}

const openHere = async ({ ask }: RunningRegion) =>
  (await ask<{ items: readonly object[] }>(HERE, 'trader', 'GET', '/divergences?standing=open')).items.length

describeInBrowser('divergences and codes to decide', visit => {
  beforeAll(async () => {
    const { region } = visit
    await teach(region, THERE, 'camera drone,852589,ruling,', 'camera drones,852589,ruling,')
    await teach(region, HERE, 'drone camera,880622,ruling,', ...['A', 'B', 'C', 'D'].map(trader => `drone camera,880622,checked,${trader}`))
    await passDays(region, THERE, 1)
    for (let day = 1; day < 20 && (await openHere(region)) === 0; day += 1) {
      await passDays(region, HERE, day)
      await new Promise(wait => setTimeout(wait, 1_000))
    }
    await visit.page.goto(`${region.url}/la/divergences`)
  }, 90_000)

  test('anybody sees both sides, and what each rests on', async () => {
    const { page } = visit
    const card = page.getByRole('region', { name: 'drone camera' })
    await card.getByText('Indonesia: 2 rulings').waitFor()
    await card.getByText(/: 1 ruling, 4 traders checked/).waitFor()
    expect(await card.getByRole('link', { name: '8806 22' }).getAttribute('href')).toContain('/la/codes/880622')
    expect(await card.getByRole('button').count()).toBe(0)
    expect(await violations(page)).toEqual([])
  })

  test.each([
    ['Vietnamese on a phone', 'vi', 390],
    ['Thai on a desk', 'th', 1280],
  ])('in %s fits its screen', async (name, language, width) => {
    const { page } = visit
    await showIn(page, language, width)
    await page.getByRole('region', { name: 'drone camera' }).waitFor()
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await keepPicture(page, `divergences ${name}`)
  })

  test('an officer sees which lanes like goods get in each state, and what differs beyond chance; a trader is not led there', async () => {
    const page = await openFor(visit, HERE, 'officer')
    await page.getByRole('link', { name: 'Lanes of like goods' }).click()
    await page.getByText('Nothing can be compared here').waitFor()
    await page.route('**/api/v1/divergences/lanes?*', route => route.fulfill({ json: COMPARED }))
    for (const [language, width] of [
      ['vi', 390],
      ['th', 1280],
      ['en', 1280],
    ] as const) {
      await showIn(page, language, width)
      await page.getByRole('button', { name: '6109 10' }).waitFor()
      expect(await overflow(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `lanes ${language} ${width}`)
    }
    await page.getByRole('row', { name: /6109 10 20 % 2 % ≠/ }).waitFor()
    await page.getByRole('row', { name: /Indonesia 2 % \+18 % \(\+9 % to \+27 %\)/ }).waitFor()
    await page.getByRole('button', { name: '8528 72' }).click()
    await page.getByRole('heading', { name: 'Figures of 8528 72' }).waitFor()
    await page.getByRole('row', { name: /30 27 \(90 %\).*too few/ }).waitFor()

    await enter(page, visit.region, HERE, 'trader')
    await page.getByRole('link', { name: 'Divergences' }).waitFor()
    expect(await page.getByRole('link', { name: 'Lanes of like goods' }).count()).toBe(0)
    await page.close()
  }, 90_000)

  test('evidence of which several codes took the place of one waits for an administrator, who says which it has', async () => {
    const { page, region } = visit
    await teach(region, HERE, 'folding umbrella,660191,ruling,')
    const { url, account, ask } = region
    await ask(HERE, 'trader', 'POST', '/watch-lists', { name: 'umbrellas', codes: ['660191'] })
    const today = (await ask<{ today: string }>(HERE, 'trader', 'GET', '/sandbox/clock')).today
    const loaded = await fetch(`${url}/la/api/v1/tariff/correlations?validFrom=${today}&source=a+test`, {
      method: 'POST',
      headers: { 'x-api-key': account(HERE, 'administrator').apiKey, 'content-type': 'text/csv' },
      body: 'old,new\n660191,660192\n660191,660193\n',
    })
    const { id } = (await loaded.json()) as { readonly id: string }
    await ask(HERE, 'checker', 'POST', `/tariff/correlations/${id}/approval`, { decision: 'approved' })
    const isAsked = async () =>
      (await ask<{ items: readonly object[] }>(HERE, 'administrator', 'GET', '/classification-evidence/asked')).items.length > 0
    for (let day = 21; day < 40 && !(await isAsked()); day += 1) {
      await passDays(region, HERE, day)
      await new Promise(wait => setTimeout(wait, 1_000))
    }

    await showIn(page, 'en', 1280)
    await enter(page, region, HERE, 'administrator')
    for (const [language, width] of [
      ['vi', 390],
      ['th', 1280],
      ['en', 1280],
    ] as const) {
      await page.goto(`${url}/la/codes-to-decide`)
      await showIn(page, language, width)
      await page.getByRole('region', { name: 'folding umbrella' }).waitFor()
      expect(await overflow(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `codes to decide ${language} ${width}`)
    }
    await page.getByRole('radio', { name: '6601 93' }).check()
    await page.getByRole('button', { name: 'It has this code' }).click()
    await page.getByText('Nothing waits for a decision.').waitFor()
  }, 90_000)

  test('whoever watches a code that was split chooses what to watch', async () => {
    const { region } = visit
    const { ask } = region
    const undecided = async () => {
      const lists = await ask<{ items: readonly { readonly undecided: readonly object[] }[] }>(HERE, 'trader', 'GET', '/watch-lists')
      return lists.items.flatMap(each => each.undecided).length
    }
    for (let day = 40; day < 60 && (await undecided()) === 0; day += 1) {
      await passDays(region, HERE, day)
      await new Promise(wait => setTimeout(wait, 1_000))
    }
    const page = await openFor(visit, HERE, 'trader', '/watch')
    const asked = page.getByRole('region', { name: 'umbrellas: 6601 91' })
    for (const [language, width] of [
      ['vi', 390],
      ['th', 1280],
      ['en', 1280],
    ] as const) {
      await showIn(page, language, width)
      await asked.waitFor()
      expect(await overflow(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      await keepPicture(page, `watched code to choose ${language} ${width}`)
    }
    await asked.getByRole('checkbox', { name: '6601 93' }).check()
    await asked.getByLabel('Why, for your own evidence').fill('ours have a telescopic shaft')
    await asked.getByRole('button', { name: 'Watch what I chose' }).click()
    await page.getByText(/660191 became 660193 as you chose on .*: ours have a telescopic shaft/).waitFor()
    expect(await asked.count()).toBe(0)
    await page.close()
  }, 90_000)
})
