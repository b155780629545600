import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import type { Side } from '@lintas/contract'
import { cleanName, type DocumentType } from '@lintas/customs/documents'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import type { Caller, Node, Writer } from '../platform/node.ts'
import type { VisibleDeclarations } from '../release/index.ts'
import type { Queue } from '../risk/index.ts'
import { findKind } from './find-kind.ts'
import { type Received, withReceived } from './receive-file.ts'
import { type DocumentRow, findSame, insertDocument, keepContent, listDocuments } from './store.ts'

export interface FileDesk {
  readonly node: Node
  readonly declarations: VisibleDeclarations
  readonly queue: Queue
  /** How many bytes a declaration may hold. */
  readonly quotaBytes: number
}

/** What whoever adds a document says about it. */
export interface Said {
  readonly name: string
  readonly type?: DocumentType | undefined
  readonly words?: string | undefined
}

export interface Added {
  readonly document: DocumentRow
  /** False where the declaration had the same bytes already. */
  readonly isNew: boolean
}

/** Beyond this a file is no file of papers any more. */
const DOCUMENTS_MAX = 500

const PIECE_BYTES = 256 * 1024

/** Adds a document to a declaration the caller sees. The same bytes on the same declaration are the document that is there. */
export async function addDocument(desk: FileDesk, caller: Caller, mrn: string, said: Said, body: Readable): Promise<Result<Added>> {
  return await withReceived(body, async file => {
    const kind = await findKind(file, said.name)
    if (!kind.ok) return kind
    const { mediaType } = kind.value
    const named = { ...said, name: cleanName(said.name, kind.value), mediaType }
    return await desk.node.db.transaction(tx => keep(tx, desk, caller, mrn, named, file))
  })
}

async function keep(
  tx: Writer,
  { node, declarations, quotaBytes }: FileDesk,
  caller: Caller,
  mrn: string,
  { name, type, words, mediaType }: Said & { readonly mediaType: string },
  { path, size, sha256 }: Received,
): Promise<Result<Added>> {
  await declarations.holdVisible(tx, caller, mrn)
  const same = await findSame(tx, mrn, sha256)
  if (same !== undefined) return ok({ document: same, isNew: false })
  const full = whyFull(await listDocuments(tx, mrn), size, quotaBytes)
  if (full !== undefined) return stop(full)

  const [at, by, side] = [node.clock.now(), caller.accountId, sideOf(caller)]
  await keepContent(tx, sha256, size, at, createReadStream(path, { highWaterMark: PIECE_BYTES }))
  await insertDocument(tx, { mrn, sha256, type, words, name, mediaType, side, by, at })
  const document = await findSame(tx, mrn, sha256)
  if (document === undefined) throw new Error(`given a document of ${mrn} that was just kept, needs to find it`)
  const facts = { mrn, sha256: document.sha256, size, mediaType, as: side, ...(type === undefined ? {} : { type }) }
  const payload = { name, ...(words === undefined ? {} : { words }) }
  await node.events.append(tx, [{ subject: 'document', subjectId: document.id, act: 'add', by, facts, payload }])
  return ok({ document, isNew: true })
}

/** Of which side somebody who sees a declaration is. */
export function sideOf({ role }: Pick<Caller, 'role'>): Side {
  return role === 'trader' || role === 'broker' ? 'declarant' : 'customs'
}

export function bytesOf(documents: readonly Pick<DocumentRow, 'size'>[]): number {
  return documents.reduce((total, each) => total + each.size, 0)
}

function whyFull(documents: readonly DocumentRow[], size: number, quotaBytes: number): Issue | undefined {
  if (documents.length >= DOCUMENTS_MAX) return error('documents.many', '', { max: DOCUMENTS_MAX })
  const left = quotaBytes - bytesOf(documents)
  return size > left ? error('documents.quota-used', '', { size, left: Math.max(0, left), quota: quotaBytes }) : undefined
}
