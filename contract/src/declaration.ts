import { COMPLETION_KINDS, declarationSchema, STATUSES } from '@lintas/customs/declaration'
import { CHARGE_KINDS } from '@lintas/customs/duty'
import { OCCASIONS } from '@lintas/customs/journey'
import { RATE_DAY_BASES, REGIMES, STATES } from '@lintas/customs/reference'
import { LANES } from '@lintas/customs/risk'
import { z } from 'zod'
import { quoteOutcomeSchema } from './cost.ts'
import { chargeSchema, worksheetStepSchema } from './duty.ts'
import { calendarDay, ordinal, pageOf, pageQuery } from './page.ts'
import { problemIssueSchema } from './problem.ts'
import { workedOutSchema } from './valuation.ts'

/** Lodging, amending, following a declaration. Amounts are decimal strings in major units. */
const mrn = z.string().min(1).max(35)
const day = calendarDay
const instant = z.iso.datetime()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const ofDeclaration = z.object({ mrn })
const moneySchema = z.object({ amount: z.string(), currency: z.string() })

/** How the customs value of each item came about. */
export const valuationSchema = z
  .object({
    state: z.enum(STATES),
    regime: z.enum(REGIMES),
    basis: z.enum(['CIF', 'FOB']),
    incoterm: z.string().optional(),
    currency: z.string(),
    exchangeRateDay: day,
    items: z
      .array(
        z.object({
          sequence: z.number().int(),
          ...moneySchema.shape,
          exact: z.string(),
          rounding: z.string(),
          price: z.string(),
          fob: z.string().optional(),
          cif: z.string().optional(),
          steps: z.array(worksheetStepSchema).readonly(),
          /** Where a worksheet was given: the method that applies, and why those before it do not. */
          worksheet: workedOutSchema.optional(),
          /** Customs determined the value; it was not accepted as declared. */
          determined: z.literal(true).optional(),
        }),
      )
      .readonly(),
    total: z.string(),
    lawRows: z.array(z.string()).readonly(),
  })
  .meta({ id: 'Valuation' })

/** The bill of a declaration: each line base × rate = amount, with its rounding and its law. */
export const billSchema = z
  .object({
    state: z.enum(STATES),
    regime: z.enum(REGIMES),
    currency: z.string(),
    rateDay: z.object({ day, basis: z.enum(RATE_DAY_BASES), lawRow: z.string(), provisional: z.boolean() }),
    lawVersion: z.string(),
    schedule: z.string().optional(),
    items: z
      .array(
        z.object({
          sequence: z.number().int(),
          code: z.string(),
          customsValue: z.string(),
          charges: z.array(chargeSchema).readonly(),
          /** What counted in bases and is not charged here: brokerage, arrastre, landing charges. */
          landedCost: z.array(chargeSchema).readonly().optional(),
          /** What a registered seller collects at the sale: not charged here. */
          atSale: z.array(chargeSchema).readonly().optional(),
          total: z.string(),
          /** A preference that was claimed and not given, and why. */
          pending: z.object({ agreement: z.string(), reason: z.string() }).optional(),
        }),
      )
      .readonly(),
    totals: z.array(z.object({ kind: z.enum(CHARGE_KINDS), amount: z.string() })).readonly(),
    total: z.string(),
    assumed: z.array(z.string()).readonly(),
  })
  .meta({ id: 'Bill' })

