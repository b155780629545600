import { CARGO_KINDS, CARGO_STATUSES, manifestDocumentSchema, manifestSchema } from '@lintas/customs/cargo'
import { CONTROLS } from '@lintas/customs/risk'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'
import { problemIssueSchema } from './problem.ts'

/** Manifests, the transport documents in them, and what becomes of their goods. Masses are decimal strings in kilograms. */
const amountSchema = z.object({ packages: z.number().int(), grossMassKg: z.string() })
const mass = z.string().regex(/^\d{1,16}(\.\d{1,8})?$/, 'a mass in kilograms such as 1250.5')
const count = z.number().int().min(0).max(999_999_999)
/** An amount as somebody writes it. */
const writtenAmount = z.strictObject({ packages: count.default(0), grossMassKg: mass })
const number = z.string().trim().min(1).max(70)
const location = z.string().trim().min(1).max(35)
const day = calendarDay

export const MANIFEST_STATUSES = ['registered', 'arrived', 'discharged'] as const
export const DOCUMENT_ORIGINS = ['manifest', 'found', 'split', 'joined'] as const

/** Sums over the documents that carry goods: what there is plus the excess is what was declared, passed on, is gone or left. */
export const cargoTotalsSchema = z.object({
  documents: z.number().int(),
  announced: amountSchema,
  /** Once discharged what landed; before that what is announced. */
  total: amountSchema,
  declared: amountSchema,
  /** Missing or disposed of: there no more, though nobody declared it. */
  gone: amountSchema,
  left: amountSchema,
  excess: amountSchema,
  byStatus: z.record(z.string(), z.number().int()),
  differences: z.number().int(),
})
export type CargoTotals = z.output<typeof cargoTotalsSchema>

export const manifestSummarySchema = z.object({
  number: z.string(),
  carrier: z.string(),
  reference: z.string(),
  office: z.string(),
  mode: z.string(),
  means: z.object({ id: z.string(), name: z.string().optional() }),
  journey: z.string().optional(),
  loadingPlace: z.string().optional(),
  unloadingPlace: z.string(),
  expectedOn: day,
  arrivedOn: day.optional(),
  dischargedOn: day.optional(),
  status: z.enum(MANIFEST_STATUSES),
  containers: z.number().int(),
  version: z.number().int(),
  /** For `If-Match`. */
  revision: z.number().int(),
  filedAt: z.iso.datetime(),
  /** In a list: kinds of its goods that cannot wait, for which it is served first. */
  timeSensitive: z.array(z.string()).optional(),
  totals: cargoTotalsSchema,
})
export type ManifestSummary = z.output<typeof manifestSummarySchema>

/** A manifest as it stands; `issues` are the warnings of what was just filed. */
export const manifestAnswerSchema = manifestSummarySchema.extend({
  /** What tanks that come back uncleaned still hold: no cargo, in no total. */
  residues: z.array(z.object({ container: z.string(), massKg: z.string(), description: z.string(), dangerousGoods: z.array(z.string()) })),
  issues: z.array(problemIssueSchema),
})
export type ManifestAnswer = z.output<typeof manifestAnswerSchema>

export const cargoDocumentSchema = z.object({
  id: z.string(),
  manifest: z.string(),
  number: z.string(),
  origin: z.enum(DOCUMENT_ORIGINS),
  kind: z.enum(['master', 'house']),
  master: z.string().optional(),
  /** A master whose goods its houses carry. */
  hasHouses: z.boolean(),
  consignee: z.string().optional(),
  description: z.string().optional(),
  cargo: z.enum(CARGO_KINDS),
  /** The kind of goods that cannot wait, where a standing authorisation is named for them. */
  timeSensitive: z.string().optional(),
  status: z.enum(CARGO_STATUSES),
  announced: amountSchema,
  landed: amountSchema.optional(),
  short: amountSchema.optional(),
  over: amountSchema.optional(),
  damagedPackages: z.number().int().optional(),
  residueKg: z.string().optional(),
  received: amountSchema,
  declared: amountSchema,
  passedOn: amountSchema,
  /** What counts as landed beside what was reported: charged though it did not land, or found in stock. */
  added: amountSchema.optional(),
  /** Missing since it landed, for reasons customs accepted. */
  missing: amountSchema.optional(),
  /** Disposed of by customs. */
  disposed: amountSchema.optional(),
  left: amountSchema,
  excess: amountSchema,
  /** Customs holds the goods. */
  isHeld: z.boolean(),
  location: z.string().optional(),
  storedOn: day.optional(),
  /** The last day what nobody declared may wait; absent where the law of the state is not on file, or nothing has arrived. */
  lastOn: day.optional(),
  /** Negative once it is past. */
  daysLeft: z.number().int().optional(),
  unclaimedOn: day.optional(),
  /** The day on which unclaimed goods passed to disposal by law. */
  abandonedOn: day.optional(),
  revision: z.number().int(),
})
export type CargoDocument = z.output<typeof cargoDocumentSchema>

