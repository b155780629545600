import { z } from 'zod'
import { pageOf, pageQuery } from './page.ts'

/**
 * What an organisation is told of its declarations, of codes that it watches, of suppliers' declarations and of cost statements that rest on records, by webhook or by asking for its events. Which act on a declaration is told
 * as which type stands in `server/src/platform/events/notifications.ts`.
 */
export const NOTIFICATION_TYPES = [
  'declaration.registered',
  'declaration.amended',
  'declaration.assessed',
  'declaration.payment-due',
  'declaration.decided',
  'declaration.documents-requested',
  'declaration.documents-accepted',
  'declaration.documents-refused',
  'declaration.documents-request-withdrawn',
  'declaration.control-recorded',
  'declaration.paid',
  'declaration.payment-deferred',
  'declaration.secured',
  'declaration.arrived',
  'declaration.released',
  'declaration.release-refused',
  'declaration.cancelled',
  'declaration.completed',
  'declaration.completion-reminder',
  'declaration.completion-overdue',
  'declaration.proof-denied',
  'declaration.proof-visit',
  'codes.changed',
  'supplier-declaration.asked',
  'supplier-declaration.made',
  'supplier-declaration.declined',
  'supplier-declaration.withdrawn',
  'supplier-declaration.replaced',
  'origin-statement.to-redo',
  'origin-statement.stands-again',
] as const
export type NotificationType = (typeof NOTIFICATION_TYPES)[number]

const instant = z.iso.datetime()
const traderId = z.string().min(1).max(35)

/** What a receiver reads: the body of a webhook, and an item of the list of events. */
export const notificationSchema = z.object({
  type: z.enum([...NOTIFICATION_TYPES, 'webhook.ping', 'webhook.disabled']),
  /** When it happened, by the state's clock. */
  timestamp: instant,
  data: z
    .record(z.string(), z.unknown())
    .describe(
      'For a declaration: state, mrn, localReference, filer, principal, and what the act says. For watched codes: state, list, alert, subject, about, what, codes. For a supplier’s declaration: state, number, status. For a cost statement: state, statement, name, record, because',
    ),
})
export type Notification = z.output<typeof notificationSchema>

export const listNotifications = {
  summary:
    'What happened to the own declarations and watched codes, from the first; follow `next` even from an empty page, and keep the last to go on from',
  querystring: z.object({
    limit: pageQuery.shape.limit,
    cursor: pageQuery.shape.cursor,
    /** Where no cursor is kept yet: from about this instant on. */
    since: instant.optional(),
  }),
  response: {
    200: z.object({
      items: z.array(notificationSchema.extend({ id: z.string() })),
      /** Where to go on: always there. */
      next: z.string(),
      /** Whether everything up to now was read. */
      isCurrent: z.boolean(),
    }),
  },
}

export const ENDPOINT_STATUSES = ['active', 'paused', 'disabled'] as const

/** What an organisation says of an address it wants to be told at. */
const endpointWish = z.strictObject({
  url: z.string().min(1).max(2000),
  description: z.string().trim().max(140).default(''),
  /** Which types; none for all. */
  types: z.array(z.enum(NOTIFICATION_TYPES)).max(NOTIFICATION_TYPES.length).default([]),
  /** Only declarations of these principals, and no codes; none for all: for a broker who tells each client's system. */
  principals: z.array(traderId).max(100).default([]),
})

export const endpointSchema = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string(),
  types: z.array(z.string()),
  principals: z.array(z.string()),
  status: z.enum(ENDPOINT_STATUSES),
  /** Why nothing is sent any more: `gone` (it answered 410) or `failing`. */
  disabledBecause: z.enum(['gone', 'failing']).optional(),
  disabledAt: instant.optional(),
  /** Since when every attempt failed. */
  failingSince: instant.optional(),
  /** Deliveries that wait. */
  pending: z.number().int(),
  createdAt: instant,
  /** Until when the secret before the present one is valid, too. */
  formerSecretUntil: instant.optional(),
})
export type Endpoint = z.output<typeof endpointSchema>