/** What customs decided, as its declarant reads it: every figure with its ground, and no word of why a control was chosen. */
export const decisionSchema = z
  .object({
    engine: z.string(),
    number: z.number().int(),
    version: z.number().int(),
    occasion: z.enum(OCCASIONS),
    decidedOn: day,
    sha256,
    restsOn: z.object({
      documentSha256: sha256,
      law: z.string(),
      schedule: z.string().optional(),
      exchangeRates: z
        .array(
          z.object({
            currency: z.string(),
            unit: z.number().int(),
            rate: z.string(),
            validFrom: day,
            validTo: day.optional(),
            source: z.string(),
          }),
        )
        .readonly(),
    }),
    lane: z.enum(LANES),
    valuation: valuationSchema,
    assessment: billSchema,
    /** What goods relieved for their use would be charged more, by item: due where they are used otherwise. */
    conditional: z
      .array(z.object({ sequence: z.number().int(), charges: z.array(z.object({ kind: z.string(), amount: z.string() })).readonly() }))
      .readonly()
      .optional(),
    /** What became of the quotes it names; why one is not honoured stands among the issues, at its place. */
    quotes: z.array(quoteOutcomeSchema).readonly().optional(),
    /** What items draw of tariff quotas. */
    quotas: z
      .array(z.object({ sequence: z.number().int(), orderNumber: z.string(), lawRow: z.string(), value: z.string(), unit: z.string() }))
      .readonly()
      .optional(),
    /** What items draw of proofs of origin that the node keeps. */
    proofs: z
      .array(z.object({ sequence: z.number().int(), number: z.string(), item: z.number().int(), value: z.string(), unit: z.string() }))
      .readonly()
      .optional(),
    issues: z.array(problemIssueSchema).readonly(),
  })
  .meta({ id: 'Decision' })
export type DecisionAnswer = z.output<typeof decisionSchema>

/** A declaration in a list. */
export const declarationSummarySchema = z.object({
  mrn,
  localReference: z.string(),
  state: z.enum(STATES),
  status: z.enum(STATUSES),
  lane: z.enum(LANES),
  type: z.string(),
  mode: z.string(),
  office: z.string().optional(),
  /** Trader ids: on whose behalf it was filed, and who filed it. */
  principal: z.string(),
  filer: z.string(),
  version: z.number().int(),
  registeredAt: instant,
  arrivedOn: day.optional(),
  releasedOn: day.optional(),
})
export type DeclarationSummary = z.output<typeof declarationSummarySchema>

const controlStandingSchema = z.object({
  control: z.string(),
  consignment: z.string().optional(),
  outcome: z.enum(['outstanding', 'satisfied', 'adverse']),
})

/** One of several consignments of a declaration. */
const consignmentSchema = z
  .object({
    /** The number of its transport document. */
    id: z.string(),
    status: z.enum(STATUSES),
    hasArrived: z.boolean(),
    arrivalOn: day.optional(),
    /** Its goods items, by sequence. */
    items: z.array(z.number().int()).readonly(),
    customsValue: z.string(),
    controls: z.array(controlStandingSchema).readonly(),
    charged: z.array(z.object({ kind: z.string(), ...moneySchema.shape })).readonly(),
    payable: z.array(moneySchema).readonly(),
    missing: z.array(problemIssueSchema).readonly(),
    releasedOn: day.optional(),
    releaseNote: z.string().optional(),
  })
  .meta({ id: 'ConsignmentStanding' })
export type ConsignmentAnswer = z.output<typeof consignmentSchema>

/** A declaration as it stands: what waits for whom, what is owed, what was decided. */
export const declarationAnswerSchema = declarationSummarySchema
  .extend({
    /** For `If-Match` when something is done to it. */
    revision: z.number().int(),
    /** The acts that its status allows to whoever asks. */
    acts: z.array(z.string()).readonly(),
    /** What still stands in the way of release, the conditions under which it was released, or nothing. */
    missing: z.array(problemIssueSchema).readonly(),
    conditions: z.array(problemIssueSchema).readonly(),
    controls: z.array(controlStandingSchema).readonly(),
    /** Where it is about several, by transport document: each is controlled, paid for and released by itself. */
    consignments: z.array(consignmentSchema).readonly().optional(),
    charged: z.array(z.object({ kind: z.string(), ...moneySchema.shape })).readonly(),
    /** What is still to be paid; empty where nothing is. */
    payable: z.array(moneySchema).readonly(),
    /** What is assessed is secured, and charged once the figures are final. */
    suspended: z.literal(true).optional(),
    /** What was left for later when it was lodged, and the last day for it. */
    completion: z.object({ kind: z.enum(COMPLETION_KINDS), dueOn: day, state: z.enum(['open', 'overdue', 'done']) }).optional(),
    /** Security the decision asks for, and what of it is not given yet; absent where it asks for none. */
    securities: z
      .array(z.object({ reason: z.string(), amount: moneySchema, until: day.optional() }))
      .readonly()
      .optional(),
    /** Security that was not asked for because of who declares, by which row of law. */
    waived: z
      .array(z.object({ reason: z.string(), amount: moneySchema, tier: z.number().int(), row: z.string(), legalRef: z.string() }))
      .readonly()
      .optional(),
    unsecured: z
      .array(z.object({ reason: z.string(), ...moneySchema.shape }))
      .readonly()
      .optional(),
    decision: decisionSchema,
    /** Where the release note is, once there is one. */
    releaseNote: z.string().optional(),
  })
  .meta({ id: 'DeclarationStanding' })
