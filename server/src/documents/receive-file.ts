import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FILE_BYTES_MAX } from '@lintas/customs/documents'
import { error, type Result, stop } from '@lintas/customs/kernel'

/** A file that has arrived whole, on the disk of this machine for as long as it is looked at. */
export interface Received {
  readonly path: string
  readonly size: number
  readonly sha256: Buffer
}

/**
 * Takes a body in as it arrives, and hands it to `work` as a file that is gone afterwards.
 *
 * However slow its sender, no connection of the database is held and no more than a piece of it is in memory. What is larger than
 * the largest file is cut off at that point and refused.
 */
export async function withReceived<T>(body: Readable, work: (file: Received) => Promise<Result<T>>): Promise<Result<T>> {
  const folder = await mkdtemp(join(tmpdir(), 'lintas-file-'))
  const path = join(folder, 'received')
  const hash = createHash('sha256')
  let size = 0
  async function* counted(bytes: AsyncIterable<Buffer>) {
    for await (const piece of bytes) {
      size += piece.length
      if (size > FILE_BYTES_MAX) return
      hash.update(piece)
      yield piece
    }
  }
  try {
    await pipeline(body, counted, createWriteStream(path, { mode: 0o600 }))
    if (size > FILE_BYTES_MAX) return stop(error('documents.file-large', '', { max: FILE_BYTES_MAX }))
    if (size === 0) return stop(error('documents.bytes-missing', ''))
    return await work({ path, size, sha256: hash.digest() })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
