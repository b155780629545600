import { type FileHandle, open } from 'node:fs/promises'
import { type FileKind, findFileKind } from '@lintas/customs/documents'
import { error, type Issue, ok, type Result, stop } from '@lintas/customs/kernel'
import { fileTypeFromFile } from 'file-type'
import type { Received } from './receive-file.ts'
import { readZipNames } from './zip-names.ts'

/** Parts of an office file that run, or that hold another program. */
const RUNS = /(^|\/)(vbaProject[^/]*\.bin|vbaData\.xml|macrosheets\/|activeX\/|embeddings\/[^/]*\.(bin|exe))/i

/**
 * What a file is, from its bytes; its name only tells CSV and XML from other text. Refused where it is of no kind that is kept.
 */
export async function findKind({ path, size }: Pick<Received, 'path' | 'size'>, name: string): Promise<Result<FileKind>> {
  const found = await fileTypeFromFile(path)
  const file = await open(path)
  try {
    const mediaType = found === undefined ? await textKind(file, name) : found.mime
    const kind = mediaType === undefined ? undefined : findFileKind(mediaType)
    if (kind === undefined) return stop(error('documents.file-kind-refused', '', { found: mediaType ?? 'unknown' }))
    const danger = mediaType?.includes('openxmlformats') === true ? await dangerIn(file, size) : undefined
    return danger === undefined ? ok(kind) : stop(danger)
  } finally {
    await file.close()
  }
}

async function dangerIn(file: FileHandle, size: number): Promise<Issue | undefined> {
  const names = await readZipNames(file, size)
  if (names === undefined) return error('documents.file-kind-refused', '', { found: 'application/zip' })
  const runs = names.find(name => RUNS.test(name))
  return runs === undefined ? undefined : error('documents.macros', '', { part: runs })
}

/** Text is UTF-8 without control characters but those that lay it out. */
async function textKind(file: FileHandle, name: string): Promise<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let start = ''
  try {
    for await (const bytes of file.createReadStream({ autoClose: false, start: 0 }) as AsyncIterable<Buffer>) {
      const text = decoder.decode(bytes, { stream: true })
      if (CONTROL.test(text)) return undefined
      if (start.length < 200) start += text.trimStart()
    }
    decoder.decode()
  } catch (cause) {
    if (cause instanceof TypeError) return undefined // not UTF-8
    throw cause
  }
  if (/\.xml$/i.test(name) && start.startsWith('<')) return 'application/xml'
  return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain'
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/
