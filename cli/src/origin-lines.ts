import type { OriginDetermination } from '@lintas/contract'

const MARKS = { met: '✓', 'not-met': '✗', open: '?', noted: '·' } as const

/** A determination for people: what it is, every step with its source, what would make the good qualify. */
export function linesOf({ toQualify, trace, ...found }: OriginDetermination): readonly string[] {
  return [
    verdictOf(found),
    ...trace.map(({ outcome, message, source }) => `  ${MARKS[outcome]} ${message} [${source}]`),
    ...(toQualify.length === 0 ? [] : ['to qualify:', ...toQualify.map(({ message }) => `  - ${message}`)]),
  ]
}

export function verdictOf({ status, criterion, origin, rvc, marks }: Omit<OriginDetermination, 'toQualify' | 'trace'>): string {
  const facts = [
    ...(criterion === null ? [] : [`criterion ${criterion}`]),
    ...(origin === null ? [] : [`of ${origin}`]),
    ...(rvc === null ? [] : [`regional value content ${rvc.percent} % (${rvc.method})`]),
    ...marks,
  ]
  return facts.length === 0 ? status : `${status}: ${facts.join(', ')}`
}
