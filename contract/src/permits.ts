import { MEASURE_DIRECTIONS, MEASURE_KINDS, MEASURES_KNOWN } from '@lintas/customs/permits'
import { CONFIDENCE, STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { calendarDay } from './page.ts'

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
