import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { cleanName } from '@lintas/customs/documents'
import type { Result } from '@lintas/customs/kernel'
import type { Node, Writer } from '../platform/node.ts'
import { findKind } from './find-kind.ts'
import { withReceived } from './receive-file.ts'
import { keepContent } from './store.ts'

/** A file whose bytes are kept. */
export interface KeptFile {
  readonly sha256: Buffer
  readonly size: number
  readonly name: string
  readonly mediaType: string
}

const PIECE_BYTES = 256 * 1024

/** Keeps a file for another subject than a declaration's file: of a kind that is kept, its bytes once a node. `note` says in the same transaction whose it is, or refuses. */
export async function keepFile<T>(
  { db, clock }: Pick<Node, 'db' | 'clock'>,
  body: Readable,
  name: string,
  note: (tx: Writer, file: KeptFile, keep: () => Promise<void>) => Promise<Result<T>>,
): Promise<Result<T>> {
  return await withReceived(body, async ({ path, size, sha256 }) => {
    const kind = await findKind({ path, size }, name)
    if (!kind.ok) return kind
    const file = { sha256, size, name: cleanName(name, kind.value), mediaType: kind.value.mediaType }
    return await db.transaction(tx =>
      note(tx, file, () => keepContent(tx, sha256, size, clock.now(), createReadStream(path, { highWaterMark: PIECE_BYTES }))),
    )
  })
}
