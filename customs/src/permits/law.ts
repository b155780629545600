import { z } from 'zod'
import { type LawKind, type LawRow, lawKind, lawRowSchema } from '../reference/index.ts'

const prefix = z.string().regex(/^\d{2,12}$/, 'the first digits of a commodity code')
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 country')
const words = z.string().trim().min(1)

/** What goods are asked to come with. */
const documentSchema = z.strictObject({
  /** What it is called; one that has no code is named so among the documents of a declaration. */
  name: words,
  /** Codes of UN/EDIFACT 1001 by which it may be named, as `documents` has them. */
  types: z.array(z.string().min(1).max(17)).default([]),
  /** Codes by which a declarant says that the goods are none of those the measure is about, though their commodity code is. */
  exemptions: z.array(z.strictObject({ code: z.string().min(1).max(3), about: words })).default([]),
})
export type MeasureDocument = z.output<typeof documentSchema>

export const MEASURE_DIRECTIONS = ['import', 'export'] as const
export type MeasureDirection = (typeof MEASURE_DIRECTIONS)[number]

const measureFields = lawRowSchema.extend({
  /** The measure this row is a version of; its rows for one direction follow each other in time. */
  measure: z.string().regex(/^[a-z0-9.-]+$/),
  name: words,
  direction: z.enum(MEASURE_DIRECTIONS),
  /** Beginnings of the commodity codes it is about. */
  codes: z.array(prefix).min(1),
  exceptCodes: z.array(prefix).default([]),
  /** Countries of origin it is about; every one where absent. */
  origins: z.array(country).min(1).optional(),
  /** Countries of destination it is about; every one where absent. */
  destinations: z.array(country).min(1).optional(),
  /** Who administers it, or that this is not on file. */
  authority: words,
  /** Whether what it asks for and is not there refuses a declaration, or is told. */
  severity: z.enum(['error', 'warning']),
})

const measureSchema = z.discriminatedUnion('kind', [
  /** The goods may not be moved at all. */
  measureFields.extend({ kind: z.literal('prohibition') }),
  /** Only with a permit, licence or certificate of an authority. */
  measureFields.extend({ kind: z.literal('restriction'), document: documentSchema }),
  /** Goods of strategic trade: only with what the list asks for. */
  measureFields.extend({ kind: z.literal('control-list'), document: documentSchema }),
  /** How they must be used, packed, labelled or described; proven by a document where one is named. */
  measureFields.extend({ kind: z.literal('condition'), condition: words, document: documentSchema.optional() }),
  /** A code beside the commodity code, by its type. */
  measureFields.extend({ kind: z.literal('additional-code'), codeType: z.string().min(1).max(17), allowed: z.array(words).default([]) }),
])
export type Measure = z.output<typeof measureSchema>
export type MeasureKind = Measure['kind']
export const MEASURE_KINDS = ['prohibition', 'restriction', 'control-list', 'condition', 'additional-code'] as const satisfies MeasureKind[]

/** The measures of a state beside its charges. Rivals are rows of one measure and direction. */
export const MEASURES = lawKind('measure', measureSchema, row => `${row.measure} ${row.direction}`)

const completeSchema = lawRowSchema.extend({ direction: z.enum(MEASURE_DIRECTIONS), codes: z.array(prefix).min(1).optional() })

/** That all measures of a state are on file, for every code or for those that begin so. */
export const COMPLETE_MEASURES = lawKind(
  'measures-complete',
  completeSchema,
  row => `${row.direction} ${row.codes?.toSorted().join() ?? '*'}`,
)

export const PERMITS_LAW: readonly LawKind<LawRow>[] = [MEASURES, COMPLETE_MEASURES]
