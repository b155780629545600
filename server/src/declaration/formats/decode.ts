import { isUtf8 } from 'node:buffer'
import { error, ok, type Result, stop } from '@lintas/customs/kernel'
import { type Problem, problem } from './problem.ts'

/** The encodings read here, by every name they go by. */
const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Result<string, Problem>>> = {
  'UTF-8': decodeUtf8,
  UTF8: decodeUtf8,
  'US-ASCII': decodeUtf8,
  ASCII: decodeUtf8,
  'UTF-16LE': bytes => decodeUtf16(bytes, 'utf-16le'),
  'UTF-16BE': bytes => decodeUtf16(bytes, 'utf-16be'),
  'ISO-8859-1': decodeLatin1,
  LATIN1: decodeLatin1,
  'WINDOWS-1252': bytes => ok(new TextDecoder('windows-1252').decode(bytes)),
}

/**
 * The text of a file: UTF-8 unless a byte order mark or an XML declaration says otherwise.
 *
 * An encoding not read here is refused by its name; bytes that are not of the encoding are refused with their line. Nothing is guessed.
 */
export function decodeText(bytes: Uint8Array): Result<string, Problem> {
  const marked = byMark(bytes)
  if (marked !== undefined) return marked
  const wide = bytes[0] === 0 ? 'UTF-16BE' : bytes[1] === 0 ? 'UTF-16LE' : undefined
  const declared = declaredEncoding(bytes)
  if (wide === undefined && declared?.startsWith('UTF-16'))
    return stop(problem(error('format.encoding-broken', '', { encoding: declared }), { line: 1 }))
  const name = wide ?? declared ?? 'UTF-8'
  const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined
  if (decode === undefined) return stop(problem(error('format.encoding-unsupported', '', { encoding: name }), { line: 1 }))
  return decode(bytes)
}

function byMark(bytes: Uint8Array): Result<string, Problem> | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeUtf8(bytes.subarray(3))
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes[2] === 0 && bytes[3] === 0) {
    return stop(problem(error('format.encoding-unsupported', '', { encoding: 'UTF-32' }), { line: 1 }))
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes.subarray(2), 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes.subarray(2), 'utf-16be')
  return undefined
}

/** What `<?xml … encoding="…"?>` says, in capitals. The declaration itself is ASCII in every encoding that has no mark. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/.exec(start)?.[1]?.toUpperCase()
}

function decodeUtf8(bytes: Uint8Array): Result<string, Problem> {
  if (isUtf8(bytes)) return ok(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  return stop(problem(error('format.encoding-broken', '', { encoding: 'UTF-8' }), findBrokenPlace(bytes)))
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Result<string, Problem> {
  try {
    return ok(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    return stop(problem(error('format.encoding-broken', '', { encoding: 'UTF-16' })))
  }
}

function decodeLatin1(bytes: Uint8Array): Result<string, Problem> {
  return ok(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))
}

/** Line and column of the first bytes that are not UTF-8. */
function findBrokenPlace(bytes: Uint8Array) {
  let line = 1
  let start = 0
  for (;;) {
    const end = bytes.indexOf(0x0a, start)
    const row = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (!isUtf8(row)) return { line, column: new TextDecoder('utf-8').decode(row).indexOf('\ufffd') + 1 }
    if (end < 0) return { line }
    line += 1
    start = end + 1
  }
}