export type DeclarationAnswer = z.output<typeof declarationAnswerSchema>

export const actSchema = z.object({
  act: z.string(),
  at: instant,
  /** `declarant`, `customs` or `system`: never a name. */
  by: z.enum(['declarant', 'customs', 'system']),
  facts: z.record(z.string(), z.unknown()),
})

/** A document as JSON, as WCO XML or as CSV: told apart by what is in it, and read with the place of everything that is wrong. */
export const documentBody = z.unknown().meta({ allOf: [{ $ref: '#/components/schemas/DeclarationInput' }] })

export const lodgeDeclaration = {
  summary: 'Lodge a declaration; the same document under the same local reference is the same declaration',
  consumes: ['application/json', 'application/xml', 'text/csv'],
  body: documentBody,
  response: { 200: declarationAnswerSchema, 201: declarationAnswerSchema },
}
export const listDeclarations = {
  summary: 'Declarations of the own organisation, or of the own office; the newest first',
  querystring: pageQuery.extend({
    status: z.enum(STATUSES).optional(),
    lane: z.enum(LANES).optional(),
    type: z.string().min(1).max(17).optional(),
    localReference: z.string().min(1).max(35).optional(),
    /** The own office where it is left out; another only for a supervisor. */
    office: z.string().min(1).max(17).optional(),
  }),
  response: { 200: pageOf(declarationSummarySchema) },
}
export const readDeclaration = {
  summary: 'A declaration as it stands',
  params: ofDeclaration,
  response: { 200: declarationAnswerSchema },
}
export const readDocument = {
  summary: 'The document as it was lodged; the newest version unless another is asked for',
  params: ofDeclaration,
  querystring: z.object({ version: ordinal.optional() }),
  response: { 200: z.object({ mrn, version: z.number().int(), sha256, lodgedAt: instant, document: declarationSchema }) },
}
export const readDecision = {
  summary: 'One of the decisions on a declaration',
  params: z.object({ mrn, number: ordinal }),
  response: { 200: decisionSchema },
}
export const readTimeline = {
  summary: 'What was done to a declaration, from the first',
  params: ofDeclaration,
  response: { 200: z.object({ items: z.array(actSchema) }) },
}
export const amendDeclaration = {
  summary: 'Amend a declaration: the whole new document (If-Match)',
  consumes: ['application/json', 'application/xml', 'text/csv'],
  params: ofDeclaration,
  body: documentBody,
  response: { 200: declarationAnswerSchema },
}
export const supplementDeclaration = {
  ...amendDeclaration,
  summary: 'Complete a simplified declaration: the whole document, of the mode SUPPLEMENTARY (If-Match)',
}
export const finaliseDeclaration = {
  ...amendDeclaration,
  summary: 'Make a provisional declaration final: the whole document, of the mode NORMAL (If-Match)',
}
export const cancelDeclaration = {
  summary: 'Cancel a declaration that is not released (If-Match)',
  params: ofDeclaration,
  body: z.strictObject({ reason: z.string().trim().min(3).max(500) }),
  response: { 200: declarationAnswerSchema },
}
export const recordArrival = {
  summary: 'Say that goods declared before their arrival are there; they are screened again',
  params: ofDeclaration,
  body: z
    .strictObject({
      place: z.string().min(1).max(70).optional(),
      /** Of several consignments the one that came, by transport document; all where it is left out. */
      consignment: z.string().min(1).max(70).optional(),
    })
    .default({}),
  response: { 200: declarationAnswerSchema },
}
export const doAct = {
  summary: 'An act of the declarant’s rights, or one that is not offered yet, by its name',
  params: z.object({ mrn, act: z.string().min(1).max(40) }),
  response: { 200: declarationAnswerSchema },
}
export const replayDecision = {
  summary: 'Take the newest decision again from what was stored, and compare byte for byte',
  params: ofDeclaration,
  response: {
    200: z.object({
      mrn,
      number: z.number().int(),
      identical: z.boolean(),
      sha256,
      replayed: sha256.optional(),
      engine: z.string(),
      engineNow: z.string(),
    }),
  },
}

