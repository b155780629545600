import type { Readable } from 'node:stream'
import type { Result } from '@lintas/customs/kernel'
import type { ProofRecord } from '@lintas/customs/origin'
import type { Node, Reader, Writer } from '../platform/node.ts'

/** A file whose bytes are kept. */
interface KeptFile {
  readonly sha256: Buffer
  readonly size: number
  readonly name: string
  readonly mediaType: string
}

/** What later subjects do for origin; the node hands it in, since they know origin themselves. */
export interface OriginDoors {
  /** What is known of proofs of these numbers; `traders`: whose records are read, undefined for customs. */
  readonly findProofRecords: (
    reader: Reader,
    numbers: readonly string[],
    traders: readonly string[] | undefined,
  ) => Promise<readonly ProofRecord[]>
  readonly keepFile: <T>(
    node: Pick<Node, 'db' | 'clock'>,
    body: Readable,
    name: string,
    note: (tx: Writer, file: KeptFile, keep: () => Promise<void>) => Promise<Result<T>>,
  ) => Promise<Result<T>>
  readonly readContent: (reader: Reader, sha256: string) => AsyncGenerator<Buffer>
  /** The heading of a file to save under its own name. */
  readonly attachment: (name: string) => string
}
