import { listLanguages, messageOf } from '@lintas/contract'
import type { Issue } from '@lintas/customs/kernel'
import type { FastifyRequest } from 'fastify'

const KNOWN = new Set(listLanguages())

/**
 * The language the caller would read most gladly among those with sentences; English otherwise.
 *
 * @source RFC 9110 §12.5.4 (Accept-Language); a range matches on its primary subtag
 */
export function languageOf(request: FastifyRequest): string {
  const wish = request.headers['accept-language']
  if (wish === undefined || wish.length > 256) return 'en'
  const ranked = wish
    .split(',')
    .map(parseRange)
    .filter(range => range.quality > 0 && KNOWN.has(range.language))
    .sort((a, b) => b.quality - a.quality)
  return ranked[0]?.language ?? 'en'
}

/** An issue with its sentence in the reader's language. */
export function sayIn(language: string) {
  return (issue: Issue) => ({ ...issue, message: messageOf(issue, language) })
}

function parseRange(text: string): { readonly language: string; readonly quality: number } {
  const [tag = '', ...parameters] = text.trim().split(';')
  const weight = parameters.map(each => each.trim()).find(each => each.startsWith('q='))
  const quality = weight === undefined ? 1 : Number(weight.slice(2))
  return { language: tag.toLowerCase().split('-')[0] ?? '', quality: Number.isFinite(quality) ? quality : 0 }
}