const ofEndpoint = z.object({ id: z.uuid() })
const secretOnce = z.string().describe('`whsec_…`, said once')

export const listEndpoints = {
  summary: 'Addresses the own organisation is told at',
  response: { 200: z.object({ items: z.array(endpointSchema) }) },
}
export const addEndpoint = {
  summary: 'Register an address to be told at; the signing secret is said once',
  body: endpointWish,
  response: { 201: endpointSchema.extend({ secret: secretOnce }) },
}
export const readEndpoint = { summary: 'One address', params: ofEndpoint, response: { 200: endpointSchema } }
export const changeEndpoint = {
  summary: 'Change an address, pause it, or let it go on; what waited is sent then',
  params: ofEndpoint,
  body: z.strictObject({
    url: endpointWish.shape.url.optional(),
    description: z.string().trim().max(140).optional(),
    types: z.array(z.enum(NOTIFICATION_TYPES)).max(NOTIFICATION_TYPES.length).optional(),
    principals: z.array(traderId).max(100).optional(),
    status: z.enum(['active', 'paused']).optional(),
  }),
  response: { 200: endpointSchema },
}
export const removeEndpoint = {
  summary: 'Remove an address, with what waits for it and its log',
  params: ofEndpoint,
  response: { 204: z.undefined().describe('Nothing to say.') },
}
export const rotateSecret = {
  summary: 'A new signing secret, said once; the former stays valid for a while, and every message is signed with both',
  params: ofEndpoint,
  body: z.strictObject({ graceHours: z.number().int().min(0).max(168).default(24) }).default({ graceHours: 24 }),
  response: { 200: z.object({ secret: secretOnce, formerSecretUntil: instant.optional() }) },
}

export const DELIVERY_STATUSES = ['pending', 'delivered', 'dead'] as const

export const deliverySchema = z.object({
  id: z.string(),
  messageId: z.string(),
  type: z.string(),
  /** What it is about: an MRN, the id of a list of codes or of a cost statement, or the number of a supplier’s declaration. */
  about: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  attempts: z.number().int(),
  createdAt: instant,
  settledAt: instant.optional(),
  /** When it may be tried next, where it is the next of its declaration. */
  dueAt: instant.optional(),
  /** The last attempt's answer: an HTTP status, or why there was none. */
  lastAnswer: z.string().optional(),
})
export type Delivery = z.output<typeof deliverySchema>

const attemptSchema = z.object({
  number: z.number().int(),
  at: instant,
  /** The HTTP status. */
  answer: z.number().int().optional(),
  /** Why there was no answer. */
  failure: z.string().optional(),
  durationMs: z.number().int(),
  /** How the answer began. */
  excerpt: z.string(),
})

const ofDelivery = z.object({ id: z.uuid(), delivery: z.string().regex(/^[1-9]\d{0,17}$/, 'the number of a delivery') })

export const listDeliveries = {
  summary: 'What was sent to an address and what waits, the newest first',
  params: ofEndpoint,
  querystring: pageQuery.extend({ status: z.enum(DELIVERY_STATUSES).optional(), about: z.string().min(1).max(40).optional() }),
  response: { 200: pageOf(deliverySchema) },
}
export const readDelivery = {
  summary: 'One delivery with its body and every attempt',
  params: ofDelivery,
  response: { 200: deliverySchema.extend({ body: z.string(), log: z.array(attemptSchema) }) },
}
export const replayDelivery = {
  summary: 'Send one delivery again',
  params: ofDelivery,
  response: { 202: z.object({ replayed: z.number().int() }) },
}
export const replayDeliveries = {
  summary: 'Send again what happened since an instant, or what is dead; also what happened before the address was there',
  params: ofEndpoint,
  body: z.strictObject({ since: instant, until: instant.optional(), onlyDead: z.boolean().default(false) }),
  response: { 202: z.object({ since: instant }) },
}
export const pingEndpoint = {
  summary: 'Send a `webhook.ping`',
  params: ofEndpoint,
  response: { 202: z.object({ messageId: z.string() }) },
}
