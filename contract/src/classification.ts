import { FACTS } from '@lintas/customs/classification'
import { daySchema } from '@lintas/customs/reference'
import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'
import { tariffLineSchema, tariffVersionSchema } from './tariff.ts'

const description = z.string().trim().min(1).max(2_000).describe('What the goods are, as an invoice would say')
const top = z.coerce.number().int().min(1).max(20).default(5)

/** Why a code is offered. Of others' declarations nothing is told but how many resemble; of rulings their number. */
export const classificationReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), matched: z.array(z.string()), name: z.string() }),
  z.object({ kind: z.literal('similar'), count: z.number().int(), likeness: z.number() }),
  z.object({ kind: z.literal('ruling'), reference: z.string().optional(), likeness: z.number() }),
  z.object({ kind: z.literal('cas'), number: z.string() }),
])
export type ClassificationReason = z.output<typeof classificationReasonSchema>

export const classificationCandidateSchema = z.object({
  /** Digits only: those of the state's schedule where it has lines, else six. */
  code: z.string(),
  /** Our name of its subheading. */
  name: z.string(),
  /** What the state's schedule says of the line, by language. */
  line: z.record(z.string(), z.string()).optional(),
  confidence: z.number().min(0).max(1),
  /** Learned from former declarations; the schedule in force has no such line. */
  unlisted: z.literal(true).optional(),
  why: z.array(classificationReasonSchema),
})
export type ClassificationCandidate = z.output<typeof classificationCandidateSchema>

/**
 * What a code that was asked for is on the day: a line one may declare, a heading above lines, a line that ended or is yet to come, a code whose
 * place others took, or nothing.
 */
export const CODE_STANDINGS = ['line', 'heading', 'other-day', 'replaced', 'unknown'] as const

export const classificationSchema = z.object({
  /** Its place among the descriptions asked, from 1. */
  row: z.number().int(),
  /** Best first; listed also where the answer abstains. */
  candidates: z.array(classificationCandidateSchema),
  /** At most one in twenty of the answers called sure is wrong, as far as could be tried. Never without the administration's own evidence. */
  sure: z.boolean(),
  /** The description does not say what the goods are. */
  vague: z.boolean(),
  /** Nothing is proposed: no candidate is likely enough. */
  abstained: z.boolean(),
  /** Where the description is a code and nothing else: what stands at it, and for one that is not in force what may have taken its place. */
  exact: z
    .object({
      code: z.string(),
      standing: z.enum(CODE_STANDINGS),
      instead: z.array(z.string()),
      /** The table that tells what took its place. */
      correlation: z.object({ id: z.string(), validFrom: z.iso.date() }).optional(),
    })
    .optional(),
  /** What the description should say besides. */
  needs: z.array(z.object({ fact: z.enum(FACTS), options: z.array(z.string()) })),
})
export type Classification = z.output<typeof classificationSchema>

const scope = z
  .enum(['national', 'harmonized'])
  .default('national')
  .describe('Codes of the state’s schedule, or the six digits that are the same everywhere')

export const classifyOne = {
  summary: 'The codes that goods may have, with reasons; never an advance ruling',
  querystring: z.object({ q: description, top, scope }),
  response: { 200: classificationSchema },
}

export const classifyMany = {
  summary: 'The codes that goods may have, for up to 500 descriptions at once',
  body: z.strictObject({ descriptions: z.array(z.string().max(2_000)).min(1).max(500), top, scope }),
  response: { 200: z.object({ rows: z.array(classificationSchema) }) },
}

const entry = z.object({ code: z.string(), name: z.string() })
const section = z.object({ number: z.string(), name: z.string(), chapters: z.tuple([z.string(), z.string()]) })
const dayAsked = z.object({ on: daySchema.optional().describe('Today where it is left out') })

