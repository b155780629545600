import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type {
  BankAccountAnswer,
  BankEntryAnswer,
  BankFileAnswer,
  BankOrderAnswer,
  DebtorAccountAnswer,
  DebtRecordAnswer,
  Delivery,
  Endpoint,
  HearingAnswer,
  LedgerDayAnswer,
  LedgerVerification,
  OverrideAnswer,
  OverrideCount,
  Payment,
  ReconciliationAnswer,
  ReconciliationCase,
  RefundAnswer,
  SandboxClock,
  SecurityGiven,
  StoredProfile,
  StoredRequest,
  SupportingDocument,
  WriteOffAnswer,
} from '@lintas/contract'
import { beforeAll, expect, test } from 'vitest'
import type { DemonstrationAccount } from './client.ts'
import { CLONE, openCommandLine } from './testing/command-line.ts'

const { scratch, lintas, startRegion } = openCommandLine('daily')
const VN = ['--state', 'VN', '--json'] as const
const MINUTES = 120_000

/** Runs a command that is to succeed, and answers the one object it prints. */
async function done<Answer>(...args: readonly string[]): Promise<Answer> {
  const { code, stderr, objects } = await lintas(...args)
  expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  const [answer] = objects<Answer>()
  if (answer === undefined) throw new Error(`${args.join(' ')} printed nothing`)
  return answer
}

/** Runs a command that is to be refused by the node; the reason, as it is said. */
async function refused(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await lintas(...args)
  expect([code, stdout]).toEqual([1, ''])
  return stderr
}

type Account = DemonstrationAccount & { readonly url: string }
let accounts: readonly Account[] = []

