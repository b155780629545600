import type { FileHandle } from 'node:fs/promises'

const END = 0x06054b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const COMMENT_MAX = 65_535
const ENTRY_BYTES = 46
/** The list of an office file is a few kilobytes; one beyond this is none. */
const LIST_MAX = 1_000_000

/**
 * The names of the parts of a ZIP file, from the list at its end; nothing is unpacked. Undefined where the list cannot be read.
 *
 * @source PKWARE APPNOTE 6.3.10, 4.3.12 and 4.3.16
 */
export async function readZipNames(file: FileHandle, size: number): Promise<readonly string[] | undefined> {
  const tailLength = Math.min(size, END_BYTES + COMMENT_MAX)
  const tail = await read(file, size - tailLength, tailLength)
  const end = findEnd(tail)
  if (end === undefined) return undefined
  const [length, offset] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if (length > LIST_MAX || offset + length > size) return undefined

  const list = await read(file, offset, length)
  const names: string[] = []
  for (let at = 0; at < list.length; ) {
    if (at + ENTRY_BYTES > list.length || list.readUInt32LE(at) !== ENTRY) return undefined
    const nameLength = list.readUInt16LE(at + 28)
    const next = at + ENTRY_BYTES + nameLength + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32)
    if (next > list.length) return undefined
    names.push(list.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength))
    at = next
  }
  return names.length === tail.readUInt16LE(end + 10) ? names : undefined
}

function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END) return at
  return undefined
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