const draftSchema = z.object({ id: z.uuid(), revision: z.number().int(), editedAt: instant, document: declarationSchema })
const ofDraft = z.object({ id: z.uuid() })
export const createDraft = { summary: 'Begin a draft', body: declarationSchema, response: { 201: draftSchema } }
export const listDrafts = {
  summary: 'Drafts of the own organisation, the newest first',
  querystring: pageQuery,
  response: { 200: pageOf(draftSchema) },
}
export const readDraft = {
  summary: 'A draft; with If-None-Match only where it changed',
  params: ofDraft,
  response: { 200: draftSchema, 304: z.undefined().describe('It did not change.') },
}
export const editDraft = {
  summary: 'Edit a draft by merge patch: what is null is taken out, lists are replaced whole (If-Match)',
  params: ofDraft,
  body: z.record(z.string(), z.unknown()),
  response: { 200: draftSchema },
}
export const discardDraft = {
  summary: 'Discard a draft (If-Match)',
  params: ofDraft,
  response: { 204: z.undefined().describe('Gone.') },
}
export const lodgeDraft = {
  summary: 'Lodge a draft as it stands (If-Match); it is a draft no more',
  params: ofDraft,
  response: { 200: declarationAnswerSchema, 201: declarationAnswerSchema },
}

/** Where what a draft begins with was taken from: a declaration, or a template and what that was saved from. */
const copySourceSchema = z.object({ mrn: mrn.optional(), template: z.string().optional() })
export type CopySource = z.output<typeof copySourceSchema>

const begunDraftSchema = draftSchema.extend({
  source: copySourceSchema,
  /** Fields carried over from there, by path. */
  carried: z.array(z.string()).readonly(),
  /** Fields that were left out and are to be filled in, where they are needed. */
  emptied: z.array(z.string()).readonly(),
})
export type BegunDraft = z.output<typeof begunDraftSchema>

export const copyDeclaration = {
  summary: 'Begin a draft from a declaration of one’s own: what belongs to the one consignment is left out, the rest is carried over',
  params: ofDeclaration,
  response: { 201: begunDraftSchema },
}

export const continueDeclaration = {
  summary: 'Begin the re-export or re-import of the goods of a released declaration: a draft with as much of them as is left',
  params: ofDeclaration,
  response: { 201: begunDraftSchema },
}

const templateSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  document: declarationSchema,
  /** The declaration it was saved from. */
  mrn: mrn.optional(),
  savedAt: instant,
})
export type TemplateAnswer = z.output<typeof templateSchema>
const ofTemplate = z.object({ id: z.uuid() })

export const saveTemplate = {
  summary: 'Keep a declaration as a template; one of the same name is replaced',
  body: z.strictObject({ name: z.string().trim().min(1).max(70), mrn }),
  response: { 201: templateSchema },
}
export const listTemplates = {
  summary: 'Templates of the own organisation, by name',
  querystring: pageQuery,
  response: { 200: pageOf(templateSchema) },
}
export const useTemplate = { summary: 'Begin a draft from a template', params: ofTemplate, response: { 201: begunDraftSchema } }
export const deleteTemplate = {
  summary: 'Delete a template',
  params: ofTemplate,
  response: { 204: z.undefined().describe('Gone.') },
}
