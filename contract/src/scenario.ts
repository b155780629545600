import { STATES } from '@lintas/customs/reference'
import { z } from 'zod'
import { ROLES } from './access.ts'

/** A scenario: acts of the API on days, and what is expected of each. A file others write, and `lintas run` plays. */
/** One step: the clock is set where a day is named, somebody does an act, and what is answered is compared. */
const stepSchema = z.strictObject({
  /** What happens, in one sentence. */
  say: z.string().min(1),
  /** The day the sandbox is set to, at nine in the morning of the state. */
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  /** The state whose node is asked, and whose clock is set, where it is another than the scenario's. */
  state: z.enum(STATES).optional(),
  /** A demonstration account: one of each role, and a second supervisor at the head office. */
  as: z.enum([...ROLES, 'head-office']).default('trader'),
  /** An act of the API, `POST /declarations`; or `go-on`, which pays, secures and answers controls of a declaration as far as it goes. */
  act: z
    .string()
    .regex(/^(?:(?:GET|POST|PUT|PATCH|DELETE) \/\S+|go-on \S+)$/, 'a method and a path, or go-on and a number')
    .optional(),
  /** What is sent; or, in `file`, the file that holds it, with `change` laid over it. */
  body: z.unknown().optional(),
  file: z.string().optional(),
  change: z.record(z.string(), z.unknown()).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** The name under which the answer is known to later steps. */
  name: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*$/)
    .optional(),
  expect: z
    .strictObject({
      /** The HTTP status; a success where it is left out. */
      status: z.number().int().optional(),
      /** Part of the answer: objects need these members, lists these entries in this order. */
      body: z.unknown().optional(),
      /** Codes among the issues of a refusal. */
      issues: z.array(z.string()).optional(),
      /** Asked again for so many seconds until it is so: what a daily job does takes a moment. */
      withinSeconds: z.number().int().min(1).max(120).optional(),
    })
    .default({}),
})

export const scenarioSchema = z.strictObject({
  title: z.string().min(1),
  state: z.enum(STATES),
  /** What is to be said of it: the law it shows, what is invented. */
  note: z.string().optional(),
  /** Whether each act has to bear its own day in the ledger, as where interest counts from it: it is then played before others, or refused where its days are closed. */
  onOwnDays: z.boolean().optional(),
  steps: z.array(stepSchema).min(1),
  /** What is printed at the end: ledgers of authorisations, accounts of declarations. */
  print: z
    .strictObject({ authorisations: z.array(z.string()).default([]), accounts: z.array(z.string()).default([]) })
    .default({ authorisations: [], accounts: [] }),
})

export type Scenario = z.output<typeof scenarioSchema>
export type ScenarioStep = z.output<typeof stepSchema>