/** What no command asks for: a request of one of the demonstration accounts. */
async function post<Answer>(role: string, path: string, body: object): Promise<Answer> {
  const account = accounts.find(each => each.role === role)
  if (account === undefined) throw new Error(`the demonstration accounts hold no ${role}`)
  const answer = await fetch(`${account.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'x-api-key': account.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said: Answer = JSON.parse(await answer.text())
  expect([answer.ok, answer.ok ? '' : said]).toEqual([true, ''])
  return said
}

/** Lodges an example, and nothing more, with changes of its own at the office of the demonstration officer; its number. */
async function lodge(example: string, changes: object): Promise<string> {
  const document = JSON.parse(readFileSync(join(CLONE, 'examples', example), 'utf8'))
  return (await post<{ mrn: string }>('trader', '/declarations', { ...document, office: OFFICE, ...changes })).mrn
}

const OFFICE = 'VN-SGN'
/** A day to come; the nodes of a region on this machine keep its clock. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

let mrn = ''
beforeAll(async () => {
  await startRegion()
  accounts = JSON.parse((await lintas('accounts', ...VN)).stdout)
  await lintas('rates', 'load', '--state', 'VN', '--file', 'examples/rates/vn.csv')
  const additionalInformation = [{ code: 'SANDBOX', text: 'lane=red' }]
  mrn = await lodge('vn-import-apparel-form-d.json', { localReference: 'DAILY-1', additionalInformation })
}, 180_000)

test(
  'customs asks for documents; they are answered, refused, answered again and accepted, and a request is withdrawn',
  async () => {
    const list = join(scratch, 'packing-list.txt')
    writeFileSync(list, 'Carton 1: shirts, size M.')
    const named = await done<SupportingDocument>('documents', 'add', mrn, list, '--words', 'packing list', '--json')
    expect(named).toMatchObject({ name: 'packing-list.txt', words: 'packing list' })

    const ask = ['documents', 'request', mrn, '--reason', 'The list does not say what is in carton 2.', '--due', inDays(20), '--json']
    const request = await done<StoredRequest>(...ask, '--words', 'packing list by carton')
    expect(request.documents).toMatchObject([{ id: '1.1', state: 'asked' }])
    expect(
      (await done<StoredRequest>('documents', 'answer', mrn, '1.1', '--cannot', 'It was lost at sea.', '--json')).documents,
    ).toMatchObject([{ state: 'answered' }])
    const again = await done<StoredRequest>('documents', 'refuse', mrn, '1.1', '--reason', 'A copy will do.', '--due', inDays(40), '--json')
    expect(again.documents).toMatchObject([{ state: 'asked' }])
    await done('documents', 'answer', mrn, '1.1', '--file', list, '--json')
    expect((await done<StoredRequest>('documents', 'accept', mrn, '1.1', '--json')).documents).toMatchObject([{ state: 'accepted' }])

    await done(...ask, '--type', '380')
    expect((await done<StoredRequest>('documents', 'withdraw', mrn, '2', '--json')).documents).toMatchObject([{ state: 'withdrawn' }])
    expect(await refused('documents', 'accept', mrn, '2', '--json')).toContain('no requested document')
  },
  MINUTES,
)

test(
  'an officer’s override that takes control away waits for the supervisor; it is approved or refused, listed and counted',
  async () => {
    const words = ['--reason', 'false-hit', '--text', 'The party is another one of the same name.']
    const ask = (...what: readonly string[]) => done<OverrideAnswer>('overrides', 'request', mrn, ...VN, ...words, ...what)
    const first = await ask('--kind', 'change-lane', '--lane', 'green')
    expect(first).toMatchObject({ mrn, status: 'waiting', effect: { from: 'red', to: 'green' } })
    const no = await done<OverrideAnswer>('overrides', 'refuse', first.id, ...VN, '--text', 'The address is the same as well.')
    expect(no.status).toBe('refused')

    const second = await ask('--kind', 'waive-control', '--control', 'examination')
    expect((await lintas('overrides', 'list', ...VN, '--status', 'waiting')).objects<OverrideAnswer>().map(each => each.id)).toEqual([
      second.id,
    ])
    expect((await done<OverrideAnswer>('overrides', 'approve', second.id, ...VN)).status).toBe('done')
    expect(await refused('overrides', 'approve', second.id, ...VN)).not.toBe('')

    const listed = await lintas('overrides', 'list', ...VN, '--mrn', mrn)
    expect(listed.objects<OverrideAnswer>().map(each => each.id)).toEqual([second.id, first.id])
    expect(await done<OverrideCount>('overrides', 'counts', ...VN)).toMatchObject({ total: 2, refused: 1, waiting: 0 })
    expect((await lintas('overrides', 'list', '--state', 'VN', '--csv')).lines).toHaveLength(3)
  },
  MINUTES,
)

test(
  'a profile that an officer proposes is compared, let run by the supervisor, and ended before its time',
  async () => {
    const [running] = (await lintas('profiles', 'list', ...VN, '--status', 'approved')).objects<StoredProfile>()
    if (running === undefined) throw new Error('given no profile that runs, needs the samples of Viet Nam')
    const { id, owner, objective, reason, instructions, controls, mitigable, validFrom, validTo } = running
    const draft = {
      id,
      owner,
      objective,
      reason,
      instructions,
      controls,
      mitigable,
      validFrom,
      validTo,
      expression: 'item.chapter == "24"',
    }
    const { version } = await post<StoredProfile>('officer', '/risk/profiles', draft)
    const told = await lintas('profiles', 'diff', id, String(version), '--state', 'VN')
    expect(told.stdout).toContain('item.chapter == "24"')
    expect(await done<StoredProfile>('profiles', 'approve', id, String(version), ...VN)).toMatchObject({ id, version, status: 'approved' })
    expect(await refused('profiles', 'approve', id, String(version), ...VN)).not.toBe('')
    expect(await done<StoredProfile>('profiles', 'retire', id, String(version), ...VN)).toMatchObject({ id, version, status: 'retired' })
  },
  MINUTES,
)

test(
  'an address is paused and goes on, what it missed is sent again, and its secret is changed',
  async () => {
    const heard: string[] = []
    const receiver = createServer((request, reply) => {
      heard.push(String(request.headers['webhook-id']))
      request.resume().on('end', () => reply.writeHead(204).end())
    }).listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    try {
      const { port } = receiver.address() as AddressInfo
      const { id, secret } = await done<Endpoint & { secret: string }>('webhooks', 'add', ...VN, '--url', `http://127.0.0.1:${port}/`)
      expect((await done<Endpoint>('webhooks', 'pause', id, ...VN)).status).toBe('paused')
      expect((await done<Endpoint>('webhooks', 'resume', id, ...VN)).status).toBe('active')
      const changed = await done<{ secret: string; formerSecretUntil?: string }>('webhooks', 'rotate', id, ...VN, '--grace', '1')
      expect([changed.secret === secret, changed.formerSecretUntil]).toEqual([false, expect.any(String)])

      await done('webhooks', 'replay', id, ...VN, '--since', '2020-01-01T00:00:00Z')
      await expect.poll(() => heard.length, { timeout: 60_000 }).toBeGreaterThan(0)
      const log = async () => (await lintas('webhooks', 'log', id, ...VN)).objects<Delivery>()
      await expect.poll(async () => (await log()).some(each => each.status === 'delivered'), { timeout: 60_000 }).toBe(true)
      const [delivered] = (await log()).filter(each => each.status === 'delivered')
      const before = heard.length
      await done('webhooks', 'replay', id, ...VN, '--delivery', String(delivered?.id))
      await expect.poll(() => heard.length, { timeout: 60_000 }).toBeGreaterThan(before)
      expect(await done('webhooks', 'remove', id, ...VN)).toEqual({ removed: id })
    } finally {
      receiver.close()
    }
  },
  MINUTES * 2,
)

