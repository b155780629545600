import {
  CERTIFICATION_CONDITIONS,
  certifiedExporterSchema,
  EXPORTER_STANDINGS,
  exporterEntrySchema,
  officialEntrySchema,
} from '@lintas/customs/origin'
import { STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** Exporters that declare origin themselves: who asks for it, who is certified, and the lists the states send one another. None of it is public. */
const state = z.enum(STATES)
const words = z.string().trim().min(10).max(2_000)
const code = exporterEntrySchema.shape.code
const listId = z.object({ id: z.string().regex(/^[1-9]\d{0,17}$/, 'the number of a list') })

const APPLICATION_STATUSES = ['applied', 'examined', 'granted', 'refused', 'withdrawn'] as const

const findings = z.strictObject(
  Object.fromEntries(CERTIFICATION_CONDITIONS.map(each => [each, z.enum(['met', 'not-met', 'not-needed'])])) as Record<
    (typeof CERTIFICATION_CONDITIONS)[number],
    z.ZodEnum<{ met: 'met'; 'not-met': 'not-met'; 'not-needed': 'not-needed' }>
  >,
)
export type CertificationFindings = z.output<typeof findings>

export const exporterApplicationSchema = z
  .object({
    id: z.uuid(),
    trader: z.string(),
    /** The authorisation it would change; absent of a first one that was not granted. */
    code: z.string().optional(),
    exporter: certifiedExporterSchema,
    status: z.enum(APPLICATION_STATUSES),
    appliedAt: z.iso.datetime(),
    /** What the examining officer found of each condition of rule 12A.2. */
    findings: findings.optional(),
    note: z.string().optional(),
    /** Why it was refused. */
    reason: z.string().optional(),
    validFrom: calendarDay.optional(),
    validTo: calendarDay.optional(),
  })
  .meta({ id: 'ExporterApplication' })
export type ExporterApplication = z.output<typeof exporterApplicationSchema>

export const applyAsExporter = {
  summary: 'Apply to be certified as an exporter that declares origin itself, or to have the entry changed',
  body: z.strictObject({ trader: z.string().min(1).max(35), exporter: certifiedExporterSchema, code: code.optional() }),
  response: { 201: exporterApplicationSchema },
}
export const listExporterApplications = {
  summary: 'Applications of the traders one acts for, the newest first; customs sees all',
  querystring: pageQuery.extend({ status: z.enum(APPLICATION_STATUSES).optional() }),
  response: { 200: pageOf(exporterApplicationSchema) },
}
const applicationPath = z.object({ id: z.uuid() })
export const readExporterApplication = {
  summary: 'One application, as far as it went',
  params: applicationPath,
  response: { 200: exporterApplicationSchema },
}
export const withdrawExporterApplication = {
  summary: 'Take an application back before it is decided',
  params: applicationPath,
  response: { 200: exporterApplicationSchema },
}
export const examineExporter = {
  summary: 'Say what was found of each condition; the decision is another person’s',
  params: applicationPath,
  body: z.strictObject({ findings, note: words.optional() }),
  response: { 200: exporterApplicationSchema },
}
export const decideExporter = {
  summary: 'Certify the exporter, or refuse with a reason; by another than who examined',
  params: applicationPath,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('granted'), validFrom: calendarDay, validTo: calendarDay.optional() }),
    z.strictObject({ decision: z.literal('refused'), reason: words }),
  ]),
  response: { 200: exporterApplicationSchema },
}

export const registeredExporterSchema = exporterEntrySchema
  .extend({ state, trader: z.string().optional(), standing: z.enum(EXPORTER_STANDINGS) })
  .meta({ id: 'RegisteredExporter' })
export type RegisteredExporter = z.output<typeof registeredExporterSchema>

const exporterPath = z.object({ code })
export const listExporters = {
  summary: 'Certified exporters: of customs those of every state whose register is here, of a trader its own entry',
  querystring: pageQuery.extend({ state: state.optional() }),
  response: { 200: pageOf(registeredExporterSchema) },
}
export const listExportersCsv = {
  summary: 'The same register as CSV, without specimens: a line for each product that is covered today, of the first 1,000 exporters',
  querystring: z.object({ state: state.optional() }),
  response: { 200: z.string() },
}
export const readExporter = {
  summary: 'One certified exporter of this state, with what held when',
  params: exporterPath,
  response: { 200: registeredExporterSchema },
}
export const interruptExporter = {
  summary: 'Suspend or withdraw an authorisation from today on: what is declared from then is not honoured',
  params: exporterPath,
  body: z.strictObject({ kind: z.enum(['suspended', 'withdrawn']), reason: words }),
  response: { 200: registeredExporterSchema },
}
export const restoreExporter = {
  summary: 'End a suspension from today on',
  params: exporterPath,
  body: z.strictObject({ reason: words }),
  response: { 200: registeredExporterSchema },
}

const listBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('exporters'),
    state,
    entries: z.array(exporterEntrySchema).min(1).max(500),
    reason: words,
  }),
  z.strictObject({
    kind: z.literal('officials'),
    state,
    entries: z.array(officialEntrySchema).min(1).max(500),
    reason: words,
  }),
])
export const sendExporters = {
  summary: 'The register of this state as the list it sends the others, by their codes',
  querystring: pageQuery,
  response: { 200: pageOf(exporterEntrySchema) },
}

export const originListSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['exporters', 'officials']),
    state,
    entries: z.number().int(),
    /** Codes of the exporters, or names of the officials, it is about. */
    about: z.array(z.string()).readonly(),
    reason: z.string(),
    status: z.enum(['proposed', 'approved', 'refused']),
    proposedBy: z.string(),
    decidedBy: z.string().optional(),
    refusal: z.string().optional(),
  })
  .meta({ id: 'OriginList' })
export type OriginList = z.output<typeof originListSchema>

export const proposeOriginList = {
  summary:
    'Put forward what another state sent of its certified exporters, or any state of who signs its certificates; entries take the place of earlier ones',
  body: listBody,
  response: { 201: originListSchema },
}
export const listOriginLists = {
  summary: 'Lists that were put forward, the newest first',
  querystring: pageQuery.extend({ status: originListSchema.shape.status.optional() }),
  response: { 200: pageOf(originListSchema) },
}
export const decideOriginList = {
  summary: 'Accept a list or refuse it; by another than who put it forward',
  params: listId,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('approved') }),
    z.strictObject({ decision: z.literal('refused'), reason: words }),
  ]),
  response: { 200: originListSchema },
}
export const listOfficials = {
  summary: 'Who may sign certificates of origin for a state, with their specimens',
  querystring: pageQuery.extend({ state: state.optional(), name: z.string().min(1).max(140).optional() }),
  response: { 200: pageOf(officialEntrySchema.extend({ state })) },
}
