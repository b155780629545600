import type { FileKind } from './file-kind.ts'

const NAME_MAX = 120

/** What a file system, a shell or a reader's eye can be deceived by: controls, text direction marks, separators, wild cards. */
const TREACHEROUS = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}<>:"/\\|?*]/gu

/** Names that a system keeps for its devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * The name under which a file is given out: its own, without what could deceive, and with the ending of what it really is.
 *
 * `..\invoice‮fdp.exe` that holds a PDF becomes `invoicefdp.exe.pdf`. A name of which nothing is left becomes `document`.
 */
export function cleanName(given: string, kind: FileKind): string {
  const base = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = base
    .replace(TREACHEROUS, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const dot = plain.lastIndexOf('.')
  const ending = dot < 0 ? '' : plain.slice(dot + 1).toLowerCase()
  const isTrue = kind.endings.includes(ending)
  const stem = isTrue ? plain.slice(0, dot).replace(/[. ]+$/, '') : plain
  const kept = [...stem]
    .slice(0, NAME_MAX)
    .join('')
    .replace(/[. ]+$/, '')
  return `${kept === '' || DEVICE.test(kept) ? 'document' : kept}.${isTrue ? ending : kind.endings[0]}`
}
