import { MEASURE_DIRECTIONS, MEASURE_KINDS, MEASURES_KNOWN } from '@lintas/customs/permits'
import { CONFIDENCE, STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 country')

/** One measure that concerns goods, with what it asks for and the law it stands in. */
export const measureSchema = z.object({
  id: z.string(),
  measure: z.string(),
  kind: z.enum(MEASURE_KINDS),
  name: z.string(),
  direction: z.enum(MEASURE_DIRECTIONS),
  /** Whether it is about all goods of the code that was asked for, or about some of those whose code begins so. */
  concerns: z.enum(['all', 'some']),
  codes: z.array(z.string()),
  exceptCodes: z.array(z.string()),
  origins: z.array(z.string()).optional(),
  destinations: z.array(z.string()).optional(),
  authority: z.string(),
  /** `error`: a declaration without what it asks for is refused. `warning`: its declarant is told. */
  severity: z.enum(['error', 'warning']),
  /** The document it asks for, by its name or one of its codes of UN/EDIFACT 1001. */
  document: z
    .object({
      name: z.string(),
      types: z.array(z.string()),
      exemptions: z.array(z.object({ code: z.string(), about: z.string() })),
    })
    .optional(),
  condition: z.string().optional(),
  /** The type of the additional code it asks for, and the codes it allows; any where none is named. */
  codeType: z.string().optional(),
  allowed: z.array(z.string()).optional(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional(),
  legalRef: z.string(),
  source: z.string(),
  confidence: z.enum(CONFIDENCE),
  note: z.string().optional(),
})
export type MeasureAnswer = z.output<typeof measureSchema>

export const measuresSchema = z.object({
  state: z.enum(STATES),
  on: z.iso.date(),
  lawVersion: z.string(),
  code: z.string(),
  direction: z.enum(MEASURE_DIRECTIONS),
  /** What is on file of the state’s measures: all, some, or none. Only `complete` says that a measure that is not listed does not apply. */
  known: z.enum(MEASURES_KNOWN),
  measures: z.array(measureSchema),
})
export type MeasuresAnswer = z.output<typeof measuresSchema>

const querystring = z.object({
  code: z.string().regex(/^\d{2,12}$/, 'the digits of a commodity code, or the first of them'),
  direction: z.enum(MEASURE_DIRECTIONS).default('import'),
  origin: country.optional(),
  destination: country.optional(),
  on: calendarDay.optional(),
})

export const listMeasures = {
  summary: 'Measures beside charges that concern goods of a code: prohibitions, permits, control lists, conditions, additional codes',
  querystring,
  response: { 200: measuresSchema },
}
export const exportMeasures = {
  summary: 'The same as CSV, a line for each measure',
  produces: ['text/csv'],
  querystring,
  response: { 200: z.string() },
}

const amount = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'a quantity such as 1500 or 12.5')
const text = (max: number) => z.string().trim().min(1).max(max)

/** A permit, licence or certificate as its authority issued it: who may move what, how much, from when to before when. */
const permitDraftSchema = z.strictObject({
  /** The measure of the law it answers: `SG-MEASURE-1`’s `measure`. */
  measure: z.string().regex(/^[a-z0-9.-]{1,100}$/),
  direction: z.enum(MEASURE_DIRECTIONS),
  /** Compared in capitals, without spaces around it. */
  number: text(70),
  /** The registration number of whom it was issued to. */
  holder: text(35),
  codes: z
    .array(z.string().regex(/^\d{2,12}$/, 'the first digits of a commodity code'))
    .min(1)
    .max(100),
  /** What may be moved under it; not limited where it is left out. The unit is one of UN/ECE Recommendation 20. */
  quantity: z
    .strictObject({ value: amount.refine(value => /[1-9]/.test(value), 'more than nothing'), unit: z.string().regex(/^[A-Z0-9]{2,3}$/) })
    .optional(),
  validFrom: calendarDay,
  /** The first day on which it is no longer in force. */
  validTo: calendarDay.optional(),
})
export type PermitDraft = z.output<typeof permitDraftSchema>

/** A permit on file, and what is left on it. */
export const permitSchema = permitDraftSchema.extend({
  id: z.uuid(),
  /** What declarations took of it, and what is left, in its unit; absent where its quantity is not limited. */
  drawn: z.string().optional(),
  left: z.string().optional(),
  /** Whether it may be used today. */
  standing: z.enum(['in-force', 'not-yet', 'expired', 'ended', 'exhausted']),
  /** What the law on file calls the document, and who administers it; absent where the measure is not in force today. */
  document: z.string().optional(),
  authority: z.string().optional(),
  endedOn: z.iso.date().optional(),
  endReason: z.string().optional(),
})
export type PermitAnswer = z.output<typeof permitSchema>

const permitLoadSchema = z.object({
  id: z.uuid(),
  source: z.string(),
  permits: z.number().int(),
  standing: z.enum(['proposed', 'approved', 'refused']),
  proposedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().optional(),
  reason: z.string().optional(),
})
export type PermitLoadAnswer = z.output<typeof permitLoadSchema>

const loadPath = z.object({ id: z.uuid() })

export const listPermits = {
  summary: 'Permits on file with what is left on each: the own ones and those of principals; of all for customs and administrators',
  querystring: pageQuery.extend({
    number: text(70).optional(),
    direction: z.enum(MEASURE_DIRECTIONS).optional(),
    code: z
      .string()
      .regex(/^\d{2,12}$/, 'the digits of a commodity code, or the first of them')
      .optional(),
  }),
  response: { 200: pageOf(permitSchema) },
}
export const loadPermits = {
  summary: 'Propose permits that an authority issued; another administrator approves them',
  body: z.strictObject({ source: text(300), permits: z.array(permitDraftSchema).min(1).max(500) }),
  response: { 201: permitLoadSchema },
}
export const listPermitLoads = {
  summary: 'What was proposed, the newest first; at most a hundred',
  response: { 200: z.object({ items: z.array(permitLoadSchema) }) },
}
export const readPermitLoad = {
  summary: 'The permits of one proposal, for whoever decides on it',
  params: loadPath,
  response: { 200: permitLoadSchema.extend({ items: z.array(permitDraftSchema) }) },
}
export const decidePermitLoad = {
  summary: 'Approve or refuse what somebody else proposed',
  params: loadPath,
  body: z.strictObject({ decision: z.enum(['approved', 'refused']), reason: text(500).optional() }),
  response: { 200: permitLoadSchema },
}
export const endPermit = {
  summary: 'End a permit, because its authority did: from today nothing is declared under it',
  params: loadPath,
  body: z.strictObject({ reason: text(500) }),
  response: { 200: permitSchema },
}
