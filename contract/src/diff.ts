import type { DutyRate } from '@lintas/customs/tariff'
import { formatRate } from '@lintas/customs/tariff'
import { z } from 'zod'

/** A change as two persons read it before it takes effect: of a row of law, a line of a tariff, a risk profile. One shape, one renderer each. */
export const diffSchema = z.object({
  /** What changes, by its own name. */
  subject: z.string(),
  act: z.enum(['add', 'change', 'end', 'correct', 'remove']),
  /** The first day the new words hold, and the first on which they do no more. */
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  fields: z.array(z.object({ field: z.string(), before: z.string().optional(), after: z.string().optional() })),
  source: z.string().optional(),
  confidence: z.string().optional(),
  /** All of it in one sentence. */
  sentence: z.string(),
})
export type Diff = z.output<typeof diffSchema>

/** Fields that say where words come from and not what they say. */
const BESIDE: ReadonlySet<string> = new Set(['id', 'state', 'knownSince', 'source', 'confidence', 'validFrom', 'validTo', 'version'])

interface Described {
  readonly subject: string
  readonly act: Diff['act']
  readonly before?: object | undefined
  readonly after?: object | undefined
}

/** Tells two versions of a thing apart, field by field, rates in words. What both say alike is left out. */
export function diffOf({ subject, act, before, after }: Described): Diff {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  const fields = [...new Set([...old.keys(), ...now.keys()])].flatMap(field => {
    const [was, is] = [old.get(field), now.get(field)]
    return was === is ? [] : [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }]
  })
  const { validFrom, validTo, source, confidence } = (after ?? before ?? {}) as Readonly<Record<string, string | undefined>>
  const said = {
    subject,
    act,
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
    fields,
    ...(source === undefined ? {} : { source }),
    ...(confidence === undefined ? {} : { confidence }),
  }
  return { ...said, sentence: sentenceOf(said) }
}

function sentenceOf({ subject, act, validFrom, validTo, fields, source, confidence }: Omit<Diff, 'sentence'>): string {
  const until = validTo === undefined ? '' : ` until before ${validTo}`
  const when = act === 'end' ? ` ends on ${validTo ?? ''}` : validFrom === undefined ? '' : ` from ${validFrom}${until}`
  const changes = fields.map(({ field, before, after }) => {
    if (before === undefined) return `${field} ${after}`
    return after === undefined ? `${field} ${before} no more` : `${field} ${before} → ${after}`
  })
  const said = changes.length === 0 ? '' : `: ${changes.join('; ')}`
  return `${subject}${when}${said}${source === undefined ? '' : ` (${source}${confidence === undefined ? '' : `; ${confidence}`})`}`
}

function wordsOf(thing: object | undefined): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  for (const [field, value] of Object.entries(thing ?? {})) if (!BESIDE.has(field)) collect(field, value, words)
  return words
}

function collect(path: string, value: unknown, words: Map<string, string>): void {
  if (value === undefined || value === null) return
  if (typeof value !== 'object') words.set(path, String(value))
  else if (isRate(value)) words.set(path, formatRate(value))
  else if (Array.isArray(value) && value.every(each => typeof each !== 'object'))
    words.set(path, value.length === 0 ? 'none' : value.join(', '))
  else for (const [name, inner] of Object.entries(value)) collect(`${path}.${name}`, inner, words)
}

const RATES: ReadonlySet<unknown> = new Set<DutyRate['kind']>([
  'ad-valorem',
  'specific',
  'compound',
  'mixed',
  'quota',
  'none',
  'excluded',
  'unknown',
])

function isRate(value: object): value is DutyRate {
  return (
    'kind' in value &&
    RATES.has(value.kind) &&
    ('percent' in value || 'amount' in value || 'parts' in value || 'cell' in value || 'within' in value || Object.keys(value).length === 1)
  )
}