export const cargoDocumentAnswerSchema = cargoDocumentSchema.extend({
  document: z.record(z.string(), z.unknown()),
  writeOffs: z.array(z.object({ mrn: z.string(), ...amountSchema.shape, on: day, status: z.string() })),
  /** Every declaration that took of it is released, and nothing is left. */
  isCleared: z.boolean(),
  passages: z.array(z.object({ direction: z.enum(['from', 'to']), id: z.string(), number: z.string(), ...amountSchema.shape, on: day })),
  /** Where the time in storage comes from; absent where no law of the state is on file. */
  limit: z.object({ lastOn: day, days: z.number().int(), law: z.string(), legalRef: z.string(), confidence: z.string() }).optional(),
  /** From when storage is charged, where the law has such a day. */
  chargedFrom: day.optional(),
})
export type CargoDocumentAnswer = z.output<typeof cargoDocumentAnswerSchema>

const ofManifest = z.object({ number: z.string().min(1).max(35) })
const ofDocument = z.object({ id: z.string().regex(/^\d{1,18}$/, 'the number of a transport document here') })

export const manifestBody = manifestSchema

export const fileManifest = {
  summary: 'File a manifest: JSON, or CSV with one transport document a line',
  response: { 200: manifestAnswerSchema, 201: manifestAnswerSchema },
}
export const amendManifest = {
  summary: 'Replace a manifest before its arrival (If-Match); documents that declarations took from stay',
  params: ofManifest,
  response: { 200: manifestAnswerSchema },
}
export const listManifests = {
  summary: 'Manifests, those with goods that cannot wait first, then the newest first: a carrier its own, an officer those of the office',
  querystring: pageQuery.extend({ status: z.enum(MANIFEST_STATUSES).optional(), differences: z.enum(['true']).optional() }),
  response: { 200: pageOf(manifestSummarySchema) },
}
export const readManifest = { summary: 'One manifest with its totals', params: ofManifest, response: { 200: manifestAnswerSchema } }
export const readManifestDocument = {
  summary: 'A manifest as it was filed last',
  params: ofManifest,
  response: { 200: z.object({ version: z.number().int(), document: z.record(z.string(), z.unknown()) }) },
}
export const listCargoDocuments = {
  summary: 'Transport documents of a manifest, in its order',
  params: ofManifest,
  querystring: pageQuery.extend({
    status: z.enum(CARGO_STATUSES).optional(),
    differences: z.enum(['true']).optional(),
    find: number.optional(),
  }),
  response: { 200: pageOf(cargoDocumentSchema) },
}
export const printCargoDocuments = {
  summary: 'Transport documents of a manifest as CSV',
  params: ofManifest,
  response: { 200: z.string() },
}
export const readCargoDocument = {
  summary: 'One transport document: its goods, its declarations, its days',
  params: ofDocument,
  response: { 200: cargoDocumentAnswerSchema },
}

export const reportArrival = {
  summary: 'Say that what a manifest is about has arrived; declarations lodged before arrival are screened again',
  params: ofManifest,
  body: z.strictObject({ arrivedOn: day.optional() }),
  response: { 200: manifestAnswerSchema },
}

/** What landed of one document, where it is not what was announced. */
export const landingSchema = z.strictObject({
  number,
  landed: writtenAmount,
  damagedPackages: count.optional(),
  /** Left in the tank. */
  residueKg: mass.optional(),
})
export const reportDischarge = {
  summary: 'Report the discharge: what differs from the manifest, and goods that stand in none; the rest landed as announced',
  params: ofManifest,
  body: z.strictObject({
    differences: z.array(landingSchema).max(20_000).default([]),
    found: z.array(manifestDocumentSchema).max(1_000).default([]),
    /** Where all that landed is put at once; storing it later is an act of its own. */
    location: location.optional(),
  }),
  response: { 200: manifestAnswerSchema },
}
export type DischargeReport = z.output<(typeof reportDischarge)['body']>

