import { z } from 'zod'
import { DELEGABLE, ROLES } from './access.ts'
import { calendarDay, pageOf, pageQuery } from './page.ts'

/** What one officer hands another of the same office for some days: the own cases, or powers of the own role. */
const person = z.object({ id: z.string(), name: z.string() })
const instant = z.iso.datetime()

export const delegationSchema = z.object({
  id: z.uuid(),
  office: z.string(),
  from: person,
  to: person,
  cases: z.boolean(),
  powers: z.array(z.enum(DELEGABLE)),
  validFrom: calendarDay,
  /** The first day on which it is no longer in force. */
  validTo: calendarDay,
  reason: z.string(),
  /** `to-come` and `in-force` by the day; `ended` before its time, or because its days are over. */
  status: z.enum(['to-come', 'in-force', 'ended']),
  endedOn: calendarDay.optional(),
  givenAt: instant,
  /** Whether the caller may end it now. */
  mayEnd: z.boolean(),
})
export type Delegation = z.output<typeof delegationSchema>

/** One act done on somebody’s behalf. */
export const delegatedActSchema = z.object({
  event: z.string(),
  delegation: z.uuid(),
  by: person,
  onBehalfOf: person,
  subject: z.string(),
  subjectId: z.string(),
  act: z.string(),
  at: instant,
})
export type DelegatedAct = z.output<typeof delegatedActSchema>

export const colleagueSchema = person.extend({ role: z.enum(ROLES) })
export type Colleague = z.output<typeof colleagueSchema>

const ofDelegation = z.object({ id: z.uuid() })
/** Of one officer: by whom, or on whose behalf; a supervisor’s whole office where it is left out, else the caller’s own. */
const ofOfficer = z.object({ officer: z.uuid().optional() })

export const listColleagues = {
  summary: 'Officers and supervisors of the own office, without oneself',
  response: { 200: z.object({ items: z.array(colleagueSchema) }) },
}
export const listDelegations = {
  summary: 'What was handed over in the own office, the newest first: by or to the caller; a supervisor sees all of it',
  querystring: pageQuery.extend(ofOfficer.shape),
  response: { 200: pageOf(delegationSchema) },
}
export const giveDelegation = {
  summary: 'Hand the own cases, or powers of the own role, to a colleague for some days',
  body: z.strictObject({
    to: z.uuid(),
    cases: z.boolean().default(false),
    powers: z.array(z.enum(DELEGABLE)).max(DELEGABLE.length).default([]),
    validFrom: calendarDay,
    validTo: calendarDay,
    reason: z.string().trim().min(3).max(500),
  }),
  response: { 201: delegationSchema },
}
export type NewDelegation = z.input<typeof giveDelegation.body>
export const endDelegation = {
  summary: 'End it at once: by who gave it, who holds it, or a supervisor of the office',
  params: ofDelegation,
  response: { 200: delegationSchema },
}
export const listDelegatedActs = {
  summary: 'What was done on somebody’s behalf, the newest first',
  querystring: pageQuery.extend(ofOfficer.shape),
  response: { 200: pageOf(delegatedActSchema) },
}
export const exportDelegatedActs = {
  summary: 'The same for a spreadsheet, at most 10,000 acts',
  querystring: ofOfficer,
  response: { 200: z.string() },
}
