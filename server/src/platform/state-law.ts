import { createHash } from 'node:crypto'
import { messageOf } from '@lintas/contract'
import type { Result } from '@lintas/customs/kernel'
import {
  type LawBook,
  type LawKind,
  type LawRow,
  type LawRowChange,
  type LawTable,
  openChangedBook,
  type State,
} from '@lintas/customs/reference'
import type { Logger } from 'pino'
import type { Database, Reader } from './node.ts'

/** Said when a proposal was approved; every process opens the book anew. */
export const LAW_CHANGED = 'law_changed'

/** The law of a node: that of the files, with what two persons changed on it. */
export interface StateLaw {
  readonly current: LawBook
  readonly files: LawBook
  /** Opens the book anew, now. */
  refresh(): Promise<void>
}

interface Parts {
  readonly db: Database
  readonly files: LawBook
  readonly kinds: readonly LawKind<LawRow>[]
  readonly state: State
  readonly log: Logger
}

/**
 * Opens the law of a node and keeps it open, anew whenever a proposal is approved.
 *
 * Each book has a version of its own, and is kept before anything is decided on it, so that what was decided can be decided again. Where the files
 * have changed so that what was approved no longer fits, the node does not start: which of the two holds is for a person to say.
 */
export async function openStateLaw(parts: Parts): Promise<StateLaw> {
  const { db, log } = parts
  let current = await readBook(parts)
  const refresh = async () => {
    current = await readBook(parts)
  }
  await db.listen(LAW_CHANGED, () => {
    refresh().catch(cause => log.error({ err: cause }, 'the law could not be opened anew; the book that was open stays'))
  })
  return {
    files: parts.files,
    get current() {
      return current
    },
    refresh,
  }
}

async function readBook({ db, files, kinds, state }: Parts): Promise<LawBook> {
  const approved = await listApproved(db)
  if (approved.length === 0) return files
  const opened = openWith(kinds, files, approved)
  if (!opened.ok)
    throw new Error(
      ['the law that was approved here does not fit the files:', ...opened.issues.map(issue => `  ${messageOf(issue)}`)].join('\n'),
    )
  await keepBook(db, opened.value, kinds, state)
  return opened.value
}

/** Changes that two persons made, in the order they were approved. */
export interface ApprovedChange {
  readonly id: string
  readonly kind: string
  readonly changes: readonly LawRowChange[]
}

/** The book of the files with those changes: its version is the digest of both. */
export function openWith(kinds: readonly LawKind<LawRow>[], files: LawBook, approved: readonly ApprovedChange[]): Result<LawBook> {
  const digest = createHash('sha256').update(files.version)
  for (const { id, changes } of approved) digest.update('\0').update(id).update(JSON.stringify(changes))
  return openChangedBook(kinds, files, approved, digest.digest('hex').slice(0, 16))
}

export async function listApproved(reader: Reader): Promise<readonly ApprovedChange[]> {
  return await reader.query<ApprovedChange>("SELECT id, kind, changes FROM law_proposal WHERE decision = 'approved' ORDER BY place")
}

/** Keeps a book by its version, for decisions to be taken again on it. Only this state's rows are kept: a decision reads no others. */
export async function keepBook(db: Reader, law: LawBook, kinds: readonly LawKind<LawRow>[], state: State): Promise<void> {
  const tables: readonly LawTable[] = kinds.map(kind => ({
    file: kind.name,
    kind: kind.name,
    rows: law.rows(kind).filter(row => row.state === state),
  }))
  await db.query('INSERT INTO law_book (version, tables) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING', [
    law.version,
    JSON.stringify(tables),
  ])
}
