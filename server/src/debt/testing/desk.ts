import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { DEBT_LAW, type SecurityRequired } from '@lintas/customs/debt'
import { type ActRecord, declarationSchema, isPermitted, type Status } from '@lintas/customs/declaration'
import { type Day, day, error, ok, type Result, stop } from '@lintas/customs/kernel'
import { type LawTable, openLawBook, ROUNDINGS, type State } from '@lintas/customs/reference'
import { RANDOM_CONTROLS, type Screening, STARTER_PROFILES } from '@lintas/customs/risk'
import { afterAll } from 'vitest'
import type { DeclarationHead, Declarations } from '../../declarations.ts'
import { movableClockOf } from '../../platform/clock.ts'
import { openEvents } from '../../platform/events/index.ts'
import { type App, createApp } from '../../platform/http/index.ts'
import { directNeighbours } from '../../platform/neighbours.ts'
import type { Caller, Node, Reader } from '../../platform/node.ts'
import { SILENT, type TestDatabase, testDatabase } from '../../platform/testing/database.ts'

export const TODAY = day('2026-11-22')

/** A node's database, clock and routes without the subjects around the one a test is about; whoever calls says so in a header. */
export interface Desk extends TestDatabase {
  readonly node: Node
  readonly declarations: Declarations
  /** Puts a declaration into the store, as a lodging would. */
  declare(head: Partial<DeclarationHead> & Pick<DeclarationHead, 'mrn'>): Promise<DeclarationHead>
  statusOf(mrn: string): Promise<Status>
  /** Screenings the declaration subject would answer with. */
  readonly screenings: Map<string, Screening>
  /** Security that decisions on declarations would ask for. */
  readonly required: Map<string, readonly SecurityRequired[]>
  moveTo(instant: string): void
  call(
    caller: Caller,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
}

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & { readonly code?: string }
  readonly text: string
}

export async function openDesk(state: State, register: (desk: Desk) => unknown): Promise<Desk> {
  const database = await testDatabase()
  const clock = movableClockOf(state)
  const moveTo = (instant: string) => clock.moveTo(new Date(instant))
  moveTo(`${TODAY}T05:00:00Z`)
  const app = createApp({ log: SILENT })
  const callers = new Map<string, Caller>()
  app.identify = request => callers.get(String(request.headers['x-test-caller'])) ?? { accountId: 'public', role: 'public', traderIds: [] }
  const prefix = `/${state.toLowerCase()}`
  const screenings = new Map<string, Screening>()
  const required = new Map<string, readonly SecurityRequired[]>()
  const declarations = declarationsOn(screenings, required)
  const declare = (head: Partial<DeclarationHead> & Pick<DeclarationHead, 'mrn'>) => insertDeclaration(database.ownerDb, head)
  const statusOf = async (mrn: string) => (await declarations.find(database.db, mrn))?.status ?? 'draft'

  const desks: Desk[] = []
  await app.register(
    async http => {
      const node: Node = {
        state,
        baseUrl: `http://localhost${prefix}`,
        db: database.db,
        law: await readLaw(state),
        clock,
        events: openEvents(state, clock),
        jobs: { every: () => {}, work: () => {}, send: async () => {}, startDaily: async () => [] },
        neighbours: directNeighbours(),
        secrets: { keep: async (_, make) => make(), replace: async (_, change) => await change('') },
        log: SILENT,
        http,
        sandbox: true,
      }
      const desk: Desk = { ...database, node, declarations, declare, statusOf, screenings, required, moveTo, call }
      desks.push(desk)
      await register(desk)
    },
    { prefix },
  )
  await app.ready()
  afterAll(() => app.close())

  async function call(
    caller: Caller,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    callers.set(caller.accountId, caller)
    return inject(app, method, `${prefix}/api/v1${path}`, body, { 'x-test-caller': caller.accountId, ...headers })
  }

  const [desk] = desks
  if (desk === undefined) throw new Error('the desk was not opened')
  return desk
}

async function inject(
  app: App,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const payload = Buffer.isBuffer(body) || body === undefined ? body : JSON.stringify(body)
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await app.inject({ method, url, headers: { ...type, ...headers }, ...(payload === undefined ? {} : { payload }) })
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: isJson ? answer.json() : {}, text: answer.body }
}

