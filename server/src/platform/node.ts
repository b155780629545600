import type { MandateScope, Role } from '@lintas/contract'
import type { Day } from '@lintas/customs/kernel'
import type { LawBook, State } from '@lintas/customs/reference'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { IdentityProvider } from './config.ts'
import type { Neighbours } from './neighbours.ts'

/** Rows of one table as `pg` gives them: numeric, bigint and date columns are strings, timestamps are Date. */
export interface Reader {
  /** One statement with `$1` parameters; the rows it returned. Named statements are prepared once per connection. */
  query<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>
}

/** A transaction that may write. Readers are handed a `Reader`, so that the compiler keeps them from writing. */
export interface Writer extends Reader {
  readonly writes: true
  /** COPY rows given as text lines into `copyStatement` (`COPY t (a, b) FROM STDIN`). */
  copyIn(copyStatement: string, lines: Iterable<string> | AsyncIterable<string>): Promise<void>
}

export interface Database extends Reader {
  /** Runs `work` in one transaction; commits when it returns, rolls back when it throws. Serialization failures are retried by the caller. */
  transaction<T>(work: (tx: Writer) => Promise<T>): Promise<T>
  /**
   * Runs `heard` with the payload of each NOTIFY on `channel`. Answers how to stop.
   *
   * Survives a lost connection; what was said meanwhile is lost, so `heard` then gets an empty payload and reads anew what it keeps.
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  end(): Promise<void>
}

/** The state's clock: real in production, movable in a sandbox. Nothing above the platform reads another. */
export interface Clock {
  now(): Date
  /** Today in the state's time zone. */
  today(): Day
}

/** One fact about something that happened; appended in the transaction of the act it records. */
export interface NewEvent {
  /** What it is about: `declaration`, `tariff`, `payment` … and its id (an MRN, a version). */
  readonly subject: string
  readonly subjectId: string
  /** The act, in the words of the subject: `lodge`, `assess`, `approve` … */
  readonly act: string
  /** Who did it, as an opaque account id; never a name. */
  readonly by: string
  /** What the proof covers: JSON without personal data (digests, codes, amounts, statuses). */
  readonly facts: Readonly<Record<string, unknown>>
  /** Personal and commercial data: kept beside the event in a row that can be erased; the event holds its salted digest. */
  readonly payload?: Readonly<Record<string, unknown>>
}

/** Events hashed, salted and laid out as the parameters of `insertEvents` (platform/events). */
export type PreparedEvents = readonly unknown[]

export interface Events {
  /** Appends events in this transaction, in order; answers their ids. */
  append(tx: Writer, events: readonly NewEvent[]): Promise<readonly string[]>
  /** For a subject that writes its rows and its events in one statement: the parameters of `insertEvents`. */
  prepare(events: readonly NewEvent[]): PreparedEvents
}

/** What a job is given; the same object that was sent, as JSON. */
export type JobWork = (data: Readonly<Record<string, unknown>>) => Promise<void>

export interface SendChoices {
  /** Sends in this transaction: no job without the act that wants it, no act without its job. */
  readonly tx?: Writer
  readonly startAfter?: Date
}

/** Work that happens later or again. Declared by a subject when it registers; done by the region or by `lintas work`. */
export interface Jobs {
  /**
   * Does `work` again and again: by cron in the state's time zone (`'0 3 * * *'`), or every few seconds, one process at a time unless it is
   * `everywhere`.
   */
  every(name: string, when: string | { readonly seconds: number; readonly everywhere?: true }, work: JobWork): void
  /** Does `work` for each job sent under this name, at least once. It is retried when it throws. */
  work(name: string, work: JobWork): void
  send(name: string, data: Readonly<Record<string, unknown>>, choices?: SendChoices): Promise<void>
  /** Starts everything that is done by cron, now and once each; answers the names. For a sandbox whose clock was moved. */
  startDaily(): Promise<readonly string[]>
}

/** The node's keys and secrets, each in a file only its owner may read, below `LINTAS_HOME`; part of every backup. */
export interface Secrets {
  /** The secret of this name; made by `make` when there is none yet. Names are file names: `seal-key-2026.json`. */
  keep(name: string, make: () => string): Promise<string>
  /**
   * Puts another secret in the place of one that is there, whole, once `change` has said it; answers it. Whoever calls sees to it that nobody
   * else does at once.
   */
  replace(name: string, change: (before: string) => Promise<string>): Promise<string>
}

export type { Role }

/** What a colleague of the same office handed to a caller, in force today. `role`: the colleague's, under which the powers are used. */
export interface Delegated {
  readonly id: string
  /** Account id of who handed it over. */
  readonly from: string
  readonly role: Role
  readonly cases: boolean
  readonly powers: readonly string[]
}

/** Who is calling, after sign-in or an API key was checked. */
export interface Caller {
  /** Opaque account id; `public` when nobody signed in. */
  readonly accountId: string
  readonly role: Role
  /** The organisation the caller acts for: a trader's or broker's; undefined for officers and the public. */
  readonly organisation?: { readonly id: string; readonly name: string; readonly traderId: string }
  /** The customs office an officer works at. */
  readonly office?: string
  /** Trader ids this caller may act for: the own one and those whose mandate is in force today. */
  readonly traderIds: readonly string[]
  /** The mandates behind `traderIds`, where they are limited to imports, exports or transit. */
  readonly mandates?: readonly { readonly traderId: string; readonly scopes: readonly MandateScope[] }[]
  /** What colleagues handed over to the caller. */
  readonly delegated?: readonly Delegated[]
  /** Accounts that count as the same person where an act needs two. */
  readonly oneWith?: readonly string[]
  /** The delegation this request is made under, once the route asked for a power of it; `role` is then that of who handed it over. */
  readonly onBehalfOf?: Delegated
}

/** One member state's node, as every subject is handed it. */
export interface Node {
  readonly state: State
  /** Where the node answers from outside: `http://localhost:3000/vn`. */
  readonly baseUrl: string
  readonly db: Database
  /** The law as it stands now: that of the files, with what two persons changed. Ask for it anew, keep no copy. */
  readonly law: LawBook
  readonly clock: Clock
  readonly events: Events
  readonly jobs: Jobs
  readonly neighbours: Neighbours
  readonly secrets: Secrets
  readonly log: Logger
  /** The node's own corner of the server: routes registered here stand below `/vn`. */
  readonly http: FastifyInstance
  readonly sandbox: boolean
  /** Who vouches for people here beside the node itself. */
  readonly identityProvider?: IdentityProvider | undefined
  /** How many bytes of documents a declaration may hold; the subject's own limit where nobody set one. */
  readonly documentQuotaBytes?: number
}
