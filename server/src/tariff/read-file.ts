import { createHash, type Hash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { TextDecoder } from 'node:util'
import { type Currency, error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { openScheduleReader, type ReadSchedule, SCHEDULE_PROBLEMS_MAX, type ScheduleReader } from '@lintas/customs/tariff'
import { CsvError, parse } from 'csv-parse'

/** A schedule's file as it was read: what it says, and the digest of its bytes. */
export interface ScheduleFile {
  readonly sha256: string
  readonly read: ReadSchedule
}

const MEGABYTES_MAX = 64
const ROWS_MAX = 200_000
const COLUMNS_MAX = 200
const RECORD_LENGTH_MAX = 1_000_000
/** A header longer than this is none. */
const HEADER_LENGTH_MAX = 65_536

/**
 * Reads a schedule's CSV as it streams in, whatever it turns out to be.
 *
 * UTF-8 and UTF-16 are told apart by the byte order mark; bytes that are neither become replacement characters, which are reported where
 * they stand. Commas, semicolons or tabs, whichever the header has. What is no table with a `code` column is refused, and so is what is
 * larger than any tariff.
 */
export async function readScheduleFile(bytes: AsyncIterable<Uint8Array>, currency: Currency): Promise<Result<ScheduleFile>> {
  const hash = createHash('sha256')
  try {
    const { text, delimiter } = await sniff(decode(counted(bytes, hash)))
    const parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: RECORD_LENGTH_MAX,
    })
    const read = await pipeline(text, parser, records => readRecords(records, currency))
    return ok({ sha256: hash.digest('hex'), read })
  } catch (cause) {
    if (cause instanceof FileRefused) return stop(cause.issue)
    if (cause instanceof CsvError) return stop(error('tariff.file-malformed', '', { line: Number(cause.lines ?? 0), problem: cause.code }))
    throw cause
  }
}

class FileRefused extends Error {
  readonly issue: Issue

  constructor(code: string, params: Issue['params'] = {}) {
    super(code)
    this.issue = error(code, '', params)
  }
}

async function readRecords(records: AsyncIterable<readonly string[]>, currency: Currency): Promise<ReadSchedule> {
  let reader: ScheduleReader | undefined
  let rows = 0
  for await (const cells of records) {
    if (reader !== undefined) {
      rows++
      if (rows > ROWS_MAX) throw new FileRefused('tariff.file-too-long', { rows: ROWS_MAX })
      reader.read(cells)
      continue
    }
    if (cells.length > COLUMNS_MAX) throw new FileRefused('tariff.file-too-wide', { columns: COLUMNS_MAX })
    reader = openScheduleReader(cells, currency)
    if (!reader.hasCode) throw new FileRefused('tariff.file-without-codes')
  }
  const read = reader?.finish()
  if (read === undefined || read.lines.length === 0) throw new FileRefused('tariff.file-without-lines')
  if (read.problems.length >= SCHEDULE_PROBLEMS_MAX)
    throw new FileRefused('tariff.file-beyond-mending', { problems: SCHEDULE_PROBLEMS_MAX })
  return read
}

async function* counted(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > MEGABYTES_MAX * 1024 * 1024) throw new FileRefused('tariff.file-too-large', { megabytes: MEGABYTES_MAX })
    hash.update(chunk)
    yield chunk
  }
}

/** The text of the bytes, without their byte order mark. */
async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let held = new Uint8Array(0)
  for await (const chunk of bytes) {
    let next = chunk
    if (decoder === undefined) {
      held = Buffer.concat([held, chunk])
      if (held.length < 2) continue
      decoder = new TextDecoder(encodingOf(held))
      next = held
    }
    yield decoder.decode(next, { stream: true })
  }
  yield decoder === undefined ? Buffer.from(held).toString('latin1') : decoder.decode()
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** What stands between the cells of the header, and the whole text again. */
async function sniff(text: AsyncGenerator<string>): Promise<{ delimiter: string; text: AsyncGenerator<string> }> {
  let start = ''
  while (!/[\r\n]/.test(start) && start.length < HEADER_LENGTH_MAX) {
    const next = await text.next()
    if (next.done === true) break
    start += next.value
  }
  const [header = ''] = start.split(/[\r\n]/, 1)
  const delimiter = [',', ';', '\t'].find(mark => header.includes(mark)) ?? ','
  return { delimiter, text: followedBy(start, text) }
}

async function* followedBy(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start
  yield* rest
}
