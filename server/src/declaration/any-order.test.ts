import type { DebtAccount, DeclarationAnswer, Payment } from '@lintas/contract'
import { foldActs } from '@lintas/customs/declaration'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listEventsAbout } from '../platform/events/index.ts'
import type { Caller } from '../platform/node.ts'
import { recordOf } from './act-events.ts'
import { findDeclaration } from './store.ts'
import { officer, openLodgingDesk, supervisor, trader } from './testing/lodging-desk.ts'
import { shirts, whisky } from './testing/shirts.ts'

const desk = await openLodgingDesk('VN')
const importer = trader('VN-0101')
const here = officer('VN-SGN')

/** What anybody may try at any time. Each is done, or refused with a code; none may break what always holds. */
const TRIES: Readonly<Record<string, (mrn: string) => Promise<{ readonly status: number }>>> = {
  async pay(mrn) {
    const asked = await desk.call<Payment>(importer, 'POST', `/declarations/${mrn}/payments`, {})
    return asked.status === 201 ? await desk.call(importer, 'POST', `/payments/${asked.body.id}/test-confirmation`, {}) : asked
  },
  arrive: mrn => desk.call(importer, 'POST', `/declarations/${mrn}/arrival`, {}),
  'find clean': mrn => report(mrn, { outcome: 'clean' }),
  'find wrong': mrn => report(mrn, { outcome: 'discrepancy', findings: [{ kind: 'quantity', found: 'less' }] }),
  async amend(mrn) {
    const { body } = await desk.call<{ document: ReturnType<typeof shirts> }>(importer, 'GET', `/declarations/${mrn}/document`)
    const { totalPackages = 0, goodsItems: [item] = [] } = body.document
    if (item === undefined) throw new Error(`${mrn} has no goods`)
    const goodsItems = [{ ...item, packages: [{ type: 'CT', count: totalPackages + 1 }] }]
    return await matched(importer, mrn, '/amendment', { ...body.document, totalPackages: totalPackages + 1, goodsItems })
  },
  cancel: mrn => matched(importer, mrn, '/cancellation', { reason: 'not bought after all' }),
  release: mrn => desk.call(here, 'POST', `/declarations/${mrn}/acts/release`, {}),
  refuse: mrn => matched(supervisor, mrn, '/refusal', { reasons: [{ text: 'Not the goods declared.', legalBasis: 'Law on Customs' }] }),
}

async function report(mrn: string, body: object): Promise<{ readonly status: number }> {
  const { version } = await read(mrn)
  const id = version === 1 ? 'document-check' : `document-check-${version}`
  return await desk.call(here, 'POST', `/declarations/${mrn}/controls/${id}/outcome`, body)
}

async function matched(caller: Caller, mrn: string, path: string, body: object): Promise<{ readonly status: number }> {
  const { revision } = await read(mrn)
  return await desk.call(caller, 'POST', `/declarations/${mrn}${path}`, body, { 'if-match': `"${revision}"` })
}

async function read(mrn: string): Promise<DeclarationAnswer> {
  return (await desk.call(importer, 'GET', `/declarations/${mrn}`)).body
}

async function holds(mrn: string): Promise<void> {
  const row = await findDeclaration(desk.db, mrn)
  if (row === undefined) throw new Error(`${mrn} is gone`)
  const { standing, status } = row
  const { body: account } = await desk.call<DebtAccount>(importer, 'GET', `/declarations/${mrn}/account`)
  const [counted] = await desk.ownerDb.query<{ notes: string; imbalance: string; decisions: string; versions: string }>(
    `SELECT (SELECT count(*) FROM release_note WHERE mrn = $1) AS notes, (SELECT coalesce(sum(minor), 0) FROM ledger_posting WHERE mrn = $1) AS imbalance,
            (SELECT count(*) FROM decision WHERE mrn = $1) AS decisions, (SELECT count(*) FROM declaration_version WHERE mrn = $1) AS versions`,
    [mrn],
  )
  const events = await listEventsAbout(desk.db, 'declaration', mrn)
  expect(foldActs(events.map(recordOf))).toEqual({ ok: true, value: standing })
  expect(counted).toEqual({
    notes: status === 'released' ? '1' : '0',
    imbalance: '0',
    decisions: String(row.decision),
    versions: String(row.version),
  })
  if (status === 'released') {
    expect(standing.hasArrived && standing.isAssessed && standing.isScreened).toBe(true)
    expect(standing.controls.filter(control => control.outcome !== 'satisfied')).toEqual([])
  }
  if (status === 'released' || status === 'cancelled') expect(account.due).toBe('0')
}

const KINDS = {
  'shirts that are here': shirts,
  'shirts to come': (reference: string) => shirts(reference, { mode: 'PRE_ARRIVAL', arrivalOn: '2026-03-20' }),
  'whisky that is here': whisky,
  'whisky to come': (reference: string) => ({ ...whisky(reference), mode: 'PRE_ARRIVAL', arrivalOn: '2026-03-20' }),
}

test('whatever is tried in whatever order: released means arrived, controlled and paid, and the acts tell it all', async () => {
  let run = 0
  const kinds = fc.constantFrom(...Object.values(KINDS))
  const tries = fc.array(fc.constantFrom(...Object.keys(TRIES)), { minLength: 1, maxLength: 9 })
  await fc.assert(
    fc.asyncProperty(kinds, tries, async (kind, names) => {
      const { mrn } = await desk.lodge(importer, kind(`ORDER-${++run}`))
      for (const name of names) {
        const tried = await TRIES[name]?.(mrn)
        expect(tried?.status).toBeLessThan(500)
        await holds(mrn)
      }
      const replayed = await desk.call<{ identical: boolean }>(importer, 'POST', `/declarations/${mrn}/replay`)
      expect(replayed.body.identical).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('acts that are tried at the same moment leave a declaration as whole as one after the other', async () => {
  for (const [index, kind] of Object.values(KINDS).entries()) {
    const { mrn } = await desk.lodge(importer, kind(`AT-ONCE-${index}`))
    const answers = await Promise.all(Object.values(TRIES).map(attempt => attempt(mrn)))
    expect(answers.filter(answer => answer.status >= 500)).toEqual([])
    await holds(mrn)
  }
})
