import { error } from '@lintas/customs/kernel'
import { looksLikeCsv, readCsv } from './csv.ts'
import { decodeText } from './decode.ts'
import { readJson } from './json.ts'
import { type Format, problem, type Reading, refused } from './problem.ts'
import { readWcoDec } from './wco-dec.ts'

/** The largest file that is read. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024

/** What a file that is no text begins with. */
const SIGNATURES: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
]

/**
 * Reads a declaration from a file in any of the formats we know, told apart by what is in it; a name or a media type is not believed.
 *
 * Archives are not opened. Whatever cannot be read is refused with a code, in time that grows with its size and no faster.
 */
export function readFile(bytes: Uint8Array): Reading {
  if (bytes.length > FILE_BYTES_MAX) return refused('unknown', error('format.too-large', '', { max: FILE_BYTES_MAX }))
  const signature = SIGNATURES.find(([, start]) => start.every((byte, index) => bytes[index] === byte))
  if (signature !== undefined) return refused('unknown', error('format.archive', '', { kind: signature[0] }))
  if (isBinary(bytes)) return refused('unknown', error('format.binary', ''))
  const decoded = decodeText(bytes)
  if (!decoded.ok) return refused(guess(bytes), ...decoded.issues)
  const text = decoded.value.replace(/^\ufeff/, '')

  const start = /\S/.exec(text)?.[0]
  if (start === undefined) return refused('unknown', error('format.empty', ''))
  if (start === '<') return readWcoDec(text)
  if (start === '{' || start === '[') return readJson(text)
  if (looksLikeCsv(text)) return readCsv(text)
  return refused('unknown', problem(error('format.unknown', ''), { line: 1 }))
}

/** NUL is in no text, except where letters take two bytes: a mark says so, or the first letter does. */
function isBinary(bytes: Uint8Array): boolean {
  const isMarkedWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const beginsWide = (bytes[0] === 0) !== (bytes[1] === 0)
  return !isMarkedWide && !beginsWide && bytes.includes(0)
}

/** What a file that could not be decoded was meant to be, from the letters that are the same in every encoding. */
function guess(bytes: Uint8Array): Format {
  const start = Buffer.from(bytes.subarray(0, 8192)).toString('latin1').replaceAll('\0', '')
  return /urn:wco:datamodel:[^:"']+:DEC\b/i.test(start) ? 'wco-dec' : 'unknown'
}
