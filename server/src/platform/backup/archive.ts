import { createHash } from 'node:crypto'

/**
 * The file of a backup, before compression.
 *
 * A line that names it, then sections. A section is chunks, the first its heading as JSON, an empty one its end; a chunk is its
 * length in four bytes, big-endian, and its bytes. The last section is headed `end` and holds the SHA-256 of everything before it. So it
 * can be written and read as a stream, however large a table is, and a file that was cut short or altered is recognised.
 */
const MAGIC = Buffer.from('LINTAS BACKUP 1\n')
const CHUNK_LENGTH_MAX = 64 * 1024 * 1024

export interface Section<Heading> {
  readonly heading: Heading
  readonly data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

interface End {
  readonly kind: 'end'
  readonly sha256: string
}

export async function* writeArchive(sections: AsyncIterable<Section<object>>): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256').update(MAGIC)
  yield MAGIC
  for await (const { heading, data } of sections) {
    for await (const bytes of framed(heading, data)) {
      hash.update(bytes)
      yield bytes
    }
  }
  const end: End = { kind: 'end', sha256: hash.digest('hex') }
  yield* framed(end, [])
}

/**
 * The sections of an archive, each to be read to its end before the next is asked for.
 *
 * Throws where the file is no backup, or damaged; the checksum is compared when the last section has been read.
 */
export async function* readArchive<Heading extends { readonly kind: string }>(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Section<Heading>> {
  const source = new ByteSource(bytes)
  if (!(await source.take(MAGIC.length)).equals(MAGIC)) throw new Error('this is not a backup of lintas')
  for (;;) {
    const before = source.digest()
    const heading = JSON.parse((await takeChunk(source)).toString('utf8')) as Heading | End
    if (heading.kind === 'end') {
      if ((heading as End).sha256 !== before)
        throw new Error('the backup is damaged: its checksum is another than the one it was written with')
      if ((await takeChunk(source)).length > 0 || !(await source.isAtEnd()))
        throw new Error('the backup is damaged: something follows its end')
      return
    }
    yield { heading: heading as Heading, data: chunksUntilEmpty(source) }
  }
}

async function* framed(heading: object, data: Section<object>['data']): AsyncGenerator<Buffer> {
  yield chunk(Buffer.from(JSON.stringify(heading)))
  for await (const bytes of data) if (bytes.length > 0) yield chunk(bytes)
  yield chunk(Buffer.alloc(0))
}

function chunk(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

async function* chunksUntilEmpty(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let bytes = await takeChunk(source); bytes.length > 0; bytes = await takeChunk(source)) yield bytes
}

async function takeChunk(source: ByteSource): Promise<Buffer> {
  const length = (await source.take(4)).readUInt32BE()
  if (length > CHUNK_LENGTH_MAX) throw new Error('the backup is damaged: a part of it is impossibly long')
  return await source.take(length)
}

/** Hands out a stream of bytes in the portions that are asked for, keeping a checksum of what was handed out. */
class ByteSource {
  readonly #bytes: AsyncIterator<Uint8Array>
  readonly #hash = createHash('sha256')
  #held = Buffer.alloc(0)

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#bytes = bytes[Symbol.asyncIterator]()
  }

  async take(length: number): Promise<Buffer> {
    const parts = [this.#held]
    for (let have = this.#held.length; have < length; ) {
      const next = await this.#bytes.next()
      if (next.done) throw new Error('the backup is damaged: it ends too early')
      parts.push(Buffer.from(next.value))
      have += next.value.length
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts)
    this.#held = all.subarray(length)
    const taken = all.subarray(0, length)
    this.#hash.update(taken)
    return taken
  }

  async isAtEnd(): Promise<boolean> {
    return this.#held.length === 0 && (await this.#bytes.next()).done === true
  }

  digest(): string {
    return this.#hash.copy().digest('hex')
  }
}