export const storeCargo = {
  summary: 'Say in which temporary storage goods of a manifest lie: all that landed, or those named',
  params: ofManifest,
  body: z.strictObject({ location, documents: z.array(number).min(1).max(20_000).optional() }),
  response: { 200: manifestAnswerSchema },
}
export const splitCargo = {
  summary: 'Split a transport document; each part is a document of its own, the rest stays',
  params: ofDocument,
  body: z.strictObject({
    parts: z
      .array(
        writtenAmount.extend({ number, consignee: z.strictObject({ id: number.optional(), name: z.string().min(1).max(140) }).optional() }),
      )
      .min(1)
      .max(1_000),
  }),
  response: { 200: z.object({ source: cargoDocumentSchema, parts: z.array(cargoDocumentSchema) }) },
}
export const joinCargo = {
  summary: 'Join what is left of transport documents of one manifest at one place into one',
  params: ofManifest,
  body: z.strictObject({
    documents: z.array(number).min(2).max(1_000),
    number,
    consignee: z.strictObject({ id: number.optional(), name: z.string().min(1).max(140) }).optional(),
  }),
  response: { 200: cargoDocumentSchema },
}
export const listUnclaimed = {
  summary: 'Goods that nobody declared in time, and those whose day is near',
  querystring: pageQuery.extend({
    within: z
      .string()
      .regex(/^\d{1,3}$/)
      .optional()
      .describe('days ahead; only unclaimed goods where it is left out'),
    abandoned: z.enum(['true']).optional().describe('only goods that passed to disposal by law'),
  }),
  response: {
    200: pageOf(cargoDocumentSchema).extend({
      /** How long unclaimed goods wait before they pass to disposal by themselves; absent where no law of the state is on file: they pass on no day. */
      abandonment: z.object({ days: z.number().int(), law: z.string(), legalRef: z.string(), confidence: z.string() }).optional(),
    }),
  },
}
export type UnclaimedList = z.output<(typeof listUnclaimed)['response'][200]>
export const printUnclaimed = { summary: 'Unclaimed goods as CSV', response: { 200: z.string() } }

export const MANIFEST_DECISIONS = ['do-not-load', 'permit-loading', 'hold', 'lift-hold', 'request-information'] as const
const words = z.string().trim().min(3).max(2_000)

/** What customs decided about a manifest, or about documents in it, in the officer's words to the carrier. */
export const manifestDecisionSchema = z.object({
  id: z.string(),
  kind: z.enum(MANIFEST_DECISIONS),
  /** All of them where it is left out. */
  documents: z.array(z.string()).optional(),
  words: z.string(),
  dueOn: day.optional(),
  decidedAt: z.iso.datetime(),
  answer: z.string().optional(),
  answeredAt: z.iso.datetime().optional(),
})
export type ManifestDecision = z.output<typeof manifestDecisionSchema>
const decisions = z.object({ items: z.array(manifestDecisionSchema) })

export const readManifestScreening = {
  summary: 'What profiles found in a manifest, and declarations lodged before it that do not match it; for officers alone',
  params: ofManifest,
  response: {
    200: z.object({
      version: z.number().int(),
      screenedOn: day.optional(),
      hits: z.array(
        z.object({
          profile: z.string(),
          version: z.number().int(),
          reason: z.string(),
          instructions: z.string().optional(),
          controls: z.array(z.enum(CONTROLS)),
          documents: z.array(z.string()),
          count: z.number().int(),
          problem: z.string().optional(),
        }),
      ),
      mismatches: z.array(z.object({ mrn: z.string(), status: z.string(), foundOn: day, issues: z.array(problemIssueSchema) })),
    }),
  },
}
export const listManifestDecisions = {
  summary: 'What customs decided about a manifest and asked of its carrier, the newest first',
  params: ofManifest,
  response: { 200: decisions },
}
export const decideOnManifest = {
  summary: 'Decide about a manifest or documents in it: do not load, hold, ask for information, or take that back',
  params: ofManifest,
  body: z.strictObject({
    kind: z.enum(MANIFEST_DECISIONS),
    documents: z.array(number).min(1).max(1_000).optional(),
    words,
    dueOn: day.optional(),
  }),
  response: { 200: decisions },
}
export type ManifestDecisionBody = z.output<(typeof decideOnManifest)['body']>
export const answerManifestRequest = {
  summary: 'Answer a request for information about a manifest, once',
  params: ofManifest.extend({ id: z.string().regex(/^\d{1,18}$/) }),
  body: z.strictObject({ words }),
  response: { 200: decisions },
}
