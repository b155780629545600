/** A kind of file that may support a declaration: how it is named on the wire, and the endings its name may have; the first is ours. */
export interface FileKind {
  readonly mediaType: string
  readonly endings: readonly [string, ...string[]]
}

/** What is kept. Everything else is refused, above all what runs: programs, scripts, office files with macros. */
export const FILE_KINDS: readonly FileKind[] = [
  { mediaType: 'application/pdf', endings: ['pdf'] },
  { mediaType: 'image/png', endings: ['png'] },
  { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  { mediaType: 'image/tiff', endings: ['tif', 'tiff'] },
  { mediaType: 'application/xml', endings: ['xml'] },
  { mediaType: 'text/csv', endings: ['csv'] },
  { mediaType: 'text/plain', endings: ['txt'] },
  { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', endings: ['docx'] },
]

export function findFileKind(mediaType: string): FileKind | undefined {
  return FILE_KINDS.find(each => each.mediaType === mediaType)
}

/** The largest file: 10 MB. */
export const FILE_BYTES_MAX = 10_000_000