export const nomenclatureEntrySchema = entry.extend({
  version: z.string(),
  /** The day the answer holds for. */
  on: z.iso.date(),
  section: section.optional(),
  /** Other words for it. */
  also: z.array(z.string()),
  /** What resembles it and stands elsewhere. */
  not: z.array(z.object({ words: z.string(), code: z.string() })),
  above: z.array(entry),
  below: z.array(entry),
  /** The state's schedule in force on the day; absent where none is. */
  schedule: tariffVersionSchema.pick({ id: true, validFrom: true, source: true, confidence: true, sample: true }).optional(),
  /** The lines of that schedule below a subheading. */
  lines: z.array(z.object({ code: z.string(), description: z.record(z.string(), z.string()), mfn: z.string().optional() })),
  /** What the schedule says of a national line. */
  line: tariffLineSchema.optional(),
})
export type NomenclatureEntry = z.output<typeof nomenclatureEntrySchema>

export const listChapters = {
  summary: 'The sections and chapters of the Harmonized System, in plain words',
  response: { 200: z.object({ version: z.string(), sections: z.array(section), chapters: z.array(entry) }) },
}
export type NomenclatureChapters = z.output<(typeof listChapters.response)[200]>

export const readNomenclatureEntry = {
  summary: 'A chapter, heading, group, subheading or national line in plain words, with what stands above and below it on a day',
  params: z.object({ code: z.string().regex(/^\d{2}(\d{2,10})?$/) }),
  querystring: dayAsked,
  response: { 200: nomenclatureEntrySchema },
}

/** Kinds of evidence, by what they are worth: a ruling most, an unchecked declaration least. */
export const EVIDENCE_KINDS = ['ruling', 'checked', 'audited', 'listed', 'declared'] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

/** What an administration's memory was learned from, and how it answered what it had not learned. */
export const classificationMemorySchema = z.object({
  learnedAt: z.iso.datetime(),
  examples: z.number().int(),
  codes: z.number().int(),
  /** Examples that were asked about as if they were not known; nothing below where there were too few. */
  tried: z.number().int(),
  /** Of the answers called sure, the share that was wrong; and the share of all that were called sure. */
  wrongOfSure: z.number().optional(),
  sureShare: z.number().optional(),
  first: z.number().optional(),
  amongFive: z.number().optional(),
  chapters: z.array(z.object({ chapter: z.string(), tried: z.number().int(), first: z.number(), amongFive: z.number() })),
})
export type ClassificationMemory = z.output<typeof classificationMemorySchema>

const memoryAnswer = z.object({
  /** Evidence that came after what was learned last. */
  waiting: z.number().int(),
  memory: classificationMemorySchema.optional(),
})
export type ClassificationMemoryAnswer = z.output<typeof memoryAnswer>

export const readClassificationMemory = {
  summary: 'What was learned from the administration’s own decisions, and how often it is right',
  response: { 200: memoryAnswer },
}

export const loadEvidence = {
  summary:
    'Load past declarations, rulings or lists of terms with their codes (CSV: description and hs8 or hs6; kind, trader, reference where known), to be learned from',
  querystring: z.object({ kind: z.enum(EVIDENCE_KINDS).default('checked') }),
  response: {
    202: z.object({ rows: z.number().int(), fresh: z.number().int(), leftOut: z.number().int() }),
  },
}
export type LoadedEvidence = z.output<(typeof loadEvidence.response)[202]>

/** A piece of evidence whose code several took the place of: it teaches nothing until somebody says which. */
export const askedEvidenceSchema = z.object({
  id: z.string(),
  kind: z.enum(EVIDENCE_KINDS),
  description: z.string(),
  reference: z.string().optional(),
  /** The correlation table that told of it. */
  correlation: z.string(),
  was: z.string(),
  successors: z.array(z.string()),
})
export type AskedEvidence = z.output<typeof askedEvidenceSchema>

export const listAskedEvidence = {
  summary: 'Evidence whose code is asked about since a correlation table took effect, the oldest first',
  querystring: pageQuery,
  response: { 200: pageOf(askedEvidenceSchema) },
}

export const decideEvidenceCode = {
  summary: 'Say which of the codes that took its place a piece of evidence has; it teaches again',
  params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
  body: z.strictObject({ code: z.string().regex(/^\d{6,12}$/) }),
  response: { 200: askedEvidenceSchema.extend({ code: z.string() }) },
}