test(
  'security is reserved on a guarantee that two administrators opened, and deposited where no account is named',
  async () => {
    const given = ['--trader', 'TRADER-VN', '--from', '2026-01-01', '--limit', '90000000000', '--guarantor', 'A bank', '--reference', 'G-1']
    const opened = await done<DebtorAccountAnswer>('account', 'open', ...VN, '--kind', 'comprehensive-guarantee', ...given)
    expect((await done<DebtorAccountAnswer>('account', 'approve', opened.number, ...VN)).status).toBe('open')

    const [reserved, deposited] = [
      await lodge('vn-import-provisional.json', { localReference: 'DAILY-2' }),
      await lodge('vn-import-provisional.json', { localReference: 'DAILY-3', transportDocuments: [{ type: '705', id: 'DAILY-3' }] }),
    ]
    const secure = (number: string, ...more: readonly string[]) =>
      ['account', 'secure', number, ...VN, '--reason', 'provisional', ...more] as const
    const pledged = await done<SecurityGiven>(...secure(reserved, '--account', opened.number))
    expect(pledged).toMatchObject({ account: opened.number })
    const paid = await done<Payment>(...secure(deposited))
    expect([paid.currency, paid.amount, paid.receipt]).toEqual([pledged.currency, pledged.amount, expect.any(String)])
    expect(await refused(...secure(deposited))).not.toBe('')
  },
  MINUTES,
)

test(
  'how long it took is told by lane, to everybody and to officers',
  async () => {
    const told = await done<{ targets: readonly object[]; items: readonly object[] }>('service-levels', ...VN, '--by', 'lane')
    expect(told.targets.length).toBeGreaterThan(0)
    expect(told.items.length).toBeGreaterThan(0)
    const open = await done<{ items: readonly object[] }>('service-levels', ...VN, '--by', 'all', '--public')
    expect(open.items).toEqual([])
  },
  MINUTES,
)

