import type { TFunction } from 'i18next'

/** What a document is, in the reader's words: its kind by code, what was said of it, or both. */
export function nameOf(t: TFunction, { type, words }: { readonly type?: string | undefined; readonly words?: string | undefined }): string {
  return [type === undefined ? '' : t(`documentType.${type}`, { defaultValue: type }), words ?? ''].filter(part => part !== '').join(': ')
}