/** The declarations as a test needs them: what is in the table, and a journey of two steps. */
function declarationsOn(
  screenings: ReadonlyMap<string, Screening>,
  required: ReadonlyMap<string, readonly SecurityRequired[]>,
): Declarations {
  const read = async (reader: Reader, mrn: string, lock: string) => {
    const [row] = await reader.query<Omit<DeclarationHead, 'office' | 'releasedOn'> & { office: string | null; releasedOn: Day | null }>(
      `SELECT mrn, status, version, principal, filer, declarant, office, registered_on AS "registeredOn", released_on AS "releasedOn"
       FROM declaration WHERE mrn = $1 ${lock}`,
      [mrn],
    )
    return row === undefined ? undefined : { ...row, office: row.office ?? undefined, releasedOn: row.releasedOn ?? undefined }
  }
  return {
    find: (reader, mrn) => read(reader, mrn, ''),
    hold: (tx, mrn) => read(tx, mrn, 'FOR NO KEY UPDATE'),
    async proceed(tx, held, record) {
      const next = after(held.status, record)
      if (!next.ok) return next
      await tx.query('UPDATE declaration SET status = $2, revision = revision + 1 WHERE mrn = $1', [held.mrn, next.value])
      return ok({ ...held, status: next.value })
    },
    getDocument: async () => declarationSchema.parse({}),
    holdEach: async (tx, mrns) =>
      (await tx.query<{ mrn: string }>('SELECT mrn FROM declaration WHERE mrn = ANY ($1) ORDER BY mrn FOR NO KEY UPDATE', [mrns])).map(
        row => row.mrn,
      ),
    requiredSecurities: async (_, mrn) => required.get(mrn) ?? [],
    dueFor: async () => undefined,
    listScreenings: async (_, mrn) => {
      const screening = screenings.get(mrn)
      return screening === undefined ? [] : [{ decision: 1, screenedOn: TODAY, screening, hints: [] }]
    },
  }
}

function after(status: Status, record: ActRecord): Result<Status> {
  if (!isPermitted(record.act, status)) return stop(error('declaration.act-not-permitted', '', { act: record.act, status }))
  if (record.act === 'pay' || record.act === 'defer' || record.act === 'secure')
    return ok(record.isSettled && status === 'payment-due' ? 'released' : status)
  if (record.act === 'record-control') return ok(record.outcome === 'satisfied' ? 'payment-due' : status)
  return ok(status)
}

async function insertDeclaration(owner: Reader, given: Partial<DeclarationHead> & Pick<DeclarationHead, 'mrn'>): Promise<DeclarationHead> {
  const head: DeclarationHead = {
    status: 'payment-due',
    version: 1,
    principal: 'VN-1',
    filer: 'VN-1',
    declarant: given.filer ?? 'VN-1',
    office: 'VNSGN',
    registeredOn: TODAY,
    releasedOn: undefined,
    ...given,
  }
  await owner.query(
    `INSERT INTO declaration (mrn, declarant, local_reference, filer, principal, office, type, mode, document_sha256, consignment_key,
       transport_key, lot_day, registered_on, registered_at, standing, status, lane, version, decision, revision, released_on)
     VALUES ($1, $8, $1, $2, $3, $4, 'IM4', 'NORMAL', '\\x00', $1, $1, $7, $7, now(), '{}', $5, 'green', $6, 1, 1, $9)`,
    [
      head.mrn,
      head.filer,
      head.principal,
      head.office,
      head.status,
      head.version,
      head.registeredOn,
      head.declarant,
      head.releasedOn ?? null,
    ],
  )
  return head
}

async function readLaw(state: State) {
  const files = ['risk-profiles', 'random-control', 'roundings', 'interest-rates', 'penalties', 'instalment-controls']
    .map(name => `law/${state.toLowerCase()}/${name}.json`)
    .filter(file => existsSync(new URL(`../../../../${file}`, import.meta.url)))
  const tables = await Promise.all(
    files.map(
      async (file): Promise<LawTable> => ({ file, ...JSON.parse(await readFile(new URL(`../../../../${file}`, import.meta.url), 'utf8')) }),
    ),
  )
  const law = openLawBook([STARTER_PROFILES, RANDOM_CONTROLS, ROUNDINGS, ...DEBT_LAW], tables, 'test')
  if (!law.ok) throw new Error(JSON.stringify(law.issues))
  return law.value
}

/** Callers by role; each test file names its own organisations and offices. */
export function trader(traderId: string, ...mayActFor: string[]): Caller {
  return {
    accountId: `trader-${traderId}`,
    role: 'trader',
    organisation: { id: traderId, name: traderId, traderId },
    traderIds: [traderId, ...mayActFor],
  }
}

export function broker(traderId: string, ...mandates: string[]): Caller {
  return { ...trader(traderId, ...mandates), accountId: `broker-${traderId}`, role: 'broker' }
}

export function officer(name: string, office: string): Caller {
  return { accountId: name, role: 'officer', office, traderIds: [] }
}

export function supervisor(name: string, office: string): Caller {
  return { ...officer(name, office), role: 'supervisor' }
}