/** A bank's statement of credits in dong: what the bank calls each, how much, what it is for. */
function statement(account: string, on: string, credits: readonly (readonly [string, string, string])[]): string {
  const entries = credits.map(
    ([reference, amount, words]) =>
      `<Ntry><Amt Ccy="VND">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt>` +
      `<AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>${words}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
  )
  return (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>STATEMENT-1</MsgId></GrpHdr>' +
    `<Stmt><Id>1</Id><Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`
  )
}

/** Clears an example at the office of the demonstration officer, and has its preference denied: what is charged outlives its release. */
async function indebted(localReference: string): Promise<{ readonly mrn: string; readonly due: string }> {
  const document = JSON.parse(readFileSync(join(CLONE, 'examples/vn-import-apparel-form-d.json'), 'utf8'))
  const file = join(scratch, `${localReference}.json`)
  const own = {
    office: OFFICE,
    localReference,
    transportDocuments: [{ type: '705', id: localReference }],
    additionalInformation: [{ code: 'SANDBOX', text: 'lane=green' }],
  }
  writeFileSync(file, JSON.stringify({ ...document, ...own }))
  const cleared = await done<{ mrn: string; status: string }>('clear', file, '--inspect', 'clean', '--json')
  expect(cleared.status).toBe('released')
  const reason = ['--reason', 'The proof is not genuine.', '--law', 'a circular'] as const
  const found = ['hearing', 'open', cleared.mrn, '--items', '1', ...reason, '--until', inDays(20), '--json'] as const
  const hearing = await done<HearingAnswer>(...found)
  await done('hearing', 'answer', cleared.mrn, '--hearing', hearing.id, '--words', 'It is genuine: ask whoever issued it.', '--json')
  await done('hearing', 'decide', cleared.mrn, '--hearing', hearing.id, '--outcome', 'assessed', ...reason, '--json')
  const debt = await done<DebtRecordAnswer>('account', 'debt', cleared.mrn, '--json')
  return { mrn: cleared.mrn, due: debt.dues.at(-1)?.open ?? '0' }
}

test(
  'a debt that outlives the release is shown, given up in part by two officers, and paid by a transfer that the bank tells of',
  async () => {
    const { mrn, due } = await indebted('MONEY-1')
    expect(Number(due)).toBeGreaterThan(0)
    expect(await refused('account', 'instalments', mrn, '--parts', '3', '--first', inDays(10), '--reason', 'Cash.')).toContain('secur')
    expect(await refused('account', 'call', mrn, '--account', 'VN-G-999999', '--days', '10')).toContain('no account')
    const proposed = await done<WriteOffAnswer>(
      ...['account', 'write-off', mrn, '--reason', 'Too little to be had.', '--law', 'a law', '--amount', '1000', '--json'],
    )
    const decide = ['account', 'decide-write-off', proposed.id, ...VN, '--decision', 'approved'] as const
    expect(await done<WriteOffAnswer>(...decide)).toMatchObject({ mrn, amount: '1000', status: 'approved' })
    expect(await refused(...decide)).not.toBe('')

    const { account } = await done<BankAccountAnswer>('bank', 'treasury', ...VN)
    const today = (await done<SandboxClock>('sandbox', 'clock', ...VN)).today
    const file = join(scratch, 'statement.xml')
    writeFileSync(
      file,
      statement(account, today, [
        ['T-1', String(Number(due) - 1_000), mrn],
        ['T-2', '5000', 'for the goods'],
      ]),
    )
    const taken = await done<BankFileAnswer & { isNew: boolean }>('bank', 'import', file, ...VN)
    expect(taken).toMatchObject({ isNew: true, entries: 2, waiting: 0, suspense: 1 })
    expect((await lintas('bank', 'import', file, '--state', 'VN')).stdout).toContain('taken before; 1 posted, 1 in suspense, 0 waiting')
    expect((await done<DebtRecordAnswer>('account', 'debt', mrn, '--json')).status).toBe('discharged')

    const held = await done<BankEntryAnswer>('bank', 'entries', ...VN, '--status', 'suspense')
    const assign = ['bank', 'assign', held.id, ...VN, '--note', 'The payer wrote to us.', '--to'] as const
    expect(await refused(...assign, 'nothing')).not.toBe('')
    expect(await done<BankEntryAnswer>(...assign, mrn)).toMatchObject({ status: 'paid', amount: '5000' })

    const refund = await done<RefundAnswer>('account', 'refund', mrn, ...VN, '--reason', 'Paid too much.')
    const approve = ['account', 'decide-refund', refund.id, ...VN, '--decision', 'approved'] as const
    expect(await done<RefundAnswer>(...approve)).toMatchObject({ status: 'approved-once' })
    expect(await done<RefundAnswer>(...approve, '--as', 'supervisor')).toMatchObject({ status: 'approved', setOff: '0' })
    expect(await refused('bank', 'payee', ...VN)).toContain('has not said where it is paid')
    const exported = ['bank', 'export', ...VN, '--to', scratch] as const
    expect(await done<{ leftOut: readonly object[] }>(...exported)).toMatchObject({ orders: [], leftOut: [{ mrn }] })
    await done('bank', 'payee', ...VN, '--account', 'VN-0012', '--holder', 'Công ty Đỗ & con')
    const { orders } = await done<{ orders: readonly (BankOrderAnswer & { file: string })[] }>(...exported)
    expect(orders).toMatchObject([{ count: 1, amount: refund.amount }])
    expect(readFileSync(orders[0]?.file ?? '', 'utf8')).toContain('<Nm>Cong ty Do')
    expect(await done(...exported)).toEqual({ orders: [], leftOut: [] })
    expect(await done<{ orders: readonly object[] }>(...exported, '--day', today)).toMatchObject({ orders: [{ id: orders[0]?.id }] })
  },
  MINUTES,
)

test(
  'receipts are compared with a provider’s books, and each difference is settled with a word of what it was',
  async () => {
    const { today } = await done<SandboxClock>('sandbox', 'clock', ...VN)
    const books = join(scratch, 'books.csv')
    writeFileSync(books, 'reference,amount,currency\n00000000-0000-4000-8000-000000000001,5000,VND\n')
    const compare = ['bank', 'reconcile', books, ...VN, '--provider', 'test', '--from', today, '--to', today] as const
    const made = await done<ReconciliationAnswer>(...compare)
    expect((await done<ReconciliationAnswer>(...compare)).id).toBe(made.id)
    const missing = made.cases.find(each => each.kind === 'missing-here')
    const settle = ['bank', 'settle', missing?.id ?? '', ...VN, '--note', 'Taken for another office.'] as const
    expect(await refused(...settle, '--outcome', 'taken')).not.toBe('')
    expect(await done<ReconciliationCase>(...settle)).toMatchObject({ status: 'settled', outcome: 'noted' })
    expect(await refused(...settle)).not.toBe('')
  },
  MINUTES,
)

test(
  'the days of the ledger are closed, shown and verified, and a plan nobody applied for is not decided on',
  async () => {
    expect(await refused('account', 'decide-instalments', randomUUID(), ...VN, '--decision', 'agreed')).not.toBe('')
    const { today } = await done<SandboxClock>('sandbox', 'clock', ...VN)
    await done('sandbox', 'clock', ...VN, '--set', `${inDays(2)}T05:00:00Z`)
    await done('accounts', 'close-day', ...VN)
    expect(await done<{ closed: readonly string[] }>('accounts', 'close-day', ...VN)).toEqual({ closed: [] })
    const day = await done<LedgerDayAnswer>('accounts', 'day', today, ...VN)
    expect(day.accounts.find(each => each.account === 'clearing')).toMatchObject({ currency: 'VND' })
    const csv = await lintas('accounts', 'day', today, '--state', 'VN', '--csv')
    expect(csv.lines).toHaveLength(day.accounts.length + 1)
    expect(await done<LedgerVerification>('accounts', 'verify', ...VN)).toMatchObject({ ok: true, faults: [] })
    await done('sandbox', 'clock', ...VN, '--real')
  },
  MINUTES,
)
